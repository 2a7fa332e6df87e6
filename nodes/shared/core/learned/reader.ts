import { remembered } from '../text/remembered';
import { apartPlace, ASKS, firstPlace, pairPlace, PLACES, wordFeatures, type Word, type WordFeatures } from './features';
import type { Weights } from './weights';

/** A word, and what all that is counted of it alone weighs for each label. */
interface ReadWord extends WordFeatures {
	sums: Float64Array;
}

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
	private readonly sums: Float64Array;

	constructor(private readonly taught: ReadonlyArray<Weights<string>>) {
		const width = taught.length;
		this.sums = new Float64Array(width);
		this.table = new Float32Array(PLACES * width);
		taught.forEach(({ at }, n) => at.forEach((weight, place) => (this.table[place * width + n] = weight)));
		this.wordOf = remembered((word) => {
			const read = { ...wordFeatures(word), sums: new Float64Array(width) };
			for (const place of read.places) this.add(place, read.sums);
			return read;
		}, MOST_KEPT);
	}

	/** @returns the score for each label, as `scoreOf` gives it, of the words from a start (included) to an end (excluded); written over by the next call */
	read(words: readonly Word[]): (from: number, end: number) => Float64Array {
		const read = words.map(({ word }) => this.wordOf(word));
		const [pairs, aparts] = [new Uint16Array(words.length), new Uint16Array(words.length)];
		for (let n = 0; n + 1 < words.length; n++) {
			pairs[n] = pairPlace(read[n], read[n + 1]);
			if (n + 2 < words.length) aparts[n] = apartPlace(read[n], read[n + 2]);
		}
		return (from, end) => {
			const { sums, taught } = this;
			sums.fill(0);
			let size = 0;
			let isAsked = false;
			for (let n = from; n < end; n++) {
				const word = read[n];
				for (let label = 0; label < sums.length; label++) sums[label] += word.sums[label];
				size += word.places.length;
				if (n + 1 < end) size += this.add(pairs[n], sums);
				if (n + 2 < end) size += this.add(aparts[n], sums);
				isAsked ||= words[n].asked;
			}
			if (from < end) size += this.add(firstPlace(read[from]), sums);
			if (isAsked) size += this.add(ASKS, sums);
			for (let label = 0; label < sums.length; label++) sums[label] = taught[label].bias + sums[label] / Math.sqrt(size || 1);
			return sums;
		};
	}

	/** @returns how many were added */
	private add(place: number, sums: Float64Array): 1 {
		const at = place * sums.length;
		for (let label = 0; label < sums.length; label++) sums[label] += this.table[at + label];
		return 1;
	}
}
