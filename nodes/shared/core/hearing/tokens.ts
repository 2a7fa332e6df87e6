import { folded } from '../text/folded';
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
const STOP = /[.!?;\n…]/;

/**
 * The words of a message with the breaks between them. Letters set apart ("p r e ç o", "l.g.p.d") are one word, and letters drawn out ("queroooo") are written once.
 */
export function tokensOf(text: string): Token[] {
	const plain = folded(text);
	const tokens: Token[] = [];
	const asked = new Set<number>();
	let [sentence, breakBefore] = [0, false];
	for (const { 0: piece, index } of plain.text.matchAll(PIECE)) {
		if (/^[\p{L}\d]|^r\$/u.test(piece)) {
			const [start, end] = [plain.at[index], plain.at[index + piece.length]];
			const word = whole(drawnIn(piece));
			const spelled = word === piece ? text.slice(start, end).toLowerCase().normalize('NFC').replace(/[^ç]/g, (letter) => letter.normalize('NFD')[0]) : word;
			tokens.push({ word, spelled, start, end, sentence, breakBefore, asked: false });
			breakBefore = false;
		} else if (STOP.test(piece)) {
			// A dot between single letters is no stop.
			if (piece === '.' && /[\p{L}\d]/u.test(plain.text[index + 1] ?? '')) continue;
			if (piece.includes('?')) asked.add(sentence);
			sentence += 1;
			breakBefore = true;
		} else if (/[,:()–—|]/.test(piece)) breakBefore = true;
	}
	return joined(tokens, text).map((token) => (asked.has(token.sentence) ? { ...token, asked: true } : token));
}

const drawnIn = (word: string): string => word.replace(/(\p{L})\1{2,}/gu, '$1');

/** Three or more single letters in a row are one word that was spelled. */
function joined(tokens: Token[], text: string): Token[] {
	const all: Token[] = [];
	for (let n = 0; n < tokens.length; n++) {
		let last = n;
		const isLetter = ({ start, end }: Token) => end - start === 1 && /\p{L}/u.test(text[start]);
		while (last < tokens.length && isLetter(tokens[last]) && tokens[last].sentence === tokens[n].sentence) last += 1;
		if (last - n < 3) {
			all.push(tokens[n]);
			continue;
		}
		const spelled = tokens.slice(n, last).map(({ start }) => text[start].toLowerCase()).join('');
		all.push({ ...tokens[n], word: folded(spelled).text, spelled, end: tokens[last - 1].end });
		n = last - 1;
	}
	return all;
}
