import { remembered } from '../text/remembered';
import { endOfLetters, isDigit } from './letters';

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
export const contentWords = remembered((sentence: string): readonly string[] => {
	const words: string[] = [];
	for (let from = 0, end = 0; from < sentence.length; from = end) {
		end = endOfLetters(sentence, from);
		if (end > from) {
			if (end - from < SHORTEST) continue;
			const word = sentence.slice(from, end);
			if (word.length > LONGEST_EMPTY || !EMPTY.has(word)) words.push(word);
			continue;
		}
		while (isDigit(sentence.charCodeAt(end))) end += 1;
		if (end > from) words.push(sentence.slice(from, end));
		else end += 1;
	}
	return words;
}, MOST_KEPT);
const SHORTEST = 4;
const LONGEST_EMPTY = Math.max(...Array.from(EMPTY, ({ length }) => length));
