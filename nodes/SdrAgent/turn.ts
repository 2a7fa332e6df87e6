import { ModelError, type ModelOutcome } from '../shared/llm/failure';
import type { Model } from '../shared/llm/model';
import { fallbackAnswer, readAnswer, type Answer } from './answer';
import { askTurn, together } from './ask';
import { briefingOf } from './briefing';
import type { TurnInput } from './conversation';
import { EXCERPT, lgpdRequest } from './findings';
import { policyOf } from './footing';
import { isGivenUp } from './handover';
import { leadIn } from './leadIn';
import { classed, learned } from './learn';
import { observe, type Observed } from './observe';
import { preparedResult } from './prepared';
import { resultOf, UNTOUCHED, type TurnResult } from './result';
import { said } from './say';
import type { TurnSettings } from './turnSettings';
import { wishesOf, type Wishes } from './wishes';

/**
 * One turn of the agent, station by station: code reads the message, words that are ready go out as they are, the model is told and asked, code learns from
 * its answer and looks at the reply before it goes out (SDR spec 1.7 steps 14 to 17).
 */
export async function answerTurn(model: Model, turn: TurnInput, settings: TurnSettings): Promise<TurnResult> {
	const seen = observe(turn, settings);
	const prepared = preparedResult(turn, seen, settings);
	if (prepared) return prepared;
	const { messages, orders, noQuestions } = briefingOf(turn, seen, settings);
	const own = settings.customFields.map(({ key }) => key);
	const learnt = (value: Record<string, unknown>) => learned(turn, seen, settings, leadIn(value, own));
	const asked = await askTurn(model, messages, settings, (extraction) => learnt(extraction).due);
	const given = asked.failure === null ? readAnswer(asked.value) : null;
	const known = learnt(asked.value);
	const failures = given ? 0 : seen.state.failures + 1;
	const answer = given ?? fallbackAnswer(spareReply(seen, failures, settings));
	const outcome = {
		text: turn.text,
		seen,
		lead: turn.lead,
		changes: known.changes,
		answer: classed({ ...answer, lead_updates: known.updates }, known, seen, settings),
		classifiedKey: known.classifiedKey,
		streak: 0,
		failures,
		handover: settings.handover,
		guard: { ...UNTOUCHED, unusable_patterns: settings.unusablePatterns },
		fallbackReason: given ? null : (asked.failure ?? 'The model gave an empty reply'),
		usage: asked.usage,
		tookMs: asked.tookMs,
		outcome: given ? asked.outcome : nothingSaid(asked.outcome, settings.models.reply),
	};
	const wishes = wishesOf(seen, given);
	if (given && (wishes.lgpd || wishes.optOut === 'yes'))
		return resultOf({ ...outcome, ...granted(turn, seen, settings, wishes, outcome.answer) });
	const question = wishes.optOut === 'ask' ? settings.replies.optOutQuestion : '';
	if (!given) return resultOf({ ...outcome, answer: { ...outcome.answer, reply: question || outcome.answer.reply } });
	const { replies, questions, maxLength, secondReader, seed } = settings;
	const guard = {
		replies,
		questions,
		maxLength,
		noQuestions,
		streak: seen.state.question_streak,
		learned: known.changes.length > 0,
		policy: policyOf(turn, seen, settings, orders),
	};
	const spoken = await said(model, { given: given.reply, messages, ask: settings, guard, secondReader, seed });
	const spent = together(asked, spoken.again);
	return resultOf({
		...outcome,
		streak: spoken.streak,
		guard: { ...spoken.guard, unusable_patterns: settings.unusablePatterns },
		usage: { input: spent.usage.input + spoken.read.input, output: spent.usage.output + spoken.read.output },
		tookMs: spent.tookMs + spoken.read.tookMs,
		outcome: spent.outcome,
		answer: { ...outcome.answer, reply: [spoken.reply, question].filter(Boolean).join('\n\n') },
	});
}

/** What the model heard has the same effect as what code hears: its rows, and the words that confirm them in place of the reply that was written. */
function granted(turn: TurnInput, seen: Observed, { replies, protocol }: TurnSettings, wishes: Wishes, answer: Answer) {
	const lgpd_request = wishes.lgpd ? lgpdRequest(turn.text, protocol(), seen.lgpdKind) : null;
	const opt_out = wishes.optOut === 'yes' ? { words: turn.text.slice(0, EXCERPT) } : null;
	const reply = lgpd_request ? replies.lgpd.replaceAll('{protocolo}', lgpd_request.protocol) : replies.optOut;
	return { answer: { ...answer, reply }, requests: { lgpd_request, opt_out } };
}

/** An answer came, and no reply in it. */
const nothingSaid = (outcome: ModelOutcome | null, name: string): ModelOutcome =>
	outcome?.ok === false ? outcome : { tries: 1, ...outcome, ok: false, name, failure: new ModelError('empty', { name }).failure };

/** What is said when the model gives nothing: that a person comes, if it was often; on a subject with a prepared reply, that one. */
function spareReply({ labels }: Observed, failures: number, { replies, fallback, handover }: TurnSettings): string {
	if (isGivenUp(failures, handover)) return replies.handedOver;
	if (labels.includes('commercial')) return replies.commercial;
	return labels.includes('technical') ? replies.technical : fallback;
}
