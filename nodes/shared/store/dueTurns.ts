import type { Media, MessageKind } from '../core/message/message';
import { heldBy, type Holder } from './holder';
import type { StoredSession } from './session';
import type { Store } from './store';
import { machineLimits, type ClaimedTurn, type TurnWindow } from './turns';

/** Words of the team that are to be decided on, as they were stored. */
export interface TeamWords {
	sequence: number;
	/** When it was written as the database believes it. */
	sent_at: string;
	session: StoredSession;
	agent_enabled: boolean | null;
	/** What the company told in one place; absent where the database is older. */
	company_settings?: Record<string, unknown>;
	message: {
		provider: string;
		channel: string;
		message_id: string;
		phone: string;
		send_to: string;
		name: string | null;
		kind: MessageKind;
		text: string;
		media: Media | null;
		quoted: string | null;
	};
}

export interface Due {
	turns: ClaimedTurn[];
	team: TeamWords[];
	/** When something is due again, milliseconds from now; null when nothing waits. */
	due_in_ms: number | null;
}

/** Which turn, and by whose claim. */
export type Claim = Pick<ClaimedTurn, 'turn_id' | 'lease_token'>;

export interface DueWindow extends Omit<TurnWindow, 'quietSeconds'> {
	/** How long a customer must be quiet, seconds; null is for as long as the company says. */
	quietSeconds: number | null;
	/** A channel of ours; null is all of them. */
	channel: string | null;
	maxWaitSeconds: number;
}

/** Claims the conversations that are due, `limit` at most, for the holder, and takes the team's words that nobody decided on yet. */
export const nextTurns = async (store: Store, limit: number, window: DueWindow, holder: Holder | null): Promise<Due> =>
	await store.rpc(
		'next_turns',
		{
			p_channel: window.channel,
			p_limit: limit,
			p_quiet_seconds: window.quietSeconds,
			p_max_wait_seconds: window.maxWaitSeconds,
			p_lease_seconds: window.leaseSeconds,
			p_history_limit: window.historyLimit,
			p_given_up_text: window.givenUpText,
			p_key: crypto.randomUUID(),
			...machineLimits(window),
			...heldBy(holder),
		},
		true,
	);

/**
 * What an earlier process of the same n8n held of these conversations when it died is due at once.
 * @returns how many turns
 */
export const giveBackHeld = async (
	store: Store,
	holder: Holder,
	{ channel, leaseSeconds }: Pick<DueWindow, 'channel' | 'leaseSeconds'>,
): Promise<number> => await store.rpc('give_back_held', { p_channel: channel, ...heldBy(holder), p_lease_seconds: leaseSeconds }, true);

/**
 * Turns that are still at work keep their messages for another lease.
 * @param holder whose process they are at work in
 * @returns ids of those that are still held by that claim
 */
export const holdTurns = async (store: Store, claims: Claim[], leaseSeconds: number, holder: Holder | null): Promise<string[]> =>
	await store.rpc('hold_turns', { p_turns: claims, p_lease_seconds: leaseSeconds, ...heldBy(holder) }, true);

/** Turns that were claimed and that nobody is going to play are due again at once. */
export const letGo = async (store: Store, claims: Claim[]): Promise<void> => await store.rpc('let_go', { p_turns: claims }, true);

/** What the team typed was decided on: replies go out again. */
export const teamDecided = async (store: Store, sequence: number): Promise<void> =>
	await store.rpc('team_decided', { p_sequence: sequence }, true);

/** The last turn as it was, held by nobody, to try a workflow out with; null when there was none yet. */
export const turnToTry = async (store: Store, { channel, historyLimit }: DueWindow): Promise<ClaimedTurn | null> =>
	await store.rpc('turn_to_try', { p_channel: channel, p_history_limit: historyLimit }, true);
