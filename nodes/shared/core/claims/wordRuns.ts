import { remembered } from '../text/remembered';
import { isAscii, lowered } from './disguise';

/** The words of a text in lower case without accents. */
export function wordsIn(text: string): string[] {
	const plain = lowered(text);
	return plain.match(isAscii(plain) ? /[a-z\d]+/g : /[\p{L}\d]+/gu) ?? [];
}

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
const MOST_READ = 64;
const BETWEEN = '\0';
const readRuns = remembered((key): Runs => {
	const [length, source] = [Number(key.slice(0, key.indexOf(BETWEEN))), key.slice(key.indexOf(BETWEEN) + 1)];
	const words = wordsIn(source);
	const starts = words.slice(0, Math.max(0, words.length - length + 1));
	return { starts: new Set(starts), runs: new Set(starts.map((_, n) => words.slice(n, n + length).join(' '))) };
}, MOST_READ);
const runsOf = (source: string, length: number): Runs => readRuns(`${length}${BETWEEN}${source}`);
