/** The word itself, and the word without each of its letters in turn: words that are one slip of the pen apart share one of these. */
export function slips(word: string): string[] {
	const all = [word];
	for (let n = 0; n < word.length; n++) all.push(word.slice(0, n) + word.slice(n + 1));
	return all;
}
