import { plain } from '../text/words';

const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\d]+/gu) ?? [];

/**
 * The first run of so many words in a row that two texts share, whatever the case, the accents and what stands between the words.
 * @returns the run, or null
 */
export function sharedRun(text: string, source: string, length: number): string | null {
	const runs = (words: string[]): string[] =>
		words.slice(0, Math.max(0, words.length - length + 1)).map((_, n) => words.slice(n, n + length).join(' '));
	const known = new Set(runs(wordsOf(source)));
	return runs(wordsOf(text)).find((run) => known.has(run)) ?? null;
}
