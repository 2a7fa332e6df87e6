import { digitsIn } from './digits';
import { folded } from './folded';
import { numberWord, VAGUE_ALONE } from './numberWords';
import { INTRODUCES, MONEY, NO_THING, perOf, unitOf, type Per } from './units';

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

type Token = { text: string; start: number; end: number; value: number | null };

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
		const read = numberFrom(tokens, n);
		if (!read) {
			n += 1;
			continue;
		}
		const unit = unitAround(tokens, n, read.next);
		const isArticle = read.next === n + 1 && /^uma?$/.test(tokens[n].text);
		const isHalf = /^mei[ao]$/.test(tokens[n].text) && read.next === n + 1;
		if ((!isArticle && !isHalf) || (unit.unit !== null && unitOf(tokens[read.next]?.text ?? '') === unit.unit)) {
			const [start, end] = [plain.at[tokens[n].start], plain.at[tokens[read.next - 1].end]];
			const named = unit.unit ?? (/^mil\p{L}*$|^k$/u.test(tokens[read.next - 1].text) ? 'mil' : null);
			found.push({
				value: read.value + halfAfterUnit(tokens, read.next, unit.unit),
				start,
				end,
				unit: named,
				per: unit.per,
				text: text.slice(start, end).trim(),
			});
		}
		n = read.next + (unit.unit === '%' && tokens[read.next].text === 'por' ? 2 : 0);
	}
	return found;
}

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

/** Reads a number that begins at a token: groups below a thousand, each with its scale, the next smaller than the one before. */
function numberFrom(tokens: Token[], from: number): { value: number; next: number } | null {
	const [value, next] = [halfFrom(tokens, from), from + 1];
	if (value !== null) return value;
	let total = 0;
	let n = next - 1;
	let smallest = Infinity;
	for (;;) {
		const at = total > 0 && tokens[n]?.text === 'e' ? n + 1 : n;
		const half = total > 0 && at > n && /^mei[ao]$/.test(tokens[at]?.text ?? '');
		if (half) return { value: total + (smallest === Infinity || smallest < 1000 ? 0.5 : smallest / 2), next: at + 1 };
		const group = groupFrom(tokens, at);
		const isFirst = total === 0;
		if (!group || group.unit >= smallest || (!isFirst && group.isBareDigits && (at === n || smallest < 1000))) break;
		total += group.value;
		n = group.next;
		smallest = group.unit;
		if (smallest === 1) {
			if (tokens[n]?.text === 'e' && /^mei[ao]$/.test(tokens[n + 1]?.text ?? '')) return { value: total + 0.5, next: n + 2 };
			break;
		}
	}
	return n > from && (total > 0 || tokens[from].value === 0) ? { value: total, next: n } : null;
}

/** "meio milhão", "meia dúzia"; alone it is a half of the unit after it. */
function halfFrom(tokens: Token[], from: number): { value: number; next: number } | null {
	if (!/^mei[ao]$/.test(tokens[from].text)) return null;
	const scale = numberWord(tokens[from + 1]?.text ?? '');
	if (scale?.scale) return { value: scale.value / 2, next: from + 2 };
	return unitOf(tokens[from + 1]?.text ?? '') ? { value: 0.5, next: from + 1 } : null;
}

/** "Uma hora e meia", "2 kg e meio": the half of a unit that was named, not "uma hora e meia dúzia". */
const halfAfterUnit = (tokens: Token[], at: number, unit: string | null): number =>
	unit !== null &&
	unitOf(tokens[at]?.text ?? '') === unit &&
	tokens[at + 1]?.text === 'e' &&
	/^mei[ao]$/.test(tokens[at + 2]?.text ?? '') &&
	!numberWord(tokens[at + 3]?.text ?? '')?.scale &&
	unitOf(tokens[at + 3]?.text ?? '') === null
		? 0.5
		: 0;

/** Digits or words below a thousand, with the scale after them; `unit` is the scale, 1 without one. */
function groupFrom(tokens: Token[], from: number): { value: number; next: number; unit: number; isBareDigits: boolean } | null {
	const given = tokens[from];
	if (!given) return null;
	const said = given.value === null ? belowThousand(tokens, from) : { value: given.value, next: from + 1 };
	const after = tokens[said?.next ?? from];
	const adjacent = said !== null && after?.start === tokens[said.next - 1].end;
	const scale = scaleOf(after?.text ?? '', adjacent || given.value !== null, said !== null);
	if (scale !== null) {
		const value = Math.round((said?.value ?? 1) * scale * 1000) / 1000;
		return { value, next: (said?.next ?? from) + 1, unit: scale, isBareDigits: false };
	}
	return said && { ...said, unit: 1, isBareDigits: given.value !== null };
}

function scaleOf(word: string, afterDigits: boolean, counted: boolean): number | null {
	if (word === 'k') return afterDigits && counted ? 1000 : null;
	const known = numberWord(word);
	return known?.scale && (counted || !VAGUE_ALONE.has(word)) ? known.value : null;
}

/** "trezentos e cinquenta e dois", also without its "e". */
function belowThousand(tokens: Token[], from: number): { value: number; next: number } | null {
	let value = 0;
	let n = from;
	let room = 1000;
	for (;;) {
		const at = value > 0 && tokens[n]?.text === 'e' ? n + 1 : n;
		const word = numberWord(tokens[at]?.text ?? '');
		if (!word || word.scale || word.value >= room || (n > from && word.value === 0)) break;
		value += word.value;
		n = at + 1;
		room = word.value >= 100 ? 100 : word.value >= 20 ? 10 : 0;
		if (room === 0) break;
	}
	return n > from ? { value, next: n } : null;
}

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
	const known = unitOf(word);
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
