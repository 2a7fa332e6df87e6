import type { Listened } from './intent';
import { Lexicon } from './lexicon';
import { isNegated } from './negation';
import { NAMED } from './patterns/named';
import { DECLINED, POSTPONED, REFUSAL_WORDS, WANTED } from './patterns/refusal';
import { possibleOf } from './possible';
import { eachSentence, saidOf, type Said, type Sentence } from './said';
import { sayingsOf, type Saying } from './sayings';
import { spansOf, type Span } from './spans';
import { tokensOf } from './tokens';

/** Where a customer stands on buying of us, as far as their words say it by themselves: they want nothing, or to be asked later. */
export type Refusal = 'declined' | 'postponed';

interface Heeded {
	say: Saying[];
	unless: Saying[];
}
const LISTS = { ...NAMED, ...REFUSAL_WORDS };
const lexicon = new Lexicon();
const heeded = ({ say, unless = '' }: Listened): Heeded => ({
	say: sayingsOf(say, LISTS, lexicon),
	unless: sayingsOf(unless, LISTS, lexicon),
});
const [declined, postponed, wanted] = [DECLINED, POSTPONED, WANTED].map(heeded);
const all = [declined, postponed, wanted].flatMap(({ say, unless }) => [...say, ...unless]);
const possibleIn = possibleOf(all, lexicon);

/** A question of no more words than these asks nothing: "ok?", "tá bom?". */
const TAG_WORDS = 2;

/**
 * Whether somebody refuses all that we have, or puts it off. Who puts it off refuses nothing; nor does who wants something else of us in the same message, or goes on asking.
 * @param text of the customer's turn
 * @returns null where neither is said
 */
export function refusalIn(text: string): Refusal | null {
	const said = saidOf(tokensOf(text), lexicon);
	const [refused, later, wants]: Span[][] = [[], [], []];
	eachSentence(said, (sentence) => {
		const possible = new Set(possibleIn(said, sentence).map((n) => all[n]));
		if (possible.size === 0) return;
		later.push(...placesOf(said, sentence, postponed, possible));
		if (!said.tokens[sentence.from].asked) refused.push(...placesOf(said, sentence, declined, possible));
		wants.push(...placesOf(said, sentence, wanted, possible));
	});
	if (later.length > 0) return 'postponed';
	if (refused.length === 0) return null;
	const isApart = (one: Span) => refused.every(({ from, end }) => one.end <= from || one.from >= end);
	return wants.some(isApart) || goesOnAsking(said) ? null : 'declined';
}

/** @param possible patterns whose words are all there */
function placesOf(said: Said, sentence: Sentence, { say, unless }: Heeded, possible: Set<Saying>): Span[] {
	const spans = say.filter((one) => possible.has(one)).flatMap((one) => [...spansOf(said, one, sentence)]);
	const meant = spans.filter(({ from, end }) => !isNegated(said, from, end));
	const isVoid = meant.length > 0 && unless.some((one) => possible.has(one) && !spansOf(said, one, sentence).next().done);
	return isVoid ? [] : meant;
}

function goesOnAsking({ tokens }: Said): boolean {
	const asked = new Map<number, number>();
	for (const token of tokens) if (token.asked) asked.set(token.sentence, (asked.get(token.sentence) ?? 0) + 1);
	return [...asked.values()].some((words) => words > TAG_WORDS);
}
