import { featuresOf, type Word } from './features';
import type { Weights } from './weights';

/** What is said in a long text is diluted by the rest: such a one is read piece by piece, each piece half of it new. */
const LONGEST_PIECE = 30;

export interface Learned<L extends string> {
	label: L;
	/** Words from a start (included) to an end (excluded). */
	from: number;
	end: number;
}

/** What words say to whoever was taught by examples (`npm run teach`), each label once, where it is said most. Linear in the number of words. */
export function learnedIn<L extends string>(words: readonly Word[], taught: ReadonlyArray<Weights<L>>): Array<Learned<L>> {
	const best = new Map<L, Learned<L> & { over: number }>();
	for (const [from, end] of piecesOf(words.length)) {
		const features = featuresOf(words.slice(from, end));
		for (const weights of taught) {
			const over = scoreOf(features, weights) - weights.threshold;
			if (over > (best.get(weights.label)?.over ?? 0)) best.set(weights.label, { label: weights.label, from, end, over });
		}
	}
	return [...best.values()].map(({ label, from, end }) => ({ label, from, end }));
}

/** How much a piece sounds like a label; the bias is in it. */
export function scoreOf(features: ReadonlySet<number>, { bias, at }: Pick<Weights<string>, 'bias' | 'at'>): number {
	let sum = 0;
	for (const place of features) sum += at[place];
	return bias + sum / Math.sqrt(features.size || 1);
}

export function piecesOf(words: number): Array<[number, number]> {
	if (words <= LONGEST_PIECE) return words === 0 ? [] : [[0, words]];
	const step = LONGEST_PIECE / 2;
	return Array.from({ length: Math.ceil(words / step) - 1 }, (_, n): [number, number] => [
		n * step,
		Math.min(words, n * step + LONGEST_PIECE),
	]);
}
