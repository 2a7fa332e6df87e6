import type { Said } from './said';

/** One try of a pattern: where it began, where its sentence ends, and how often it was tried on. */
export interface Walk {
	said: Said;
	from: number;
	to: number;
	tries: number;
}

/** The place after the last word that the rest of a pattern names, when it is said from word `n` on, or NONE; `last` is the place after the last word named so far. */
export type Step = (walk: Walk, n: number, last: number) => number;

export const NONE = -1;
/** Tries of one pattern at one place; more are of no use in a sentence. */
const MOST_TRIES = 600;
const MOST_FILLERS = 4;

export const done: Step = (_, __, last) => last;

const isSpent = (walk: Walk): boolean => ++walk.tries > MOST_TRIES;

/** @param tight with no filler before it */
export function wordStep(id: number, tight: boolean, next: Step): Step {
	const [cell, bit] = [id >> 5, 1 << (id & 31)];
	return (walk, n, last) => {
		if (isSpent(walk)) return NONE;
		const { bits, isFiller } = walk.said;
		for (let at = n; at <= n + MOST_FILLERS && at < walk.to; at++) {
			if ((bits[at][cell] & bit) !== 0) {
				const end = next(walk, at + 1, at + 1);
				if (end !== NONE) return end;
			}
			// The first word of a pattern stands where it was looked for.
			if (tight || last === walk.from || !isFiller[at]) return NONE;
		}
		return NONE;
	};
}

export const gapStep =
	(most: number, next: Step): Step =>
	(walk, n, last) => {
		if (isSpent(walk)) return NONE;
		for (let skip = 0; skip <= most; skip++) {
			const passed = n + skip - 1;
			if (skip > 0 && (passed >= walk.to || (passed > walk.from && walk.said.tokens[passed].breakBefore))) return NONE;
			const end = next(walk, n + skip, last);
			if (end !== NONE) return end;
		}
		return NONE;
	};

export const eitherStep =
	(options: Step[]): Step =>
	(walk, n, last) => {
		if (isSpent(walk)) return NONE;
		for (const option of options) {
			const end = option(walk, n, last);
			if (end !== NONE) return end;
		}
		return NONE;
	};

export const notStep =
	(options: Step[], next: Step): Step =>
	(walk, n, last) => {
		if (isSpent(walk) || options.some((option) => option(walk, n, n + 1) !== NONE)) return NONE;
		return next(walk, n, last);
	};

const EDGES = { '^': 'startsClause', $: 'endsClause', '^^': 'startsMessage', $$: 'endsMessage' } as const;
export const edgeStep = (edge: keyof typeof EDGES, next: Step): Step => {
	const flags = EDGES[edge];
	return (walk, n, last) => (isSpent(walk) || !walk.said[flags][n] ? NONE : next(walk, n, last));
};
