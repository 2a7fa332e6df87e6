import { InvalidPhone, parseProviderId, parseTypedPhone, type Address } from '../brazil/phone';
import { isRecord, textOf } from '../json/readers';

/** Addresses of a provider, under the names that triggers and turns give them. */
const ADDRESSES = ['sendTo', 'send_to'];
/**
 * Fields that stand beside `phone` in what nodes of this package give, where it is a key: messages and events, turns, effects of the outbox, conversations,
 * rows of leads, deals of a CRM, signups and reminders. Names that others use too (`channel`, `event`) tell nothing: a list of leads may have them. A node
 * that gives a phone without any of these adds its own.
 */
const MARKS = [
	...ADDRESSES,
	'provider',
	'dedupeKey',
	'turn_id',
	'outbox_id',
	'mode_epoch',
	'session_mode',
	'current_mode',
	'fromMode',
	'conversationId',
	'whatsapp_name',
	'opted_out',
	'eventKey',
	'message_queued',
	'welcomeKey',
	'nudge',
	'customerWaiting',
];

/** The ids that an object holds which came from a node of this package; none of anybody else's, whose `phone` a person may have typed. */
export function ownIds(holder: unknown): string[] {
	if (!isRecord(holder)) return [];
	const isOurs = MARKS.some((mark) => mark in holder);
	const fields = isOurs ? [...ADDRESSES, 'phone'] : [];
	return fields.map((field) => textOf(holder[field]).trim()).filter((id) => id !== '');
}

/**
 * Reads a phone that may be an id of ours or typed by a person, which ten or eleven digits do not tell: `51987654321` is Peru's in an item of ours and Porto
 * Alegre's in a form. What an object of ours holds under its own names is an id; anything else was typed.
 * @param holders where the phone may come from, looked at only when it makes a difference
 * @throws {InvalidPhone}
 */
export function parseGivenPhone(given: string, holders: () => unknown[]): Address {
	const id = parseProviderId(given);
	const typed = typedOrProblem(given);
	if (!(typed instanceof InvalidPhone) && typed.key === id.key && typed.sendTo === id.sendTo) return id;
	if (holders().some((holder) => ownIds(holder).includes(given.trim()))) return id;
	if (typed instanceof InvalidPhone) throw typed;
	return typed;
}

/** What a person means who typed it, or why it is no number. */
export function typedOrProblem(given: string): Address | InvalidPhone {
	try {
		return parseTypedPhone(given);
	} catch (error) {
		if (error instanceof InvalidPhone) return error;
		throw error;
	}
}
