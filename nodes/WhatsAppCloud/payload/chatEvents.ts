import type { CleanChatEvent } from '../../shared/core/message/channelEvent';
import { momentOf, recordOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import type { Change } from './envelope';
import type { Party } from './party';
import type { How } from './reading';

/** What each type is for who chose such events; the chat that was opened for the first time is told as a notification, as the other things without words are. */
const EVENTS: Partial<Record<string, CleanChatEvent['event']>> = { reaction: 'reaction', edit: 'edit' };

/**
 * Something in a chat that is no message to answer.
 * @param text its words, where it has some: the emoji of a reaction is read here
 */
export function chatEvent(message: JsonRecord, change: Change, party: Party, isEcho: boolean, how: How, text?: string): CleanChatEvent {
	const type = textOf(message.type);
	const about = recordOf(message[type]);
	const event = (Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined) ?? 'notification';
	const group = textOf(message.group_id);
	return {
		event,
		provider: 'whatsapp_cloud',
		channel: change.channel,
		at: momentOf(message.timestamp) ?? new Date(how.receivedAt).toISOString(),
		phone: group || party.phone,
		participant: group ? party.phone : null,
		messageId: textOf(message.id) || null,
		fromMe: isEcho,
		isGroup: group !== '',
		text: text ?? textOf(about.emoji),
		refersTo: textOf(about.message_id) || textOf(about.original_message_id) || null,
		...(event === 'notification' && { notification: type, parameters: [] }),
	};
}
