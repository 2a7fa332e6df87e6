import { plain } from '../text/words';
import { EXCEPTIONS, LABELS, OPT_OUT_WORDS, PHRASES, type Label } from './intentLists';
import { phraseFinder, phraseLines } from './phrases';

export type Found = { label: Label; phrase: string };

/** Finds the labels of a message and the phrase that gave each of them. */
export type IntentFinder = (text: string) => Found[];

/**
 * Makes the finder of an operator's lists.
 * @param lists phrases a label, one a line; the default list for a label that is not given
 */
export function intentFinder(lists: Partial<Record<Label, string>> = {}): IntentFinder {
	const finders = LABELS.map((label) => ({
		label,
		phrases: phraseFinder(phraseLines(lists[label] ?? PHRASES[label])),
		exceptions: phraseFinder(phraseLines(EXCEPTIONS[label] ?? '')),
	}));
	return (text) => {
		const found = finders.flatMap(({ label, phrases, exceptions }) => {
			const phrase = phrases.find(exceptions.without(text));
			return phrase ? [{ label, phrase }] : [];
		});
		const word = plain(text)
			.replace(/[\p{P}\p{S}]/gu, '')
			.trim();
		const isBareOptOut = OPT_OUT_WORDS.includes(word) && !found.some(({ label }) => label === 'optOut');
		return isBareOptOut ? [...found, { label: 'optOut', phrase: word }] : found;
	};
}

const KINDS: Array<['deletion' | 'correction' | 'access', RegExp]> = [
	['deletion', /\b(apag\w*|exclu\w*|delet\w*|remov\w*|elimin\w*|anonimiz\w*)/],
	['correction', /\b(corrig\w*|corre[cç]\w*|atualiz\w*|retific\w*)/],
	['access', /./],
];
export type LgpdKind = (typeof KINDS)[number][0];

/** What a person wants done with their data; to know them, when the words tell nothing else. */
export const lgpdKind = (text: string): LgpdKind => KINDS.find(([, pattern]) => pattern.test(plain(text)))?.[0] ?? 'access';

/**
 * The number that a data request is known by: the same turn gives the same one, so that a turn done again opens no second request.
 * @param at epoch milliseconds
 * @param seed the turn's id, or something random
 */
export function protocolNumber(at: number, seed: string): string {
	const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
	return `LGPD-${day}-${seed
		.replace(/[^0-9a-z]/gi, '')
		.slice(0, 8)
		.toUpperCase()}`;
}
