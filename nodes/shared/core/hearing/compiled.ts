import type { Lexicon } from './lexicon';
import type { Part } from './pattern';
import { done, edgeStep, eitherStep, gapStep, notStep, wordStep, type Step } from './steps';

/** A pattern as it is walked. */
export interface Compiled {
	start: Step;
	/** The set of words that it can begin with; null when it can begin with any. */
	first: number | null;
	/** Sets of words of each of which a sentence that says the pattern has one. */
	needs: number[];
}

/** A part whose words have their ids. */
type Known =
	| Exclude<Part, { kind: 'word' | 'either' | 'not' }>
	| { kind: 'word'; id: number; tight: boolean }
	| { kind: 'either' | 'not'; options: Known[][] };

/** @param lexicon gives each set of words its id */
export function compile(parts: Part[], lexicon: Lexicon): Compiled {
	const known = knownIn(parts, lexicon);
	const first = known.some(isNeeded) ? firstOf(known) : null;
	return {
		start: steps(known, done),
		first: first && lexicon.unionOf(first),
		needs: needsOf(known).map((ids) => lexicon.unionOf(ids)),
	};
}

const knownIn = (parts: Part[], lexicon: Lexicon): Known[] =>
	parts.map((part) => {
		if (part.kind === 'word') return { kind: part.kind, id: lexicon.idOf(part.terms), tight: part.tight === true };
		return 'options' in part ? { kind: part.kind, options: part.options.map((option) => knownIn(option, lexicon)) } : part;
	});

function steps(parts: Known[], next: Step): Step {
	return parts.reduceRight<Step>((after, part) => {
		switch (part.kind) {
			case 'word':
				return wordStep(part.id, part.tight, after);
			case 'gap':
				return gapStep(part.most, after);
			case 'either':
				return eitherStep(part.options.map((option) => steps(option, after)));
			case 'not':
				return notStep(
					part.options.map((option) => steps(option, done)),
					after,
				);
			case 'edge':
				return edgeStep(part.edge, after);
		}
	}, next);
}

/** Sets of words that a pattern can begin with, or go on to when it begins with none of them; null when any word may be the first. */
function firstOf(parts: Known[]): number[] | null {
	const ids: number[] = [];
	for (const part of parts) {
		if (part.kind === 'word') return [...ids, part.id];
		if (part.kind === 'gap') return null;
		if (part.kind !== 'either') continue;
		const firsts = part.options.map(firstOf);
		if (firsts.some((first) => first === null)) return null;
		ids.push(...firsts.flatMap((first) => first!));
		if (isNeeded(part)) return ids;
	}
	return ids;
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
