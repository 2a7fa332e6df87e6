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

/**
 * What is counted of words: each by itself, with its neighbour and the one after that, its beginning, its letters in threes and fours, how the message begins, and
 * that it asks.
 * @returns places below PLACES, each once
 */
export function featuresOf(words: readonly Word[]): Set<number> {
	const places = new Set<number>();
	const hashes = words.map(({ word }) => hashOf(word, 0, word.length, SEED));
	words.forEach(({ word }, n) => {
		places.add(placeOf(1, hashes[n]));
		if (n + 1 < words.length) places.add(placeOf(2, hashes[n], hashes[n + 1]));
		if (n + 2 < words.length) places.add(placeOf(3, hashes[n], hashes[n + 2]));
		for (const length of STEMS) if (word.length > length) places.add(placeOf(4, hashOf(word, 0, length, SEED)));
		const framed = `^${word}$`;
		for (const length of LETTERS)
			for (let at = 0; at + length <= framed.length; at++) places.add(placeOf(5, hashOf(framed, at, at + length, SEED)));
	});
	if (words.length > 0) places.add(placeOf(6, hashes[0]));
	if (words.some(({ asked }) => asked)) places.add(placeOf(7, SEED));
	return places;
}

/** FNV-1a, 32 bits. */
const SEED = 2166136261;
const PRIME = 16777619;

function hashOf(text: string, from: number, to: number, seed: number): number {
	let hash = seed;
	for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
	return hash;
}

function placeOf(kind: number, ...hashes: number[]): number {
	let hash = Math.imul(SEED ^ kind, PRIME);
	for (const one of hashes) hash = Math.imul(hash ^ one, PRIME) ^ (hash >>> 15);
	hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
	return ((hash ^ (hash >>> 15)) >>> 0) % PLACES;
}
