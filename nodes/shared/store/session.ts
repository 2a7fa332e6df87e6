import { newSession, type Metadata, type Mode, type PauseReason, type Session } from '../core/session/state';
import type { ActorType, HistoryType } from '../core/session/outcome';
import type { DownIntegration } from './integrations';
import type { Store } from './store';

/** A session as the database holds it; extra columns travel along untouched. */
export type SessionRow = {
	mode: string;
	mode_since: string | null;
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
	metadata: Metadata;
	/** 0 when there is no such row yet. */
	version: number;
};
export type StoredSession = SessionRow & { channel: string; phone: string; created_at: string; updated_at: string };
export type ListedSession = StoredSession & {
	name: string | null;
	last_text: string | null;
	last_from: 'customer' | 'agent' | 'human' | null;
	/** Null where the id is no attendant's. */
	human_attendant_name: string | null;
	paused_by_name: string | null;
	/** Absent where the database is older. */
	window?: WritingWindow | null;
	/** Who has the customer on another number of ours, and keeps the agent quiet on this one; absent where the database is older. */
	guarded_by?: { channel: string; mode: Mode; attendant: string | null; attendant_name: string | null } | null;
};

const MODES: readonly string[] = ['agent', 'human', 'paused'] satisfies Mode[];
export const isKnownMode = (mode: string): boolean => MODES.includes(mode);

/** A mode that nobody knows is read as paused: the agent must not speak on a guess (handoff spec T41). */
export const toSession = (row: SessionRow): Session => ({
	mode: isKnownMode(row.mode) ? (row.mode as Mode) : 'paused',
	modeSince: row.mode_since,
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
	metadata: row.metadata ?? {},
});

export const toRow = (session: Session): Omit<SessionRow, 'version'> => ({
	mode: session.mode,
	mode_since: session.modeSince,
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
	metadata: session.metadata,
});

/** What a conversation is before anything happened in it: shown, never stored (handoff spec T02). */
export const virtualSession = (channel: string, phone: string): SessionRow & { channel: string; phone: string } => ({
	...toRow(newSession()),
	channel,
	phone,
	version: 0,
});

/** A row of the history as it is written. */
export type HistoryWrite = {
	type: HistoryType;
	actor_type: ActorType;
	actor_id: string | null;
	from_mode?: string;
	to_mode?: string;
	from_owner?: string | null;
	to_owner?: string | null;
	reason?: string | null;
	message_id?: string | null;
	execution_id?: string | null;
	details?: Record<string, unknown>;
};
/** An effect for the outbox; the same key is one effect. */
export type Effect = { key: string; kind: 'whatsapp_text' | 'notice'; channel: string; phone: string; payload: Record<string, unknown> };

/** Writes a session, its history and its effects, if it is still at the given version (compare and set). */
export const saveSession = async (
	store: Store,
	at: { channel: string; phone: string; version: number },
	session: Session,
	also: { history?: HistoryWrite[]; effects?: Effect[]; emptyBuffer?: boolean } = {},
): Promise<{ saved: boolean; session: StoredSession }> =>
	await store.rpc(
		'save_session',
		{
			p_channel: at.channel,
			p_phone: at.phone,
			p_version: at.version,
			p_session: toRow(session),
			p_history: also.history ?? [],
			p_effects: also.effects ?? [],
			p_empty_buffer: also.emptyBuffer ?? false,
			p_key: crypto.randomUUID(),
		},
		true,
	);

/** Adds to the history alone: what happened changed nothing. */
export const writeHistory = async (
	store: Store,
	at: { channel: string; phone: string; mode_epoch: number },
	rows: HistoryWrite[],
): Promise<void> =>
	await store.rpc('write_history', { p_channel: at.channel, p_phone: at.phone, p_rows: rows, p_epoch: at.mode_epoch }, false);

/** Until when one may write freely, where the provider has such a window (the official API's 24 hours). */
export type WritingWindow = {
	open: boolean;
	/** ISO 8601; null where it never was open, or Meta said that it is closed. */
	until: string | null;
	/** Whether a person's words go out as a template once it is closed. */
	template: boolean;
};

/** @param channel null finds the newest conversation of that phone */
export const readSession = async (
	store: Store,
	channel: string | null,
	phone: string,
): Promise<{
	session: StoredSession | null;
	/** Who has the person on another number of ours, and keeps the agent quiet on this one; absent where the database is older. */
	guard?: StoredSession | null;
	name: string | null;
	/** Null where there is none; absent where the database is older. */
	window?: WritingWindow | null;
	agent_enabled: boolean | null;
	/** What the company told in one place; absent where the database is older. */
	company_settings?: unknown;
	only_channel: string | null;
	/** The database's clock: workers' own may be hours apart. */
	now: string;
}> => await store.rpc('read_session', { p_channel: channel, p_phone: phone }, true);

export interface SessionFilter {
	mode?: Mode;
	attendant?: string;
	channel?: string;
	/** ISO 8601: only those that changed since. */
	updated_since?: string;
	/** With `updated_since`: also those whose person has a conversation on another number of ours that changed since. */
	guarded_too?: boolean;
	active_since?: string;
	metadata?: { key: string; value: string };
	/** Of the page before: its last row's change, channel and phone. */
	cursor?: [string, string, string];
}
export type SessionPage = {
	/** How many there are, 5,000 at the most. */
	total: number;
	now: string;
	agent_enabled: boolean | null;
	integrations?: DownIntegration[];
	sessions: ListedSession[];
};

export const listSessions = async (store: Store, filter: SessionFilter, limit: number): Promise<SessionPage> =>
	await store.rpc('list_sessions', { p_filter: filter, p_limit: limit }, true);

/** A conversation as the sweep and the monitor look at it. */
export type DueSession = StoredSession & {
	/** When the customer first wrote after the last words that they got; null when they do not wait. */
	waiting_since: string | null;
	name: string | null;
	/** What the company told in one place; absent where the database is older. */
	company_settings?: unknown;
};

/**
 * Conversations that the sweep has to look at.
 * @param old of the agent's: those that nobody touched since `before` and that carry metadata besides the `kept` keys, each once; none for who only looks
 */
export const dueSessions = async (
	store: Store,
	channel: string | null,
	old: { before: string; kept: string[] } | null = null,
): Promise<DueSession[]> =>
	await store.rpc(
		'due_sessions',
		{ p_channel: channel, p_old_before: old?.before ?? new Date(0).toISOString(), p_kept: old?.kept ?? null },
		true,
	);

/** Conversations of the agent's whose customer waits while nobody is at work on it, and the database's clock. */
export const waitingCustomers = async (
	store: Store,
	channel: string | null,
): Promise<{ now: string; sessions: Array<StoredSession & { unanswered_since: string; name: string | null }> }> =>
	await store.rpc('waiting_customers', { p_channel: channel }, true);

export type History = {
	phone: string;
	messages: Array<{
		author: string;
		at: string;
		text: string;
		kind: string;
		status: string;
		/** Of a message of the team: who had the conversation when it was written, as far as that is known. */
		attendant: string | null;
		attendant_name: string | null;
	}>;
	events: Array<Record<string, unknown>>;
};
export const readHistory = async (store: Store, channel: string, phone: string, limit: number): Promise<History> =>
	await store.rpc('read_history', { p_channel: channel, p_phone: phone, p_limit: limit }, true);

/** @param actor id of the attendant; null when a workflow did it */
export const switchAgent = async (store: Store, enabled: boolean, actor: string | null): Promise<{ agent_enabled: boolean }> =>
	await store.rpc('switch_agent', { p_enabled: enabled, p_actor: actor }, true);

/** Whether a takeover, or a pause by a person, holds on all numbers of ours, or only where it was made. */
export type TakeoverReach = 'all_numbers' | 'one_number';
/** @param actor id of the attendant; null when a workflow did it */
export const setTakeoverReach = async (store: Store, reach: TakeoverReach, actor: string | null): Promise<{ reach: TakeoverReach }> =>
	await store.rpc('set_takeover_reach', { p_everywhere: reach === 'all_numbers', p_actor: actor }, true);

export const deleteConversation = async (store: Store, channel: string, phone: string): Promise<{ deleted: boolean }> =>
	await store.rpc('delete_conversation', { p_channel: channel, p_phone: phone }, true);
