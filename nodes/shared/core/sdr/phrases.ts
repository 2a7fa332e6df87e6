import { plain } from '../text/words';

/** A list of phrases as an operator writes it: apart by a line or `|`, `*` at the end of a word for any ending. */
export const phraseLines = (text: string): string[] =>
	text
		.split(/[\n|]/)
		.map((line) => plain(line))
		.filter(Boolean);

/** Looks for phrases as whole words, whatever the case, the accents and the space between the words (SDR spec F053). */
export function phraseFinder(phrases: readonly string[]): { find: (text: string) => string | null; without: (text: string) => string } {
	const patterns = phrases.map((phrase) => new RegExp(`(?<![\\p{L}\\d])${words(plain(phrase))}(?![\\p{L}\\d])`, 'gu'));
	return {
		find: (text) => {
			const searched = plain(text);
			return patterns.map((pattern) => searched.match(pattern)?.[0]).find(Boolean) ?? null;
		},
		without: (text) => patterns.reduce((left, pattern) => left.replace(pattern, ' '), plain(text)),
	};
}

const words = (phrase: string): string =>
	phrase
		.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
		.replaceAll('*', '[\\p{L}\\d]*')
		.replaceAll(' ', '[\\s\\p{P}]+');
