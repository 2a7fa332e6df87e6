import type { CleanMessage, Speaker } from '../core/message';
import type { Store } from './store';

export type Received = { stored: true; sequence: number } | { stored: false; reason: 'duplicate_message' };

/**
 * Stores an inbound message once; the same message again changes nothing.
 * @param words what the history shows for it
 */
export const receiveMessage = async (store: Store, message: CleanMessage, speaker: Speaker, words: string): Promise<Received> =>
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
			},
		},
		true,
	);
