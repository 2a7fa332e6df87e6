import type { Address } from '../shared/core/brazil/phone';
import { isDay } from '../shared/core/json/day';
import { integerOf, isRecord, isShallow } from '../shared/core/json/readers';
import type { Store } from '../shared/store/store';
import { addressMeant, findConversation, type Found } from '../Conversation/place';
import { triggerParametersOf } from '../Conversation/rules';
import { Refused } from './answers';
import type { Context } from './context';
import type { Caller } from './who';

/** One call of the control API by a known attendant. */
export interface Call {
	context: Context;
	store: Store;
	me: Caller;
	parameters: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
	/** ISO 8601 UTC */
	now: string;
}

/** Longest name of a thing: a channel, a person, a message. The database finds by them, and its indexes take no more than some 2,700 bytes. */
const LONGEST_NAME = 200;
/** Longest text of a message; WhatsApp's own ends at 65,536 characters. */
const LONGEST_TEXT = 65_536;
const DEEPEST = 32;

/** What no text of a database may hold: the character zero, and halves of characters (RFC 8259 section 8.2). */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text that the database takes: nothing that anybody could read is lost. */
export const storable = (text: string): string => text.replace(UNSTORABLE, '');

/**
 * A text of the query or the body, also one that came as a number; absent and null are empty.
 * @throws {Refused} 400 for a list, an object, a yes or no, and for what is too long
 */
export function textOf(given: Record<string, unknown>, name: string, longest = LONGEST_NAME): string {
	const value = Object.hasOwn(given, name) ? given[name] : undefined;
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string' && typeof value !== 'number') throw new Refused(400, 'INVALID_INPUT', `"${name}" precisa ser um texto.`);
	const text = storable(String(value)).trim();
	if (text.length > longest) throw new Refused(400, 'INVALID_INPUT', `"${name}" passa de ${longest} caracteres.`);
	return text;
}

/** The words of a message: longer than any name. */
export const messageOf = (given: Record<string, unknown>, name: string): string => textOf(given, name, LONGEST_TEXT);

/** A whole number from 1 on; more than the most is the most. */
export function numberOf(given: Record<string, unknown>, name: string, fallback: number, most: number): number {
	const value = textOf(given, name);
	if (value === '') return fallback;
	const number = integerOf(value, { min: 1, max: Number.MAX_SAFE_INTEGER });
	if (number === null) throw new Refused(422, 'INVALID_NUMBER', `"${name}" precisa ser um número inteiro a partir de 1.`);
	return Math.min(number, most);
}

/** Epoch milliseconds of an ISO 8601 date since 1970, with or without a time; NaN when it is none. */
export function dateMs(text: string): number {
	const [day] = text.split(/[T ]/, 1);
	const at = isDay(day) ? Date.parse(text) : NaN;
	return at > 0 ? at : NaN;
}

/**
 * A moment of the query or the body, as ISO 8601 UTC; absent is null.
 * @throws {Refused}
 */
export function momentOf(given: Record<string, unknown>, name: string): string | null {
	const value = textOf(given, name);
	if (value === '') return null;
	const at = dateMs(value);
	if (Number.isNaN(at)) throw new Refused(422, 'INVALID_DATE', `"${name}" precisa ser uma data ISO 8601.`);
	return new Date(at).toISOString();
}

const UNATTENDED: ReadonlyArray<Address['kind']> = ['group', 'newsletter', 'broadcast'];

/** The channel that the call names; null when it names none. */
export const channelOf = ({ query, body }: Pick<Call, 'query' | 'body'>): string | null =>
	textOf(body, 'channel') || textOf(query, 'channel') || null;

/**
 * The body as an object: JSON, or a form. Absent is empty.
 * @param bytes how many came: a body that n8n could not read is not taken for none
 * @throws {Refused} 400 for JSON that is no object or is nested beyond reason, 415 for a body of another type
 */
export function bodyOf(body: unknown, bytes: number): Record<string, unknown> {
	const isEmpty = body === undefined || body === null || body === '' || (isRecord(body) && Object.keys(body).length === 0);
	if (isEmpty && bytes <= EMPTY_JSON_BYTES) return {};
	if (typeof body === 'string' || (isEmpty && bytes > 0))
		throw new Refused(415, 'UNSUPPORTED_TYPE', 'Não consegui ler o corpo: envie um objeto JSON, com "Content-Type: application/json".');
	if (!isRecord(body)) throw new Refused(400, 'INVALID_INPUT', 'O corpo precisa ser um objeto JSON.');
	if (!isShallow(body, DEEPEST)) throw new Refused(400, 'INVALID_INPUT', `O corpo tem mais de ${DEEPEST} níveis.`);
	return body;
}
/** `{}` and `null`, with the blanks that a program may put around them. */
const EMPTY_JSON_BYTES = 16;

/**
 * A customer by the key that the API gave, or by the number in any form.
 * @throws {Refused} for a group, a channel or a list: nobody attends there
 */
export async function customerOf(call: Pick<Call, 'store' | 'query' | 'body'>, phone: string): Promise<Address> {
	const address = await addressMeant(call.store, phone.slice(0, LONGEST_NAME), channelOf(call));
	if (UNATTENDED.includes(address.kind)) throw new Refused(400, 'IGNORED_CHANNEL', 'Grupos, canais e listas não são atendidos.');
	return address;
}

/** The conversation that the call is about, with the circumstances for what happens to it. */
export async function conversation(call: Call, phone: string): Promise<Found> {
	const place = { phone: (await customerOf(call, phone)).key, channel: channelOf(call) };
	return await findConversation(call.store, place, { parameters: () => triggerParametersOf(call.context) });
}
