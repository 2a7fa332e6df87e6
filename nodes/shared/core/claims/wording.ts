import { kindsOf } from './wordKinds';
import type { Said } from './topic';

/** Features share so many places; a few that fall on the same one cost less than a dictionary of all. A power of two. */
export const WORDING_PLACES = 1 << 15;

/** Words, and the signs of numbers, which stand in braces. */
const WORDS = /\{[A-Z]\}|[a-z]+/g;
export const wordsOf = ({ sentence }: Said): string[] => sentence.skeleton.match(WORDS) ?? [];

/** Beginnings and ends of words bear conjugations and most errors of typing. */
const [BEGINNING, END] = [4, 3];
/** An answer of so few words lives by its question. */
const MOST_OF_ANSWER = 8;
const NO = /^(?:nao|nem|nunca|jamais|nenhum\w*|sem|nada)$/;

/**
 * What is counted of a sentence for a reader who was taught by examples: its words alone, with their neighbours and by their beginnings and ends; whether it asks,
 * denies, defers, notes; how long it is; what it answers, and of a short answer its words with the question's topic.
 * @param words of the sentence, or of a piece of a long one
 * @returns places below WORDING_PLACES, each once
 */
export function wordingOf(said: Said, words: readonly string[] = wordsOf(said)): Set<number> {
	const { sentence, asked, isAsked, isNoted, isDeferred, isAnswered, isLed } = said;
	const places = new Set<number>();
	const add = (kind: Kind, one = '', other = ''): void => void places.add(placeOf(kind, one, other));
	let before = '^';
	let beforeThat = '^';
	for (const word of words) {
		add('word', word);
		if (sentence.isQuestion) add('asked word', word);
		else if (isDeferred) add('deferred word', word);
		add('pair', before, word);
		add('apart', beforeThat, word);
		if (word.length > BEGINNING) add('beginning', word.slice(0, BEGINNING));
		if (word.length > END + 1) add('end', word.slice(-END));
		if (word.length > BEGINNING) add('beginning of pair', before.slice(0, BEGINNING), word.slice(0, BEGINNING));
		[beforeThat, before] = [before, word];
	}
	add('pair', before, '$');
	const kinds = [...new Set(words.flatMap((word) => (word.startsWith('{') ? word : kindsOf(word))))].sort();
	for (let n = 0; n < kinds.length; n++) {
		add('kind', kinds[n]);
		if (sentence.isQuestion) add('asked kind', kinds[n]);
		for (let m = n + 1; m < kinds.length; m++) add('kinds', kinds[n], kinds[m]);
	}
	add('length', String(lengthOf(words.length)));
	for (const [name, is] of Object.entries({ question: sentence.isQuestion, isAsked, isNoted, isDeferred, isAnswered, isLed }))
		if (is) add('is', name);
	if (words.some((word) => NO.test(word))) add('is', 'denied');
	for (const topic of answersOf(asked)) {
		add('answers', topic);
		add('answers', topic, String(lengthOf(words.length)));
		if (sentence.isQuestion || words.length > MOST_OF_ANSWER) continue;
		for (const word of words) add('answer', topic, word);
		for (const kind of kinds) add('answer kind', topic, kind);
		add('answer begins', topic, words[0]);
		add('answer ends', topic, words.at(-1));
	}
	return places;
}

/** What is open, and what a yes, a no or a name would mean. */
const answersOf = ({ topics, yes, no, who, bid }: Said['asked']): string[] => [
	...topics,
	...(yes === null ? [] : [`yes ${yes}`]),
	...(no === null ? [] : [`no ${no}`]),
	...(who ? ['who'] : []),
	...(bid ? ['bid'] : []),
];

/** Steps of length. */
const lengthOf = (words: number): number => Math.min(6, Math.ceil(Math.log2(words + 1)));

const KINDS = [
	'word',
	'asked word',
	'deferred word',
	'pair',
	'apart',
	'beginning',
	'end',
	'beginning of pair',
	'kind',
	'asked kind',
	'kinds',
	'answer kind',
	'length',
	'is',
	'answers',
	'answer',
	'answer begins',
	'answer ends',
] as const;
type Kind = (typeof KINDS)[number];
const SEEDS = Object.fromEntries(KINDS.map((kind, n) => [kind, 2166136261 ^ ((n + 1) * 0x9e3779b1)])) as Record<Kind, number>;

/** FNV-1a over both words, stirred. */
function placeOf(kind: Kind, one: string, other: string): number {
	let hash = SEEDS[kind];
	for (let n = 0; n < one.length; n++) hash = Math.imul(hash ^ one.charCodeAt(n), 16777619);
	hash = Math.imul(hash ^ 32, 16777619);
	for (let n = 0; n < other.length; n++) hash = Math.imul(hash ^ other.charCodeAt(n), 16777619);
	hash = Math.imul(hash ^ (hash >>> 15), 0x5bd1e995);
	return ((hash ^ (hash >>> 13)) >>> 0) % WORDING_PLACES;
}
