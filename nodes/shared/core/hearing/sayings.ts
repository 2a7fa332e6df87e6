import { compile, type Compiled } from './compiled';
import type { Lexicon } from './lexicon';
import { BadPattern, patternLines, readPattern } from './pattern';

/** A pattern, ready to be looked for: what has to be said, near each other in any order (most are one part), and what must not be said beside it. */
export interface Saying {
	all: Compiled[];
	none: Compiled[];
	/** Sets of words of each of which a sentence that says it has one, what is said least first. */
	needs: number[];
}

/** The patterns of a list; one that cannot be used is left out (`problemsIn` tells of it). */
export const sayingsOf = (list: string, named: Record<string, string>, lexicon: Lexicon): Saying[] =>
	patternLines(list).flatMap((line) => usable(line, named, lexicon) ?? []);

function usable(line: string, named: Record<string, string>, lexicon: Lexicon): Saying | null {
	try {
		const { all, none } = readPattern(line, named);
		const compiled = all.map((parts) => compile(parts, lexicon));
		const needs = [...new Set(compiled.flatMap((one) => one.needs))].sort((a, b) => lexicon.commonness(a) - lexicon.commonness(b));
		return { all: compiled, none: none.map((parts) => compile(parts, lexicon)), needs };
	} catch (error) {
		if (error instanceof BadPattern) return null;
		throw error;
	}
}
