import { headsOf } from './heads';

/**
 * What the first of the patterns that stands anywhere in a text matches, as `exec` would find it. One walk over the text finds the places where each may begin;
 * only there it is tried. Tried at every place, dozens of patterns with dozens of words each are what takes the time of a reply.
 */
export function firstOf(patterns: readonly RegExp[]): (text: string) => string | null {
	const tried = patterns.map((pattern) => {
		const heads = headsOf(pattern);
		return { heads, pattern: heads === null ? pattern : new RegExp(pattern.source, `${pattern.flags.replace('g', '')}y`) };
	});
	const known = new Map<number, number[]>();
	// Which two characters begin anything at all: most begin nothing, and are passed over at once.
	const begun = new Uint8Array(SIGNS * SIGNS);
	tried.forEach(({ heads }, n) => {
		for (const head of heads ?? []) {
			const key = keyOf(head, 0, head.length);
			known.set(key, [...(known.get(key) ?? []), n]);
			if (head.length > 1) begun[keyOf(head, 0, 2)] = 1;
			else begun.fill(1, signOf(head, 0) * SIGNS, (signOf(head, 0) + 1) * SIGNS);
		}
	});
	return (text) => {
		const places: Array<number[] | undefined> = [];
		let sign = signOf(text, 0);
		for (let at = 0; at < text.length; at++) {
			const next = signOf(text, at + 1);
			const isBegun = begun[sign * SIGNS + next] === 1;
			sign = next;
			if (!isBegun) continue;
			for (let length = 1; length <= 3; length++) for (const n of known.get(keyOf(text, at, length)) ?? NONE) (places[n] ??= []).push(at);
		}
		for (const [n, { heads, pattern }] of tried.entries()) {
			if (heads === null) {
				const found = pattern.exec(text)?.[0];
				if (found !== undefined) return found;
				continue;
			}
			for (const at of places[n] ?? NONE) {
				pattern.lastIndex = at;
				const found = pattern.exec(text)?.[0];
				if (found !== undefined) return found;
			}
		}
		return null;
	};
}
const NONE: readonly number[] = [];

/** Letters and marks beyond these are taken for one: a pattern that is tried in vain costs little. */
const SIGNS = 128;
const signOf = (text: string, at: number): number => (at < text.length ? Math.min(text.charCodeAt(at), SIGNS - 1) : 0);
/** Up to three characters as one number; the shorter ones apart from the longer. */
function keyOf(text: string, at: number, length: number): number {
	let key = length === 1 ? SIGNS ** 3 : length === 3 ? SIGNS ** 3 * 2 : 0;
	let place = 1;
	for (let n = at + length - 1; n >= at; n--) {
		key += signOf(text, n) * place;
		place *= SIGNS;
	}
	return key;
}
