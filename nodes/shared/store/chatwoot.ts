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
	direction: 'incoming' | 'outgoing' | 'note';
	speaker: 'customer' | 'human' | 'agent';
	name: string | null;
	kind: string;
	/** As the history has it. */
	text: string;
	/** As it was written, where it came in over a provider. */
	caption: string | null;
	media: { url?: string; id?: string; fileName?: string | null } | null;
	/** Id at its provider of the message that it answers. */
	quoted: string | null;
	/** That message, where it is known: its words, when it was said, and its number in Chatwoot where a person wrote it there. */
	quote: { text: string; at: string; number: number | null } | null;
	/** The conversation of Chatwoot that is known to be with this person. */
	known: { account: string; conversation: number } | null;
	/** Set where it is no word: two conversations turned out to be with one person, and their contacts are to become one. */
	merge: Record<string, unknown> | null;
	sent_at: string;
};

/** Claims words that are to be mirrored, those of one conversation in order. */
export const claimWords = async (
	store: Store,
	given: { limit: number; leaseSeconds: number; channel: string | null },
): Promise<ClaimedWord[]> =>
	await store.rpc('claim_words', { p_limit: given.limit, p_lease_seconds: given.leaseSeconds, p_channel: given.channel }, false);

export type KnownOfEvent = {
	/** Whom the conversation is with; null when nobody knows. */
	phone: string | null;
	/** Null when it cannot be told which number of ours the person writes to. */
	channel: string | null;
	/** The conversation in which that person goes on, where it is another one. */
	continued_in?: number | null;
	/** It was handled before. */
	known: boolean;
	/** Number of the newest message of that conversation which was handled. */
	newest: number | null;
	session: StoredSession | null;
	name: string | null;
	agent_enabled: boolean | null;
	/** What the company told in one place; absent where the database is older. */
	company_settings?: unknown;
};

/** Which conversation of Chatwoot an event is about. */
export type EventPlace = {
	/** Null looks for the one where the person last wrote. */
	channel: string | null;
	/** Whom the contact's record names. */
	phone: string | null;
	/** The address that the conversation was given, where another system may have given it. */
	address: string | null;
	account: string | null;
	conversation: number | null;
};

export const lookAtEvent = async (store: Store, key: string, place: EventPlace): Promise<KnownOfEvent> =>
	await store.rpc(
		'look_at_chatwoot_event',
		{
			p_key: key,
			p_channel: place.channel,
			p_phone: place.phone,
			p_address: place.address,
			p_account: place.account,
			p_conversation: place.conversation,
		},
		true,
	);

/** Keeps with whom the conversation is into which a word was written. */
export const linkWord = async (store: Store, outboxId: number, { account, conversation }: { account: string; conversation: number }) =>
	await store.rpc<null>('link_word', { p_outbox_id: outboxId, p_account: account, p_conversation: conversation }, true);

/** Keeps what became of two contacts that were to become one. */
export const noteMerge = async (store: Store, outboxId: number, merged: Record<string, unknown>) =>
	await store.rpc<null>('note_merge', { p_outbox_id: outboxId, p_merged: merged }, true);

/** One message to the customer, as it goes into outbox and history. */
export type ReplyPart = {
	part: number;
	kind: string;
	text: string;
	/** What the history shows for it. */
	words: string;
	file?: { url: string; name: string | null };
	/** Id at its provider of the message that it answers; `chatwoot-4711` for one that a colleague wrote there, which the database knows by its number. */
	reply_to?: string;
};

/** Notes that an event was handled, and stores what it sends to the customer, once; claims the first text that may be sent now. */
export const handleEvent = async (
	store: Store,
	event: {
		key: string;
		channel: string;
		phone: string;
		number: number | null;
		sent_at: string;
		account?: string | null;
		conversation?: number | null;
	},
	replies: ReplyPart[],
	leaseSeconds: number,
): Promise<{ handled: boolean; claimed: ClaimedEffect[]; refused?: 'window_closed' }> =>
	await store.rpc(
		'handle_chatwoot_event',
		{ p_event: event, p_replies: replies, p_lease_seconds: leaseSeconds, p_key: crypto.randomUUID() },
		true,
	);

/** Until when everything that people wrote in an account is known; moved there when a time is given. */
export const knownUntil = async (store: Store, account: string, until: string | null): Promise<string> =>
	await store.rpc('chatwoot_known_until', { p_account: account, p_until: until }, true);
