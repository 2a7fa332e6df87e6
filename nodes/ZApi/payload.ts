import { InvalidPhone, parseAddress } from '../shared/core/brazil/phone';

/** A callback as it came: nothing in it is sure to be there, or of its type. */
export type Payload = Record<string, unknown>;

export const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

/** `momment` is in milliseconds, in seconds in some samples; a value before 2001 in milliseconds can only be seconds. */
export function milliseconds(momment: unknown): number | null {
	const time = Number(momment);
	if (!Number.isFinite(time) || time <= 0 || time > LAST_DATE_MS) return null;
	return time < 1e12 ? time * 1000 : time;
}
/** The largest time that a JavaScript date can hold. */
const LAST_DATE_MS = 8.64e15;

/** When it happened, ISO 8601 UTC; null when the callback does not tell. */
export function momentOf({ momment }: Payload): string | null {
	const time = milliseconds(momment);
	return time === null ? null : new Date(time).toISOString();
}

export const isGroup = (payload: Payload): boolean => payload.isGroup === true || textOf(payload.phone).endsWith('-group');

/** The canonical key of a chat; what is no phone stays as it came, as an event is worth more than its address. */
export function chatKey(phone: unknown): string {
	const given = textOf(phone);
	try {
		return parseAddress(given).key;
	} catch (error) {
		if (error instanceof InvalidPhone) return given;
		throw error;
	}
}
