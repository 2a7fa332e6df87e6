import { VAGUE_ALONE, type NumberWord } from './numberWords';

/** A word, a number in digits or a sign of a folded text. */
export interface Token {
	text: string;
	start: number;
	end: number;
	/** The number that its digits write; null for anything else. */
	value: number | null;
}
/** What words mean, and what joins them. */
export interface Grammar {
	wordOf: (word: string) => NumberWord | null;
	/** "e" in Portuguese; a reader that must not miss anything knows others. */
	joins: ReadonlySet<string>;
}
export interface Phrase {
	value: number;
	/** The token behind it. */
	next: number;
	/** A word for a thousand or more is part of it. */
	inThousands: boolean;
}

const isHalfWord = (word: string): boolean => word === 'meio' || word === 'meia';

/**
 * Reads the number that begins at a token: groups below a thousand, in digits or words, each with its scale, the next smaller than the one before: "45k",
 * "1,5 mil", "dois mil e quinhentos", "um milhão e meio", "meia dúzia". Null where none begins.
 * @param isUnit whether "meio" before a word is a half of it
 */
export function numberFrom(tokens: readonly Token[], from: number, grammar: Grammar, isUnit: (word: string) => boolean): Phrase | null {
	const half = halfFrom(tokens, from, grammar, isUnit);
	if (half) return half;
	let total = 0;
	let n = from;
	let smallest = Infinity;
	let inThousands = false;
	for (;;) {
		if (total > 0 && isHalfAt(tokens, n, grammar))
			return { value: total + (smallest < Infinity && smallest >= 1000 ? smallest / 2 : 0.5), next: n + 2, inThousands };
		const at = total > 0 && grammar.joins.has(textAt(tokens, n)) ? n + 1 : n;
		const group = groupFrom(tokens, at, grammar);
		const isFirst = total === 0;
		if (!group || group.unit >= smallest || (!isFirst && group.isBareDigits && (at === n || smallest < 1000))) break;
		total += group.value;
		n = group.next;
		smallest = group.unit;
		inThousands ||= group.unit >= 1000;
		if (smallest === 1) {
			if (isHalfAt(tokens, n, grammar)) return { value: total + 0.5, next: n + 2, inThousands };
			break;
		}
	}
	return n > from && (total > 0 || tokens[from].value === 0 || grammar.wordOf(tokens[from].text)?.value === 0)
		? { value: total, next: n, inThousands }
		: null;
}

/** "e meio", "e meia" */
const isHalfAt = (tokens: readonly Token[], at: number, { joins }: Grammar): boolean =>
	joins.has(textAt(tokens, at)) && isHalfWord(textAt(tokens, at + 1));

const textAt = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

/** "meio milhão", "meia dúzia"; alone it is a half of the unit after it. */
function halfFrom(tokens: readonly Token[], from: number, { wordOf }: Grammar, isUnit: (word: string) => boolean): Phrase | null {
	if (!isHalfWord(textAt(tokens, from))) return null;
	const scale = wordOf(textAt(tokens, from + 1));
	if (scale?.scale) return { value: scale.value / 2, next: from + 2, inThousands: scale.value > 1000 };
	return isUnit(textAt(tokens, from + 1)) ? { value: 0.5, next: from + 1, inThousands: false } : null;
}

/** Digits or words below a thousand, with the scale after them; `unit` is the scale, 1 without one. "2mi" are millions, "2 mi" may be anything. */
function groupFrom(
	tokens: readonly Token[],
	from: number,
	grammar: Grammar,
): { value: number; next: number; unit: number; isBareDigits: boolean } | null {
	const given = tokens[from];
	if (!given) return null;
	const said = given.value === null ? belowThousand(tokens, from, grammar) : { value: given.value, next: from + 1 };
	const after = tokens[said?.next ?? from];
	const adjacent = said !== null && after?.start === tokens[said.next - 1].end;
	const isShort = given.value !== null && adjacent;
	const scale =
		isShort && after.text === 'mi' ? 1_000_000 : scaleOf(after?.text ?? '', adjacent || given.value !== null, said !== null, grammar);
	if (scale !== null) {
		const value = Math.round((said?.value ?? 1) * scale * 1000) / 1000;
		return { value, next: (said?.next ?? from) + 1, unit: scale, isBareDigits: false };
	}
	return said && { ...said, unit: 1, isBareDigits: given.value !== null };
}

function scaleOf(word: string, afterDigits: boolean, counted: boolean, { wordOf }: Grammar): number | null {
	if (word === 'k') return afterDigits && counted ? 1000 : null;
	const known = wordOf(word);
	return known?.scale && (counted || !VAGUE_ALONE.has(word)) ? known.value : null;
}

/** "trezentos e cinquenta e dois", also without its "e". */
function belowThousand(tokens: readonly Token[], from: number, { wordOf, joins }: Grammar): { value: number; next: number } | null {
	let value = 0;
	let n = from;
	let room = 1000;
	for (;;) {
		const at = value > 0 && joins.has(textAt(tokens, n)) ? n + 1 : n;
		const word = wordOf(textAt(tokens, at));
		if (!word || word.scale || word.value >= room || (n > from && word.value === 0)) break;
		value += word.value;
		n = at + 1;
		room = word.value >= 100 ? 100 : word.value >= 20 ? 10 : 0;
		if (room === 0) break;
	}
	return n > from ? { value, next: n } : null;
}
