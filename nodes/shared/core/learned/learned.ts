import { PLACES, readWords, type Word } from './features';
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

/** How much words say each label to whoever was taught by examples (`npm run teach`), where they say it most. Linear in the number of words. */
export function learnedIn<L extends string>(words: readonly Word[], taught: ReadonlyArray<Weights<L>>): Array<Learned<L>> {
	const best = new Map<L, Learned<L>>();
	const read = readWords(words);
	const scores = scorer(taught);
	for (const [from, end] of piecesOf(words.length)) {
		const sums = scores((tell) => read.places(from, end, tell));
		taught.forEach(({ label, threshold }, n) => {
			const over = sums[n] - threshold;
			if (over > (best.get(label)?.over ?? -Infinity)) best.set(label, { label, from, end, over });
		});
	}
	return [...best.values()];
}

/** The weights of all labels beside each other, place by place: a place is looked up once for all. */
const tables = new WeakMap<object, Float32Array>();
function tableOf(taught: ReadonlyArray<Weights<string>>): Float32Array {
	const known = tables.get(taught);
	if (known) return known;
	const table = new Float32Array(PLACES * taught.length);
	taught.forEach(({ at }, n) => at.forEach((weight, place) => (table[place * taught.length + n] = weight)));
	tables.set(taught, table);
	return table;
}

/** Adds up, label by label, as `scoreOf` does: places are told in its order and count once. */
function scorer(taught: ReadonlyArray<Weights<string>>): (tellPlaces: (tell: (place: number) => void) => void) => Float64Array {
	const table = tableOf(taught);
	const labels = taught.length;
	const seen = new Uint32Array(PLACES);
	const sums = new Float64Array(labels);
	let piece = 0;
	let size = 0;
	const tell = (place: number): void => {
		if (seen[place] === piece) return;
		seen[place] = piece;
		size += 1;
		for (let n = 0, at = place * labels; n < labels; n++, at++) sums[n] += table[at];
	};
	return (tellPlaces) => {
		piece += 1;
		size = 0;
		sums.fill(0);
		tellPlaces(tell);
		for (let n = 0; n < labels; n++) sums[n] = taught[n].bias + sums[n] / Math.sqrt(size || 1);
		return sums;
	};
}

/** How much a piece sounds like a label; the bias is in it. */
export function scoreOf(features: ReadonlySet<number>, { bias, at }: Pick<Weights<string>, 'bias' | 'at'>): number {
	let sum = 0;
	for (const place of features) sum += at[place];
	return bias + sum / Math.sqrt(features.size || 1);
}

/** @param longest words of a piece, an even number */
export function piecesOf(words: number, longest = LONGEST_PIECE): Array<[number, number]> {
	if (words <= longest) return words === 0 ? [] : [[0, words]];
	const step = longest / 2;
	return Array.from({ length: Math.ceil(words / step) - 1 }, (_, n): [number, number] => [n * step, Math.min(words, n * step + longest)]);
}
