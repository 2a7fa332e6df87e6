import { fallbackAnswer, type Intent } from './answer';
import type { TurnInput } from './conversation';
import { EXCERPT, lgpdRequest, type Findings } from './findings';
import type { Observed } from './observe';
import type { Replies } from './replies';
import { wishesOf } from './wishes';
import { resultOf, UNTOUCHED, type TurnResult } from './result';

export interface PreparedSettings {
	replies: Replies;
	/** The number of a data request of this turn. */
	protocol: () => string;
}

/**
 * What has one right answer is answered without the model: ready words that the decision brought (handoff spec A5), an opt-out, a data request (with
 * its protocol number), audio that could not be heard and nothing else with it.
 * @returns null when the model is to answer
 */
export function preparedResult(turn: TurnInput, seen: Observed, settings: PreparedSettings): TurnResult | null {
	const { replies, protocol } = settings;
	const lgpd_request = seen.labels.includes('lgpd') ? lgpdRequest(turn.text, protocol(), seen.lgpdKind) : null;
	const opt_out = wishesOf(seen, null).optOut === 'yes' ? { words: turn.text.slice(0, EXCERPT) } : null;
	if (typeof turn.response === 'string' && turn.response.trim())
		return result(turn, seen, 'human_request', turn.response, { lgpd_request, opt_out });
	if (lgpd_request)
		return result(turn, seen, 'lgpd', replies.lgpd.replaceAll('{protocolo}', lgpd_request.protocol), { lgpd_request, opt_out });
	if (opt_out) return result(turn, seen, 'opt_out', replies.optOut, { opt_out });
	if (turn.unheard_audio === true) return result(turn, seen, 'other', turn.audio_question ?? replies.audioFailed, {});
	return null;
}

function result(
	turn: TurnInput,
	seen: Observed,
	intent: Intent,
	reply: string,
	requests: Partial<Pick<Findings, 'opt_out' | 'lgpd_request'>>,
): TurnResult {
	return resultOf({
		text: turn.text,
		seen,
		lead: turn.lead,
		answer: { ...fallbackAnswer(reply), intent, confidence: 1 },
		changes: [],
		classifiedKey: seen.state.classified_key,
		streak: 0,
		failures: seen.state.failures,
		guard: UNTOUCHED,
		fallbackReason: null,
		usage: { input: 0, output: 0 },
		tookMs: 0,
		requests,
	});
}
