import { flagOf, isRecord, listOf, numberOf, recordOf, recordsOf, textOf, type JsonRecord } from '../shared/core/json/readers';
import { plain } from '../shared/core/text/words';
import { withoutThoughts } from '../shared/llm/thoughts';

/** Letters and digits alone: `should_transfer`, `shouldTransfer` and "Should transfer" are one name. */
const bare = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '');

/** The value under one of some names, however they are spelled; undefined when there is none. */
export function valueOf(answer: JsonRecord, ...names: string[]): unknown {
	const exact = names.find((name) => Object.hasOwn(answer, name));
	if (exact !== undefined) return answer[exact];
	const wanted = names.map(bare);
	const key = Object.keys(answer).find((one) => wanted.includes(bare(one)));
	return key === undefined ? undefined : answer[key];
}

/** Keys under which models put the value itself when they say more about it. */
const HOLDERS = ['value', 'valor', 'text', 'texto', 'content'];

/** The value inside `{value, …}` or a list of one; everything else as it is. */
export function bareValue(value: unknown, depth = 0): unknown {
	if (depth > 3) return undefined;
	if (Array.isArray(value)) return value.length === 1 ? bareValue(value[0], depth + 1) : value;
	if (!isRecord(value)) return value;
	const holder = HOLDERS.find((key) => Object.hasOwn(value, key));
	return holder === undefined ? undefined : bareValue(value[holder], depth + 1);
}

/** A text that says something, or null; a list of texts is one text. */
export function wordsOf(value: unknown, between = ', '): string | null {
	const one = bareValue(value);
	const words = Array.isArray(one)
		? one
				.map((part) => textOf(bareValue(part)).trim())
				.filter(Boolean)
				.join(between)
		: typeof one === 'string'
			? one.trim()
			: '';
	return words === '' ? null : words;
}

/** What programs write where there is no text, in brackets or quotes too: no words for a customer, unlike "não temos". */
const NO_TEXT = /^[\s"'`([{<]*(?:null|none|undefined|nan|nil|object object)?[\s"'`)\]}>.]*$/i;

/** A text for people: without what the model thought aloud in it, or null where nothing is said. */
export function spokenIn(value: unknown, between?: string): string | null {
	const words = withoutThoughts(wordsOf(value, between) ?? '');
	return NO_TEXT.test(words) ? null : words;
}

/** Texts of a list, or of one text that stands in for it. */
export const textsOf = (value: unknown): string[] =>
	(Array.isArray(value) ? value : [value])
		.map((one) => bareValue(one))
		.filter((one): one is string => typeof one === 'string' && one.trim() !== '');

/** Yes alone is yes. */
export const isYes = (value: unknown): boolean => flagOf(bareValue(value)) === true;

/** A share of 1, also as a percentage ("90", "90%") and with a decimal comma; 0 when it is neither. */
export function shareOf(value: unknown): number {
	const one = bareValue(value);
	const number = numberOf(typeof one === 'string' ? one.replace(',', '.').replace(/%\s*$/, '') : one);
	if (number === null) return 0;
	// From 10 on nobody means a share any more; between 1 and 10 a model is sure, and counts badly.
	const share = number >= 10 || /%\s*$/.test(textOf(one)) ? number / 100 : number;
	return Math.min(1, Math.max(0, share));
}

/**
 * One of some words, in capitals, with accents or other separators, or by one of its other names; a sentence that has the word in it is none.
 * @param others further names in bare letters
 */
export function oneOf<const T extends readonly string[]>(
	words: T,
	value: unknown,
	others: Record<string, T[number]> = {},
): T[number] | null {
	const said = bare(textOf(bareValue(value)));
	return said === '' ? null : (words.find((word) => bare(word) === said) ?? (Object.hasOwn(others, said) ? others[said] : null));
}

/** What is given for some fields, by field: an object, a list of objects, or a list of `{field, value}`. */
export const fieldsIn = (given: unknown): JsonRecord =>
	Array.isArray(given)
		? Object.fromEntries(recordsOf(given).flatMap((row) => (named(row) ? [named(row)!] : Object.entries(row))))
		: recordOf(given);

function named(row: JsonRecord): [string, unknown] | null {
	const field = textOf(row.field ?? row.key ?? row.campo);
	return field && HOLDERS.some((key) => Object.hasOwn(row, key)) ? [field, row] : null;
}

/** What is given for one field; several are one text. */
export function factOf(value: unknown): unknown {
	const one = bareValue(value);
	return Array.isArray(one)
		? listOf(one)
				.map((part) => textOf(bareValue(part)))
				.filter(Boolean)
				.join(', ')
		: one;
}
