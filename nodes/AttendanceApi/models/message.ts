import type { IDataObject } from 'n8n-workflow';

import { recordOf, textOf } from '../../shared/core/json/readers';
import { idOf, wordsOf, type Reader } from '../reader';
import { messageStatusOf } from './status';

export interface Message extends IDataObject {
	id: string | null;
	conversationId: string | null;
	direction: 'incoming' | 'outgoing' | null;
	content: string;
	type: string;
	status: string | null;
	sentBy: 'agent' | 'bot' | 'customer' | 'system' | null;
	at: string | null;
	raw: IDataObject;
}

/** Who speaks, in the words of both dialects and of the layers below them (handoff spec C4). */
const SENDERS: Record<string, Message['sentBy']> = {
	agent: 'agent',
	attendant: 'agent',
	atendente: 'agent',
	bot: 'bot',
	customer: 'customer',
	client: 'customer',
	cliente: 'customer',
	system: 'system',
};
const DIRECTIONS: Record<string, Message['direction']> = {
	incoming: 'incoming',
	inbound: 'incoming',
	outgoing: 'outgoing',
	outbound: 'outgoing',
};

/** A message in one form. Its type is `type` over HTTP, and `message_type` on the socket and in the code dialect. */
export function messageModel(answer: unknown, { time }: Reader, conversationId: unknown = null): Message {
	const given = recordOf(answer);
	const sentBy = SENDERS[textOf(given.sent_by ?? given.sender_type).toLowerCase()] ?? null;
	const said = DIRECTIONS[textOf(given.direction).toLowerCase()] ?? null;
	// The sender is surer than `is_from_me`, of which nobody knows what it is for the assistant's.
	const bySender = sentBy === null ? null : sentBy === 'customer' ? 'incoming' : 'outgoing';
	const byFlag = given.is_from_me === undefined ? null : given.is_from_me === true ? 'outgoing' : 'incoming';
	const direction = said ?? bySender ?? byFlag;
	return {
		id: idOf(given.id ?? given.message_id),
		conversationId: idOf(given.conversation_id) ?? idOf(conversationId),
		direction,
		content: textOf(given.content),
		type: wordsOf(given.type ?? given.message_type) ?? 'text',
		status: messageStatusOf(given.status),
		// Missing on what a customer wrote.
		sentBy: sentBy ?? (direction === 'incoming' ? 'customer' : null),
		at: time(given.timestamp ?? given.created_at),
		raw: given as IDataObject,
	};
}

/** By time, since no document states an order; those of one moment stay as they came. */
export const newestLast = (messages: Message[]): Message[] =>
	[...messages].sort((one, other) => (Date.parse(one.at ?? '') || 0) - (Date.parse(other.at ?? '') || 0));
