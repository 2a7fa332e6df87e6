import type { IDataObject } from 'n8n-workflow';

import { parsedJson } from '../../shared/core/json/parsedJson';
import { isRecord, recordOf, textOf } from '../../shared/core/json/readers';
import type { Dialect } from '../dialect';
import { idOf, type Reader } from '../reader';

/** Something that the server said, in the documented words, whichever dialect it came in. */
export interface Heard {
	type: string;
	conversationId: string | null;
	/** Its fields, without the envelope. */
	data: IDataObject;
	/** When, ISO 8601 UTC; null where it does not say. */
	at: string | null;
	raw: IDataObject;
}

/** What the code dialect calls the documented events. */
const NAMES: Record<string, string> = {
	message: 'new_message',
	bot_response: 'new_message',
	message_sent: 'message_status',
	message_delivered: 'message_status',
	message_read: 'message_status',
	typing_start: 'agent_typing',
	queue_position: 'queue_update',
	heartbeat: 'pong',
};

/** Reads one frame; null for what is no event at all. */
export function heard(text: string, reader: Reader): Heard | null {
	const frame = parsedJson(text);
	if (!isRecord(frame)) return null;
	const word = textOf(frame.type) || textOf(frame.event);
	if (word === '') return null;
	const isEnvelope = textOf(frame.type) === '' && isRecord(frame.data);
	const data = isEnvelope ? recordOf(frame.data) : frame;
	const said = { ...data, ...(word === 'bot_response' && { direction: 'outgoing', sent_by: 'bot' }) };
	return {
		type: NAMES[word] ?? word,
		conversationId: idOf(data.conversation_id ?? data.room_id),
		data: { ...said, ...(word === 'message' && { direction: directionOf(data) }) } as IDataObject,
		at: reader.time(data.timestamp ?? frame.timestamp),
		raw: frame as IDataObject,
	};
}

/** The code dialect says who wrote by role, or by where it came from. */
const directionOf = ({ sender_role, source, direction }: Record<string, unknown>): string =>
	textOf(direction) || (textOf(sender_role) === 'cliente' || textOf(source) !== '' ? 'incoming' : 'outgoing');

export type Said =
	{ type: 'ping' } | { type: 'join_conversation' | 'leave_conversation' | 'typing_start' | 'typing_stop'; conversation_id: string };

/** What is said to the server, in its dialect; null for what the code dialect refuses anyway: it knows no joining. */
export function frameOf(said: Said, dialect: Dialect): string | null {
	if (dialect === 'documented') return JSON.stringify(said);
	if (said.type === 'ping') return JSON.stringify({ event: 'heartbeat', data: {} });
	if (said.type === 'join_conversation' || said.type === 'leave_conversation') return null;
	return JSON.stringify({ event: said.type, data: { room_id: said.conversation_id } });
}
