import { rememberedFor } from '../text/remembered';
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
	const { room, fill } = readWords(words);
	const places = new Uint16Array(room);
	const sums = new Float64Array(taught.length + AT_ONCE);
	for (const [from, end] of piecesOf(words.length)) {
		addUp(places, fill(places, from, end), taught, sums);
		taught.forEach(({ label, threshold }, n) => {
			const over = sums[n] - threshold;
			if (over > (best.get(label)?.over ?? -Infinity)) best.set(label, { label, from, end, over });
		});
	}
	return [...best.values()];
}

/** Labels that are added up at once: as many sums as a processor keeps at hand. */
const AT_ONCE = 4;

/** The weights of all labels beside each other, place by place: a place is looked up once for all. */
const tableOf = rememberedFor((taught: ReadonlyArray<Weights<string>>): { width: number; table: Float32Array } => {
	const width = AT_ONCE * Math.ceil(taught.length / AT_ONCE);
	const table = new Float32Array(PLACES * width);
	taught.forEach(({ at }, n) => at.forEach((weight, place) => (table[place * width + n] = weight)));
	return { width, table };
});

/** In which piece a place was counted last. */
const counted = new Uint32Array(PLACES);
let pieces = 0;

/** Adds up, label by label, as `scoreOf` does: places in their order, each once. A long message has tens of thousands of them. @param places is written over */
function addUp(places: Uint16Array, count: number, taught: ReadonlyArray<Weights<string>>, sums: Float64Array): void {
	const { width, table } = tableOf(taught);
	pieces += 1;
	let size = 0;
	for (let k = 0; k < count; k++) {
		const place = places[k];
		if (counted[place] === pieces) continue;
		counted[place] = pieces;
		places[size++] = place;
	}
	for (let n = 0; n < width; n += AT_ONCE) {
		let [one, two, three, four] = [0, 0, 0, 0];
		for (let k = 0; k < size; k++) {
			const at = places[k] * width + n;
			one += table[at];
			two += table[at + 1];
			three += table[at + 2];
			four += table[at + 3];
		}
		sums[n] = one;
		sums[n + 1] = two;
		sums[n + 2] = three;
		sums[n + 3] = four;
	}
	for (let n = 0; n < taught.length; n++) sums[n] = taught[n].bias + sums[n] / Math.sqrt(size || 1);
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
