import { remembered } from '../text/remembered';
import { apartPlace, ASKS, firstPlace, pairPlace, PLACES, wordFeatures, type Word, type WordFeatures } from './features';
import type { Weights } from './weights';

/** A word, and what all that is counted of it alone weighs for each label. */
interface ReadWord extends WordFeatures {
	sums: Float64Array;
}

/** A place that nothing has, and that weighs nothing. */
const NOTHING = PLACES;

/** People use the same few thousand words. */
const MOST_KEPT = 4096;

/**
 * Adds up what words weigh for several labels at once. What is counted of a word alone weighs the same wherever it stands: it is added up once for each word that people
 * use, and a piece of a message costs a few additions a word.
 */
export class Reader {
	/** The weights of all labels beside each other, place by place. */
	private readonly table: Float32Array;
	private readonly wordOf: (word: string) => ReadWord;

	constructor(private readonly taught: ReadonlyArray<Weights<string>>) {
		const width = taught.length;
		this.table = new Float32Array((PLACES + 1) * width);
		taught.forEach(({ at }, n) => at.forEach((weight, place) => (this.table[place * width + n] = weight)));
		this.wordOf = remembered((word) => {
			const read = { ...wordFeatures(word), sums: new Float64Array(width) };
			for (const place of read.places) for (let label = 0; label < width; label++) read.sums[label] += this.table[place * width + label];
			return read;
		}, MOST_KEPT);
	}

	/** @returns the score for each label, as `scoreOf` gives it, of the words from a start (included) to an end (excluded); written over by the next call */
	read(words: readonly Word[]): (from: number, end: number) => Float64Array {
		const { taught, table } = this;
		const width = taught.length;
		const read = words.map(({ word }) => this.wordOf(word));
		/** Where in the table a word's pairs are: with the one before it, and with the one before that. */
		const [pairs, aparts] = [new Uint32Array(words.length).fill(NOTHING * width), new Uint32Array(words.length).fill(NOTHING * width)];
		/** Of all words before one: what they weigh, how much is counted, how many ask. A piece is what is added between its ends. */
		const sums = new Float64Array(width * (words.length + 1));
		const [sizes, asked] = [new Uint32Array(words.length + 1), new Uint32Array(words.length + 1)];
		for (let n = 0, at = 0; n < words.length; n++) {
			const word = read[n];
			if (n > 0) pairs[n] = width * pairPlace(read[n - 1], word);
			if (n > 1) aparts[n] = width * apartPlace(read[n - 2], word);
			const [alone, pair, apart] = [word.sums, pairs[n], aparts[n]];
			for (let label = 0; label < width; label++, at++)
				sums[at + width] = sums[at] + alone[label] + table[pair + label] + table[apart + label];
			sizes[n + 1] = sizes[n] + word.places.length;
			asked[n + 1] = asked[n] + (words[n].asked ? 1 : 0);
		}
		const scores = new Float64Array(width);
		return (from, end) => {
			if (end <= from) return scores.map((_, label) => taught[label].bias);
			const isAsked = asked[end] > asked[from];
			const size = sizes[end] - sizes[from] + (end - from - 1) + Math.max(0, end - from - 2) + (isAsked ? 2 : 1);
			const first = width * firstPlace(read[from]);
			const asks = width * (isAsked ? ASKS : NOTHING);
			// Pairs with words before the piece are none of it.
			const [pair, apart] = [pairs[from], aparts[from]];
			const next = from > 0 && end > from + 1 ? aparts[from + 1] : width * NOTHING;
			for (let label = 0; label < width; label++) {
				const all =
					sums[end * width + label] - sums[from * width + label] - table[pair + label] - table[apart + label] - table[next + label];
				scores[label] = taught[label].bias + (all + table[first + label] + table[asks + label]) / Math.sqrt(size);
			}
			return scores;
		};
	}
}
