import { needsOf } from './needs';
import { Runs } from './runs';

const RUNS = new Runs();

/**
 * Texts of which it is known what they have: each is asked for dozens of patterns, all sentences of a reply by one reader and then by the next. Each has one place, by what
 * costs nothing to look at; a power of two.
 */
const MOST_KEPT = 256;
const keptTexts = Array.from<string | undefined>({ length: MOST_KEPT });
const kept: Uint32Array[] = [];
let last = '';
let lastOpen: Uint32Array | undefined;

const placeOf = (text: string): number =>
	((((text.length << 5) ^ text.charCodeAt(1)) * 31) ^ (text.charCodeAt(text.length >> 1) * 7) ^ text.charCodeAt(text.length - 3)) &
	(MOST_KEPT - 1);

/** A bit for each pattern that may stand in the text. */
function openIn(text: string): Uint32Array {
	if (lastOpen !== undefined && last === text) return lastOpen;
	const place = placeOf(text);
	if (keptTexts[place] !== text) {
		kept[place] = RUNS.in(text, kept[place]);
		keptTexts[place] = text;
	}
	last = text;
	return (lastOpen = kept[place]);
}

/**
 * Patterns that are tried only on texts that have what all of their matches have. What a text has is found in one walk for all patterns together, so that of hundreds
 * of them a few are tried; what is found is the same.
 */
export class Gated {
	private readonly first: number;

	constructor(private readonly patterns: readonly RegExp[]) {
		const ids = patterns.map((pattern) => RUNS.add(needsOf(pattern)));
		this.first = ids[0];
		keptTexts.fill(undefined);
		lastOpen = undefined;
	}

	/** What the first of the patterns that stands in the text matches. */
	exec(text: string): RegExpExecArray | null {
		const open = openIn(text);
		const { first, patterns } = this;
		const last = first + patterns.length - 1;
		for (let cell = first >> 5; cell <= last >> 5; cell++) {
			for (let bits = open[cell]; bits !== 0; bits &= bits - 1) {
				const n = (cell << 5) + 31 - Math.clz32(bits & -bits) - first;
				if (n < 0) continue;
				if (n >= patterns.length) break;
				const match = patterns[n].exec(text);
				if (match !== null) return match;
			}
		}
		return null;
	}

	/** The same, its words alone. */
	find(text: string): string | null {
		const match = this.exec(text);
		return match === null ? null : match[0];
	}

	test(text: string): boolean {
		return this.exec(text) !== null;
	}

	/** All that the patterns match, those of each in their order. */
	matches(text: string): RegExpExecArray[] {
		return this.patterns.flatMap((pattern, n) => (this.isOpen(n, text) ? [...text.matchAll(pattern)] : []));
	}

	/** Puts something else in the place of each match, of patterns for all of theirs. */
	replace(text: string, by: string | ((match: string) => string)): string {
		return this.patterns.reduce((left, pattern, n) => (this.isOpen(n, left) ? left.replace(pattern, by as string) : left), text);
	}

	/** The places of its patterns among all. */
	ids(): number[] {
		return this.patterns.map((_, n) => this.first + n);
	}

	private isOpen(n: number, text: string): boolean {
		const id = this.first + n;
		return (openIn(text)[id >> 5] & (1 << (id & 31))) !== 0;
	}
}

export const gated = (...patterns: RegExp[]): Gated => new Gated(patterns);

/** Whether any pattern of several of these may stand in a text: most sentences are left by all of them at one look. */
export function anyOf(...all: Gated[]): (text: string) => boolean {
	const bits: number[] = [];
	for (const one of all) for (const id of one.ids()) bits[id >> 5] = (bits[id >> 5] ?? 0) | (1 << (id & 31));
	const mask = Uint32Array.from(bits, (some = 0) => some);
	return (text) => {
		const open = openIn(text);
		for (let cell = 0; cell < mask.length; cell++) if ((open[cell] & mask[cell]) !== 0) return true;
		return false;
	};
}
