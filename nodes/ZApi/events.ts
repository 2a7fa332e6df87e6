import type { ChatEventName, CleanEvent } from '../shared/core/message/channelEvent';
import type { CleanChange } from '../shared/core/message/change';
import type { CleanDelivery, CleanMessage } from '../shared/core/message/message';
import { isRecord, textOf } from '../shared/core/json/readers';
import { changeIn, changeOf } from './changes';
import { contentOf } from './contents';
import { chatEvent, connection, presence, receipt } from './otherEvents';
import { addressIn, carried, idsIn, isGroup, momentOf, says, type Payload } from './payload';

export type Reading =
	| { kind: 'message'; message: CleanMessage }
	/** An earlier message was edited or deleted; `event` tells it to who chose such events. */
	| { kind: 'change'; change: CleanChange; event: CleanEvent; isChosen: boolean }
	| { kind: 'delivery'; delivery: CleanDelivery }
	| { kind: 'event'; event: CleanEvent }
	| { kind: 'ignored'; reason: IgnoredReason }
	/** Not an event of Z-API at all: the caller is told. */
	| { kind: 'malformed'; problem: string };

export type IgnoredReason =
	| 'not_a_message'
	| 'event_not_chosen'
	| 'system_notification'
	| 'content_not_loaded_yet'
	| 'reaction'
	| 'edited_message'
	| 'pinned_message'
	| 'group'
	| 'newsletter'
	| 'broadcast'
	| 'own_message'
	| 'empty_text';

/** The six things that Z-API tells of, each with a URL of its own. */
export type EventName = 'received' | 'delivery' | 'status' | 'connected' | 'disconnected' | 'presence';

export interface Filters {
	/** Received messages alone when absent. */
	events?: readonly EventName[];
	/** What else of the received callbacks is wanted, as events. */
	chatEvents?: readonly ChatEventName[];
	groups: boolean;
	ownMessages: boolean;
	/** Whether edits and deletions of messages can be made good: they are events to choose, or nothing, otherwise. */
	changes?: boolean;
}

/** What is no message to answer, and the event that it is for who wants it. */
const AS_EVENT: Partial<Record<IgnoredReason, ChatEventName>> = {
	system_notification: 'notification',
	reaction: 'reaction',
	edited_message: 'edit',
	pinned_message: 'pin',
	newsletter: 'channelMessage',
	broadcast: 'broadcast',
	content_not_loaded_yet: 'waiting',
};

/** Callbacks other than received messages and deliveries, by their type in lower case. */
const OTHERS: Partial<Record<string, { name: EventName; read: (payload: Payload) => CleanEvent }>> = {
	messagestatuscallback: { name: 'status', read: receipt },
	connectedcallback: { name: 'connected', read: connection('connected') },
	disconnectedcallback: { name: 'disconnected', read: connection('disconnected') },
	presencechatcallback: { name: 'presence', read: presence },
};

/**
 * Reads one callback of Z-API as a clean message. Never throws: what is no message of interest comes back with the reason.
 * @param keepRaw whether the payload travels along
 * @param receivedAt epoch milliseconds: the time of a message that tells none which can be read
 */
export function readEvent(payload: unknown, filters: Filters, keepRaw: boolean, receivedAt = Date.now()): Reading {
	if (!isRecord(payload)) return { kind: 'malformed', problem: 'The body is not a JSON object' };
	const type = textOf(payload.type).toLowerCase();
	if (!type) return { kind: 'malformed', problem: 'The field "type" is missing' };
	const chosen = filters.events ?? ['received'];
	if (type === 'deliverycallback' && chosen.includes('delivery')) return delivery(payload);
	const other = OTHERS[type];
	if (other && chosen.includes(other.name))
		return isGroup(payload) && !filters.groups ? { kind: 'ignored', reason: 'group' } : { kind: 'event', event: other.read(payload) };
	if (type !== 'receivedcallback') return { kind: 'ignored', reason: 'not_a_message' };
	if (!chosen.includes('received')) return { kind: 'ignored', reason: 'event_not_chosen' };
	if (!textOf(payload.instanceId)) return { kind: 'malformed', problem: 'The field "instanceId" is missing' };
	if (!textOf(payload.phone)) return { kind: 'malformed', problem: 'The field "phone" is missing' };
	const reason = notForUs(payload, filters);
	const changed = filters.changes === true ? changeRead(payload, reason, filters, receivedAt) : null;
	if (changed) return changed;
	if (reason) return unanswerable(payload, reason, filters.chatEvents ?? []);
	if (!textOf(payload.messageId)) return { kind: 'malformed', problem: 'The field "messageId" is missing' };
	return clean(payload, keepRaw, receivedAt);
}

/** A message of ours was handed to WhatsApp, or could not be (vendor page webhooks/on-message-send). */
function delivery(payload: Payload): Reading {
	const [channel, phone, messageId] = ['instanceId', 'phone', 'messageId'].map((key) => textOf(payload[key]));
	if (!channel || !phone || !messageId) return { kind: 'ignored', reason: 'not_a_message' };
	const failure = textOf(payload.error);
	return {
		kind: 'delivery',
		delivery: {
			event: 'delivery',
			provider: 'zapi',
			channel,
			phone: addressIn(payload).key,
			messageId,
			queueId: textOf(payload.zaapId) || null,
			...(failure && { error: failure }),
		},
	};
}

/** An edit or a deletion in a chat whose messages are wanted. */
function changeRead(payload: Payload, reason: IgnoredReason | null, filters: Filters, receivedAt: number): Reading | null {
	const kind = changeIn(payload);
	if (kind === null || (reason !== 'edited_message' && reason !== 'system_notification')) return null;
	if (isGroup(payload) || isElsewhere(payload) || (says(payload, 'fromMe') && !filters.ownMessages)) return null;
	if (!textOf(payload.messageId)) return null;
	const change = changeOf(payload, kind, messageOf(payload, false, receivedAt));
	const name = kind === 'edit' ? 'edit' : 'notification';
	const isChosen = (filters.chatEvents ?? []).includes(name);
	return change && { kind: 'change', change, event: chatEvent(name, payload, change.message.text), isChosen };
}

/** What is no message to answer: an event for who chose it. */
function unanswerable(payload: Payload, reason: IgnoredReason, wanted: readonly ChatEventName[]): Reading {
	const event = AS_EVENT[reason];
	if (event === undefined || !wanted.includes(event)) return { kind: 'ignored', reason };
	return { kind: 'event', event: chatEvent(event, payload, contentOf(payload)?.text ?? '') };
}

/** A chat that is no conversation with one person or a group. */
const isElsewhere = (payload: Payload): boolean =>
	says(payload, 'isNewsletter') || ['newsletter', 'broadcast'].includes(addressIn(payload).kind);

function notForUs(payload: Payload, filters: Filters): IgnoredReason | null {
	const { kind } = addressIn(payload);
	const isOurs = says(payload, 'fromMe');
	if (textOf(payload.notification)) return 'system_notification';
	if (says(payload, 'isNewsletter') || kind === 'newsletter') return 'newsletter';
	// A customer's list that we are on writes to us alone; what we send to a list is no word to that customer.
	if (kind === 'broadcast' || (says(payload, 'broadcast') && isOurs)) return 'broadcast';
	if (isGroup(payload) && !filters.groups) return 'group';
	if (isOurs && !filters.ownMessages) return 'own_message';
	if (says(payload, 'isEdit')) return 'edited_message';
	if (isRecord(payload.reaction)) return 'reaction';
	if (isRecord(payload.pinMessage)) return 'pinned_message';
	const content = contentOf(payload);
	if (says(payload, 'waitingMessage') && !content) return 'content_not_loaded_yet';
	return content?.kind === 'text' && !content.text.trim() ? 'empty_text' : null;
}

const clean = (payload: Payload, keepRaw: boolean, receivedAt: number): Reading => ({
	kind: 'message',
	message: messageOf(payload, keepRaw, receivedAt),
});

function messageOf(payload: Payload, keepRaw: boolean, receivedAt: number): CleanMessage {
	const address = addressIn(payload);
	const raw = keepRaw ? carried(payload) : null;
	const { kind, text, media, content } = contentOf(payload) ?? { kind: 'other' as const, text: '', media: undefined, content: undefined };
	const quoted = textOf(payload.referenceMessageId);
	const ids = idsIn(payload);
	return {
		provider: 'zapi',
		channel: textOf(payload.instanceId),
		messageId: textOf(payload.messageId),
		phone: address.key,
		...(ids.length > 0 && { ids }),
		sendTo: address.sendTo,
		name: textOf(payload.senderName) || textOf(payload.chatName) || null,
		kind,
		text,
		...(media && { media }),
		...(content && { content }),
		fromMe: says(payload, 'fromMe'),
		fromApi: says(payload, 'fromApi'),
		isGroup: isGroup(payload),
		sentAt: momentOf(payload) ?? new Date(receivedAt).toISOString(),
		...(quoted && { quoted }),
		...(raw && { raw }),
	};
}
