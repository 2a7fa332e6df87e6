import { isDay } from './day';
import { parsedJson } from './parsedJson';

/**
 * Readers for JSON that nobody vouches for: a callback, a model's answer, a vendor's body, a column of jsonb. Whatever is given, they give the type that
 * they promise and never throw; where the value says nothing readable it is the empty one ('' , {} , [] or null). Bounds are the caller's to state, since
 * only the place that the value goes to knows them.
 */

export type JsonRecord = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that it is, or an empty one. */
export const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

/** The list that it is, or an empty one. */
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The objects of a list; whatever else stands in it is passed over. */
export const recordsOf = (value: unknown): JsonRecord[] => listOf(value).filter(isRecord);

/** A text as it is, a number as its digits; anything else says nothing. */
export const textOf = (value: unknown): string =>
	typeof value === 'string'
		? value
		: (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'bigint'
			? String(value)
			: '';

/**
 * The texts of a list, also of one that was written as JSON text; what is null or empty in it says nothing. Nothing at all is an empty one. Null for what is
 * no list of texts: whoever takes that for an empty one would believe that something was taken out of it.
 */
export function textsOf(value: unknown): string[] | null {
	const given = typeof value === 'string' && value !== '' ? parsedJson(value) : (value ?? null);
	if (given === null || given === '') return [];
	if (!Array.isArray(given)) return null;
	const said = (given as unknown[]).filter((one) => one !== null && one !== undefined && one !== '').map(textOf);
	return said.includes('') ? null : said;
}

/** A finite number, also one written as text ("12", " 0.9 "), within its bounds (inclusive); null for anything else. */
export function numberOf(value: unknown, { min = -Infinity, max = Infinity }: { min?: number; max?: number } = {}): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= min && number <= max ? number : null;
}

/** A whole number within its bounds; null for anything else. What a database calls integer is 2,147,483,647 at the most. */
export function integerOf(
	value: unknown,
	{ min = -LARGEST_INTEGER - 1, max = LARGEST_INTEGER }: { min?: number; max?: number } = {},
): number | null {
	const number = numberOf(value, { min, max });
	return number !== null && Number.isInteger(number) ? number : null;
}
const LARGEST_INTEGER = 2 ** 31 - 1;

/** Ways to write yes and no in JSON, forms and model answers, English and Portuguese; one who meets another spelling adds it here. */
const YES = new Set(['true', '1', 'yes', 'y', 'sim', 's', 'on']);
const NO = new Set(['false', '0', 'no', 'n', 'nao', 'não', 'off']);

/** Yes or no however it is written; null when it is neither. */
export function flagOf(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const word = textOf(value).trim().toLowerCase();
	return YES.has(word) ? true : NO.has(word) ? false : null;
}

/**
 * A moment as ISO 8601 UTC, from epoch milliseconds, epoch seconds (a value before 2001 in milliseconds can only be seconds), a number in text, or a text
 * that carries its offset; null for anything else. What is later than `latest` (epoch milliseconds) becomes `latest`: a clock that is ahead must not decide.
 */
export function momentOf(value: unknown, latest = LAST_DATE_MS): string | null {
	const number = numberOf(value);
	const parsed =
		number !== null
			? number < 1e12
				? number * 1000
				: number
			: WITH_OFFSET.test(textOf(value)) && isDay(textOf(value).slice(0, 10))
				? Date.parse(textOf(value))
				: NaN;
	if (!Number.isFinite(parsed) || parsed <= 0 || parsed > LAST_DATE_MS) return null;
	return new Date(Math.min(parsed, latest)).toISOString();
}
/** The last second of the year 9999: later ones are no four-digit year, which databases and readers of ISO 8601 want. */
const LAST_DATE_MS = 253_402_300_799_999;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}[T ].*(?:Z|[+-]\d{2}:?\d{2})$/i;

/** What stands at a path of keys and positions; undefined where a step leads nowhere. */
export const at = (value: unknown, ...path: Array<string | number>): unknown =>
	path.reduce<unknown>((inner, key) => {
		if (Array.isArray(inner)) return typeof key === 'number' ? (inner as unknown[])[key] : undefined;
		return isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
	}, value);

/** Whether nothing in it lies deeper than so many levels: readers that call themselves end on what is deeper. Costs no stack however deep it is. */
export function isShallow(value: unknown, most = 100): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > most) return false;
		level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
	}
	return true;
}
