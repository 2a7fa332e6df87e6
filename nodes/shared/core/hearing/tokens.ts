import { folded } from '../text/folded';
import { remembered } from '../text/remembered';
import { knownOf, meantBy, type KnownWord } from './known';

/** A word of a message, as it is listened to. */
export interface Token {
	/** The word wherever it stands. */
	known: KnownWord;
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

const HYPHEN = '-'.charCodeAt(0);
/** Pronouns that are hung on a verb. */
const ENCLITIC = new Set(['me', 'nos']);

/** What a character is to a reader of words. */
const [OTHER, LETTER, STOP, BREAK] = [0, 1, 2, 3];
const kindOf = (character: string): number =>
	/[\p{L}\d]/u.test(character) ? LETTER : '.!?;\n…'.includes(character) ? STOP : ',:()–—|'.includes(character) ? BREAK : OTHER;
/** A folded text is all but ASCII: only another character costs a regular expression. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindAt(text: string, at: number): number {
	const code = text.charCodeAt(at);
	if (code < 128) return ASCII[code];
	// Both halves of a character of two are what the character is.
	const isSecond = code >= 0xdc00 && code < 0xe000 && at > 0 && text.codePointAt(at - 1)! > 0xffff;
	return kindOf(String.fromCodePoint(text.codePointAt(isSecond ? at - 1 : at)!));
}

/**
 * The words of a message with the breaks between them. Letters set apart ("p r e ç o", "l.g.p.d") are one word, and letters drawn out ("queroooo") are written once.
 */
export function tokensOf(text: string): Token[] {
	const { text: plain, at } = folded(text);
	let cedilla = nextCedilla(text, 0);
	const tokens: Token[] = [];
	let sentence = 0;
	let breakBefore = false;
	const take = (from: number, to: number): void => {
		const piece = plain.slice(from, to);
		const start = at[from];
		const end = at[to];
		const known = meantBy(piece);
		const { word } = known;
		if (cedilla < start) cedilla = nextCedilla(text, start);
		const spelled = cedilla < end && word === piece ? withCedilla(text.slice(start, end)) : word;
		const token = { known, word, spelled, start, end, sentence, breakBefore, asked: false };
		const host = tokens[tokens.length - 1];
		// "Remova-me" says what "me remova" says.
		if (text.charCodeAt(start - 1) === HYPHEN && ENCLITIC.has(word) && host?.end === start - 1) {
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
		const kind = kindAt(plain, from);
		to = from + 1;
		while (to < plain.length && kindAt(plain, to) === kind) to += 1;
		if (kind === LETTER) {
			// The sign of the currency belongs to its letter.
			if (to === from + 1 && plain[from] === 'r' && plain[to] === '$') to += 1;
			take(from, to);
		} else if (kind === BREAK) breakBefore = true;
		// A dot between letters is no stop: "l.g.p.d".
		else if (kind === STOP && !(to === from + 1 && plain[from] === '.' && to < plain.length && kindAt(plain, to) === LETTER))
			stop(plain.slice(from, to));
	}
	return joined(tokens, text);
}

const MOST_KEPT = 1024;
const CEDILLA = /[çÇ\u0327]/g;
/** Where the first one stands from a place on; Infinity when none does. */
function nextCedilla(text: string, from: number): number {
	CEDILLA.lastIndex = from;
	return CEDILLA.exec(text)?.index ?? Infinity;
}
const withCedilla = remembered(
	(word) =>
		word
			.toLowerCase()
			.normalize('NFC')
			.replace(/[^ç]/g, (letter) => letter.normalize('NFD')[0]),
	MOST_KEPT,
);

const isLetter = ({ start, end }: Token, text: string): boolean => end - start === 1 && !(text[start] >= '0' && text[start] <= '9');

/** Three or more single letters in a row are one word that was spelled. */
function joined(tokens: Token[], text: string): Token[] {
	if (!hasThreeLetters(tokens, text)) return tokens;
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
		const known = knownOf(folded(spelled).text);
		all.push({ ...tokens[n], known, word: known.word, spelled, end: tokens[last - 1].end });
		n = last - 1;
	}
	return all;
}

function hasThreeLetters(tokens: readonly Token[], text: string): boolean {
	let row = 0;
	for (const token of tokens) {
		row = isLetter(token, text) ? row + 1 : 0;
		if (row === 3) return true;
	}
	return false;
}
