import type { IDataObject } from 'n8n-workflow';

import { recordOf } from '../../shared/core/json/readers';
import { figureOf, idOf, phoneOf, wordsOf, type Reader } from '../reader';
import { messageModel, newestLast } from './message';
import { statusOf } from './status';

/** A conversation in one form, whichever dialect it came in. Every key is there; what came stands under `raw`. */
export function conversationModel(answer: unknown, reader: Reader): IDataObject {
	const given = recordOf(answer);
	const assignedTo = idOf(given.assigned_to ?? given.attendant_id);
	const ownId = reader.ownId();
	return {
		id: idOf(given.id),
		phone: phoneOf(given.customer_phone ?? given.client_phone),
		name: wordsOf(given.customer_name ?? given.client_name),
		status: statusOf(given.status),
		// The code dialect knows no other channel.
		channel: wordsOf(given.channel) ?? 'whatsapp',
		priority: wordsOf(given.priority),
		category: wordsOf(given.category),
		subject: wordsOf(given.subject),
		assignedTo,
		assignedToName: wordsOf(given.attendant_name ?? given.assigned_to_name),
		isMine: assignedTo !== null && assignedTo === ownId,
		startedAt: reader.time(given.started_at),
		lastMessageAt: reader.time(given.last_message_at),
		closedAt: reader.time(given.resolved_at ?? given.closed_at),
		messagesCount: figureOf(given.messages_count ?? given.total_messages),
		rating: figureOf(given.rating),
		raw: given as IDataObject,
	};
}

/** A conversation with its messages, oldest first. */
export function withMessages(answer: unknown, messages: unknown[], reader: Reader): IDataObject {
	const { messages: _, ...given } = recordOf(answer);
	const conversation = conversationModel(given, reader);
	const read = newestLast(messages.map((message) => messageModel(message, reader, conversation.id)));
	return { ...conversation, messages: read };
}
