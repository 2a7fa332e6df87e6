import { rememberedFor } from '../text/remembered';
import type { Word } from './features';
import { Reader } from './reader';
import type { Weights } from './weights';

/** What is said in a long text is diluted by the rest: such a one is read piece by piece, each piece half of it new. */
const LONGEST_PIECE = 30;

export interface Learned<L extends string> {
	label: L;
	/** Words from a start (included) to an end (excluded). */
	from: number;
	end: number;
	/** How far it is over what says the label; below zero the words do not say it. */
	over: number;
}

const readerOf = rememberedFor((taught: ReadonlyArray<Weights<string>>) => new Reader(taught));

/** How much words say each label to whoever was taught by examples (`npm run teach`), where they say it most. Linear in the number of words. */
export function learnedIn<L extends string>(words: readonly Word[], taught: ReadonlyArray<Weights<L>>): Array<Learned<L>> {
	const scoresOf = readerOf(taught).read(words);
	const best = taught.map(({ label }): Learned<L> => ({ label, from: 0, end: 0, over: -Infinity }));
	for (const [from, end] of piecesOf(words.length)) {
		const scores = scoresOf(from, end);
		for (let n = 0; n < taught.length; n++) {
			const over = scores[n] - taught[n].threshold;
			if (over > best[n].over) best[n] = { label: taught[n].label, from, end, over };
		}
	}
	return best;
}

/** How much a piece sounds like a label, counted of it as often as it is there; the bias is in it. */
export function scoreOf(features: ArrayLike<number>, { bias, at }: Pick<Weights<string>, 'bias' | 'at'>): number {
	let sum = 0;
	for (let n = 0; n < features.length; n++) sum += at[features[n]];
	return bias + sum / Math.sqrt(features.length || 1);
}

/** @param longest words of a piece, an even number */
export function piecesOf(words: number, longest = LONGEST_PIECE): Array<[number, number]> {
	if (words <= longest) return words === 0 ? [] : [[0, words]];
	const step = longest / 2;
	return Array.from({ length: Math.ceil(words / step) - 1 }, (_, n): [number, number] => [n * step, Math.min(words, n * step + longest)]);
}
