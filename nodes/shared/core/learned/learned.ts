import { rememberedFor } from '../text/remembered';
import { around, ASKS, beside, opening, type ReadWord, type Word } from './features';
import { Half } from './half';
import { Sums } from './sums';
import type { Weights, WeightTable } from './weights';

/** What is said in a long text is diluted by the rest: such a one is read piece by piece, each piece half of it new. */
const LONGEST_PIECE = 30;
const HALF = LONGEST_PIECE / 2;

export interface Learned<L extends string> {
	label: L;
	/** Words from a start (included) to an end (excluded). */
	from: number;
	end: number;
	/** How far it is over what says the label; below zero the words do not say it. */
	over: number;
}

/** What a reader counts in, made once for each table. */
const countersOf = rememberedFor((table: WeightTable<string>) => ({
	halves: [new Half(table), new Half(table)],
	borders: new Sums(table),
}));

/**
 * How much words say each label to whoever was taught by examples (`npm run teach`), where they say it most: piece by piece as `scoreOf` does with `featuresOf`, each
 * word counted once for both of the pieces that it belongs to. Linear in the number of words.
 */
export function learnedIn<L extends string>(words: readonly Word[], table: WeightTable<L>): Array<Learned<L>> {
	const { halves, borders } = countersOf(table);
	const best = table.labels.map(({ label }): Learned<L> => ({ label, from: 0, end: 0, over: -Infinity }));
	const read = words.map(({ known }) => weighed(known, table));
	let [before, now] = halves;
	now.clear();
	for (let middle = 0; middle < words.length; middle += HALF) {
		const end = Math.min(words.length, middle + HALF);
		[before, now] = [now, before];
		now.clear();
		now.count(read, middle, end, before);
		if (middle === 0 && end < words.length) continue;
		const from = Math.max(0, middle - HALF);
		const border = borderOf(read, from, middle, end);
		if (isAsked(words, from, end)) border.push(ASKS);
		borders.clear();
		for (let n = 0; n < border.length; n++)
			if (!before.has(border[n]) && !now.has(border[n]) && border.indexOf(border[n]) === n) borders.add(border[n]);
		const root = Math.sqrt(before.sums.size + now.sums.size - now.again.size + borders.size);
		table.labels.forEach(({ label, bias, threshold, step }, n) => {
			const sum = before.sums.steps[n] + now.sums.steps[n] - now.again.steps[n] + borders.steps[n];
			const over = bias + (step * sum) / root - threshold;
			if (over > best[n].over) best[n] = { label, from, end, over };
		});
	}
	return best;
}

/** The word with what it weighs: found once, since people use the same few thousand words. */
function weighed(word: ReadWord, table: WeightTable<string>): ReadWord {
	if (word.weighed?.table !== table) {
		word.weighed = new Sums(table);
		for (const place of word.places) word.weighed.add(place);
	}
	return word;
}

function isAsked(words: readonly Word[], from: number, end: number): boolean {
	for (let n = from; n < end; n++) if (words[n].asked) return true;
	return false;
}

/** Places that a piece has and neither of its halves: how it begins, and the neighbours on both sides of its middle. */
function borderOf(words: readonly ReadWord[], from: number, middle: number, end: number): number[] {
	const places = [opening(words[from])];
	if (middle === 0) return places;
	places.push(beside(words[middle - 1], words[middle]), around(words[middle - 2], words[middle]));
	if (middle + 1 < end) places.push(around(words[middle - 1], words[middle + 1]));
	return places;
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
