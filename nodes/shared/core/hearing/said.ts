import type { Bits, Lexicon, Sets } from './lexicon';
import type { Token } from './tokens';
import { FILLER, JOINS, NEGATION } from './words';

/** A message, ready to be listened to: what patterns ask of its words again and again is found once. */
export interface Said {
	tokens: Token[];
	/** The sets of words that each word belongs to. */
	sets: Sets[];
	bits: Bits[];
	isFiller: boolean[];
	/** With an entry for the place after the last word too: nothing but fillers stands between it and the start or end of its clause, of the message. */
	startsClause: boolean[];
	endsClause: boolean[];
	startsMessage: boolean[];
	endsMessage: boolean[];
}

export function saidOf(tokens: Token[], lexicon: Lexicon): Said {
	const isFiller = tokens.map(({ word }, n) => FILLER.has(word) || isSaidTwice(tokens, n));
	const [startsClause, startsMessage]: boolean[][] = [[true], [true]];
	const [endsClause, endsMessage]: boolean[][] = [[], []];
	endsClause[tokens.length] = endsMessage[tokens.length] = true;
	const breaksAt = (n: number): boolean => n < tokens.length && tokens[n].breakBefore;
	for (let n = 1; n <= tokens.length; n++) {
		startsMessage[n] = isFiller[n - 1] && startsMessage[n - 1];
		startsClause[n] = breaksAt(n) || JOINS.has(tokens[n - 1].word) || (isFiller[n - 1] && startsClause[n - 1]);
	}
	for (let n = tokens.length - 1; n >= 0; n--) {
		endsMessage[n] = isFiller[n] && endsMessage[n + 1];
		endsClause[n] = breaksAt(n) || JOINS.has(tokens[n].word) || (isFiller[n] && endsClause[n + 1]);
	}
	const sets = tokens.map((token) => lexicon.setsOf(token));
	return { tokens, sets, bits: sets.map(({ bits }) => bits), isFiller, startsClause, endsClause, startsMessage, endsMessage };
}

/** "Num manda mais não", "não quero não": the last word of a clause says once more what its negation said, and adds nothing. */
function isSaidTwice(tokens: readonly Token[], last: number): boolean {
	const next = tokens[last + 1];
	if (tokens[last].word !== 'nao' || (next && !next.breakBefore && !FILLER.has(next.word))) return false;
	for (let n = last; n > Math.max(0, last - LONGEST_CLAUSE) && !tokens[n].breakBefore && !JOINS.has(tokens[n].word); n--)
		if (NEGATION.has(tokens[n - 1].word)) return true;
	return false;
}
const LONGEST_CLAUSE = 12;

/** Words from `from` to before `to` that no full stop parts, and the sets that any of them belongs to. */
export interface Sentence {
	from: number;
	to: number;
	bits: Bits;
}

/** @param cells of the bits; those of a sentence are written over by the next, since making room anew for each takes longer than reading it */
export function* sentencesOf({ tokens, sets }: Said, cells: number): Generator<Sentence> {
	const bits = new Uint32Array(cells);
	for (let from = 0, to = 0; from < tokens.length; from = to) {
		for (to = from; to < tokens.length && tokens[to].sentence === tokens[from].sentence; to++) {
			const of = sets[to];
			for (let n = 0; n < of.cells.length; n++) bits[of.cells[n]] |= of.bits[of.cells[n]];
		}
		yield { from, to, bits };
		bits.fill(0);
	}
}
