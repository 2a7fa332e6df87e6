/** A number written in digits, in a folded text. */
export type Digits = { value: number; start: number; end: number };

/** Digits and what stands between digits without a blank. */
const RUN = /\d+(?:[.,:/-]+\d+)*/g;
const RANGE = /^(\d[\d.,]*)-(\d[\d.,]*)$/;
const THOUSANDS = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const ENGLISH = /^\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d{1,2})$/;
const DECIMAL = /^\d+,\d{1,3}$/;
const DOT_DECIMAL = /^\d+\.\d{1,2}$/;
/** Subscriber numbers, postal codes: their halves are no amounts. */
const CALLED = /^(?:\d{4,5}-\d{4}|\d{5}-\d{3})$/;
/** What follows a country code, an area code or the ninth digit of a phone number: "+55 (11) 9 8765-4321". */
const REST_OF_PHONE = /^\)?[ .]?(?:\(?[1-9]\d\)?[ .]?)?(?:9[ .]?)?\d{4,5}-\d{4}(?!\d)/;
/** Digits written apart around a separator: "4 5 . 0 0 0". */
const APART = /(?<![\d\p{L}])\d(?: \d){0,8} ?[.,] ?\d(?: \d){1,8}(?![\d\p{L}])/gu;

/**
 * The numbers in digits of a folded text, as Brazilians write them: `1.200`, `2,5`, `1.5`, `300-350`. What is part of a code (`FB300`), a date, a time of day, a
 * phone or document number is none, and neither is what cannot be read in one way only.
 */
export function digitsIn(text: string): Digits[] {
	const apart = [...text.matchAll(APART)].flatMap(({ 0: run, index }) => {
		const value = valueOf(run.replaceAll(' ', ''));
		return value === null ? [] : [{ value, start: index, end: index + run.length }];
	});
	const rest = text.replace(APART, (run) => ' '.repeat(run.length));
	const numbers = [...apart, ...[...rest.matchAll(RUN)].flatMap(({ 0: run, index }) => numbersOf(rest, run, index))];
	return apart.length > 0 ? numbers.sort((a, b) => a.start - b.start) : numbers;
}

/** One number, or the two of a range. */
function numbersOf(text: string, run: string, start: number): Digits[] {
	const end = start + run.length;
	if (isInsideCode(text, start, end) || (run.length <= 2 && REST_OF_PHONE.test(text.slice(end, end + 24)))) return [];
	const range = CALLED.test(run) ? null : RANGE.exec(run);
	const [first, last] = range ? [range[1], range[2]] : [run, run];
	const [low, high] = [valueOf(first), valueOf(last)];
	if (low === null || high === null || low > high) return [];
	const number = { value: low, start, end: start + first.length };
	return range ? [number, { value: high, start: end - last.length, end }] : [number];
}

/** @returns null for what is written as no number is */
function valueOf(written: string): number | null {
	if (/^\d{1,12}$/.test(written)) return Number(written);
	if (THOUSANDS.test(written)) return written.startsWith('0') ? null : Number(written.replaceAll('.', '').replace(',', '.'));
	if (ENGLISH.test(written)) return Number(written.replaceAll(',', ''));
	if (DECIMAL.test(written)) return Number(written.replace(',', '.'));
	return DOT_DECIMAL.test(written) ? Number(written) : null;
}

/** Letters before it, with or without a hyphen, or a fraction after it. */
const isInsideCode = (text: string, start: number, end: number): boolean =>
	/\p{L}[-_./]?$/u.test(text.slice(Math.max(0, start - 2), start).replace(/^.*\s/s, '')) ||
	/^(?:[²³¹¼-¾⅐-⅞⁄]|[-_/]\d|h\d)/u.test(text.slice(end, end + 3)) ||
	/\d[-:/]$/.test(text.slice(Math.max(0, start - 2), start));
