import type { ChatEventName, CleanChatEvent, CleanEvent } from '../shared/core/message/channelEvent';
import { at, isRecord, listOf, textOf } from '../shared/core/json/readers';
import { addressIn, carried, isGroup, momentOf, says, type Payload } from './payload';

/** The vendor's words for how far a message got (vendor page webhooks/on-whatsapp-message-status-changes). */
const RECEIPTS: Partial<Record<string, string>> = {
	SENT: 'sent',
	RECEIVED: 'delivered',
	READ: 'read',
	READ_BY_ME: 'readByMe',
	PLAYED: 'played',
};

/** The vendor's words for what somebody does (vendor page webhooks/on-chat-presence). */
const PRESENCES: Partial<Record<string, string>> = { COMPOSING: 'typing' };

const idsOf = ({ ids, messageId }: Payload): string[] =>
	[...listOf(ids), ...(Array.isArray(ids) ? [] : [messageId])].map(textOf).filter(Boolean);

/** How far messages of ours got. */
export const receipt = (payload: Payload): CleanEvent => {
	const status = textOf(payload.status);
	return {
		event: 'receipt',
		...happened(payload),
		phone: addressIn(payload).key,
		messageIds: idsOf(payload),
		status: RECEIPTS[status.toUpperCase()] ?? status.toLowerCase(),
		isGroup: isGroup(payload),
	};
};

/** The number came online, or is not any more; the reason is the vendor's `error`. */
export const connection =
	(event: 'connected' | 'disconnected') =>
	(payload: Payload): CleanEvent => {
		const reason = textOf(payload.error);
		return { event, ...happened(payload), phone: addressIn(payload).key || null, ...(reason && { reason }) };
	};

export const presence = (payload: Payload): CleanEvent => {
	const status = textOf(payload.status);
	return {
		event: 'presence',
		...happened(payload),
		phone: addressIn(payload).key,
		presence: PRESENCES[status.toUpperCase()] ?? status.toLowerCase(),
	};
};

/**
 * Something in a chat that is no message to answer.
 * @param text its words, where it has some
 */
export function chatEvent(event: ChatEventName, payload: Payload, text: string): CleanChatEvent {
	const { reaction, pinMessage } = payload;
	const about = at([reaction, pinMessage].find(isRecord), 'referencedMessage', 'messageId');
	const notification = textOf(payload.notification);
	return {
		event,
		...happened(payload),
		phone: addressIn(payload).key,
		participant: addressIn(payload, 'participantPhone').key || null,
		messageId: textOf(payload.messageId) || null,
		fromMe: says(payload, 'fromMe'),
		isGroup: isGroup(payload),
		text,
		refersTo: textOf(about) || textOf(payload.referenceMessageId) || null,
		...(notification && {
			notification,
			parameters: listOf(carried(payload.notificationParameters)),
		}),
	};
}

const happened = (payload: Payload) => ({
	provider: 'zapi' as const,
	channel: textOf(payload.instanceId),
	at: momentOf(payload),
});
