import { rememberedFor } from '../text/remembered';
import { plain } from '../text/words';
import { beginning } from './lines';
import { contentWords } from './contentWords';
import type { FactGrounds, Grounds } from './grounds';
import type { Said } from './topic';

/** So many words of a note in one sentence tell what it says, in whatever order. */
const TOLD = 2;

/** The beginnings of the words that a company's notes for the team have and its other texts have not, note by note. */
const wordsOfNotes = rememberedFor((own: Grounds): ReadonlyArray<ReadonlySet<string>> => {
	const open = new Set(contentWords(own.text).map(beginning));
	return own.notes.map(
		(note) =>
			new Set(
				contentWords(plain(note))
					.map(beginning)
					.filter((word) => !open.has(word)),
			),
	);
});

/**
 * What a sentence tells of a note for the team (`privateLines.ts`), in other words or in another order than the note's: two of its own words, or one beside what the
 * customer asked after. What is left to somebody else tells nothing by naming what was asked after.
 * @param isCommon a word of any conversation
 * @returns the sentence; null when it tells nothing
 */
export function noteToldIn(
	{ sentence, isDeferred }: Said,
	{ own, theirs }: Pick<FactGrounds, 'own' | 'theirs'>,
	isCommon: (word: string) => boolean,
): string | null {
	if (own.notes.length === 0 || sentence.isQuestion) return null;
	const said = contentWords(sentence.plain).filter((word) => !isCommon(word));
	const isTold = wordsOfNotes(own).some((note) => {
		const found = new Set(said.filter((word) => note.has(beginning(word))));
		const asked = [...found].filter((word) => theirs.vocabulary.has(word)).length;
		return found.size - asked >= (isDeferred || asked === 0 ? TOLD : 1);
	});
	return isTold ? sentence.plain : null;
}
