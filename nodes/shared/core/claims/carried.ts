import { rememberedFor } from '../text/remembered';
import { EMPTY } from './contentWords';
import type { Grounds, FactGrounds } from './grounds';
import type { GroundText } from './groundText';
import { beginOf, LONG, SHORT } from './lines';

/** Whose texts have a word: the operator's or what we were told and said, the customer's alone, nobody's. None of words that say nothing by themselves. */
export const [SMALL, CARRIED, ASKED_FOR, UNHEARD] = [0, 1, 2, 3];

/**
 * Words by which a stated fact is known again in the texts of an operator. By their beginnings: what a text says by a noun is said by a verb, in another number or gender.
 * @param word lower case without accents
 * @param isNo the sentence denies: what a text only denies ("não cortamos vidro") carries nothing that is affirmed
 */
export function carriedBy(word: string, { own, theirs, told }: FactGrounds, isNo: boolean): number {
	if (word.length < SHORT || word.startsWith('{') || EMPTY.has(word)) return SMALL;
	const begun = beginOf(word);
	const of = isNo ? allOf : affirmedOf;
	if (of(own).has(begun) || of(told).has(begun)) return CARRIED;
	return allOf(theirs).has(begun) ? ASKED_FOR : UNHEARD;
}

/** A text speaks of it, and denies it wherever it does. */
export const isDeniedIn = (word: string, ground: Grounds): boolean =>
	allOf(ground).has(beginOf(word)) && !affirmedOf(ground).has(beginOf(word));

/** What parts clauses: a negation reaches no further. */
const CLAUSES = /[,;:.!?()\n]|\bmas\b/;
const DENIES = /\b(?:nao|nem|nunca|sem|exceto|menos)\b/;

/** The beginnings of words, of both lengths. */
const addTo = (found: Set<string>, text: string): void => {
	for (const word of text.match(/[a-z]{3,}/g) ?? []) found.add(word.slice(0, SHORT)).add(word.slice(0, LONG));
};

type Beginnings = ReadonlySet<string>;
/** Of all words of a text. */
const allIn = rememberedFor((text: GroundText): Beginnings => {
	const found = new Set<string>();
	addTo(found, text.text);
	return found;
});
/** Of those outside of clauses that deny. */
const affirmedIn = rememberedFor((text: GroundText): Beginnings => {
	const found = new Set<string>();
	for (const clause of text.text.split(CLAUSES)) if (!DENIES.test(clause)) addTo(found, clause);
	return found;
});
const allOf = rememberedFor((ground: Grounds): Beginnings => union(ground.texts.map(allIn)));
const affirmedOf = rememberedFor((ground: Grounds): Beginnings => union(ground.texts.map(affirmedIn)));

function union(sets: readonly Beginnings[]): Beginnings {
	if (sets.length === 1) return sets[0];
	const all = new Set<string>();
	for (const set of sets) for (const begun of set) all.add(begun);
	return all;
}
