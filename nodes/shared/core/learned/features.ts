import type { Sums } from './sums';

/** What is counted of a word (lower case, no accents, abbreviations written out) wherever it stands. */
export interface ReadWord {
	/** Tells it from other words. */
	hash: number;
	/** Places of the word by itself, which is the first, of its beginnings and of its letters: each once. */
	places: Uint16Array;
	/** What these weigh in the table that was asked for last. */
	weighed?: Sums;
}

/** A word as it is compared, and whether its sentence asks. */
export interface Word {
	known: ReadWord;
	asked: boolean;
}

/** Features share so many places; a few that fall on the same one cost less than a dictionary of all. A power of two. */
export const PLACES = 1 << 14;

/** Begins of words (stems, roughly) and their inner letters bear typing errors and conjugations. */
const STEMS = [4, 6];
const LETTERS = [3, 4];

export function readWord(word: string): ReadWord {
	const hash = hashOf(word, 0, word.length);
	const places = [placeOf(1, hash)];
	for (const length of STEMS) if (word.length > length) places.push(placeOf(4, hashOf(word, 0, length)));
	const framed = `^${word}$`;
	for (const length of LETTERS)
		for (let at = 0; at + length <= framed.length; at++) places.push(placeOf(5, hashOf(framed, at, at + length)));
	return { hash, places: Uint16Array.from(new Set(places)), weighed: undefined };
}

/** The place of a word with the next, of one with that after the next, and of the word that the message begins with. */
export const beside = ({ hash }: ReadWord, next: ReadWord): number => placeOf(2, hash, next.hash);
export const around = ({ hash }: ReadWord, other: ReadWord): number => placeOf(3, hash, other.hash);
export const opening = ({ hash }: ReadWord): number => placeOf(6, hash);

/**
 * What is counted of words: each by itself, with its neighbour and the one after that, its beginning, its letters in threes and fours, how the message begins, and
 * that it asks.
 * @returns places below PLACES, each once, in an order that is always the same
 */
export function featuresOf(words: readonly Word[]): Set<number> {
	const places = new Set<number>();
	words.forEach(({ known }, n) => {
		const [alone, ...letters] = known.places;
		places.add(alone);
		if (n + 1 < words.length) places.add(beside(known, words[n + 1].known));
		if (n + 2 < words.length) places.add(around(known, words[n + 2].known));
		for (const place of letters) places.add(place);
	});
	if (words.length > 0) places.add(opening(words[0].known));
	if (words.some(({ asked }) => asked)) places.add(ASKS);
	return places;
}

/** FNV-1a, 32 bits. */
const SEED = 2166136261;
const PRIME = 16777619;

function hashOf(text: string, from: number, to: number): number {
	let hash = SEED;
	for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
	return hash;
}

function placeOf(kind: number, one: number, other?: number): number {
	let hash = Math.imul(SEED ^ kind, PRIME);
	hash = Math.imul(hash ^ one, PRIME) ^ (hash >>> 15);
	if (other !== undefined) hash = Math.imul(hash ^ other, PRIME) ^ (hash >>> 15);
	hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
	return (hash ^ (hash >>> 15)) & (PLACES - 1);
}
/** The place of a question. */
export const ASKS = placeOf(7, SEED);
