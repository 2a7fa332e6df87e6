import { folded } from '../text/folded';
import { EVERYDAY } from './everyday';
import { NearWords } from './near';
import { SHORTEST, sound } from './spelling';
import { verbForms } from './verbs';
import type { Token } from './tokens';
import { FILLER, GOVERNED, NEGATION } from './words';

/** Of a stem with any ending, those that are listened for through a slip. */
const ENDINGS = ['', 'a', 'o', 'e', 's', 'as', 'os', 'es', 'ado', 'ada', 'ados', 'adas', 'ram', 'am', 'ar', 'inho'];
/** A word that any sentence may have stands for so many others. */
const COMMON = 100;
/** More different words than this are not kept. */
const MOST_KEPT = 4000;

/** The sets that a word belongs to, a bit each: set `id` is bit `id & 31` of cell `id >> 5`. */
export type Bits = Uint32Array;

/** The sets of a word of a message, known once for all times that it is said. */
export interface Sets {
	bits: Bits;
	/** What the lexicon's listener knows of the word (`possible.ts`), once it has heard it. */
	called: Int32Array | null;
}

/**
 * The words that patterns listen for. A set of words has one id, and `setsOf` tells the ids of the sets that a word of a message belongs to: as written, as it sounds, or
 * with one slip in a long word.
 */
export class Lexicon {
	private readonly sets = new Map<string, number>();
	/** Of a set, those that take it in. */
	private readonly unions = new Map<number, number[]>();
	private readonly weights = new Map<number, number>();
	private readonly exact = new Map<string, number[]>();
	private readonly stems = new Map<string, number[]>();
	private readonly endings = new Map<string, number[]>();
	private readonly sounds = new Map<string, number[]>();
	/** Words that may be meant by one with a slip in it. */
	private readonly forms = new Map<string, number[]>();
	private readonly near = new NearWords();
	private readonly kept = new Map<string, Sets>();
	/** Letters of the longest stem and ending: a longer word costs no more than these. */
	private longestStem = 0;
	private longestEnding = 0;

	/**
	 * The id of a set of terms: `word`, `stem*` for any ending, `*ista` for any beginning, `~verbo` for a verb's wishes and orders, `~~verbo` with its participles.
	 */
	idOf(terms: string[]): number {
		return this.made([...new Set(terms)].sort().join(' '), (id) => {
			for (const term of terms) this.add(term, id);
			this.weights.set(id, sum(terms.map((term) => (FILLER.has(term) || GOVERNED.has(term) || NEGATION.has(term) ? COMMON : 1))));
		});
	}

	/** The id of the words of all of these sets. */
	unionOf(ids: number[]): number {
		const all = [...new Set(ids)].sort((a, b) => a - b);
		return all.length === 1
			? all[0]
			: this.made(all.join('|'), (id) => {
					for (const one of all) put(this.unions, one, id);
					this.weights.set(id, sum(all.map((one) => this.commonness(one))));
				});
	}

	/** How often the words of a set may be expected in a message: only to look for the rarer first. */
	commonness(id: number): number {
		return this.weights.get(id) ?? 0;
	}

	private made(key: string, fill: (id: number) => void): number {
		const known = this.sets.get(key);
		if (known !== undefined) return known;
		const id = this.sets.size;
		this.sets.set(key, id);
		fill(id);
		this.kept.clear();
		return id;
	}

	private add(term: string, id: number): void {
		const letters = fold(term.replace(/[*~]/g, ''));
		if (term.startsWith('*')) {
			this.longestEnding = Math.max(this.longestEnding, letters.length);
			put(this.endings, letters, id);
			return;
		}
		if (term.endsWith('*')) {
			put(this.stems, letters, id);
			this.longestStem = Math.max(this.longestStem, letters.length);
			for (const ending of ENDINGS) this.addSlips(letters + ending, id);
			return;
		}
		const verb = term.startsWith('~') ? formsOf(letters, term.startsWith('~~')) : null;
		for (const form of verb ?? [letters]) {
			put(this.exact, form, id);
			if (form.length > 3) put(this.sounds, soundOf(form), id);
			this.addSlips(form, id);
		}
		// What the folded form lost: the cedilla tells how the word sounds.
		if (!verb && term.includes('ç')) put(this.sounds, sound(term.replace(/[^ç]/g, fold)), id);
	}

	private addSlips(form: string, id: number): void {
		if (form.length < SHORTEST) return;
		this.near.add(form);
		put(this.forms, form, id);
	}

	setsOf({ word, spelled }: Token): Sets {
		const known = this.kept.get(spelled);
		if (known) return known;
		const bits = new Uint32Array((this.sets.size + 31) >> 5);
		this.addAll(bits, this.exact.get(word));
		for (let n = 1; n <= Math.min(word.length, this.longestStem); n++) this.addAll(bits, this.stems.get(word.slice(0, n)));
		for (let n = Math.max(1, word.length - this.longestEnding); n < word.length - 1; n++)
			this.addAll(bits, this.endings.get(word.slice(n)));
		if (!this.exact.has(word) && word.length > 3) this.addAlike(bits, word, spelled);
		if (this.kept.size >= MOST_KEPT) this.kept.clear();
		const sets = { bits, called: null };
		this.kept.set(spelled, sets);
		return sets;
	}

	private addAll(bits: Bits, ids: number[] = []): void {
		for (const id of ids) {
			bits[id >> 5] |= 1 << (id & 31);
			this.addAll(bits, this.unions.get(id));
		}
	}

	private addAlike(bits: Bits, word: string, spelled: string): void {
		const alike = this.sounds.get(sound(spelled));
		this.addAll(bits, alike);
		if (word.length < SHORTEST - 1 || alike || EVERYDAY.has(word)) return;
		for (const term of this.near.to(word)) this.addAll(bits, this.forms.get(term));
	}
}

export const has = (bits: Bits, id: number): boolean => (bits[id >> 5] & (1 << (id & 31))) !== 0;

/** How a verb is said, and how a word sounds, are the same for every ear: found once. */
const FORMS = new Map<string, string[]>();
function formsOf(infinitive: string, participles: boolean): string[] {
	const key = `${infinitive} ${participles}`;
	const known = FORMS.get(key) ?? verbForms(infinitive, participles);
	FORMS.set(key, known);
	return known;
}
const SOUNDS = new Map<string, string>();
function soundOf(form: string): string {
	const known = SOUNDS.get(form) ?? sound(form);
	SOUNDS.set(form, known);
	return known;
}

const sum = (values: number[]): number => values.reduce((all, one) => all + one, 0);
const fold = (text: string): string => folded(text).text;
function put<K, T>(map: Map<K, T[]>, key: K, value: T): void {
	const all = map.get(key);
	if (!all) map.set(key, [value]);
	else if (all[all.length - 1] !== value) all.push(value);
}
