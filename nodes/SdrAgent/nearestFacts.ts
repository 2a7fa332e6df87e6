import { plain } from '../shared/core/text/words';

/** A text longer than this is chosen from by its sentences, not taken or left as a whole. */
const LONGEST_PIECE = 600;
/** Letters that tell a word from another, endings of number and gender aside. */
const STEM = 5;

/**
 * What of some facts fits, the nearest to a claim first chosen and all in the order given: a fact counts by the words that it shares with the claim, rare ones
 * more than those that many facts have.
 * @param limit characters
 * @returns the facts that fit, and how many pieces did not
 */
export function nearestFacts(facts: readonly string[], claim: string, limit: number): { facts: string[]; leftOut: number } {
	if (sizeOf(facts) <= limit) return { facts: [...facts], leftOut: 0 };
	const pieces = facts.flatMap(piecesOf);
	const stems = pieces.map(stemsOf);
	const wanted = stemsOf(claim);
	const having = (stem: string): number => stems.filter((one) => one.has(stem)).length;
	const weight = new Map([...wanted].map((stem) => [stem, 1 / Math.max(1, having(stem))]));
	const near = stems.map((one) => [...one].reduce((sum, stem) => sum + (weight.get(stem) ?? 0), 0));
	const kept = new Set<number>();
	let left = limit;
	for (const n of pieces.map((_, place) => place).sort((a, b) => near[b] - near[a] || a - b)) {
		if (pieces[n].length + 1 > left) continue;
		kept.add(n);
		left -= pieces[n].length + 1;
	}
	return { facts: pieces.filter((_, n) => kept.has(n)), leftOut: pieces.length - kept.size };
}

const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length + 1, 0);

const piecesOf = (text: string): string[] =>
	text.length <= LONGEST_PIECE
		? [text]
		: text
				.split(/\n+|(?<=[.!?;])\s+/)
				.flatMap((sentence) => sentence.match(new RegExp(`[\\s\\S]{1,${LONGEST_PIECE}}`, 'g')) ?? [])
				.filter((sentence) => sentence.trim() !== '');

const stemsOf = (text: string): Set<string> =>
	new Set((plain(text).match(/[a-z]{3,}|\d[\d.,]*/g) ?? []).map((word) => (/^\d/.test(word) ? word : word.slice(0, STEM))));
