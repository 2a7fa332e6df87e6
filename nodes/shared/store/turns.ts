import type { Content } from '../core/message/content';
import type { MessageKind, Media } from '../core/message/message';
import type { StoredSession } from './session';
import type { Store } from './store';

export type TurnMessageRow = {
	message_id: string;
	kind: MessageKind;
	text: string;
	media: Media | null;
	/** What it carries beside its words. */
	content?: Content | null;
	quoted: string | null;
	sent_at: string;
	received_at: string;
};
export type HistoryRow = {
	role: 'user' | 'assistant' | 'human';
	content: string;
	sent_at: string;
	/** Ours, cut off by a crash: nobody knows whether the customer got it. */
	uncertain?: true;
};

/** All that one worker needs to answer one phone. */
export type ClaimedTurn = {
	claimed: true;
	turn_id: string;
	lease_token: string;
	provider: string;
	channel: string;
	phone: string;
	send_to: string;
	name: string | null;
	claimed_at: string;
	/** Until when nobody else answers; absent where the database is older. */
	lease_until?: string;
	messages: TurnMessageRow[];
	session: StoredSession;
	/** Who has the person on another number of ours, and keeps the agent quiet on this one; absent where the database is older. */
	guard?: StoredSession | null;
	/** What they may be answering: a campaign that they got lately; absent where the database is older. */
	campaign?: { id: string; name: string; about: string; sent_at: string } | null;
	agent_enabled: boolean | null;
	/** What the company told in one place, with its catalogue; absent where the database is older. */
	company_settings?: Record<string, unknown>;
	lead: Record<string, unknown> | null;
	history: HistoryRow[];
};
export type NotClaimed = {
	claimed: false;
	/** `later`: it was given back, and the sweep takes it at its time. */
	reason: 'taken' | 'newer_message' | 'busy' | 'not_quiet' | 'later' | 'unknown_phone';
	/** Ask again after this long, milliseconds. */
	retry_in_ms?: number;
	busy_for_ms?: number;
};

export interface TurnWindow {
	quietSeconds: number;
	leaseSeconds: number;
	/** How many earlier messages come along. */
	historyLimit: number;
	/** What a customer gets whose messages are given up; empty is nothing. */
	givenUpText: string;
	/** The other side is a machine once it wrote the same in so many turns of a day, or got more replies in an hour; 0 never. */
	sameTextTurns: number;
	repliesAnHour: number;
}

export const machineLimits = ({ sameTextTurns, repliesAnHour }: Pick<TurnWindow, 'sameTextTurns' | 'repliesAnHour'>) => ({
	p_same_text: sameTextTurns,
	p_replies_an_hour: repliesAnHour,
});

/** What both ways of claiming tell of the window, and the key by which a call whose answer got lost is known again. */
const claimIn = (window: TurnWindow) => ({
	p_quiet_seconds: window.quietSeconds,
	p_lease_seconds: window.leaseSeconds,
	p_history_limit: window.historyLimit,
	p_given_up_text: window.givenUpText,
	...machineLimits(window),
	p_claim_key: crypto.randomUUID(),
});

/** Claims all waiting messages of a phone for the holder of the message with that sequence number (design 4). */
export const claimTurn = async (
	store: Store,
	at: { channel: string; phone: string; sequence: number },
	window: TurnWindow & { maxWaitSeconds: number },
): Promise<ClaimedTurn | NotClaimed> =>
	await store.rpc(
		'claim_turn',
		{
			p_channel: at.channel,
			p_phone: at.phone,
			p_sequence: at.sequence,
			p_max_wait_seconds: window.maxWaitSeconds,
			...claimIn(window),
		},
		true,
	);

/** Claims what nobody finished: messages whose worker never came, and turns whose worker died. */
export const claimDueTurns = async (store: Store, limit: number, window: TurnWindow & { graceSeconds: number }): Promise<ClaimedTurn[]> =>
	await store.rpc('claim_due_turns', { p_limit: limit, p_grace_seconds: window.graceSeconds, ...claimIn(window) }, true);

/**
 * Gives a turn back that cannot be answered now: its messages wait, and the sweep claims them again.
 * @param counts whether it was a try of the messages; what the operator must mend is none
 * @param given.model what became of asking the model, where that is why; the team is told of the model then
 * @param given.failures turns in a row without the model, this one included
 * @returns when they are due again, ISO 8601; null when they were given up
 */
export const giveTurnBack = async (
	store: Store,
	turn: { turn_id: string; lease_token: string },
	given: { reason: string; counts: boolean; model?: object | null; failures?: number | null },
): Promise<{ given_back: true; due_at: string | null } | { given_back: false; reason: 'lease_lost' }> =>
	await store.rpc(
		'give_turn_back',
		{
			p_turn_id: turn.turn_id,
			p_lease_token: turn.lease_token,
			p_reason: given.reason,
			p_counts: given.counts,
			...(given.model && { p_model: given.model, p_failures: given.failures ?? null }),
		},
		true,
	);

/** Takes up again what was given up: messages without an answer, and texts that the provider did not take. Null is all. */
export const retryFailed = async (
	store: Store,
	phone: string | null,
	channel: string | null,
): Promise<{ messages: number; replies: number }> => await store.rpc('retry_failed', { p_phone: phone, p_channel: channel }, true);

/** Ends a turn that gets no reply. @param facts.reason why nobody speaks */
export const finishTurn = async (
	store: Store,
	turn: { turn_id: string; lease_token: string },
	facts: { reason: string; mode: string; execution_id: string },
): Promise<{ finished: boolean }> =>
	await store.rpc('finish_turn', { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_status: 'silent', p_facts: facts }, true);
