import type { Part } from './pattern';

/** A pattern as it is walked: each step knows the one after it; null is the end. */
export type Step =
	| { kind: 'word'; id: number; tight?: boolean; next: Step | null }
	| { kind: 'gap'; most: number; next: Step | null }
	| { kind: 'either'; options: Array<Step | null>; next: null }
	| { kind: 'not'; options: Array<Step | null>; next: Step | null }
	| { kind: 'edge'; edge: '^' | '$' | '^^' | '$$'; next: Step | null };

export interface Compiled {
	start: Step | null;
	/** Sets of words that it can begin with; null when it can begin with any. */
	first: Set<number> | null;
	/** Of each of these, a sentence that says the pattern has a word. */
	needs: number[][];
}

export const compile = (parts: Part[]): Compiled => ({ start: steps(parts, null), first: firstOf(parts), needs: needsOf(parts) });

function steps(parts: Part[], next: Step | null): Step | null {
	return parts.reduceRight<Step | null>((after, part) => {
		switch (part.kind) {
			case 'either':
				return { kind: 'either', options: part.options.map((option) => steps(option, after)), next: null };
			case 'not':
				return { kind: 'not', options: part.options.map((option) => steps(option, null)), next: after };
			default:
				return { ...part, next: after };
		}
	}, next);
}

function firstOf(parts: Part[]): Set<number> | null {
	const ids = new Set<number>();
	for (const part of parts) {
		if (part.kind === 'word') return ids.add(part.id);
		if (part.kind === 'gap') return null;
		if (part.kind !== 'either') continue;
		let mayBeEmpty = false;
		for (const option of part.options) {
			const first = firstOf(option);
			if (first === null) return null;
			if (!option.some(isNeeded)) mayBeEmpty = true;
			for (const id of first) ids.add(id);
		}
		if (!mayBeEmpty) return ids;
	}
	// All of it may be left out but for edges: any word is a place to try it.
	return null;
}

function needsOf(parts: Part[]): number[][] {
	return parts.flatMap((part) => {
		if (part.kind === 'word') return [[part.id]];
		if (part.kind !== 'either' || !isNeeded(part)) return [];
		return [part.options.flatMap((option) => needsOf(option)[0])];
	});
}

const isNeeded = (part: Part): boolean =>
	part.kind === 'word' || (part.kind === 'either' && part.options.every((option) => option.some(isNeeded)));
