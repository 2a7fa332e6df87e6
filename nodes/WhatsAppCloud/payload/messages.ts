import type { CleanChange } from '../../shared/core/message/change';
import type { CleanMessage, ContactId } from '../../shared/core/message/message';
import { isShallow, momentOf, recordOf, recordsOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import { chatEvent } from './chatEvents';
import { contentOf, type Read } from './contents';
import type { Change } from './envelope';
import { idOf, named, partyOf, type Party } from './party';
import { otherEvent } from './otherEvents';
import type { How, Reading } from './reading';
import { systemEvent } from './systemEvents';

/** Who stands in which fields: a customer who writes, or one to whom the team wrote on the phone. */
const inbound = (message: JsonRecord) => named(message, 'from', 'from_user_id', 'from_parent_user_id');
const outbound = (message: JsonRecord) => named(message, 'to', 'to_user_id', 'to_parent_user_id');

/** The messages of a change, those of customers first: pairs of an edit and its message stay in their order. */
export const messagesOf = (change: Change, how: How): Reading[] => [
	...recordsOf(change.value.messages).map((message) => readMessage(message, change, how, false)),
	// By its key alone: echoes were seen under other fields too (evolution-api 2514).
	...recordsOf(change.value.message_echoes).map((message) => readMessage(message, change, how, true)),
];

/** One message. What cannot be a message of anybody is told raw. */
function readMessage(message: JsonRecord, change: Change, how: How, isEcho: boolean): Reading {
	const type = textOf(message.type);
	if (type === 'system') return systemEvent(message, change, how);
	const party = partyOf(isEcho ? outbound(message) : inbound(message), change.value.contacts);
	const id = textOf(message.id).trim();
	if (!party || !id || !change.channel) return otherEvent({ ...change, value: message }, how);
	const { account } = change;
	if (type === 'reaction' || type === 'request_welcome')
		return {
			kind: 'event',
			name: type === 'reaction' ? 'reaction' : 'notification',
			account,
			event: chatEvent(message, change, party, isEcho, how),
		};
	const of = textOf(recordOf(message[type]).original_message_id).trim();
	if (type === 'edit' || type === 'revoke') {
		const done = of && changeOf(message, type, of, (given, read) => clean(given, read, change, party, isEcho, { ...how, keepRaw: false }));
		if (!done) return otherEvent({ ...change, value: message }, how);
		return {
			kind: 'event',
			name: 'edit',
			account,
			does: { change: done },
			event: chatEvent(message, change, party, isEcho, how, done.message.text),
		};
	}
	const read = contentOf(message);
	if (read.kind === 'text' && read.text.trim() === '') return { kind: 'ignored', reason: 'empty_text' };
	return { kind: 'message', account, message: clean(message, read, change, party, isEcho, how) };
}

/**
 * An edit or a deletion, with the message as it reads now, under the id that it had (vendor page of coexistence). @returns null for an edit without words
 */
function changeOf(
	message: JsonRecord,
	type: 'edit' | 'revoke',
	of: string,
	made: (given: JsonRecord, read: Read) => CleanMessage,
): CleanChange | null {
	const inner = { ...recordOf(recordOf(message.edit).message), id: of, timestamp: message.timestamp };
	const now = made(inner, type === 'edit' ? contentOf(inner) : { kind: 'text', text: '' });
	if (type === 'edit' && now.text.trim() === '') return null;
	return { change: type === 'edit' ? 'edit' : 'deletion', of: [of], message: now };
}

function clean(message: JsonRecord, read: Read, change: Change, party: Party, isEcho: boolean, how: How): CleanMessage {
	const { kind, text, media, content } = read;
	const group = textOf(message.group_id);
	const quoted = textOf(recordOf(message.context).id);
	const ids = group || isEcho ? party.ids : [...party.ids, ...sharedOwnNumber(message, party.ids)];
	// Of what cannot be read, what came goes along in any case.
	const raw = (how.keepRaw || kind === 'other') && isShallow(message) ? message : null;
	return {
		provider: 'whatsapp_cloud',
		channel: change.channel,
		messageId: textOf(message.id).trim(),
		phone: group || party.phone,
		...(!group && ids.length > 0 && { ids }),
		sendTo: group || party.sendTo,
		// Of an echo the delivery tells the customer's name too, if any.
		name: party.name,
		kind,
		text,
		...(media && { media }),
		...(content && { content }),
		fromMe: isEcho,
		// What the API sends is never echoed: it was typed on the phone or a linked device (vendor page of coexistence).
		fromApi: false,
		isGroup: group !== '',
		sentAt: momentOf(message.timestamp) ?? new Date(how.receivedAt).toISOString(),
		...(quoted && { quoted }),
		...(raw && { raw }),
	};
}

/** The number that somebody showed because we asked for it (`request_contact_info`): theirs, as Meta says where it comes from. Anything shared in another way is somebody's. */
function sharedOwnNumber({ type, origin, contacts }: JsonRecord, known: ContactId[]): ContactId[] {
	if (type !== 'contacts' || origin !== 'contact_request') return [];
	const numbers = recordsOf(contacts).flatMap(({ phones }) => recordsOf(phones).map(({ wa_id }) => textOf(wa_id)));
	const [own] = new Set(numbers.filter(Boolean));
	const id = own && new Set(numbers).size === 1 ? idOf(own) : null;
	return id && id.kind === 'phone' && !known.some(({ kind }) => kind === 'phone') ? [id] : [];
}
