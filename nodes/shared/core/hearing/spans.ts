import type { Compiled } from './compiled';
import { matchAt, type Said } from './match';

/** Words from a start (included) to an end (excluded). */
export type Span = { from: number; end: number };

/** Words from `from` to before `to`, and the places of the words of each set, in their order. */
export type Sentence = { from: number; to: number; places: ReadonlyMap<number, number[]> };

/** Between what is said in any order, and around it for what must not be said, so many words may stand. */
const NEAR = 5;
const BESIDE = 3;

/** Where a pattern is said in a sentence: its parts near each other in any order, and none of what must not be beside them. */
export function spansOf(said: Said, { all, none }: { all: Compiled[]; none: Compiled[] }, sentence: Sentence): Span[] {
	const [first, ...others] = all.map((one) => placesOf(said, one, sentence));
	if (all.length === 1 && none.length === 0) return first;
	if (others.some((places) => places.length === 0)) return [];
	return first.flatMap((start) => {
		const span = grown(start, others);
		return span && !none.some((one) => isBeside(said, one, span, sentence)) ? [span] : [];
	});
}

function placesOf(said: Said, { start, first }: Compiled, { from, to, places }: Sentence): Span[] {
	const spans: Span[] = [];
	const tryAt = (at: number): void => {
		const end = at >= from && at < to ? matchAt(said, start, at) : null;
		if (end !== null) spans.push({ from: at, end });
	};
	if (first === null) for (let at = from; at < to; at++) tryAt(at);
	else if (first.size === 1) for (const id of first) places.get(id)?.forEach(tryAt);
	else for (const at of new Set([...first].flatMap((id) => places.get(id) ?? []))) tryAt(at);
	return spans;
}

/** The span with the nearest place of each other part taken in, or null when one is too far. */
function grown(start: Span, others: Span[][]): Span | null {
	const taken = [start];
	let { from, end } = start;
	for (const places of others) {
		const distance = (one: Span): number => Math.max(one.from - end, from - one.end, 0);
		const free = places.filter((one) => taken.every((other) => one.end <= other.from || one.from >= other.end));
		const nearest = free.reduce<Span | null>((best, one) => (best === null || distance(one) < distance(best) ? one : best), null);
		if (nearest === null || distance(nearest) > NEAR) return null;
		taken.push(nearest);
		[from, end] = [Math.min(from, nearest.from), Math.max(end, nearest.end)];
	}
	return { from, end };
}

const isBeside = (said: Said, one: Compiled, { from, end }: Span, sentence: Sentence): boolean =>
	placesOf(said, one, { ...sentence, from: Math.max(sentence.from, from - BESIDE), to: Math.min(sentence.to, end + BESIDE) }).length > 0;
