import type { Mode, PauseReason, Session } from '../core/session';
import type { Store } from './store';

/** A session as the database holds it; extra columns travel along untouched. */
export type SessionRow = {
	mode: string;
	human_attendant: string | null;
	human_since: string | null;
	last_customer_message: string | null;
	last_agent_message: string | null;
	last_human_message: string | null;
	last_human_activity: string | null;
	paused_at: string | null;
	paused_by: string | null;
	pause_reason: PauseReason | null;
	mode_epoch: number;
	version: number;
};

const MODES: readonly string[] = ['agent', 'human', 'paused'] satisfies Mode[];

/** A mode that nobody knows is read as paused: the agent must not speak on a guess (handoff spec T41). */
export const toSession = (row: SessionRow): Session => ({
	mode: MODES.includes(row.mode) ? (row.mode as Mode) : 'paused',
	humanAttendant: row.human_attendant,
	humanSince: row.human_since,
	lastCustomerMessage: row.last_customer_message,
	lastAgentMessage: row.last_agent_message,
	lastHumanMessage: row.last_human_message,
	lastHumanActivity: row.last_human_activity,
	pausedAt: row.paused_at,
	pausedBy: row.paused_by,
	pauseReason: row.pause_reason,
	modeEpoch: row.mode_epoch,
});

export const toRow = (session: Session): Omit<SessionRow, 'version'> => ({
	mode: session.mode,
	human_attendant: session.humanAttendant,
	human_since: session.humanSince,
	last_customer_message: session.lastCustomerMessage,
	last_agent_message: session.lastAgentMessage,
	last_human_message: session.lastHumanMessage,
	last_human_activity: session.lastHumanActivity,
	paused_at: session.pausedAt,
	paused_by: session.pausedBy,
	pause_reason: session.pauseReason,
	mode_epoch: session.modeEpoch,
});

/**
 * Writes a session if it is still at the given version (compare and set).
 * @returns the stored row and whether ours is the one that was written
 */
export const saveSession = async (
	store: Store,
	at: { channel: string; phone: string; version: number },
	session: Session,
): Promise<{ saved: boolean; session: SessionRow }> =>
	await store.rpc('save_session', { p_channel: at.channel, p_phone: at.phone, p_version: at.version, p_session: toRow(session) }, false);
