import type { Step } from './compiled';
import type { Lexicon } from './lexicon';
import type { Token } from './tokens';
import { FILLER } from './words';

/** A message, ready to be listened to. */
export interface Said {
	tokens: Token[];
	ids: Array<ReadonlySet<number>>;
}

/** Tries of one pattern at one place; more are of no use in a sentence. */
const MOST_TRIES = 600;
const MOST_FILLERS = 4;
/** After these a new clause begins, whether or not a comma stands before them. */
const JOINS = new Set('mas porque pois senao porem entretanto e pq'.split(' '));

export const saidOf = (tokens: Token[], lexicon: Lexicon): Said => ({ tokens, ids: tokens.map((token) => lexicon.idsOf(token)) });

/**
 * Whether a pattern is said from a word on. Every part is bounded and so are the tries, so that a message costs what its words cost.
 * @returns the place after its last word, or null
 */
export function matchAt({ tokens, ids }: Said, start: Step | null, from: number): number | null {
	let tries = 0;
	const { sentence } = tokens[from];
	const isHere = (n: number): boolean => n < tokens.length && tokens[n].sentence === sentence;
	const isFiller = (n: number): boolean => isHere(n) && FILLER.has(tokens[n].word);

	/** The end of the rest of the pattern from word n on; `last` is the place after the last word that was named. */
	const run = (step: Step | null, n: number, last: number): number | null => {
		if (step === null) return last;
		if (++tries > MOST_TRIES) return null;
		switch (step.kind) {
			case 'edge':
				return atEdge(step.edge, n) ? run(step.next, n, last) : null;
			case 'not': {
				const begins = (at: number): boolean => step.options.some((option) => run(option, at, at + 1) !== null);
				return begins(n) ? null : run(step.next, n, last);
			}
			case 'gap':
				for (let skip = 0; skip <= step.most; skip++) {
					const passed = n + skip - 1;
					if (skip > 0 && (!isHere(passed) || (tokens[passed].breakBefore && passed > from))) return null;
					const end = run(step.next, n + skip, last);
					if (end !== null) return end;
				}
				return null;
			case 'either':
				for (const option of step.options) {
					const end = run(option, n, last);
					if (end !== null) return end;
				}
				return null;
			case 'word':
				for (let at = n; at <= n + MOST_FILLERS && isHere(at); at++) {
					if (ids[at].has(step.id)) {
						const end = run(step.next, at + 1, at + 1);
						if (end !== null) return end;
					}
					// The first word of a pattern stands where it was looked for.
					if (step.tight || last === from || !isFiller(at)) return null;
				}
				return null;
		}
	};

	const atEdge = (edge: string, n: number): boolean => {
		if (edge === '$' || edge === '$$') {
			let at = n;
			while (at < tokens.length && FILLER.has(tokens[at].word) && (edge === '$$' || isEnd(at) === false)) at += 1;
			return at >= tokens.length || (edge === '$' && isEnd(at));
		}
		let at = n - 1;
		while (at >= 0 && FILLER.has(tokens[at].word) && (edge === '^^' || !isStart(at + 1))) at -= 1;
		return at < 0 || (edge === '^' && isStart(at + 1));
	};
	const isEnd = (n: number): boolean => !isHere(n) || tokens[n].breakBefore || JOINS.has(tokens[n].word);
	const isStart = (n: number): boolean => tokens[n].breakBefore || JOINS.has(tokens[n - 1].word);

	return run(start, from, from);
}
