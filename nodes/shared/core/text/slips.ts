/** The word itself, and the word without each of its letters in turn: words that are one slip of the pen apart share one of these. */
export function slips(word: string): string[] {
	const all = [word];
	for (let n = 0; n < word.length; n++) all.push(word.slice(0, n) + word.slice(n + 1));
	return all;
}

/** Whether two words are one slip of the pen apart: a letter left out of either of them or of both makes them one. */
export function isSlip(one: string, other: string): boolean {
	if (Math.abs(one.length - other.length) > 1) return false;
	let from = 0;
	while (from < one.length && one[from] === other[from]) from += 1;
	let [end, otherEnd] = [one.length, other.length];
	while (end > from && otherEnd > from && one[end - 1] === other[otherEnd - 1]) [end, otherEnd] = [end - 1, otherEnd - 1];
	if (one.length !== other.length) return end - from + otherEnd - from <= 1;
	return one.slice(from + 1, end) === other.slice(from, end - 1) || one.slice(from, end - 1) === other.slice(from + 1, end);
}
