import { folded } from '../text/folded';
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

const PIECE = /r\$|[\p{L}\d]+|[.!?;\n…]+|[,:()–—|/-]|[^\s\p{L}\d]/gu;
/** Pronouns that are hung on a verb. */
const ENCLITIC = new Set(['me', 'nos']);
const LETTER = /[\p{L}\d]/u;
const STOP = /[.!?;\n…]/;

/**
 * The words of a message with the breaks between them. Letters set apart ("p r e ç o", "l.g.p.d") are one word, and letters drawn out ("queroooo") are written once.
 */
export function tokensOf(text: string): Token[] {
	const plain = folded(text);
	const tokens: Token[] = [];
	let [sentence, breakBefore] = [0, false];
	for (const { 0: piece, index } of plain.text.matchAll(PIECE)) {
		if (LETTER.test(piece)) {
			const [start, end] = [plain.at[index], plain.at[index + piece.length]];
			const word = whole(drawnIn(piece));
			const spelled = word === piece && CEDILLA.test(text) ? withCedilla(text.slice(start, end)) : word;
			const token = { word, spelled, start, end, sentence, breakBefore, asked: false };
			const host = tokens[tokens.length - 1];
			// "Remova-me" says what "me remova" says.
			if (ENCLITIC.has(word) && text[start - 1] === '-' && host?.end === start - 1) {
				tokens[tokens.length - 1] = { ...token, breakBefore: host.breakBefore };
				tokens.push({ ...host, breakBefore: false });
			} else tokens.push(token);
			breakBefore = false;
		} else if (STOP.test(piece)) {
			// A dot between single letters is no stop.
			if (piece === '.' && /[\p{L}\d]/u.test(plain.text[index + 1] ?? '')) continue;
			if (piece.includes('?')) for (let n = tokens.length - 1; n >= 0 && tokens[n].sentence === sentence; n--) tokens[n].asked = true;
			sentence += 1;
			breakBefore = true;
		} else if (/[,:()–—|]/.test(piece)) breakBefore = true;
	}
	return joined(tokens, text);
}

const drawnIn = (word: string): string => (DRAWN.test(word) ? word.replace(/r{3,}/g, single).replace(/((?!r)\p{L})\1{2,}/gu, '$1') : word);
const DRAWN = /([a-z])\1\1/;
const CEDILLA = /[çÇ\u0327]/;
const withCedilla = (word: string): string =>
	CEDILLA.test(word)
		? word
				.toLowerCase()
				.normalize('NFC')
				.replace(/[^ç]/g, (letter) => letter.normalize('NFD')[0])
		: folded(word).text;

/** Three or more single letters in a row are one word that was spelled. */
function joined(tokens: Token[], text: string): Token[] {
	const all: Token[] = [];
	for (let n = 0; n < tokens.length; n++) {
		let last = n;
		const isLetter = ({ start, end }: Token) => end - start === 1 && !(text[start] >= '0' && text[start] <= '9');
		while (last < tokens.length && isLetter(tokens[last]) && tokens[last].sentence === tokens[n].sentence) last += 1;
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
