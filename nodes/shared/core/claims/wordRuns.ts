import { lowered } from './disguise';

/** The words of a text in lower case without accents. */
export const wordsIn = (text: string): string[] => lowered(text).match(/[\p{L}\d]+/gu) ?? [];

/**
 * The first run of so many words in a row that words share with a text, whatever the case, the accents and what stands between them.
 * @param words as `wordsIn` gives them
 * @returns the run, or null
 */
export function sharedRun(words: readonly string[], source: string, length: number): string | null {
	if (words.length < length) return null;
	const known = runsOf(source, length);
	for (let n = 0; n + length <= words.length; n++) {
		if (!known.starts.has(words[n])) continue;
		const run = words.slice(n, n + length).join(' ');
		if (known.runs.has(run)) return run;
	}
	return null;
}

interface Runs {
	runs: ReadonlySet<string>;
	/** Their first words: most words of a text begin none. */
	starts: ReadonlySet<string>;
}
/** The last sources that were read: prompts and notes are the same turn after turn. */
const READ = new Map<string, Runs>();
const MOST_READ = 64;

function runsOf(source: string, length: number): Runs {
	const key = `${length} ${source}`;
	const read = READ.get(key);
	if (read) return read;
	const words = wordsIn(source);
	const starts = words.slice(0, Math.max(0, words.length - length + 1));
	const known = { starts: new Set(starts), runs: new Set(starts.map((_, n) => words.slice(n, n + length).join(' '))) };
	if (READ.size >= MOST_READ) READ.delete(READ.keys().next().value!);
	READ.set(key, known);
	return known;
}
