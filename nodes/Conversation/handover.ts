import type { Handover } from '../shared/core/handoff/handover';
import type { SessionEvent } from '../shared/core/session/event';
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
 * Calls a person before the reply that says so is sent, as the decision does for whoever asks for one (handoff spec A12): the reply then passes the
 * fence of the pause. Whoever else changed the conversation since the decision keeps it, and the reply is stale.
 */
export async function handOver(store: Store, turn: HandedTurn, executionId: string): Promise<HandedOver> {
	const { handover, fence } = turn;
	const before = { mode_epoch: fence.mode_epoch, canned: typeof turn.response === 'string' };
	if (!handover) return { fence: before, teamTold: false };
	const now = new Date().toISOString();
	const rules = readRules((_, fallback) => fallback, now, true);
	const changed = await change(store, turn.session as At, eventOf(handover, turn.handoff_summary ?? ''), {
		now,
		rules: { ...rules, session: { ...rules.session, escalation: handover.pause ? 'pause' : 'keepAgent' } },
		name: turn.name,
		messageId: turn.messages?.at(-1)?.message_id,
		executionId,
	});
	const teamTold = changed.notices.length > 0;
	if (changed.before.modeEpoch !== fence.mode_epoch) return { fence: before, teamTold };
	return { fence: { mode_epoch: changed.at.mode_epoch, canned: before.canned || changed.at.mode === 'paused' }, teamTold };
}

const eventOf = ({ reason, detail }: Handover, summary: string): SessionEvent =>
	reason === null
		? { type: 'pause', attendant: null, reason: 'system', force: false }
		: { type: 'escalate', reason, detail, summary: [detail, summary].filter(Boolean).join('\n') };
