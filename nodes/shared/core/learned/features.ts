import { remembered } from '../text/remembered';

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
	const { room, fill } = readWords(words);
	const places = new Uint16Array(room);
	return new Set(places.subarray(0, fill(places, 0, words.length)));
}

/** The words of a message, each read once however many pieces it is counted in. */
export interface ReadWords {
	/** How many places any of its pieces can have. */
	room: number;
	/**
	 * Writes the places of the words from a start (included) to an end (excluded), in an order that is always the same; some more than once.
	 * @returns how many
	 */
	fill: (into: Uint16Array, from: number, end: number) => number;
}

export function readWords(words: readonly Word[]): ReadWords {
	const read = words.map(({ word }) => ofWord(word));
	const pairs = new Uint16Array(2 * words.length);
	for (let n = 0; n < words.length; n++) {
		if (n + 1 < words.length) pairs[2 * n] = placeOf(2, read[n].hash, read[n + 1].hash);
		if (n + 2 < words.length) pairs[2 * n + 1] = placeOf(3, read[n].hash, read[n + 2].hash);
	}
	return {
		room: read.reduce((sum, { letters }) => sum + 3 + letters.length, 2),
		fill: (into, from, end) => {
			let filled = 0;
			let isAsked = false;
			for (let n = from; n < end; n++) {
				const { alone, letters } = read[n];
				into[filled++] = alone;
				if (n + 1 < end) into[filled++] = pairs[2 * n];
				if (n + 2 < end) into[filled++] = pairs[2 * n + 1];
				for (let at = 0; at < letters.length; at++) into[filled++] = letters[at];
				isAsked ||= words[n].asked;
			}
			if (end > from) into[filled++] = placeOf(6, read[from].hash);
			if (isAsked) into[filled++] = ASKS;
			return filled;
		},
	};
}

/** What is counted of a word alone; people use the same few thousand words. */
const MOST_KEPT = 4096;
const ofWord = remembered((word): { hash: number; alone: number; letters: Uint16Array } => {
	const letters: number[] = [];
	for (const length of STEMS) if (word.length > length) letters.push(placeOf(4, hashOf(word, 0, length, SEED)));
	const framed = `^${word}$`;
	for (const length of LETTERS)
		for (let at = 0; at + length <= framed.length; at++) letters.push(placeOf(5, hashOf(framed, at, at + length, SEED)));
	const hash = hashOf(word, 0, word.length, SEED);
	return { hash, alone: placeOf(1, hash), letters: Uint16Array.from(new Set(letters)) };
}, MOST_KEPT);

/** FNV-1a, 32 bits. */
const SEED = 2166136261;
const PRIME = 16777619;

function hashOf(text: string, from: number, to: number, seed: number): number {
	let hash = seed;
	for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
	return hash;
}

function placeOf(kind: number, one: number, other?: number): number {
	let hash = Math.imul(SEED ^ kind, PRIME);
	hash = Math.imul(hash ^ one, PRIME) ^ (hash >>> 15);
	if (other !== undefined) hash = Math.imul(hash ^ other, PRIME) ^ (hash >>> 15);
	hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
	return ((hash ^ (hash >>> 15)) >>> 0) % PLACES;
}
const ASKS = placeOf(7, SEED);
