import type { CleanMessage, Speaker } from '../core/message/message';
import type { StoredSession } from './session';
import type { Store } from './store';

/** `speaker` may differ from the given one: a message that this package sent is the agent's, whatever the provider says. */
export type Received =
	| {
			stored: true;
			sequence: number;
			speaker: Speaker;
			/** The key of the person, whichever of their ids the message came from. */
			phone?: string;
			/** The number of ours whose conversation it is in: another one than it came to while that stands in for it. */
			channel?: string;
			/** With an attendant's message, and with one that does not wait for a turn. */
			session?: StoredSession;
			/** Who has the person on another number of ours. */
			guard?: StoredSession | null;
			agent_enabled?: boolean | null;
			/** What the company told in one place, for who decides on an attendant's words. */
			company_settings?: Record<string, unknown>;
			/** A workflow asked this customer something and waits for the answer there. */
			resume_url?: string;
			/** When it was written as the database believes it: no later than now. */
			sent_at?: string;
			/** Something is being sent to that phone at this moment: it may be an echo of that. */
			hold?: true;
	  }
	| {
			stored: false;
			reason: 'duplicate_message';
			/** Where it still waits for its turn: its place, and for how long, milliseconds. */
			sequence?: number;
			channel?: string;
			waited_ms?: number;
			/** The question that it answers, which nobody has handed on yet. */
			resume_url?: string;
	  };

/**
 * Stores an inbound message once; the same message again changes nothing. A call whose answer was lost is known by its receipt, and answered again.
 * @param words what the history shows for it
 * @param waits whether a customer's message waits for its turn
 * @param undecided whether an attendant's words wait for the decision on them: no reply goes out before it
 */
export const receiveMessage = async (
	store: Store,
	message: CleanMessage,
	speaker: Speaker,
	words: string,
	how: Waiting = {},
): Promise<Received> => await store.rpc('receive_message', { p_message: messageRow(message, speaker, words, how) }, true);

interface Waiting {
	waits?: boolean;
	undecided?: boolean;
}

/** A message as the functions of the inbox take it. */
export const messageRow = (
	message: CleanMessage,
	speaker: Speaker,
	words: string,
	{ waits = true, undecided = false }: Waiting,
): Record<string, unknown> => ({
	provider: message.provider,
	channel: message.channel,
	message_id: message.messageId,
	phone: message.phone,
	ids: message.ids ?? null,
	send_to: message.sendTo,
	name: message.name,
	kind: message.kind,
	text: message.text,
	words,
	media: message.media ?? null,
	content: message.content ?? null,
	quoted: message.quoted ?? null,
	speaker,
	sent_at: message.sentAt,
	waits,
	undecided,
	receipt: crypto.randomUUID(),
});

/** The message under the key of its person and in its conversation, as it was stored; where it is answered stays. */
export const ofPerson = (message: CleanMessage, received: Received): CleanMessage => ({
	...message,
	phone: (received.stored && received.phone) || message.phone,
	channel: received.channel ?? message.channel,
});

/** Whose a message of our own number is by now, and whether it is still to be waited for. */
export const lookAgain = async (store: Store, sequence: number): Promise<Extract<Received, { stored: true }>> =>
	await store.rpc('look_again', { p_sequence: sequence }, true);
