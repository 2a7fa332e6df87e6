import { has, type Lexicon, type Sets } from './lexicon';
import type { Said, Sentence } from './said';
import type { Saying } from './sayings';

/** A pattern needs no other word than the one that calls for it. */
const NO_MORE = -1;

/**
 * Finds the patterns that a sentence may say: those of whose needs it has a word each. Only what one of its words calls for is looked at, by the rarest need of a
 * pattern, and most of that lacks what it needs next.
 * @param sayings all that is listened for with this lexicon
 * @returns their numbers in the list, in its order
 */
export function possibleOf(sayings: readonly Saying[], lexicon: Lexicon): (said: Said, sentence: Sentence) => number[] {
	// These needs have numbers of their own, so that the common ones, which a word has many of, stand together in few cells.
	const others = [...new Set(sayings.flatMap(({ needs }) => needs.slice(1)))].sort((a, b) => lexicon.commonness(b) - lexicon.commonness(a));
	const numberOf = new Map(others.map((id, number) => [id, number]));
	const needs = sayings.map((one) => one.needs.slice(1).map((id) => numberOf.get(id)!));
	const { list, starts } = listed(needs);
	const calledFor = new Map<number, number[]>();
	sayings.forEach(({ needs: [rarest] }, n) => calledFor.set(rarest, [...(calledFor.get(rarest) ?? []), n]));

	/**
	 * Of a word, in one list: how many cells of `present` it fills, each of them with its bits, and then the patterns that it calls for, each with what it needs next.
	 */
	function calledBy({ bits }: Sets): Int32Array {
		const cells = new Map<number, number>();
		others.forEach((id, number) => {
			if (has(bits, id)) cells.set(number >> 5, (cells.get(number >> 5) ?? 0) | (1 << (number & 31)));
		});
		const called = [...calledFor].flatMap(([id, some]) => (has(bits, id) ? some : []));
		return Int32Array.from([cells.size, ...[...cells].flat(), ...called.flatMap((n) => [n, needs[n][0] ?? NO_MORE])]);
	}

	/** A bit for each need that the sentence has a word of. */
	const present = new Uint32Array((others.length + 31) >> 5);
	/** A bit for each possible pattern: several words may call for it. */
	const open = new Uint32Array((sayings.length + 31) >> 5);
	const hasAll = (n: number): boolean => {
		for (let k = starts[n]; k < starts[n + 1]; k++) if (!has(present, list[k])) return false;
		return true;
	};
	return ({ sets }, { from, to }) => {
		present.fill(0);
		for (let at = from; at < to; at++) {
			const called = (sets[at].called ??= calledBy(sets[at]));
			const end = 1 + 2 * called[0];
			for (let k = 1; k < end; k += 2) present[called[k]] |= called[k + 1];
		}
		for (let at = from; at < to; at++) {
			const called = sets[at].called!;
			for (let k = 1 + 2 * called[0]; k < called.length; k += 2) {
				const n = called[k];
				const next = called[k + 1];
				if (next === NO_MORE || (has(present, next) && hasAll(n))) open[n >> 5] |= 1 << (n & 31);
			}
		}
		const possible: number[] = [];
		for (let cell = 0; cell < open.length; cell++) {
			for (let bits = open[cell]; bits !== 0; bits &= bits - 1) possible.push((cell << 5) + 31 - Math.clz32(bits & -bits));
			open[cell] = 0;
		}
		return possible;
	};
}

/** Short lists behind each other, which stay at hand: number `n` stands from `starts[n]` to before `starts[n + 1]`. */
function listed(lists: number[][]): { list: Int32Array; starts: Int32Array } {
	const starts = new Int32Array(lists.length + 1);
	lists.forEach(({ length }, n) => (starts[n + 1] = starts[n] + length));
	return { list: Int32Array.from(lists.flat()), starts };
}
