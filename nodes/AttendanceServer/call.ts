import { bodyOf as objectOf, dateMs, storable, textOf } from '../ControlApi/call';
import type { Orderer } from '../Conversation/orderer';
import { findConversation, type Found } from '../Conversation/place';
import { triggerParametersOf } from '../Conversation/rules';
import { AUTO_DETECTED } from '../shared/core/session/state';
import { integerOf } from '../shared/core/json/readers';
import { parsedJson } from '../shared/core/json/parsedJson';
import type { AttendanceRole, AttendanceUser } from '../shared/store/attendanceLogins';
import { readAttendance, type Attendance } from '../shared/store/attendances';
import type { Store } from '../shared/store/store';
import type { Holder } from './auth/tokens';
import type { Context } from './context';
import { forbidden, invalid, notFound } from './answers';

/** One call, before it is known who calls. */
export interface Call {
	context: Context;
	store: Store;
	parameters: Record<string, string>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
	/** Epoch milliseconds, of this process. */
	now: number;
}
/** One call of somebody who is logged in. */
export interface KnownCall extends Call {
	me: AttendanceUser;
	claims: Holder['claims'];
}

export { dateMs, storable, textOf };

/** The body as an object; a text that is JSON was sent without saying so. Fields that nobody knows are passed over by whoever reads it. */
export function bodyOf(body: unknown, bytes: number): Record<string, unknown> {
	const read = typeof body === 'string' ? (parsedJson(body) ?? body) : body;
	return objectOf(read, bytes);
}

/** A text that must be there. @throws {Denied} 400 */
export function needed(given: Record<string, unknown>, name: string, longest?: number): string {
	const text = textOf(given, name, longest);
	if (text === '') throw invalid(name, `Falta o campo "${name}".`);
	return text;
}

/** A whole number from 1 on of the query, at most so much: more than that is that. */
export function countOf(query: Record<string, unknown>, name: string, fallback: number, most: number): number {
	const text = textOf(query, name);
	if (text === '') return fallback;
	const number = integerOf(text, { min: 1, max: Number.MAX_SAFE_INTEGER });
	if (number === null) throw invalid(name, `"${name}" precisa ser um número inteiro a partir de 1.`);
	return Math.min(number, most);
}

/** One of some words; absent is null. */
export function wordOf<T extends string>(given: Record<string, unknown>, name: string, words: readonly T[]): T | null {
	const text = textOf(given, name);
	if (text === '') return null;
	const word = words.find((one) => one === text.toLowerCase());
	if (word === undefined) throw invalid(name, `"${name}" precisa ser ${words.join(', ')}.`);
	return word;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;
/** An offset east of Greenwich that a query holds as it is written: the plus sign in front of it is read as a blank (RFC 3986 leaves it to forms). */
const ZONE = /(?<=\d\d:\d\d(?::\d\d(?:\.\d+)?)?) (?=\d\d:?\d\d$)/;

/**
 * A moment of the query; a day alone is its beginning or, as an end, all of it. Without a zone it is UTC, as all dates of the document.
 * @returns ISO 8601, the end being the first moment after it; null where there is none
 */
export function momentOf(query: Record<string, unknown>, name: string, isEnd: boolean): string | null {
	const text = textOf(query, name).replace(ZONE, '+');
	if (text === '') return null;
	const hasZone = DAY.test(text) || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
	const at = dateMs(hasZone ? text : `${text}Z`);
	if (Number.isNaN(at)) throw invalid(name, `"${name}" precisa ser uma data ISO 8601.`);
	return new Date(isEnd ? at + (DAY.test(text) ? DAY_MS : 1) : at).toISOString();
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NO_CONVERSATION = 'Conversa não encontrada';

/** A conversation by its id. @throws {Denied} 404 for none, and for what is no id */
export async function attendanceOf(store: Store, id: string, messages?: number): Promise<Attendance> {
	const found = UUID.test(id) ? await readAttendance(store, id.toLowerCase(), messages) : null;
	if (found === null) throw notFound(NO_CONVERSATION);
	return found;
}

/** The one that the address names. */
export const attendanceAt = async ({ store, parameters }: Call, messages = 1): Promise<Attendance> =>
	await attendanceOf(store, parameters.conversation_id, messages);

const RANK: Record<AttendanceRole, number> = { user: 0, atendente: 1, supervisor: 2, admin: 3 };
export const isAtLeast = (role: AttendanceRole, least: AttendanceRole): boolean => RANK[role] >= RANK[least];

export const isOver = ({ status }: Attendance): boolean => status === 'resolved' || status === 'closed';

/** Whether the caller may do with it what its owner may. Whoever took it on the company's phone is nobody in particular (handoff spec A11). */
export const isTheirs = ({ owner }: Attendance, { attendant, role }: AttendanceUser): boolean =>
	owner === attendant || owner === AUTO_DETECTED || isAtLeast(role, 'supervisor');

/** @throws {Denied} 403 for who has nothing to do with it: an attendant's own ones are theirs, and what nobody has is everybody's */
export function demandSight(one: Attendance, me: AttendanceUser): void {
	if (!isTheirs(one, me) && one.owner !== null) throw forbidden('Esta conversa é de outra pessoa', 'NOT_OWNER');
}

/** @throws {Denied} 403 */
export function demandOwner(one: Attendance, me: AttendanceUser): void {
	if (!isTheirs(one, me)) throw forbidden('Só quem atende a conversa, ou a supervisão, faz isso', 'NOT_OWNER');
}

/** The conversation by the rules of the session, as the control API and the page find it. */
export const sessionOf = async ({ context, store }: Call, { channel, phone }: Pick<Attendance, 'channel' | 'phone'>): Promise<Found> =>
	await findConversation(store, { channel, phone }, { parameters: () => triggerParametersOf(context) });

/** Who gives an order, in the words of the handoff. */
export const ordererOf = ({ attendant, role }: AttendanceUser): Orderer => ({
	id: attendant,
	role: role === 'admin' || role === 'supervisor' ? role : 'attendant',
});
