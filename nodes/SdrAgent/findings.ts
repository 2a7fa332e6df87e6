import type { LeadUpdates } from '../shared/core/lead/lead';
import type { LgpdKind } from '../shared/core/hearing/ear';
import { lgpdKind } from '../shared/core/sdr/intents';
import { interestsIn } from '../shared/core/sdr/interests';
import { upsellKey, wasTold } from '../shared/core/sdr/upsell';
import type { Answer } from './answer';
import { LONGEST_TEXT } from './conversation';
import type { AgentState, Observed } from './observe';
import { isCertain, stanceOf, type Stance } from './wishes';

/** What a turn leaves behind besides its reply; the Lead Store's "Register Findings" stores it. */
export type Findings = {
	agent_state: AgentState;
	technical_questions: string[];
	/** Names of products that the lead asked for. */
	interests: string[];
	/** The customer asked for a price or conditions: the contact that was promised has to happen. */
	commercial_request: boolean;
	/** The customer asked about freight or delivery: so does that one. */
	delivery_request: boolean;
	opt_out: { words: string } | null;
	lgpd_request: { protocol: string; kind: LgpdKind; words: string } | null;
	/** Where they stand on buying; null where the turn tells nothing of it. */
	stance: Stance | null;
	/** The lead is hot now and was not before. */
	became_hot: boolean;
	/** It was classed as hot in this turn, whatever it was before. */
	is_hot: boolean;
};

/** What the team may be told of a turn. */
export const NOTICES = ['hot_lead', 'follow_up', 'lgpd_request'] as const;

/** A lead that is hot again after so many months is news again. */
export const HOT_AGAIN_MONTHS = 6;

/** How much of a message a note keeps. */
export const EXCERPT = 500;
/** More products than these are a look around, and no interest. */
const NAMED_AT_ONCE = 2;

export function lgpdRequest(text: string, protocol: string, kind: LgpdKind | null = null): NonNullable<Findings['lgpd_request']> {
	return { protocol, kind: kind ?? lgpdKind(text), words: text.slice(0, EXCERPT) };
}

export function findingsOf(
	seen: Observed,
	given: {
		text: string;
		answer: Answer;
		streak: number;
		failures: number;
		classifiedKey: string | null;
		before: LeadUpdates & { temperature?: unknown };
	},
	requests: Partial<Pick<Findings, 'opt_out' | 'lgpd_request'>> = {},
): Findings {
	const { answer, text } = given;
	const told = seen.upsell && wasTold(seen.upsell, answer.reply) ? [upsellKey(seen.upsell)] : [];
	const excerpt = text.slice(0, EXCERPT);
	const question = answer.technical_question?.slice(0, EXCERPT) ?? (seen.labels.includes('technical') ? excerpt : null);
	const { name, company, product } = answer.lead_updates;
	const interests = interestsIn(seen.products, seen.asked, [name, company, given.before.name, given.before.company], product ?? null);
	return {
		agent_state: {
			question_streak: given.streak,
			failures: given.failures,
			upsells: [...seen.state.upsells, ...told],
			classified_key: given.classifiedKey,
			...(seen.state.audio_consent && { audio_consent: true }),
		},
		technical_questions: question ? [question] : [],
		interests: interests.filter(({ available }) => !available || interests.length <= NAMED_AT_ONCE).map(({ name }) => name),
		commercial_request: seen.labels.includes('commercial') || isCertain(answer, 'commercial'),
		delivery_request: seen.labels.includes('delivery') || isCertain(answer, 'delivery'),
		opt_out: requests.opt_out ?? null,
		lgpd_request: requests.lgpd_request ?? null,
		stance: stanceOf(seen, text.slice(0, LONGEST_TEXT), answer),
		became_hot: becameHot(answer, given.before),
		is_hot: answer.temperature === 'hot',
	};
}

export const becameHot = ({ temperature }: Answer, before: { temperature?: unknown }): boolean =>
	temperature === 'hot' && before.temperature !== 'hot';
