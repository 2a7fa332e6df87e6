import type { Handover } from '../shared/core/handoff/handover';
import type { LeadUpdates } from '../shared/core/lead/lead';
import type { Label } from '../shared/core/hearing/intent';
import { correctionsIn, type Change } from '../shared/core/sdr/merge';
import type { ModelOutcome } from '../shared/llm/failure';
import type { Answer } from './answer';
import { becameHot, findingsOf, type Findings } from './findings';
import { isCertain } from './wishes';
import { handoverOf, type HandoverSettings } from './handover';
import type { Observed } from './observe';

/** What became of the model's reply on its way out. */
export type GuardReport = {
	/** Rules that refused it. */
	refused: string[];
	regenerated: boolean;
	/** The prepared safe reply took its place. */
	safe_reply: boolean;
	questions_removed: number;
	/** What each refused draft held, in the order in which they were written. */
	drafts: Array<{ refused: Array<{ rule: string; excerpt: string }> }>;
	/** How often the second reader was asked. */
	second_readings: number;
	/** Pieces of catalogue and profile that did not fit into what it was shown: those farthest from the reply. */
	facts_left_out: number;
	/** Forbidden patterns of the form that cannot be used, and why. */
	unusable_patterns: Array<{ pattern: string; problem: string }>;
};
export const UNTOUCHED: GuardReport = {
	refused: [],
	regenerated: false,
	safe_reply: false,
	questions_removed: 0,
	drafts: [],
	second_readings: 0,
	facts_left_out: 0,
	unusable_patterns: [],
};

export type TurnResult = Answer & {
	/** What code found the message to be about. */
	labels: Label[];
	/** Stored values that the lead corrected. */
	corrections: Change[];
	findings: Findings;
	/** Set when a person is called. */
	handover: Handover | null;
	guard: GuardReport;
	/** Why a prepared text was used; null when the model answered. */
	fallback_reason: string | null;
	/** The customer read this very text as our last words already: an apology is owed once. */
	repeats_itself: boolean;
	usage: { input: number; output: number };
	model_ms: number;
	/** What became of asking the model; null when the words were ready. Its `failure` tells who has to act, and in which words. */
	model: ModelOutcome | null;
};

export interface Outcome {
	text: string;
	seen: Observed;
	/** The lead before the turn. */
	lead: Record<string, unknown> | null;
	answer: Answer;
	changes: Change[];
	classifiedKey: string | null;
	streak: number;
	/** Turns in a row without the model, this one included. */
	failures: number;
	guard: GuardReport;
	fallbackReason: string | null;
	usage: { input: number; output: number };
	tookMs: number;
	/** Absent where the model was not asked. */
	outcome?: ModelOutcome | null;
	requests?: Partial<Pick<Findings, 'opt_out' | 'lgpd_request'>>;
	/** Absent where nobody is to be called: the words were ready. */
	handover?: HandoverSettings;
}

const NEEDS_PEOPLE: Partial<Record<Label, string>> = {
	human: 'O cliente pediu para falar com uma pessoa',
	support: 'O cliente precisa do suporte',
};

/** A turn as it leaves the node. A wish for a person, or for support, is heard whatever the model made of it. */
export function resultOf(outcome: Outcome): TurnResult {
	const { seen, text, lead, changes, streak, failures, classifiedKey, requests } = outcome;
	const needed =
		[...seen.labels, ...(isCertain(outcome.answer, 'human_request') ? (['human'] as const) : [])]
			.map((label) => NEEDS_PEOPLE[label])
			.find(Boolean) ?? null;
	const answer: Answer = {
		...outcome.answer,
		should_transfer: outcome.answer.should_transfer || needed !== null,
		transfer_reason: outcome.answer.transfer_reason ?? needed,
	};
	const before = (lead ?? {}) as LeadUpdates & { temperature?: unknown };
	const heard = { text, answer, failures, becameHot: becameHot(answer, before), labels: seen.labels };
	const handover = outcome.handover ? handoverOf(heard, outcome.handover) : null;
	// Whoever was handed over begins anew when the agent gets them back.
	const left = handover?.reason === 'erro_consecutivo' ? 0 : failures;
	return {
		...answer,
		labels: seen.labels,
		corrections: correctionsIn(changes),
		findings: findingsOf(seen, { text, answer, streak, failures: left, classifiedKey, before }, requests),
		handover,
		guard: outcome.guard,
		fallback_reason: outcome.fallbackReason,
		repeats_itself: outcome.fallbackReason !== null && isSaid(lastWords(seen), answer.reply),
		usage: outcome.usage,
		model_ms: outcome.tookMs,
		model: outcome.outcome ?? null,
	};
}

/** Whether our last words say what the reply says. A long text is sent in parts, of which the last one is the last word. */
function isSaid(last: string | undefined, reply: string): boolean {
	const [said, text] = [oneSpaced(last ?? ''), oneSpaced(reply)];
	return text === said || (said.length > SURELY && text.endsWith(said));
}
const oneSpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Letters that do not end two texts by chance. */
const SURELY = 40;

const lastWords = ({ spoken }: Observed): string | undefined => spoken.findLast(({ role }) => role !== 'user')?.content;
