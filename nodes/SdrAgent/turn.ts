import { cleanCustomValues, type CustomField } from '../shared/core/lead/customFields';
import { cleanLeadUpdates } from '../shared/core/lead/lead';
import type { Product } from '../shared/core/sdr/catalogue';
import type { Ear } from '../shared/core/hearing/ear';
import { withCertainFacts } from '../shared/core/sdr/certainFacts';
import { changesOf, merged } from '../shared/core/sdr/merge';
import type { QuestionLimits } from '../shared/core/sdr/questions';
import { classByScores, classOf, materialKey, shouldClassify, type Thresholds } from '../shared/core/sdr/temperature';
import type { UpsellRule } from '../shared/core/sdr/upsell';
import type { Model } from '../shared/llm/model';
import { fallbackAnswer, readAnswer, type Answer } from './answer';
import { briefingOf } from './briefing';
import { askReply, askTurn, together, type AskSettings, type Messages } from './ask';
import { LONGEST_TEXT, type TurnInput } from './conversation';
import { guarded, rewriteOrder, safeReply, type GuardSettings } from './guard';
import { isGivenUp, type HandoverSettings } from './handover';
import { EXCERPT, lgpdRequest } from './findings';
import { wishesOf, type Wishes } from './wishes';
import { observe, type Observed } from './observe';
import { preparedResult, type PreparedSettings } from './prepared';
import { resultOf, UNTOUCHED, type GuardReport, type TurnResult } from './result';

export interface TurnSettings extends AskSettings, PreparedSettings {
	systemPrompt: string;
	/** The prompt without what may be said: held against the reply. */
	secretTexts: string[];
	/** What is learned besides the usual. */
	customFields: CustomField[];
	/** Further facts of this moment, a line each. */
	context: string[];
	/** What the customer gets when the model gives nothing. */
	fallback: string;
	find: Ear;
	/** What is wrong with the operator's lists, a sentence each. */
	listProblems: string[];
	thresholds: Thresholds;
	questions: QuestionLimits;
	handover: HandoverSettings;
	/** Longest reply, characters. */
	maxLength: number;
	catalogue: Product[];
	upsell: UpsellRule[];
	allowedHosts: string[];
	forbidden: RegExp[];
}

/** One turn of the agent: code reads the message, the model answers, code looks at the answer before it goes out (SDR spec 1.7 steps 14 to 17). */
export async function answerTurn(model: Model, turn: TurnInput, settings: TurnSettings): Promise<TurnResult> {
	const seen = observe(turn, settings);
	const prepared = preparedResult(turn, seen, settings);
	if (prepared) return prepared;
	const { messages, orders } = briefingOf(turn, seen, settings);
	const asked = await askTurn(model, messages, settings, (lead) => understood(turn, seen, settings, lead).due);
	const given = asked.failure === null ? readAnswer(asked.value) : null;
	const { updates, changes, lead, due } = understood(turn, seen, settings, asked.value.lead);
	const failures = given ? 0 : seen.state.failures + 1;
	const outcome = {
		text: turn.text,
		seen,
		lead: turn.lead,
		changes,
		answer: classed(
			{ ...(given ?? fallbackAnswer(spareReply(seen, failures, settings))), lead_updates: updates },
			{ lead, due, seen, settings },
		),
		classifiedKey: due ? materialKey(lead) : seen.state.classified_key,
		streak: 0,
		failures,
		handover: settings.handover,
		guard: UNTOUCHED,
		fallbackReason: given ? null : (asked.failure ?? 'The model gave an empty reply'),
		usage: asked.usage,
		tookMs: asked.tookMs,
	};
	const wishes = wishesOf(seen, given);
	if (given && (wishes.lgpd || wishes.optOut === 'yes'))
		return resultOf({ ...outcome, ...granted(turn, seen, settings, wishes, outcome.answer) });
	const question = wishes.optOut === 'ask' ? settings.replies.optOutQuestion : '';
	if (!given) return resultOf({ ...outcome, answer: { ...outcome.answer, reply: question || outcome.answer.reply } });
	const spent = { ...guardSettingsOf(seen, settings, orders), learned: changes.length > 0 };
	const said = await saidReply(model, messages, given.reply, settings, spent);
	return resultOf({
		...outcome,
		...said,
		...together(asked, said.again),
		answer: { ...outcome.answer, reply: [said.reply, question].filter(Boolean).join('\n\n') },
	});
}

/** What the model heard has the same effect as what code hears: its rows, and the words that confirm them in place of the reply that was written. */
function granted(turn: TurnInput, seen: Observed, { replies, now, seed }: TurnSettings, wishes: Wishes, answer: Answer) {
	const lgpd_request = wishes.lgpd ? lgpdRequest(turn.text, now, seed, seen.lgpdKind) : null;
	const opt_out = wishes.optOut === 'yes' ? { words: turn.text.slice(0, EXCERPT) } : null;
	const reply = lgpd_request ? replies.lgpd.replaceAll('{protocolo}', lgpd_request.protocol) : replies.optOut;
	return { answer: { ...answer, reply }, requests: { lgpd_request, opt_out } };
}

/** The reply that goes out: the model's, or a second one when the first may not be sent, or a prepared one when neither may. */
async function saidReply(model: Model, messages: Messages, given: string, settings: TurnSettings, guard: GuardSettings) {
	const first = guarded(given, guard);
	const report = (refused: Array<{ rule: string }>, rest: Partial<GuardReport>): GuardReport => ({
		...UNTOUCHED,
		refused: [...new Set(refused.map(({ rule }) => rule))],
		...rest,
	});
	if (first.leaks.length === 0)
		return { reply: first.reply, streak: first.streak, guard: report([], { questions_removed: first.questionsRemoved }), again: null };
	const order = { role: 'system' as const, content: rewriteOrder(first.leaks) };
	const again = await askReply(model, [...messages(settings.tasks.reply.rules), order], settings);
	const reply = readAnswer(again.value)?.reply;
	const second = reply ? guarded(reply, guard) : null;
	if (second?.leaks.length === 0)
		return {
			reply: second.reply,
			streak: second.streak,
			guard: report(first.leaks, { regenerated: true, questions_removed: second.questionsRemoved }),
			again,
		};
	const refused = report([...first.leaks, ...(second?.leaks ?? [])], { regenerated: true, safe_reply: true });
	return { reply: safeReply(first.leaks, settings.replies), streak: 0, guard: refused, again };
}

/** What the turn tells of the lead, and whether a class is due. */
function understood(turn: TurnInput, seen: Observed, { thresholds, customFields }: TurnSettings, given: unknown) {
	const told = asObject(given);
	const clean = cleanLeadUpdates({ ...told, custom_fields: cleanCustomValues(customFields, told) });
	const updates = withCertainFacts(turn.text.slice(0, LONGEST_TEXT), clean, turn.lead);
	const changes = changesOf(turn.lead, updates);
	const lead = merged(turn.lead, changes);
	// Asking for a price or a proposal is material too, once: it may make a known lead hot on unchanged data.
	const wantsOffer = seen.labels.includes('commercial') && turn.lead?.temperature !== 'hot' && shouldClassify(lead, null, thresholds);
	return { updates, changes, lead, due: wantsOffer || shouldClassify(lead, seen.state.classified_key, thresholds) };
}

/** The answer with the class of the lead, or without one when none is due. */
function classed(
	answer: Answer,
	{ lead, due, seen, settings }: { lead: ReturnType<typeof merged>; due: boolean; seen: Observed; settings: TurnSettings },
): Answer {
	if (!due) return { ...answer, temperature: null, temperature_reason: null };
	const given = answer.temperature && { temperature: answer.temperature, reason: answer.temperature_reason ?? '' };
	const { temperature, reason } = given
		? classOf(given, lead, seen.spoken, settings.thresholds)
		: classByScores(lead, seen.spoken, settings.thresholds);
	return { ...answer, temperature, temperature_reason: reason };
}

/** What is said when the model gives nothing: that a person comes, if it was often; on a subject with a prepared reply, that one. */
function spareReply({ labels }: Observed, failures: number, { replies, fallback, handover }: TurnSettings): string {
	if (isGivenUp(failures, handover)) return replies.handedOver;
	if (labels.includes('commercial')) return replies.commercial;
	return labels.includes('technical') ? replies.technical : fallback;
}

const guardSettingsOf = (seen: Observed, settings: TurnSettings, orders: string[]): Omit<GuardSettings, 'learned'> => ({
	replies: settings.replies,
	questions: settings.questions,
	maxLength: settings.maxLength,
	streak: seen.state.question_streak,
	policy: {
		internalNotes: settings.catalogue.map(({ internal_note }) => internal_note).filter(Boolean),
		productNames: settings.catalogue.map(({ name }) => name),
		secretTexts: [...settings.secretTexts, ...orders.filter((line) => !seen.upsell || !line.includes(seen.upsell.argument))],
		allowedHosts: settings.allowedHosts,
		forbidden: settings.forbidden,
		customerText: seen.customerText,
	},
});

const asObject = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
