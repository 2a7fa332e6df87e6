/** By which forms of a word, and a misspelt one, are known again. */
export const beginning = (word: string): string => word.slice(0, 4);
/** The longer and the shorter beginning by which words of one stem are one; of a word of up to so many letters the shorter one is nearly all of it. */
export const [SHORT, LONG] = [4, 5];
const SHORT_WORD = 6;
export const beginOf = (word: string): string => word.slice(0, word.length <= SHORT_WORD ? SHORT : LONG);

/**
 * The lines of a text, as the words that stand in them: how many of a sentence's words one line has is looked up word by word, however many lines there are. Every
 * sentence of every reply is held against them.
 */
export class Lines {
	private readonly exact = new Map<string, number[]>();
	private readonly begun = new Map<string, number[]>();
	private count = 0;
	/** Words that each line has of the sentence that is looked for; zero again after each. */
	private had = new Uint32Array(0);
	/** What was looked for last: several rules ask for the same words in a row. */
	private last: { words: readonly string[]; byBeginning: boolean; share: number } | null = null;

	/** @param words of one line, letters alone from four on or digits */
	add(words: ReadonlySet<string>): void {
		const line = this.count++;
		this.last = null;
		for (const word of words) {
			put(this.exact, word, line);
			put(this.begun, beginning(word), line);
			// A number of less than four digits begins longer ones.
			if (/^\d/.test(word)) for (let length = 1; length < Math.min(4, word.length); length++) put(this.begun, word.slice(0, length), line);
		}
	}

	/** The largest share of these words that stands in one line. @param byBeginning in another number or gender too: "bolos" for "bolo" */
	share(words: readonly string[], byBeginning: boolean): number {
		if (words.length === 0 || this.count === 0) return 0;
		if (this.last?.words !== words || this.last.byBeginning !== byBeginning)
			this.last = { words, byBeginning, share: this.freshShare(words, byBeginning) };
		return this.last.share;
	}

	private freshShare(words: readonly string[], byBeginning: boolean): number {
		if (this.had.length < this.count) this.had = new Uint32Array(this.count);
		const { had } = this;
		let most = 0;
		const found = words.map((word) => (byBeginning ? this.begun.get(beginning(word)) : this.exact.get(word)));
		for (const lines of found) {
			if (lines === undefined) continue;
			for (let n = 0; n < lines.length; n++) most = Math.max(most, ++had[lines[n]]);
		}
		for (const lines of found) if (lines !== undefined) for (let n = 0; n < lines.length; n++) had[lines[n]] = 0;
		return most / words.length;
	}
}

function put(map: Map<string, number[]>, key: string, line: number): void {
	const lines = map.get(key);
	if (lines === undefined) map.set(key, [line]);
	else if (lines[lines.length - 1] !== line) lines.push(line);
}
