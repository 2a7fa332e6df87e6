import type { Bits, Lexicon, Sets } from './lexicon';
import type { Token } from './tokens';
import { NEGATION } from './words';

/** A statement on each word: 1 where it is so. */
type Flags = Uint8Array;

/** A message, ready to be listened to: what patterns ask of its words again and again is found once. */
export interface Said {
	tokens: Token[];
	/** The sets of words that each word belongs to. */
	sets: Sets[];
	bits: Bits[];
	isFiller: Flags;
	/** With an entry for the place after the last word too: nothing but fillers stands between it and the start or end of its clause, of the message. */
	startsClause: Flags;
	endsClause: Flags;
	startsMessage: Flags;
	endsMessage: Flags;
}

export function saidOf(tokens: Token[], lexicon: Lexicon): Said {
	const count = tokens.length;
	const [isFiller, joins] = [new Uint8Array(count), new Uint8Array(count)];
	const edges = (): Flags => new Uint8Array(count + 1);
	const [startsClause, startsMessage, endsClause, endsMessage] = [edges(), edges(), edges(), edges()];
	startsClause[0] = startsMessage[0] = endsClause[count] = endsMessage[count] = 1;
	for (let n = 0; n < count; n++) {
		if (tokens[n].known.isFiller || isSaidTwice(tokens, n)) isFiller[n] = 1;
		if (tokens[n].known.joins) joins[n] = 1;
		const breaks = n + 1 < count && tokens[n + 1].breakBefore ? 1 : 0;
		startsMessage[n + 1] = isFiller[n] & startsMessage[n];
		startsClause[n + 1] = breaks | joins[n] | (isFiller[n] & startsClause[n]);
	}
	for (let n = count - 1; n >= 0; n--) {
		endsMessage[n] = isFiller[n] & endsMessage[n + 1];
		endsClause[n] = (tokens[n].breakBefore ? 1 : 0) | joins[n] | (isFiller[n] & endsClause[n + 1]);
	}
	const sets = tokens.map((token) => lexicon.setsOf(token));
	const bits = sets.map((one) => one.bits);
	return { tokens, sets, bits, isFiller, startsClause, endsClause, startsMessage, endsMessage };
}

/** "Num manda mais não", "não quero não": the last word of a clause says once more what its negation said, and adds nothing. */
function isSaidTwice(tokens: readonly Token[], last: number): boolean {
	const next = tokens[last + 1];
	if (tokens[last].word !== 'nao' || (next && !next.breakBefore && !next.known.isFiller)) return false;
	for (let n = last; n > Math.max(0, last - LONGEST_CLAUSE) && !tokens[n].breakBefore && !tokens[n].known.joins; n--)
		if (NEGATION.has(tokens[n - 1].word)) return true;
	return false;
}
const LONGEST_CLAUSE = 12;

/** Words from `from` to before `to` that no full stop parts. */
export interface Sentence {
	from: number;
	to: number;
}

/** Reads a message sentence by sentence. */
export function eachSentence({ tokens }: Said, read: (sentence: Sentence) => void): void {
	for (let from = 0, to = 0; from < tokens.length; from = to) {
		const { sentence } = tokens[from];
		for (to = from; to < tokens.length && tokens[to].sentence === sentence;) to += 1;
		read({ from, to });
	}
}
