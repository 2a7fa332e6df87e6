import { needsOf } from './needs';
import { Runs } from './runs';

const RUNS = new Runs();

/** Texts of which it is known what they have: each is asked for dozens of patterns in a row. */
const MOST_KEPT = 4;
const keptTexts: string[] = [];
const keptLists: Uint32Array[] = [];
let newest = 0;

function listsIn(text: string): Uint32Array {
	if (keptTexts[newest] === text) return keptLists[newest];
	const kept = keptTexts.indexOf(text);
	newest = kept >= 0 ? kept : (newest + 1) % MOST_KEPT;
	if (kept >= 0) return keptLists[kept];
	keptTexts[newest] = text;
	return (keptLists[newest] = RUNS.listsIn(text));
}

/**
 * Patterns that are tried only on texts that have what all of their matches have. What a text has is found in one walk for all patterns together, so that of hundreds
 * of them a few are tried; what is found is the same.
 */
export class Gated {
	/** Two lists of runs for each pattern, of each of which a text has to have one. */
	private readonly lists: Int32Array;

	constructor(readonly patterns: readonly RegExp[]) {
		const lists = patterns.map((pattern) => needsOf(pattern).map((runs) => RUNS.idOf(runs)));
		this.lists = Int32Array.from(lists.flatMap(([one = NONE, other = one]) => [one, other]));
		keptTexts.length = keptLists.length = 0;
	}

	/** What the first of the patterns that stands in the text matches. */
	exec(text: string): RegExpExecArray | null {
		const found = listsIn(text);
		const { lists, patterns } = this;
		for (let n = 0; n < patterns.length; n++) {
			if (!has(found, lists[2 * n]) || !has(found, lists[2 * n + 1])) continue;
			const match = patterns[n].exec(text);
			if (match !== null) return match;
		}
		return null;
	}

	/** The same, its words alone. */
	find = (text: string): string | null => this.exec(text)?.[0] ?? null;

	test(text: string): boolean {
		return this.exec(text) !== null;
	}

	/** Whether the text has what matches have; where it has not, nothing is found. */
	mayBeIn(text: string): boolean {
		const found = listsIn(text);
		return this.patterns.some((_, n) => this.isOpen(n, found));
	}

	private isOpen = (n: number, found: Uint32Array): boolean => has(found, this.lists[2 * n]) && has(found, this.lists[2 * n + 1]);

	/** Puts something else in the place of each match, of patterns for all of theirs. */
	replace(text: string, by: string | ((match: string) => string)): string {
		return this.patterns.reduce((left, pattern, n) => {
			return this.isOpen(n, listsIn(left)) ? left.replace(pattern, by as string) : left;
		}, text);
	}
}

/** Of a pattern of which nothing is known. */
const NONE = -1;
const has = (found: Uint32Array, list: number): boolean => list === NONE || (found[list >> 5] & (1 << (list & 31))) !== 0;

export const gated = (...patterns: RegExp[]): Gated => new Gated(patterns);
