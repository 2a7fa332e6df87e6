import { parseProviderId } from '../shared/core/brazil/phone';
import { at, textOf } from '../shared/core/json/readers';

/**
 * Whom a conversation of Chatwoot is with. What we gave Chatwoot is an address; what people can edit there is a label, and becomes one only where
 * there is nothing else, and only in a form that cannot mean anything else: a CPF is no phone number.
 */

/** A provider's id is international and taken as it is, possible number or not. Anything else (an id that Chatwoot made, another system's) is null. */
export function keyOfProviderId(given: unknown): string | null {
	const id = textOf(given).trim();
	return BARE_NUMBER.test(id) ? parseProviderId(id).key : keyOfChatId(id);
}
const BARE_NUMBER = /^\+?\d{8,15}$/;

/** WhatsApp's own ids say what they are: a server behind an @, or the form of a group or a list. */
function keyOfChatId(given: string): string | null {
	const { kind, key } = parseProviderId(given);
	if (kind === 'other' || (kind === 'user' && !given.includes('@'))) return null;
	return key;
}

/** The number of a contact's record: only with its plus is it surely one, and international. */
function keyOfPhoneNumber(given: unknown): string | null {
	const number = textOf(given).trim();
	return number.startsWith('+') && BARE_NUMBER.test(number.replace(/[\s().-]/g, '')) ? parseProviderId(number).key : null;
}

/** The key of a contact by its record: the phone, or an identifier that is a chat id. */
export const keyOfRecord = (contact: unknown): string | null =>
	keyOfPhoneNumber(at(contact, 'phone_number')) ?? keyOfChatId(textOf(at(contact, 'identifier')).trim());

/** What a conversation that we make is given, beyond its source id: nobody edits it in the app, and it is there where Chatwoot made up the source id. */
export const addressMark = (key: string) => ({ atendeaqui: { address: key } });

const markedAddress = (conversation: unknown): string | null =>
	textOf(at(conversation, 'additional_attributes', 'atendeaqui', 'address')) || null;

/** Answers leave a conversation's source id out, but for the place where its last message repeats it. */
const SOURCE_IDS = [
	['contact_inbox', 'source_id'],
	['last_non_activity_message', 'conversation', 'contact_inbox', 'source_id'],
	['messages', 0, 'conversation', 'contact_inbox', 'source_id'],
];

/** The source id of a conversation, however it was shown; null where it is not. */
export const sourceIdOfConversation = (conversation: unknown): string | null =>
	SOURCE_IDS.map((path) => textOf(at(conversation, ...path))).find(Boolean) ?? null;

/** The address that we gave a conversation; null when it has none of ours. */
export const addressOf = (conversation: unknown): string | null =>
	markedAddress(conversation) ?? keyOfProviderId(sourceIdOfConversation(conversation));

export interface Addressed {
	/** Whom the conversation is with, as far as Chatwoot tells. */
	phone: string | null;
	/**
	 * Set where the phone was read from a source id, which another system may have given: what the contact's record says instead. Whoever knows the
	 * people behind the ids decides.
	 */
	recordPhone?: string | null;
}

/** Whom an event is about. */
export function addressed(conversation: unknown, contact: unknown): Addressed {
	const marked = markedAddress(conversation);
	if (marked !== null) return { phone: marked };
	const byRecord = keyOfRecord(contact);
	const bySource = keyOfProviderId(sourceIdOfConversation(conversation));
	return bySource === null || bySource === byRecord ? { phone: byRecord } : { phone: bySource, recordPhone: byRecord };
}
