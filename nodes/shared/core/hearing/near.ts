import { maySlip } from './spelling';

/**
 * Words by their halves: two words that are one slip of the pen apart have the beginning or the end in common, so that only those few are compared letter by letter.
 */
export class NearWords {
	private readonly halves = new Map<string, string[]>();
	private readonly known = new Set<string>();
	private longest = 0;

	add(word: string): void {
		if (this.known.has(word)) return;
		this.known.add(word);
		this.longest = Math.max(this.longest, word.length);
		for (const half of halvesOf(word, word.length)) {
			const alike = this.halves.get(half);
			if (alike) alike.push(word);
			else this.halves.set(half, [word]);
		}
	}

	/** The words that this one may be with one slip in it; a word longer than any costs nothing. */
	to(word: string): Set<string> {
		const near = new Set<string>();
		if (word.length > this.longest + 1) return near;
		for (let length = word.length - 1; length <= word.length + 1; length++)
			for (const half of halvesOf(word, length))
				for (const one of this.halves.get(half) ?? []) if (!near.has(one) && maySlip(word, one)) near.add(one);
		return near;
	}
}

/** What a word has in common with one of so many letters: a slip is one letter or two beside each other, and leaves the half before or the half after it. */
function halvesOf(word: string, length: number): [string, string] {
	const half = (length - 1) >> 1;
	return [`${length}${word.slice(0, half)}`, `${length}-${word.slice(word.length - half)}`];
}
