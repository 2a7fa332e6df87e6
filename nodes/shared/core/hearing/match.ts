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

/** One try of a pattern: where it began, and how often it was tried on. */
interface Walk {
	said: Said;
	sentence: number;
	from: number;
	tries: number;
}

/**
 * Whether a pattern is said from a word on. Every part is bounded and so are the tries, so that a message costs what its words cost.
 * @returns the place after its last word, or null
 */
export const matchAt = (said: Said, start: Step | null, from: number): number | null =>
	run({ said, sentence: said.tokens[from].sentence, from, tries: 0 }, start, from, from);

const isHere = ({ said: { tokens }, sentence }: Walk, n: number): boolean => n < tokens.length && tokens[n].sentence === sentence;

/** The end of the rest of the pattern from word n on; `last` is the place after the last word that was named. */
function run(walk: Walk, step: Step | null, n: number, last: number): number | null {
	if (step === null) return last;
	if (++walk.tries > MOST_TRIES) return null;
	const { tokens, ids } = walk.said;
	switch (step.kind) {
		case 'edge':
			return atEdge(walk, step.edge, n) ? run(walk, step.next, n, last) : null;
		case 'not':
			for (const option of step.options) if (run(walk, option, n, n + 1) !== null) return null;
			return run(walk, step.next, n, last);
		case 'gap':
			for (let skip = 0; skip <= step.most; skip++) {
				const passed = n + skip - 1;
				if (skip > 0 && (!isHere(walk, passed) || (tokens[passed].breakBefore && passed > walk.from))) return null;
				const end = run(walk, step.next, n + skip, last);
				if (end !== null) return end;
			}
			return null;
		case 'either':
			for (const option of step.options) {
				const end = run(walk, option, n, last);
				if (end !== null) return end;
			}
			return null;
		case 'word':
			for (let at = n; at <= n + MOST_FILLERS && isHere(walk, at); at++) {
				if (ids[at].has(step.id)) {
					const end = run(walk, step.next, at + 1, at + 1);
					if (end !== null) return end;
				}
				// The first word of a pattern stands where it was looked for.
				if (step.tight || last === walk.from || !FILLER.has(tokens[at].word)) return null;
			}
			return null;
	}
}

function atEdge(walk: Walk, edge: string, n: number): boolean {
	const { tokens } = walk.said;
	const isEnd = (at: number): boolean => !isHere(walk, at) || tokens[at].breakBefore || JOINS.has(tokens[at].word);
	const isStart = (at: number): boolean => tokens[at].breakBefore || JOINS.has(tokens[at - 1].word);
	if (edge === '$' || edge === '$$') {
		let at = n;
		while (at < tokens.length && FILLER.has(tokens[at].word) && (edge === '$$' || !isEnd(at))) at += 1;
		return at >= tokens.length || (edge === '$' && isEnd(at));
	}
	let at = n - 1;
	while (at >= 0 && FILLER.has(tokens[at].word) && (edge === '^^' || !isStart(at + 1))) at -= 1;
	return at < 0 || (edge === '^' && isStart(at + 1));
}
