import type { Compiled } from './compiled';
import { has } from './lexicon';
import type { Said, Sentence } from './said';
import type { Saying } from './sayings';
import { NONE } from './steps';

/** Words from a start (included) to an end (excluded). */
export type Span = { from: number; end: number };

/** Between what is said in any order, and around it for what must not be said, so many words may stand. */
const NEAR = 5;
const BESIDE = 3;

/** Where a pattern is said in a sentence, the earliest first: its parts near each other in any order, and none of what must not be beside them. */
export function* spansOf(said: Said, { all, none }: Saying, sentence: Sentence): Generator<Span> {
	const others: Places[] = [];
	for (let n = 1; n < all.length; n++) {
		const places = [...placesOf(said, all[n], sentence)];
		if (places.length === 0) return;
		others.push({ places, longest: places.reduce((most, { from, end }) => Math.max(most, end - from), 0) });
	}
	for (const start of placesOf(said, all[0], sentence)) {
		const span = grown(start, others);
		if (span && !none.some((one) => isBeside(said, one, span, sentence))) yield span;
	}
}

function* placesOf(said: Said, { start, first }: Compiled, { from, to }: Sentence, within = { from, to }): Generator<Span> {
	for (let at = Math.max(from, within.from); at < Math.min(to, within.to); at++) {
		if (first !== null && !has(said.bits[at], first)) continue;
		const end = start({ said, from: at, to, tries: 0 }, at, at);
		if (end !== NONE) yield { from: at, end };
	}
}

/** Places in their order, and how many words the longest of them has. */
type Places = { places: Span[]; longest: number };

/** The span with the nearest place of each other part taken in, or null when one is too far. */
function grown(start: Span, others: Places[]): Span | null {
	const taken = [start];
	let { from, end } = start;
	for (const { places, longest } of others) {
		let nearest: Span | null = null;
		let least = NEAR;
		for (let n = firstFrom(places, from - NEAR - longest); n < places.length && places[n].from - end <= least; n++) {
			const one = places[n];
			const distance = Math.max(one.from - end, from - one.end, 0);
			if (distance <= least && taken.every((other) => one.end <= other.from || one.from >= other.end)) [nearest, least] = [one, distance];
		}
		if (nearest === null) return null;
		taken.push(nearest);
		[from, end] = [Math.min(from, nearest.from), Math.max(end, nearest.end)];
	}
	return { from, end };
}

/** Of places in their order, the first that begins at a word or after it. */
function firstFrom(places: Span[], word: number): number {
	let [low, high] = [0, places.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (places[middle].from < word) low = middle + 1;
		else high = middle;
	}
	return low;
}

const isBeside = (said: Said, one: Compiled, { from, end }: Span, sentence: Sentence): boolean =>
	!placesOf(said, one, sentence, { from: from - BESIDE, to: end + BESIDE }).next().done;
