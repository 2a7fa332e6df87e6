import { numberFrom, type Grammar, type Phrase, type Token } from '../text/numberPhrase';
import { ANY_NUMBER_WORDS, anyNumberWord } from '../text/numberWords';
import { perOf, powerOf, type Per } from '../text/units';
import { endOfLetters, isDigit } from './letters';
import { isNoun, isTime, unitOf, type Unit } from './units';

/** A number in a sentence, with what it counts. */
export interface Figure {
	value: number;
	/** Where it stands in the sentence, with its unit. */
	start: number;
	end: number;
	unit: Unit;
	/** The span of time that it is for, as it is stored: `hour`, `day`, `month`; null when none is said. */
	per: Per | null;
	/** Written as only amounts are: in thousands, with cents. */
	isBig: boolean;
	/** The word before it: "pedido 45871", "sala 205". */
	label: string;
}

const TOKENS =
	/[23]d\b(?<=\b(?:projeto|desenho|imagem|imagens|planta|maquete|render|impressao|visualizacao) (?:em )?[23]d)|r ?\$|us ?\$|u ?s ?\$|[$€£]|°c?|\d{1,2}:\d{2}h?|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d/])|\d{1,3}(?: (?:0\d\d|\d00))+(?![\d.,])|\d+(?:[.,'’´]\d+)*|m[23](?![a-z\d])|(?!(?:rs|brl|usd|por|ate|de|uns|so)\d)[a-z]+-?\d[a-z\d-]*|[a-z]+|[^\s]/g;
const MONEY_BEFORE = /^(?:r ?\$|u ?s ?\$|[$€£]|rs|brl|usd|eur)$/;
const NONE: Unit = { kind: 'none', name: '' };
export function tokensOf(sentence: string): Token[] {
	const tokens: Token[] = [];
	TOKENS.lastIndex = 0;
	for (let found = TOKENS.exec(sentence); found !== null; found = TOKENS.exec(sentence)) {
		const [text] = found;
		tokens.push({ text, start: found.index, end: TOKENS.lastIndex, value: valueOf(text) });
	}
	return tokens;
}

/**
 * The numbers of a sentence in lower case without accents, in digits and words, each with its unit. A reader for what must not slip through: where a
 * number may be one, it is one. Dates ("12/05") and times of day ("8:30") are none.
 */
export function figuresIn(sentence: string): Figure[] {
	if (!mayCount(sentence)) return [];
	const tokens = tokensOf(sentence);
	const words = tokens.map(({ text }) => text);
	const figures: Figure[] = [];
	for (let n = 0; n < tokens.length;) {
		const read = (mayBegin(tokens[n]) ? valueAt(tokens, n) : null) ?? oneAt(words, n);
		if (!read) {
			n++;
			continue;
		}
		const found = unitAt(words, tokens, n, read.next);
		if (!found) {
			n = read.next;
			continue;
		}
		const { unit, per, next, more = 0 } = found;
		figures.push({
			value: read.value + more,
			start: tokens[n].start,
			end: tokens[next - 1].end,
			unit,
			per,
			isBig: read.isBig,
			label: words[n - 1] ?? '',
		});
		n = next;
	}
	return shared(figures, sentence);
}

/** A digit, a word for a number, or half of something: without any a sentence counts nothing, as most do. */
function mayCount(sentence: string): boolean {
	for (let from = 0, end = 0; from < sentence.length; from = end + 1) {
		end = endOfLetters(sentence, from);
		if (isDigit(sentence.charCodeAt(end))) return true;
		const length = end - from;
		if (length < 2 || length > 31 || (LENGTHS[beginOf(sentence, from)] & (1 << length)) === 0) continue;
		const word = sentence.slice(from, end);
		if (isHalfWord(word) || anyNumberWord(word) !== null) return true;
	}
	return false;
}
const isHalfWord = (word: string): boolean => word === 'meio' || word === 'meia';
/** First two letters of words for numbers, and how long those words are, a bit each: hardly any other word needs to be looked up. */
const beginOf = (text: string, from: number): number => (text.charCodeAt(from) << 7) | text.charCodeAt(from + 1);
const LENGTHS = new Uint32Array(1 << 14);
for (const word of [...ANY_NUMBER_WORDS, 'meio']) LENGTHS[beginOf(word, 0)] |= 1 << word.length;

/** Words of all languages, and what joins them. */
const GRAMMAR: Grammar = { wordOf: anyNumberWord, joins: new Set(['e', 'y', 'and', '-']) };

interface Read extends Phrase {
	isBig: boolean;
}

/** Nothing else begins a number. */
const mayBegin = ({ value, text }: Token): boolean => value !== null || isHalfWord(text) || anyNumberWord(text) !== null;

function valueAt(tokens: readonly Token[], at: number): Read | null {
	const read = numberFrom(tokens, at, GRAMMAR, isTime);
	if (!read) return null;
	// "um consultor" and "um segundo ponto" count nothing; "um mês" and "um mil" count.
	const [after, further] = [tokens[read.next]?.text ?? '', tokens[read.next + 1]?.text ?? ''];
	const isArticle = read.next === at + 1 && /^(?:um|uma|uno|one)$/.test(tokens[at].text);
	if (isArticle && (!unitOf(after) || (/^(?:real|segundo)$/.test(after) && isNoun(further)))) return null;
	return spelled(tokens, at, read) ?? { ...read, isBig: read.inThousands || isAmount(tokens[at], read.value) };
}

/** "45 ponto zero zero zero" */
function spelled(tokens: readonly Token[], at: number, { value, next }: Phrase): Read | null {
	if (tokens[at].value === null || !/^(?:ponto|virgula)$/.test(tokens[next]?.text ?? '')) return null;
	let end = next + 1;
	while (tokens[end] && (tokens[end].text === 'zero' || tokens[end].value !== null)) end++;
	return end > next + 1 ? { value: end - next > 3 ? value * 1000 : value, next: end, inThousands: true, isBig: true } : null;
}

const CENTS = /^\d{1,3}(?:[.'’´ ]?\d{3})*,\d{2}$/;
const GROUPS = /^\d{1,3}(?:[.,'’´ ]\d{3})+$/;
/** Written as only amounts are. */
const isAmount = ({ text }: Token, value: number): boolean =>
	CENTS.test(text) || GROUPS.test(text) || /^\d{5,}$/.test(text) || value >= 10_000;

/** The number that digits write, where one can be meant; null for no digits. */
function valueOf(text: string): number | null {
	const first = text.charCodeAt(0);
	if (first < 48 || first > 57 || !/^\d[\d.,'’´ ]*$/.test(text)) return null;
	if (CENTS.test(text)) return Number(`${text.slice(0, -3).replace(/\D/g, '')}.${text.slice(-2)}`);
	if (GROUPS.test(text)) return Number(text.replace(/\D/g, ''));
	const value = Number(
		text
			.replace(/['’´]/g, '')
			.replace(/\.(?=\d{3}(?:\D|$))/g, '')
			.replace(',', '.'),
	);
	return Number.isNaN(value) ? Number(text.replace(/\D/g, '')) : value;
}

/** "metro e meio", "hora e meia": one is not said. */
const oneAt = (words: string[], at: number): Read | null =>
	isHalf(words, at + 1) && words[at].length > 2 && isSpan(unitOf(words[at]))
		? { value: 1, next: at, inThousands: false, isBig: false }
		: null;
const isSpan = (unit: Unit | undefined): boolean => unit?.kind === 'measure' || unit?.kind === 'time';
const isHalf = (words: string[], at: number): boolean =>
	words[at] === 'e' && isHalfWord(words[at + 1] ?? '') && !isTime(words[at + 2] ?? '');

interface Counted {
	unit: Unit;
	per: Per | null;
	next: number;
	/** Of the unit on top: 0.5 in "uma hora e meia", 0.2 in "um metro e vinte". */
	more?: number;
}

/** What a bare number behind a unit is of: "um metro e vinte", "dois quilos e trezentos", "uma hora e quarenta". */
const PARTS: Record<string, number> = { m: 100, kg: 1000, l: 1000, h: 60 };
function restAt(tokens: Token[], at: number, unit: string): { more: number; next: number } | null {
	const parts = PARTS[unit];
	if (parts === undefined || tokens[at]?.text !== 'e') return null;
	const read = numberFrom(tokens, at + 1, GRAMMAR, isTime);
	const after = tokens[read?.next ?? at]?.text ?? '';
	return read && read.value > 1 && read.value < parts && !unitOf(after) && !isNoun(after)
		? { more: read.value / parts, next: read.next }
		: null;
}

function unitAt(words: string[], tokens: Token[], at: number, next: number): Counted | null {
	const attached = next > at && tokens[next]?.start === tokens[next - 1].end;
	if (MONEY_BEFORE.test(words[at - 1] ?? '')) return { unit: { kind: 'money', name: 'BRL' }, ...perAt(words, next) };
	const isOrdinal = attached && /^(?:o|os|as)$/.test(words[next] ?? '');
	if (isOrdinal) return null;
	// "20 A", "20A": a measure where nothing goes on; else the word "a".
	if (words[next] === 'a' && (attached || !/^[\da-z]/.test(words[next + 1] ?? '')))
		return { unit: { kind: 'measure', name: 'A' }, per: null, next: next + 1 };
	if (words[next] === 'por' && words[next + 1] === 'cento') return { unit: { kind: 'percent', name: '%' }, per: null, next: next + 2 };
	const skipped = words[next] === 'de' && (unitOf(words[next + 1] ?? '') || isNoun(words[next + 1] ?? '')) ? 1 : 0;
	let end = next + skipped;
	const word = words[end] ?? '';
	if (word === 'h' && attached && /^\d/.test(words[end + 1] ?? '')) return null;
	const known = unitOf(word);
	if (known && !(word === 'real' && isNoun(words[end + 1] ?? ''))) {
		end++;
		if (known.kind === 'time' && /^utei?s?l?$|^util$|^corrid/.test(words[end] ?? '')) end++;
		const power = powerOf(known.name, words[end] ?? '');
		if (power !== null) end++;
		if (/^(?:measure|time)$/.test(known.kind) && isHalf(words, end)) return { unit: known, ...perAt(words, end + 2), more: 0.5 };
		const rest = power === null ? restAt(tokens, end, known.name) : null;
		if (rest) return { unit: known, ...perAt(words, rest.next), more: rest.more };
		return { unit: power === null ? known : { kind: 'measure', name: power }, ...perAt(words, end) };
	}
	const isThing = isNoun(word) && anyNumberWord(word) === null && perOf(word, false) === null;
	if (isThing) {
		const said = perAt(words, end + 1);
		return { unit: { kind: 'thing', name: word }, per: said.per, next: said.per === null ? end + 1 : said.next };
	}
	return { unit: NONE, ...perAt(words, next) };
}

const INTRODUCES_SPAN = new Set(['por', 'ao', 'a', 'cada', '/', 'na', 'no']);
/** "por hora", "ao dia", "/dia", "a cada mês", "mensais" behind a number or its unit, with up to two words between them. */
function perAt(words: string[], at: number): { per: Per | null; next: number } {
	for (let n = at; n <= at + 2; n++) {
		const word = words[n] ?? '';
		const alone = perOf(word, false);
		if (alone !== null) return { per: alone, next: n + 1 };
		if (INTRODUCES_SPAN.has(word)) {
			const skipped = words[n + 1] === 'cada' ? 2 : 1;
			const span = perOf(words[n + skipped] ?? '', true);
			if (span) return { per: span, next: n + skipped + 1 };
		}
		if (!/^[a-z]+$/.test(word)) break;
	}
	return { per: null, next: at };
}

/** "10 a 15 g", "7, 15, 23 ou 47 mm", "220/380 V": what counts the last counts them all. */
function shared(figures: Figure[], sentence: string): Figure[] {
	let isShared = false;
	for (let n = figures.length - 2; n >= 0; n--) {
		const [one, next] = [figures[n], figures[n + 1]];
		const between = sentence.slice(one.end, next.start);
		const isSide = one.unit.kind === 'times' && next.unit.kind === 'measure' && between.trim() === '';
		if (isSide) one.unit = next.unit;
		const isListed = one.unit.kind === 'none' && one.per === null && /^\s*(?:a|ate|ou|e|x|por|[,/–-]|to)\s*(?:a|ate|de)?\s*$/.test(between);
		// "Até 10, 55 minutos": a comma alone lists nothing.
		if (isListed && (isShared || between.trim() !== ',')) {
			one.unit = next.unit;
			one.per = next.per;
		}
		isShared = isListed;
	}
	return figures;
}
