import type { RecordedTurn } from '../../shared/store/facts';
import { whySummary } from './summary';

/** A turn as the operation gives it: to read, to look at piece by piece, and to play again with a stand-in that gives the model's answers. */
export function explained(told: RecordedTurn) {
	const { turn, facts, asked, said, history, events, cost, prompts } = told;
	const { text, situation, calls = [], labels, drafts = [], learnt = [] } = facts;
	return {
		found: true,
		summary: whySummary(told),
		turn_id: turn.turn_id,
		channel: turn.channel,
		phone: turn.phone,
		status: turn.status,
		claimed_at: turn.created_at,
		finished_at: turn.finished_at,
		execution_id: facts.execution_id,
		asked,
		said,
		spoke: facts.spoke,
		reason: facts.reason ?? turn.given_back,
		fallback_reason: facts.fallback_reason ?? null,
		handover: facts.handover,
		times: { waited_ms: facts.waited_ms, thought_ms: facts.thought_ms, sent_ms: facts.sent_ms, replied_ms: facts.replied_ms },
		heard: { code: labels?.code ?? [], model: labels?.model ?? null, confidence: labels?.confidence ?? null },
		held_back: drafts.filter(({ refused }) => refused.length > 0),
		learnt,
		lead_class: facts.temperature,
		lead_class_reason: facts.temperature_reason ?? null,
		cost: { tokens_in: facts.tokens_in, tokens_out: facts.tokens_out, ...cost },
		versions: { prompt: facts.prompt, catalogue: facts.catalogue, profile: facts.profile },
		events,
		replay: { instructions: prompts, situation: situation ?? null, history, text: text ?? null, calls },
	};
}
