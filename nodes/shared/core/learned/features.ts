/** A word as it is compared (lower case, no accents, abbreviations written out), and whether its sentence asks. */
export interface Word {
	word: string;
	asked: boolean;
}

/** Features share so many places; a few that fall on the same one cost less than a dictionary of all. A power of two. */
export const PLACES = 1 << 14;

/** Begins of words (stems, roughly) and their inner letters bear typing errors and conjugations. */
const STEMS = [4, 6];
const LETTERS = [3, 4];

/** A word by its hash, and what is counted of it alone: itself, its beginnings, its letters in threes and fours. */
export interface WordFeatures {
	hash: number;
	places: Uint16Array;
}

export function wordFeatures(word: string): WordFeatures {
	const letters: number[] = [];
	for (const length of STEMS) if (word.length > length) letters.push(placeOf(4, hashOf(word, 0, length)));
	const framed = `^${word}$`;
	for (const length of LETTERS)
		for (let at = 0; at + length <= framed.length; at++) letters.push(placeOf(5, hashOf(framed, at, at + length)));
	const hash = hashOf(word, 0, word.length);
	return { hash, places: Uint16Array.from(new Set([placeOf(1, hash), ...letters])) };
}

type Hashed = Pick<WordFeatures, 'hash'>;

/** What is counted of two neighbours, of two words with one between, of the first word, and of a text that asks. */
export const pairPlace = (one: Hashed, next: Hashed): number => placeOf(2, one.hash, next.hash);
export const apartPlace = (one: Hashed, afterNext: Hashed): number => placeOf(3, one.hash, afterNext.hash);
export const firstPlace = (one: Hashed): number => placeOf(6, one.hash);

/** FNV-1a, 32 bits. */
const SEED = 2166136261;
const PRIME = 16777619;
export const ASKS = placeOf(7, SEED);

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

/**
 * All that is counted of words, as `Reader` adds it up: to teach by.
 * @returns places below PLACES, each as often as it is counted
 */
export function featuresOf(words: readonly Word[]): number[] {
	const read = words.map(({ word }) => wordFeatures(word));
	return [
		...read.flatMap((one, n) => [
			...one.places,
			...(n + 1 < read.length ? [pairPlace(one, read[n + 1])] : []),
			...(n + 2 < read.length ? [apartPlace(one, read[n + 2])] : []),
		]),
		...read.slice(0, 1).map(firstPlace),
		...(words.some(({ asked }) => asked) ? [ASKS] : []),
	];
}
