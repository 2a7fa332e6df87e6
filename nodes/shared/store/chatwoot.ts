import type { ClaimedEffect } from './outbox';
import type { StoredSession } from './session';
import type { Store } from './store';

/** A word of a conversation on its way into Chatwoot. */
export type ClaimedWord = {
	outbox_id: number;
	lease_token: string;
	attempts: number;
	channel: string;
	phone: string;
	message_id: string;
	direction: 'incoming' | 'outgoing';
	speaker: 'customer' | 'human' | 'agent';
	name: string | null;
	kind: string;
	/** As the history has it. */
	text: string;
	/** As it was written, where it came in over a provider. */
	caption: string | null;
	media: { url?: string; fileName?: string | null } | null;
	sent_at: string;
};

/** Claims words that are to be mirrored, those of one conversation in order. */
export const claimWords = async (
	store: Store,
	given: { limit: number; leaseSeconds: number; channel: string | null },
): Promise<ClaimedWord[]> =>
	await store.rpc('claim_words', { p_limit: given.limit, p_lease_seconds: given.leaseSeconds, p_channel: given.channel }, false);

export type KnownOfEvent = {
	/** Null when it cannot be told which number of ours the person writes to. */
	channel: string | null;
	/** It was handled before. */
	known: boolean;
	/** Number of the newest message of that conversation which was handled. */
	newest: number | null;
	session: StoredSession | null;
	name: string | null;
	agent_enabled: boolean | null;
};

/** @param channel null looks for the one where the person last wrote */
export const lookAtEvent = async (store: Store, key: string, channel: string | null, phone: string): Promise<KnownOfEvent> =>
	await store.rpc('look_at_chatwoot_event', { p_key: key, p_channel: channel, p_phone: phone }, true);

/** One message to the customer, as it goes into outbox and history. */
export type ReplyPart = {
	part: number;
	kind: string;
	text: string;
	/** What the history shows for it. */
	words: string;
	file?: { url: string; name: string | null };
};

/** Notes that an event was handled, and stores what it sends to the customer, once; claims the first text that may be sent now. */
export const handleEvent = async (
	store: Store,
	event: { key: string; channel: string; phone: string; number: number | null; sent_at: string },
	replies: ReplyPart[],
	leaseSeconds: number,
): Promise<{ handled: boolean; claimed: ClaimedEffect[] }> =>
	await store.rpc(
		'handle_chatwoot_event',
		{ p_event: event, p_replies: replies, p_lease_seconds: leaseSeconds, p_key: crypto.randomUUID() },
		true,
	);

/** Until when everything that people wrote in an account is known; moved there when a time is given. */
export const knownUntil = async (store: Store, account: string, until: string | null): Promise<string> =>
	await store.rpc('chatwoot_known_until', { p_account: account, p_until: until }, true);
