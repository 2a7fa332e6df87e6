import type { Label } from '../intent';
import type { Token } from '../tokens';
import { featuresOf } from './features';
import { readWeights, type Weights } from './weights';
import { WEIGHTS } from './taught';

/** A wish in a long message is diluted by the rest: such a one is heard piece by piece, each piece half of it new. */
const LONGEST_PIECE = 30;

export interface Learned {
	label: Label;
	/** Words from a start (included) to an end (excluded). */
	from: number;
	end: number;
}

let read: Weights[] | undefined;

/**
 * What a message says to an ear that was taught by examples (`npm run ear:teach`): the wishes that nobody wrote a pattern for. Linear in the number of words.
 * @param tokens of the whole message
 */
export function learnedIn(tokens: readonly Token[]): Learned[] {
	read ??= readWeights(WEIGHTS);
	const best = new Map<Label, Learned & { over: number }>();
	for (const [from, end] of piecesOf(tokens.length)) {
		const features = featuresOf(tokens.slice(from, end));
		for (const weights of read) {
			const over = scoreOf(features, weights) - weights.threshold;
			if (over > 0 && over > (best.get(weights.label)?.over ?? 0)) best.set(weights.label, { label: weights.label, from, end, over });
		}
	}
	return [...best.values()].map(({ label, from, end }) => ({ label, from, end }));
}

/** How much a piece sounds like a label; the bias is in it. */
export function scoreOf(features: ReadonlySet<number>, { bias, at }: Pick<Weights, 'bias' | 'at'>): number {
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
