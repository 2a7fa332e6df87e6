import { readWord, type ReadWord } from '../learned/features';
import { remembered } from '../text/remembered';
import { single } from './spelling';
import { FILLER, JOINS, whole } from './words';

/** What is known of a word wherever it stands: found once, since people use the same few thousand words. */
export interface KnownWord extends ReadWord {
	/** Folded, an abbreviation written out. */
	word: string;
	isFiller: boolean;
	/** A new clause begins after it. */
	joins: boolean;
}
const MOST_KEPT = 4096;

export const knownOf = remembered(
	(word): KnownWord => ({ word, ...readWord(word), isFiller: FILLER.has(word), joins: JOINS.has(word) }),
	MOST_KEPT,
);

/** The word that is meant by what was written. */
export const meantBy = remembered((piece) => knownOf(whole(drawnIn(piece))), MOST_KEPT);
const drawnIn = (word: string): string => (DRAWN.test(word) ? word.replace(/r{3,}/g, single).replace(/((?!r)\p{L})\1{2,}/gu, '$1') : word);
const DRAWN = /([a-z])\1\1/;
