import { digitsIn } from './digits';
import { folded } from './folded';
import { numberFrom, type Grammar, type Token } from './numberPhrase';
import { numberWord } from './numberWords';
import { INTRODUCES, MONEY, NO_THING, perOf, powerOf, unitOf, type Per } from './units';

/** A number that a text holds. */
export interface FoundNumber {
	value: number;
	/** Place of the number in the text as written, its unit left out. */
	start: number;
	end: number;
	/**
	 * What is counted: `BRL` (R$, reais, contos, pilas), `USD`, `EUR`, `%`, `x`, `un`, `kg`, `h`, `day` …, see `units.ts`; the noun as written, folded, for any other
	 * thing (`hamburgueres`); `mil` where the number ends in "mil" and nothing is named, since that is how prices are said; null where nothing is named.
	 */
	unit: string | null;
	/** The span of time that it is for: `400/dia`, `2.000 mensais`, `por semana uns 50`. */
	per: Per | null;
	/** The number as written, from start to end. */
	text: string;
}

const GRAMMAR: Grammar = { wordOf: numberWord, joins: new Set(['e']) };
const isUnit = (word: string): boolean => unitOf(word) !== null;

/**
 * The numbers of a text as Brazilians write and say them, in digits and in words: `1.200`, `2,5`, `1.5 mil`, `45k`, `dois mil e quinhentos`, `um milhão e meio`, `meia
 * dúzia`, `cinquentinha`, `1️⃣0️⃣`, `１０`. A number is read right or not at all: codes (FB300), dates, times of day, phones and documents are none, and the article
 * "um" counts only before a unit. Linear in the length of the text.
 */
export function numbersIn(text: string): FoundNumber[] {
	const plain = folded(text);
	const tokens = tokensOf(plain.text);
	const found: FoundNumber[] = [];
	for (let n = 0; n < tokens.length;) {
		const read = numberFrom(tokens, n, GRAMMAR, isUnit);
		if (!read || FRACTION.test(tokens[n - 1]?.text ?? '')) {
			n += 1;
			continue;
		}
		const unit = unitAround(tokens, n, read.next);
		const isArticle = read.next === n + 1 && /^uma?$/.test(tokens[n].text);
		const isHalf = /^mei[ao]$/.test(tokens[n].text) && read.next === n + 1;
		if ((!isArticle && !isHalf) || (unit.unit !== null && unitOf(tokens[read.next]?.text ?? '') === unit.unit)) {
			const [start, end] = [plain.at[tokens[n].start], plain.at[tokens[read.next - 1].end]];
			const named = unit.unit ?? (/^mil\p{L}*$|^k$/u.test(tokens[read.next - 1].text) ? 'mil' : null);
			const value = read.value + (isHalved(tokens, read.next) ? 0.5 : 0);
			found.push({ value, start, end, unit: named, per: unit.per, text: text.slice(start, end).trim() });
		}
		n = read.next + (unit.unit === '%' && tokens[read.next].text === 'por' ? 2 : 0);
	}
	return found;
}

/** "uma hora e meia", "2 metros e meio": the half is of the unit before it, and not of what follows ("uma hora e meia dúzia"). */
const isHalved = (tokens: Token[], unit: number): boolean =>
	isUnit(tokens[unit]?.text ?? '') &&
	tokens[unit + 1]?.text === 'e' &&
	/^mei[ao]$/.test(tokens[unit + 2]?.text ?? '') &&
	!numberWord(tokens[unit + 3]?.text ?? '')?.scale &&
	unitOf(tokens[unit + 3]?.text ?? '') === null;

/** Words, numbers in digits and single signs, in their order. */
function tokensOf(text: string): Token[] {
	const numbers = digitsIn(text);
	const tokens: Token[] = [];
	let number = 0;
	for (const match of text.matchAll(/(?:r|us?)\$|\d[\d.,:/-]*|m[²³23](?![\p{L}\d])|[\p{L}²³]+|[^\s\p{L}\d]/gu)) {
		const [start, end] = [match.index, match.index + match[0].length];
		if (tokens.length > 0 && start < tokens[tokens.length - 1].end) continue;
		while (number < numbers.length && numbers[number].start < start) number += 1;
		const inside = numbers.slice(number, number + 2).filter((one) => one.start >= start && one.start < end);
		if (inside.length > 0) {
			for (const one of inside) tokens.push({ text: text.slice(one.start, one.end), start: one.start, end: one.end, value: one.value });
			const rest = text.slice(inside[inside.length - 1].end, end);
			[...rest].forEach((sign, n) =>
				tokens.push({ text: sign, start: inside[inside.length - 1].end + n, end: inside[inside.length - 1].end + n + 1, value: null }),
			);
		} else tokens.push({ text: match[0], start, end, value: null });
	}
	return tokens;
}

/** What stands behind one is a part of it: "½ dúzia" is no dozen. */
const FRACTION = /^[¼-¾⅐-⅞]$/;

/** How far a span of time may stand from its number, words. */
const REACH = 5;
const BREAK = /^[.,;!?\n()]$/;

/** Units that are spans of time too. */
const PERIODS = new Set(['day', 'week', 'month', 'year']);

/** The unit before (money) or after a number, and the span of time that it is for. */
function unitAround(tokens: Token[], from: number, next: number): Pick<FoundNumber, 'unit' | 'per'> {
	const before = unitOf(tokens[from - 1]?.text ?? '');
	const after = tokens.slice(next, next + REACH);
	const per = perAfter(after) ?? perBefore(tokens, from);
	if (before !== null && MONEY.has(before)) return { unit: before, per };
	const skipped = after[0]?.text === 'de' ? 1 : 0;
	const word = after[skipped]?.text ?? '';
	if (word === 'por' && after[skipped + 1]?.text === 'cento') return { unit: '%', per };
	const measured = unitOf(word);
	const known = measured && (powerOf(measured, after[skipped + 1]?.text ?? '') ?? measured);
	// "400 dia" is so many a day, "2 dias" and "1 dia" are days.
	const bare = PERIODS.has(known ?? '') && !/s$/.test(word) && tokens[from].text !== '1' && numberWord(tokens[from].text)?.value !== 1;
	if (bare) return { unit: null, per: known as Per };
	if (known !== null) return { unit: known, per };
	const isThing =
		/^\p{L}{3,}$/u.test(word) && known === null && !NO_THING.has(word) && perOf(word, false) === null && numberWord(word) === null;
	return { unit: isThing ? word : null, per };
}

function perAfter(after: Token[]): Per | null {
	for (let n = 0; n < after.length; n++) {
		const { text, value } = after[n];
		if (value !== null || BREAK.test(text)) return null;
		const introduced = n > 0 && INTRODUCES.has(after[n - 1].text);
		const per = perOf(text, introduced);
		// "no" and "na" introduce a span only right after the number or its thing: "400 na semana".
		if (per) return per;
	}
	return null;
}

function perBefore(tokens: Token[], from: number): Per | null {
	for (let n = from - 1; n >= Math.max(0, from - REACH); n--) {
		const { text, value } = tokens[n];
		if (value !== null || BREAK.test(text)) return null;
		const introduced = /^(?:por|ao|cada|todo|toda)$/.test(tokens[n - 1]?.text ?? '');
		const per = perOf(text, introduced);
		if (per) return per;
	}
	return null;
}
