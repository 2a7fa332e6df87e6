import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { numberOf, recordOf, textOf } from '../../shared/core/json/readers';
import { messageModel, type Message } from '../models/message';
import { idOf, wordsOf, type Reader } from '../reader';
import type { Heard } from '../socket/frame';

/** Whose conversation an event is of. */
const ofConversation = ({ id, phone, name, status, assignedTo, assignedToName, isMine }: IDataObject): IDataObject => ({
	conversationId: id,
	phone,
	name,
	status,
	assignedTo,
	assignedToName,
	isMine,
});

/** A message as the workflow gets it. `eventId` is the same whenever it is told: a key against doing things twice. */
export const messageItem = (conversation: IDataObject, message: Message, said?: Heard): IDataObject => ({
	event: 'new_message',
	eventId: `message/${String(conversation.id)}/${message.id ?? digest(`${message.at ?? ''}${message.content}`)}`,
	at: message.at,
	...ofConversation(conversation),
	messageId: message.id,
	direction: message.direction,
	content: message.content,
	type: message.type,
	sentBy: message.sentBy,
	context: recordOf(said?.data.context) as IDataObject,
	raw: message.raw,
});

/** A message of which the server told by the socket and that it shows nowhere: it has no id to know it by. */
export const toldItem = (conversation: IDataObject, said: Heard, reader: Reader): IDataObject =>
	messageItem(conversation, { ...messageModel(said.data, reader, conversation.id), at: said.at }, said);

export const assignedItem = (conversation: IDataObject, said?: Heard): IDataObject => ({
	event: 'conversation_assigned',
	eventId: `assigned/${String(conversation.id)}/${String(conversation.assignedTo)}/${String(conversation.lastMessageAt ?? conversation.startedAt)}`,
	at: said?.at ?? null,
	...ofConversation(conversation),
	escalation: said
		? {
				reason: wordsOf(said.data.escalation_reason),
				intent: wordsOf(said.data.intent),
				sentiment: wordsOf(said.data.sentiment),
			}
		: null,
	raw: (said?.raw ?? conversation.raw) as IDataObject,
});

export const closedItem = (conversation: IDataObject, said?: Heard): IDataObject => ({
	event: 'conversation_closed',
	eventId: `closed/${String(conversation.id)}/${String(conversation.closedAt ?? conversation.lastMessageAt)}`,
	at: said?.at ?? conversation.closedAt ?? null,
	...ofConversation(conversation),
	resolution: wordsOf(said?.data.resolution),
	raw: (said?.raw ?? conversation.raw) as IDataObject,
});

export const statusItem = (conversationId: unknown, messageId: unknown, status: unknown, raw: IDataObject): IDataObject => ({
	event: 'message_status',
	eventId: `status/${String(messageId)}/${String(status)}`,
	conversationId: idOf(conversationId),
	messageId: idOf(messageId),
	status: wordsOf(status),
	raw,
});

export const queueItem = (queue: IDataObject[]): IDataObject => ({
	event: 'queue_update',
	eventId: `queue/${digest(JSON.stringify(queue.map(({ phone, waitingSince }) => [phone, waitingSince])))}`,
	queueSize: queue.length,
	position: null,
	queue,
	raw: {},
});

/** What is told by the socket alone. One frame may be of several messages. */
export function framesItems({ type, data, conversationId, at, raw }: Heard): IDataObject[] {
	if (type === 'agent_typing')
		return [{ event: type, eventId: null, at, conversationId, agentId: idOf(data.agent_id ?? data.user_id), raw }];
	if (type === 'queue_update')
		return [
			{
				event: type,
				eventId: null,
				at,
				conversationId,
				position: numberOf(data.position),
				queueSize: numberOf(data.queue_size),
				estimatedWait: wordsOf(data.estimated_wait),
				raw,
			},
		];
	if (type !== 'message_status') return [];
	const ids = Array.isArray(data.message_ids) ? (data.message_ids as unknown[]) : [data.message_id];
	const status = wordsOf(data.status) ?? textOf(raw.event).replace('message_', '');
	return ids.map((id) => statusItem(conversationId, id, status, raw));
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
