import { remembered } from '../text/remembered';

/** Words of four letters and more that say nothing by themselves. */
export const EMPTY: ReadonlySet<string> = new Set(
	'para pela pelo como mais muito voce voces esta isso essa esse entre sobre quando temos nossa nosso ela eles elas dele dela'.split(' '),
);

/** A sentence is asked for its words by one rule after the other, and its question by those of every sentence. */
const MOST_KEPT = 64;

/**
 * The words of a sentence that say something, by which it is known again: letters alone from four on, or digits.
 * @param sentence lower case without accents
 * @returns shared, nobody may change it
 */
export const contentWords = remembered(
	(sentence: string): readonly string[] => (sentence.match(/[a-z]{4,}|\d+/g) ?? []).filter((word) => !EMPTY.has(word)),
	MOST_KEPT,
);
