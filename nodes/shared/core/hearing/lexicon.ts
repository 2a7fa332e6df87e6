import { folded } from '../text/folded';
import { slips } from '../text/slips';
import { EVERYDAY } from './everyday';
import { maySlip, SHORTEST, sound } from './spelling';
import { verbForms } from './verbs';
import type { Token } from './tokens';

/** Of a stem with any ending, those that are listened for through a slip. */
const ENDINGS = ['', 'a', 'o', 'e', 's', 'as', 'os', 'es', 'ado', 'ada', 'ados', 'adas', 'ram', 'am', 'ar', 'inho'];
/** More different words than this are not kept. */
const MOST_KEPT = 4000;

/**
 * The words that patterns listen for. A set of words has one id, and `idsOf` tells the ids of the sets that a word of a message belongs to: as written, as it sounds, or
 * with one slip in a long word.
 */
export class Lexicon {
	private readonly sets = new Map<string, number>();
	private readonly exact = new Map<string, number[]>();
	private readonly stems = new Map<string, number[]>();
	private readonly endings = new Map<string, number[]>();
	private readonly sounds = new Map<string, number[]>();
	/** Words that may be meant by one with a slip in it. */
	private readonly forms = new Map<string, number[]>();
	private readonly kept = new Map<string, ReadonlySet<number>>();
	/** Letters of the longest stem and of the longest form: a longer word costs no more than these. */
	private longestStem = 0;
	private longestForm = 0;

	/**
	 * The id of a set of terms: `word`, `stem*` for any ending, `*ista` for any beginning, `~verbo` for a verb's wishes and orders, `~~verbo` with its participles.
	 */
	idOf(terms: string[]): number {
		const key = [...new Set(terms)].sort().join(' ');
		const known = this.sets.get(key);
		if (known !== undefined) return known;
		const id = this.sets.size;
		this.sets.set(key, id);
		for (const term of terms) this.add(term, id);
		this.kept.clear();
		return id;
	}

	private add(term: string, id: number): void {
		const letters = fold(term.replace(/[*~]/g, ''));
		if (term.startsWith('*')) return put(this.endings, letters, id);
		if (term.endsWith('*')) {
			put(this.stems, letters, id);
			this.longestStem = Math.max(this.longestStem, letters.length);
			for (const ending of ENDINGS) this.addSlips(letters + ending, id);
			return;
		}
		const verb = term.startsWith('~') ? verbForms(letters, term.startsWith('~~')) : null;
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
		if (!this.forms.has(form)) indexSlips(form);
		put(this.forms, form, id);
		this.longestForm = Math.max(this.longestForm, form.length);
	}

	idsOf({ word, spelled }: Token): ReadonlySet<number> {
		const known = this.kept.get(spelled);
		if (known) return known;
		const ids = new Set(this.exact.get(word));
		for (let n = 1; n <= Math.min(word.length, this.longestStem); n++) for (const id of this.stems.get(word.slice(0, n)) ?? []) ids.add(id);
		for (let n = 1; this.endings.size > 0 && n < word.length - 1; n++) for (const id of this.endings.get(word.slice(n)) ?? []) ids.add(id);
		if (!this.exact.has(word) && word.length > 3) this.addAlike(ids, word, spelled);
		if (this.kept.size >= MOST_KEPT) this.kept.clear();
		this.kept.set(spelled, ids);
		return ids;
	}

	private addAlike(ids: Set<number>, word: string, spelled: string): void {
		const alike = this.sounds.get(sound(spelled)) ?? [];
		for (const id of alike) ids.add(id);
		if (word.length < SHORTEST - 1 || word.length > this.longestForm + 1 || alike.length > 0 || EVERYDAY.has(word)) return;
		const near = new Set(slips(word).flatMap((slip) => SLIPPED.get(slip) ?? []));
		for (const term of near) if (maySlip(word, term)) for (const id of this.forms.get(term) ?? []) ids.add(id);
	}
}

/** What a word becomes by slips, and how it sounds, are the same for every ear: found once. */
const SLIPPED = new Map<string, string[]>();
const INDEXED = new Set<string>();
function indexSlips(form: string): void {
	if (INDEXED.has(form)) return;
	INDEXED.add(form);
	for (const slip of slips(form)) put(SLIPPED, slip, form);
}
const SOUNDS = new Map<string, string>();
function soundOf(form: string): string {
	const known = SOUNDS.get(form) ?? sound(form);
	SOUNDS.set(form, known);
	return known;
}

const fold = (text: string): string => folded(text).text;
function put<T>(map: Map<string, T[]>, key: string, value: T): void {
	const all = map.get(key);
	if (!all) map.set(key, [value]);
	else if (all[all.length - 1] !== value) all.push(value);
}
