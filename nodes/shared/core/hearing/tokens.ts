import { folded } from '../text/folded';
import { remembered } from '../text/remembered';
import { single } from './spelling';
import { whole } from './words';

/** A word of a message, as it is listened to. */
export interface Token {
	/** Folded, an abbreviation written out. */
	word: string;
	/** For the sound: as `word`, the cedilla kept. */
	spelled: string;
	/** Place in the text as written. */
	start: number;
	end: number;
	/** Counts full stops, question and exclamation marks, line breaks. */
	sentence: number;
	/** A comma, a dash or the like stands before it. */
	breakBefore: boolean;
	/** Its sentence ends with a question mark. */
	asked: boolean;
}

/** Pronouns that are hung on a verb. */
const ENCLITIC = new Set(['me', 'nos']);
const LETTER = /[\p{L}\d]/u;
const isStop = (character: string): boolean => '.!?;\n…'.includes(character);
const isBreak = (character: string): boolean => ',:()–—|'.includes(character);

/** Whether a letter or digit stands there. A folded text is all but ASCII: only another character costs a regular expression. */
function isLetterAt(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
	return at < text.length && LETTER.test(String.fromCodePoint(text.codePointAt(at)!));
}
const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

/**
 * The words of a message with the breaks between them. Letters set apart ("p r e ç o", "l.g.p.d") are one word, and letters drawn out ("queroooo") are written once.
 */
export function tokensOf(text: string): Token[] {
	const { text: plain, at } = folded(text);
	let cedilla = nextCedilla(text, 0);
	const tokens: Token[] = [];
	let [sentence, breakBefore] = [0, false];
	const take = (from: number, to: number): void => {
		const piece = plain.slice(from, to);
		const [start, end] = [at[from], at[to]];
		const word = wordOf(piece);
		if (cedilla < start) cedilla = nextCedilla(text, start);
		const spelled = cedilla < end && word === piece ? withCedilla(text.slice(start, end)) : word;
		const token = { word, spelled, start, end, sentence, breakBefore, asked: false };
		const host = tokens[tokens.length - 1];
		// "Remova-me" says what "me remova" says.
		if (text[start - 1] === '-' && ENCLITIC.has(word) && host?.end === start - 1) {
			tokens[tokens.length - 1] = { ...token, breakBefore: host.breakBefore };
			tokens.push({ ...host, breakBefore: false });
		} else tokens.push(token);
		breakBefore = false;
	};
	const stop = (stops: string): void => {
		if (stops.includes('?')) for (let n = tokens.length - 1; n >= 0 && tokens[n].sentence === sentence; n--) tokens[n].asked = true;
		sentence += 1;
		breakBefore = true;
	};
	for (let from = 0, to = 0; from < plain.length; from = to) {
		to = from;
		while (isLetterAt(plain, to)) to += widthAt(plain, to);
		if (to > from) {
			// The sign of the currency belongs to its letter.
			if (to === from + 1 && plain[from] === 'r' && plain[to] === '$') to += 1;
			take(from, to);
			continue;
		}
		while (to < plain.length && isStop(plain[to])) to += 1;
		if (to === from) {
			if (isBreak(plain[from])) breakBefore = true;
			to += widthAt(plain, from);
			continue;
		}
		// A dot between letters is no stop: "l.g.p.d".
		if (to > from + 1 || plain[from] !== '.' || !isLetterAt(plain, to)) stop(plain.slice(from, to));
	}
	return joined(tokens, text);
}

/** People use the same few thousand words. */
const MOST_KEPT = 4096;
/** The word that is meant by what was written. */
const wordOf = remembered((piece) => whole(drawnIn(piece)), MOST_KEPT);
const drawnIn = (word: string): string => (DRAWN.test(word) ? word.replace(/r{3,}/g, single).replace(/((?!r)\p{L})\1{2,}/gu, '$1') : word);
const DRAWN = /([a-z])\1\1/;
const CEDILLA = /[çÇ\u0327]/g;
/** Where the first one stands from a place on; Infinity when none does. */
function nextCedilla(text: string, from: number): number {
	CEDILLA.lastIndex = from;
	return CEDILLA.exec(text)?.index ?? Infinity;
}
const withCedilla = (word: string): string =>
	word
		.toLowerCase()
		.normalize('NFC')
		.replace(/[^ç]/g, (letter) => letter.normalize('NFD')[0]);

const isLetter = ({ start, end }: Token, text: string): boolean => end - start === 1 && !(text[start] >= '0' && text[start] <= '9');

/** Three or more single letters in a row are one word that was spelled. */
function joined(tokens: Token[], text: string): Token[] {
	const all: Token[] = [];
	for (let n = 0; n < tokens.length; n++) {
		if (!isLetter(tokens[n], text)) {
			all.push(tokens[n]);
			continue;
		}
		let last = n;
		while (last < tokens.length && isLetter(tokens[last], text) && tokens[last].sentence === tokens[n].sentence) last += 1;
		if (last - n < 3) {
			all.push(tokens[n]);
			continue;
		}
		const spelled = tokens
			.slice(n, last)
			.map(({ start }) => text[start].toLowerCase())
			.join('');
		all.push({ ...tokens[n], word: folded(spelled).text, spelled, end: tokens[last - 1].end });
		n = last - 1;
	}
	return all;
}
