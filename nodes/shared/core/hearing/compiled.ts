import type { Lexicon } from './lexicon';
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

/** A part whose words have their ids. */
type Known =
	| Exclude<Part, { kind: 'word' | 'either' | 'not' }>
	| { kind: 'word'; id: number; tight?: boolean }
	| { kind: 'either' | 'not'; options: Known[][] };

/** @param lexicon gives each set of words its id */
export function compile(parts: Part[], lexicon: Lexicon): Compiled {
	const known = knownIn(parts, lexicon);
	return { start: steps(known, null), first: firstOf(known), needs: needsOf(known) };
}

const knownIn = (parts: Part[], lexicon: Lexicon): Known[] =>
	parts.map((part) => {
		if (part.kind === 'word') return { kind: part.kind, id: lexicon.idOf(part.terms), ...(part.tight && { tight: true }) };
		return 'options' in part ? { kind: part.kind, options: part.options.map((option) => knownIn(option, lexicon)) } : part;
	});

function steps(parts: Known[], next: Step | null): Step | null {
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

function firstOf(parts: Known[]): Set<number> | null {
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

function needsOf(parts: Known[]): number[][] {
	return parts.flatMap((part) => {
		if (part.kind === 'word') return [[part.id]];
		if (part.kind !== 'either' || !isNeeded(part)) return [];
		return [part.options.flatMap((option) => needsOf(option)[0])];
	});
}

const isNeeded = (part: Known): boolean =>
	part.kind === 'word' || (part.kind === 'either' && part.options.every((option) => option.some(isNeeded)));
