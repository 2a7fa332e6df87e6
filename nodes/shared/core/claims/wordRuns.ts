import { plain } from '../text/words';

const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\d]+/gu) ?? [];

/**
 * The first run of so many words in a row that two texts share, whatever the case, the accents and what stands between the words.
 * @returns the run, or null
 */
export function sharedRun(text: string, source: string, length: number): string | null {
	const key = `${length} ${source}`;
	const known = READ.get(key) ?? new Set(runs(wordsOf(source), length));
	if (!READ.has(key)) {
		if (READ.size >= MOST_READ) READ.delete(READ.keys().next().value!);
		READ.set(key, known);
	}
	return runs(wordsOf(text), length).find((run) => known.has(run)) ?? null;
}

const runs = (words: string[], length: number): string[] =>
	words.slice(0, Math.max(0, words.length - length + 1)).map((_, n) => words.slice(n, n + length).join(' '));

/** The last sources that were read: prompts and notes are the same turn after turn. */
const READ = new Map<string, ReadonlySet<string>>();
const MOST_READ = 64;
