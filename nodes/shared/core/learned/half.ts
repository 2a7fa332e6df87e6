import { around, beside, PLACES, type ReadWord } from './features';
import { Sums } from './sums';
import type { WeightTable } from './weights';

/** Words that were counted, each of their places once: half of a piece, and of the piece after it too. */
export class Half {
	readonly sums: Sums;
	/** Of the places that the half before has as well. */
	readonly again: Sums;
	/** A bit for each place. */
	private readonly bits = new Int32Array(PLACES >> 5);

	constructor(table: WeightTable<string>) {
		this.sums = new Sums(table);
		this.again = new Sums(table);
	}

	clear(): void {
		this.sums.clear();
		this.again.clear();
		this.bits.fill(0);
	}

	has(place: number): boolean {
		return (this.bits[place >> 5] & (1 << (place & 31))) !== 0;
	}

	/** Counts words from a start (included) to an end (excluded). */
	count(words: readonly ReadWord[], from: number, end: number, before: Half): void {
		for (let n = from; n < end; n++) {
			const word = words[n];
			const { places } = word;
			// Most places of a word are new: those that are not are taken back.
			this.sums.addAll(word.weighed!);
			for (let k = 0; k < places.length; k++) if (!this.isNew(places[k], before)) this.sums.add(places[k], -1);
			if (n + 1 < end) this.add(beside(word, words[n + 1]), before);
			if (n + 2 < end) this.add(around(word, words[n + 2]), before);
		}
	}

	private add(place: number, before: Half): void {
		if (this.isNew(place, before)) this.sums.add(place);
	}

	private isNew(place: number, before: Half): boolean {
		const cell = place >> 5;
		const bit = 1 << (place & 31);
		if ((this.bits[cell] & bit) !== 0) return false;
		this.bits[cell] |= bit;
		if ((before.bits[cell] & bit) !== 0) this.again.add(place);
		return true;
	}
}
