import { hundredsAt, isThousand, NUMBER_WORDS, thousandOf } from './numberWords';
import { isNoun, isTime, unitOf, type Unit } from './units';

/** A number in a sentence, with what it counts. */
export interface Figure {
	value: number;
	/** Where it stands in the sentence, with its unit. */
	start: number;
	end: number;
	unit: Unit;
	/** The span of time that it is for, as a word: `hora`, `dia`, `mes`; null when none is said. */
	per: string | null;
	/** Written as only amounts are: in thousands, with cents. */
	isBig: boolean;
	/** The word before it: "pedido 45871", "sala 205". */
	label: string;
}

interface Token {
	text: string;
	start: number;
	end: number;
}

const TOKENS =
	/r ?\$|us ?\$|u ?s ?\$|[$€£]|°c?|\d{1,2}:\d{2}h?|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d/])|\d+(?:[.,'’´]\d+)*|m[23](?![a-z\d])|(?!(?:rs|brl|usd|por|ate|de|uns|so)\d)[a-z]+-?\d[a-z\d-]*|[a-z]+|[^\s]/g;
const DIGITS = /^\d/;
const MONEY_BEFORE = /^(?:r ?\$|u ?s ?\$|[$€£]|rs|brl|usd|eur)$/;
const NONE: Unit = { kind: 'none', name: '' };
const WORDS = new Set(NUMBER_WORDS);
/** Spans that a number is for, after "por", "ao", "a", "cada", a slash or nothing. */
const PER: Record<string, string> = {
	minuto: 'minuto',
	min: 'minuto',
	hora: 'hora',
	h: 'hora',
	dia: 'dia',
	d: 'dia',
	semana: 'semana',
	mes: 'mes',
	ano: 'ano',
	turno: 'turno',
};
const ADVERB: Record<string, string> = {
	diarios: 'dia',
	diarias: 'dia',
	diariamente: 'dia',
	semanais: 'semana',
	mensalmente: 'mes',
	anuais: 'ano',
};

export const tokensOf = (sentence: string): Token[] =>
	[...sentence.matchAll(TOKENS)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));

/**
 * The numbers of a sentence in lower case without accents, in digits and words, each with its unit. A reader for what must not slip through: where a
 * number may be one, it is one. Dates ("12/05") and times of day ("8:30") are none.
 */
export function figuresIn(sentence: string): Figure[] {
	const tokens = tokensOf(sentence);
	const words = tokens.map(({ text }) => text);
	const figures: Figure[] = [];
	for (let n = 0; n < tokens.length;) {
		const read = valueAt(words, tokens, n);
		if (!read) {
			n++;
			continue;
		}
		const found = unitAt(words, tokens, n, read.next);
		if (!found) {
			n = read.next;
			continue;
		}
		const { unit, per, next } = found;
		figures.push({
			value: read.value,
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

interface Read {
	value: number;
	next: number;
	isBig: boolean;
}

function valueAt(words: string[], tokens: Token[], at: number): Read | null {
	const whole = digitsAt(words, tokens, at) ?? wordsAt(words, at);
	if (!whole) return null;
	let { value, next, isBig } = whole;
	// "1,5 mil", "45k", "meio milhão", "trinta e nove mil novecentos e noventa"
	for (let scale = thousandOf(words[next]); scale !== undefined; scale = thousandOf(words[next])) {
		if (words[next] === 'k' && tokens[next].start !== tokens[next - 1].end && !DIGITS.test(words[next - 1])) break;
		value *= scale;
		isBig ||= scale >= 1000;
		next++;
		const joined = words[next] === 'e' ? next + 1 : next;
		const rest = scale >= 1000 ? (digitsAt(words, tokens, joined) ?? hundreds(words, joined)) : null;
		if (rest && rest.value < scale && !(DIGITS.test(words[joined]) && joined === next) && thousandOf(words[rest.next]) === undefined) {
			value += rest.value;
			next = rest.next;
		}
	}
	if (words[next] === 'e' && /^mei[ao]$/.test(words[next + 1] ?? '') && !isTime(words[next + 2] ?? '')) {
		value += isBig ? value / 2 : 0.5;
		next += 2;
	}
	return { value, next, isBig };
}

function digitsAt(words: string[], tokens: Token[], at: number): Read | null {
	const text = words[at] ?? '';
	if (!/^\d[\d.,'’´]*$/.test(text)) return null;
	const amount = amountOf(text);
	let next = at + 1;
	let { value, isBig } = amount;
	// "45 000": groups of three with one blank between them.
	while (/^\d{1,3}$/.test(text) && /^0\d\d$|^\d00$/.test(words[next] ?? '') && tokens[next].start === tokens[next - 1].end + 1) {
		value = value * 1000 + Number(words[next++]);
		isBig = true;
	}
	// "45 ponto zero zero zero"
	if (/^(?:ponto|virgula)$/.test(words[next] ?? '') && (WORDS.has(words[next + 1]) || DIGITS.test(words[next + 1] ?? ''))) {
		let end = next + 1;
		while (words[end] === 'zero' || DIGITS.test(words[end] ?? '')) end++;
		if (end > next + 1) return { value: end - next > 3 ? value * 1000 : value, next: end, isBig: true };
	}
	return { value, next, isBig };
}

function amountOf(text: string): { value: number; isBig: boolean } {
	const cents = /^(\d{1,3}(?:[.'’´ ]?\d{3})*),(\d{2})$/.exec(text);
	if (cents) return { value: Number(`${cents[1].replace(/\D/g, '')}.${cents[2]}`), isBig: true };
	if (/^\d{1,3}(?:[.,'’´]\d{3})+$/.test(text)) return { value: Number(text.replace(/\D/g, '')), isBig: true };
	const digits = text.replace(/['’´]/g, '');
	const value = Number(digits.replace(/\.(?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
	return { value: Number.isNaN(value) ? Number(digits.replace(/\D/g, '')) : value, isBig: /^\d{5,}$/.test(digits) || value >= 10_000 };
}

function hundreds(words: string[], at: number): Read | null {
	const read = hundredsAt(words, at);
	return read && { value: read.value, next: at + read.count, isBig: false };
}

function wordsAt(words: string[], at: number): Read | null {
	const word = words[at];
	if (/^mei[ao]$/.test(word)) {
		const scale = thousandOf(words[at + 1]);
		if (scale !== undefined) return { value: scale / 2, next: at + 2, isBig: scale > 1000 };
		return isTime(words[at + 1] ?? '') ? { value: 0.5, next: at + 1, isBig: false } : null;
	}
	if (isThousand(word) && word !== 'k' && word !== 'grand') return { value: 1, next: at, isBig: false };
	if (!WORDS.has(word)) return null;
	const read = hundreds(words, at);
	// "um consultor" counts nobody; "um mês" and "um mil" count.
	if (read?.next === at + 1 && /^(?:um|uma|uno|one)$/.test(word) && !unitOf(words[at + 1] ?? '') && thousandOf(words[at + 1]) === undefined)
		return null;
	return read;
}

function unitAt(words: string[], tokens: Token[], at: number, next: number): { unit: Unit; per: string | null; next: number } | null {
	const attached = tokens[next]?.start === tokens[next - 1].end;
	if (MONEY_BEFORE.test(words[at - 1] ?? '')) return { unit: { kind: 'money', name: 'real' }, ...perAt(words, next) };
	const isOrdinal = attached && /^(?:o|os|as)$/.test(words[next] ?? '');
	if (isOrdinal) return null;
	// "20 A", "20A": a measure where nothing goes on; else the word "a".
	if (words[next] === 'a' && (attached || !/^[\da-z]/.test(words[next + 1] ?? '')))
		return { unit: { kind: 'measure', name: 'amp' }, per: null, next: next + 1 };
	if (words[next] === 'por' && words[next + 1] === 'cento') return { unit: { kind: 'percent', name: '%' }, per: null, next: next + 2 };
	const skipped = words[next] === 'de' && (unitOf(words[next + 1] ?? '') || isNoun(words[next + 1] ?? '')) ? 1 : 0;
	let end = next + skipped;
	const word = words[end] ?? '';
	if (word === 'h' && attached && /^\d/.test(words[end + 1] ?? '')) return null;
	const known = unitOf(word);
	if (known && !(known.name === 'real' && /^real$/.test(word) && isNoun(words[end + 1] ?? ''))) {
		end++;
		if (known.kind === 'time' && /^utei?s?l?$|^util$|^corrid/.test(words[end] ?? '')) end++;
		if (known.kind === 'measure' && words[end] === 'quadrado' + (known.name === 'm' ? 's' : '')) end++;
		return { unit: known, ...perAt(words, end) };
	}
	const isThing = isNoun(word) && !WORDS.has(word) && thousandOf(word) === undefined && !ADVERB[word];
	if (isThing) {
		const said = perAt(words, end + 1);
		return { unit: { kind: 'thing', name: word }, per: said.per, next: said.per === null ? end + 1 : said.next };
	}
	return { unit: NONE, ...perAt(words, next) };
}

/** "por hora", "ao dia", "/dia", "a cada mês" behind a number or its unit, with up to two words between them. */
function perAt(words: string[], at: number): { per: string | null; next: number } {
	for (let n = at; n <= at + 2; n++) {
		const word = words[n] ?? '';
		if (ADVERB[word]) return { per: ADVERB[word], next: n + 1 };
		if (/^(?:por|ao|a|cada|\/|na|no)$/.test(word)) {
			const span = PER[words[n + 1] === 'cada' ? words[n + 2] : words[n + 1]];
			if (span) return { per: span, next: n + 2 };
		}
		if (!/^[a-z]+$/.test(word)) break;
	}
	return { per: null, next: at };
}

/** "10 a 15 g", "7, 15, 23 ou 47 mm", "220/380 V": what counts the last counts them all. */
function shared(figures: Figure[], sentence: string): Figure[] {
	for (let n = figures.length - 2; n >= 0; n--) {
		const [one, next] = [figures[n], figures[n + 1]];
		const between = sentence.slice(one.end, next.start);
		if (one.unit.kind === 'none' && one.per === null && /^\s*(?:a|ate|ou|e|x|por|[,/–-]|to)\s*(?:a|ate|de)?\s*$/.test(between)) {
			one.unit = next.unit;
			one.per = next.per;
		}
	}
	return figures;
}
