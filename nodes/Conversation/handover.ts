import type { Handover } from '../shared/core/handoff/handover';
import type { SessionEvent } from '../shared/core/session/event';
import type { SessionRules } from '../shared/core/session/rules';
import type { Store } from '../shared/store/store';
import { change, type At } from './change';
import type { DecidedTurn } from './operations/decide';
import { readRules } from './rules';

/** A turn that may call for a person, as the SDR Agent gives it. */
export type HandedTurn = DecidedTurn & { handover?: Handover | null; handoff_summary?: string };

/** What a reply has to pass, and whether the team was called with it. */
export interface HandedOver {
	fence: { mode_epoch: number; canned: boolean };
	teamTold: boolean;
}

/**
 * Calls a person before the reply that says so is sent, as the decision does for whoever asks for one and by the same rules (handoff spec A12): the reply then passes the
 * fence of the pause. Whoever else changed the conversation since the decision keeps it, and the reply is stale.
 */
export async function handOver(store: Store, turn: HandedTurn, executionId: string): Promise<HandedOver> {
	const { handover, fence } = turn;
	const before = { mode_epoch: fence.mode_epoch, canned: typeof turn.response === 'string' };
	if (!handover) return { fence: before, teamTold: false };
	// The database's clock when the turn began: what a person typed while the model thought is not late for it.
	const now = turn.claimed_at ?? new Date().toISOString();
	const rules = readRules((name, fallback) => turn.house_rules?.[name] ?? fallback, now, true);
	const event = eventOf(handover, turn.handoff_summary ?? '', rules.session);
	if (event === null) return { fence: before, teamTold: false };
	const changed = await change(store, turn.session as At, event, {
		now,
		rules: { ...rules, session: { ...rules.session, escalation: wayOf(handover, rules.session) } },
		name: turn.name,
		messageId: turn.messages?.at(-1)?.message_id,
		executionId,
	});
	const teamTold = changed.notices.length > 0;
	if (changed.before.modeEpoch !== fence.mode_epoch) return { fence: before, teamTold };
	return { fence: { mode_epoch: changed.at.mode_epoch, canned: before.canned || changed.at.mode === 'paused' }, teamTold };
}

/** A wish for a person is met as the rules say; a pause that was chosen for the rest is one. */
const wayOf = ({ reason, pause }: Handover, rules: SessionRules): SessionRules['escalation'] =>
	pause ? (reason === 'pediu_humano' ? rules.escalation : 'pause') : 'keepAgent';

/** Null where nothing is to happen: nobody takes a hot lead over while the house is closed and the agent is to go on. */
function eventOf({ reason, detail }: Handover, summary: string, { isOpen, keepAgentAfterHours }: SessionRules): SessionEvent | null {
	if (reason !== null) return { type: 'escalate', reason, detail, summary: [detail, summary].filter(Boolean).join('\n') };
	return !isOpen && keepAgentAfterHours ? null : { type: 'pause', attendant: null, reason: 'system', force: false };
}
