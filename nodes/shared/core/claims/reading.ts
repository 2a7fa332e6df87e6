import { piecesOf } from '../learned/learned';
import type { Weights } from '../learned/weights';

/** Places of what is counted, one after the other. Each sentence of each reply is read: they are written over one another. */
export class Places {
	list = new Uint16Array(512);
	length = 0;

	add(place: number): void {
		if (this.length === this.list.length) {
			const longer = new Uint16Array(2 * this.length);
			longer.set(this.list);
			this.list = longer;
		}
		this.list[this.length++] = place;
	}
}

type Scored = Pick<Weights<string>, 'bias' | 'at'>;

/**
 * Adds up as `scoreOf` does, each place once, without a set: each sentence of each reply is read.
 * @param most no place is that large
 */
export function scorer(most: number): (places: Places, weights: Scored) => number {
	const seen = new Uint32Array(most);
	let readings = 0;
	return ({ list, length }, { at, bias }) => {
		readings += 1;
		let [sum, size] = [0, 0];
		for (let n = 0; n < length; n++) {
			const place = list[n];
			if (seen[place] === readings) continue;
			seen[place] = readings;
			size += 1;
			sum += at[place];
		}
		return bias + sum / Math.sqrt(size || 1);
	};
}

/** So many words of a sentence are read at once; a longer one in pieces, since nobody marked where its sentences end, and what is said in it is diluted by the rest. */
const LONGEST_READ = 24;
const PIECE = 12;

export interface BestPiece<Word> {
	piece: readonly Word[];
	/** It is not the whole sentence. */
	isPart: boolean;
	/** How far it is over what is sure. */
	over: number;
}

/**
 * The piece of a sentence that says most surely what a reader looks for.
 * @param overOf how far a piece is over what is sure
 * @param doubt how far below that it is still a doubt
 * @returns null when none is even doubted, and when there are no words
 */
export function bestPiece<Word>(words: readonly Word[], doubt: number, overOf: (piece: readonly Word[]) => number): BestPiece<Word> | null {
	const isPart = words.length > LONGEST_READ;
	let best: BestPiece<Word> | null = null;
	for (const [from, end] of isPart ? piecesOf(words.length, PIECE) : piecesOf(words.length)) {
		const piece = words.slice(from, end);
		const over = overOf(piece);
		if (over > (best?.over ?? -doubt)) best = { piece, isPart, over };
	}
	return best;
}
