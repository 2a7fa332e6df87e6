import { textOf } from '../core/json/readers';

/**
 * A time that somebody chose in a form, or an expression gave, as ISO 8601 UTC; null where the field is empty.
 * @throws {RangeError} naming the field
 */
export function timeIn(field: string, given: unknown): string | null {
	const text = textOf(given).trim();
	if (text === '') return null;
	const ms = Date.parse(text);
	if (Number.isNaN(ms)) throw new RangeError(`The field "${field}" is no time: ${text}`);
	return new Date(ms).toISOString();
}
