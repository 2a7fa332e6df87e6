import type { CleanMessage, Speaker } from '../core/message/message';
import type { StoredSession } from './session';
import type { Store } from './store';

/** `speaker` may differ from the given one: a message that this package sent is the agent's, whatever the provider says. */
export type Received =
	| {
			stored: true;
			sequence: number;
			speaker: Speaker;
			/** With an attendant's message, and with one that does not wait for a turn. */
			session?: StoredSession;
			agent_enabled?: boolean | null;
			/** A workflow asked this customer something and waits for the answer there. */
			resume_url?: string;
	  }
	| { stored: false; reason: 'duplicate_message' };

/**
 * Stores an inbound message once; the same message again changes nothing.
 * @param words what the history shows for it
 * @param waits whether a customer's message waits for its turn
 */
export const receiveMessage = async (
	store: Store,
	message: CleanMessage,
	speaker: Speaker,
	words: string,
	waits = true,
): Promise<Received> =>
	await store.rpc(
		'receive_message',
		{
			p_message: {
				provider: message.provider,
				channel: message.channel,
				message_id: message.messageId,
				phone: message.phone,
				send_to: message.sendTo,
				name: message.name,
				kind: message.kind,
				text: message.text,
				words,
				media: message.media ?? null,
				quoted: message.quoted ?? null,
				speaker,
				sent_at: message.sentAt,
				waits,
			},
		},
		true,
	);
