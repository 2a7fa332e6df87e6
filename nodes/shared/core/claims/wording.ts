import type { Vocabulary } from '../learned/vocabulary';
import { remembered, rememberedOnce } from '../text/remembered';
import { KINDS, kindsOf } from './wordKinds';
import type { Said } from './topic';
import { Places } from './reading';

/** Features share so many places; a few that fall on the same one cost less than a dictionary of all. A power of two. */
export const WORDING_PLACES = 1 << 15;

/** Words, and the signs of numbers, which stand in braces. */
const WORDS = /\{[A-Z]\}|[a-z]+/g;
/** Each reader asks for them. */
const wordsIn = rememberedOnce((skeleton): readonly string[] => skeleton.match(WORDS) ?? []);
export const wordsOf = ({ sentence }: Said): readonly string[] => wordsIn(sentence.skeleton);
/** The same words as they are read, looked up once for all readers. */
const readsIn = rememberedOnce((skeleton): readonly Read[] => wordsIn(skeleton).map(ofWord));
export const readsOf = ({ sentence }: Said): readonly Read[] => readsIn(sentence.skeleton);

/** Beginnings and ends of words bear conjugations and most errors of typing. */
const [BEGINNING, END] = [4, 3];

/** An answer of so few words lives by its question. */
const MOST_OF_ANSWER = 8;
const NO = /^(?:nao|nem|nunca|jamais|ninguem|nenhum\w*|sem|nada)$/;

/**
 * What is counted of a sentence for a reader who was taught by examples: its words alone, with their neighbours, by their beginnings and ends, and the kinds that they are
 * of; whether it asks, denies, defers, notes; how long it is; what it answers, and of a short answer its words with the question's topic.
 * @param words of the sentence, or of a piece of a long one
 * @param known what taught something; other words count as one
 * @param into is written over with places below WORDING_PLACES in an order that is always the same; some more than once
 */
export function writeWording(said: Said, words: readonly Read[], known: Vocabulary, into: Places): void {
	into.length = 0;
	const { sentence, asked } = said;
	const read = words.map((word) => readBy(word, known));
	const topics = answersOf(asked);
	const length = lengthOf(words.length);
	let before = START;
	let beforeThat = START;
	let kinds = 0;
	let isNo = false;
	for (let n = 0; n < read.length; n++) {
		const word = read[n];
		into.add(word.alone);
		if (word.beginning !== 0) {
			into.add(word.begins);
			into.add(placeOf(BEGIN_PAIR, before.beginning, word.beginning));
		}
		if (word.end !== 0) into.add(word.ends);
		if (sentence.isQuestion) into.add(word.asked);
		else if (said.isDeferred) into.add(word.deferred);
		into.add(placeOf(PAIR, before.hash, word.hash));
		into.add(placeOf(APART, beforeThat.hash, word.hash));
		kinds |= word.kinds;
		isNo ||= word.isNo;
		beforeThat = before;
		before = word;
	}
	into.add(placeOf(PAIR, before.hash, STOP));
	writeKinds(kinds, sentence.isQuestion, into);
	into.add(placeOf(LENGTH, length, 0));
	const states = [sentence.isQuestion, said.isAsked, said.isNoted, said.isDeferred, said.isAnswered, said.isLed, isNo];
	for (let n = 0; n < states.length; n++) if (states[n]) into.add(placeOf(STATE, n + 1, 0));
	for (const topic of topics) {
		into.add(placeOf(ANSWERS, topic, 0));
		into.add(placeOf(ANSWERS, topic, length));
		if (sentence.isQuestion || read.length > MOST_OF_ANSWER) continue;
		for (const { hash } of read) into.add(placeOf(ANSWER, topic, hash));
		for (let bits = kinds; bits !== 0; bits &= bits - 1) into.add(placeOf(ANSWER_KIND, topic, 31 - Math.clz32(bits & -bits)));
		into.add(placeOf(ANSWER_BEGINS, topic, read[0]?.hash ?? STOP));
		into.add(placeOf(ANSWER_ENDS, topic, read.at(-1)?.hash ?? STOP));
	}
}

/** The same, each place once. */
export function wordingOf(said: Said, known: Vocabulary, words: readonly Read[] = readsOf(said)): Set<number> {
	const places = new Places();
	writeWording(said, words, known, places);
	return new Set(places.list.subarray(0, places.length));
}

/** The kinds of words of a sentence, and each with each other. */
function writeKinds(kinds: number, isQuestion: boolean, into: Places): void {
	for (let bits = kinds; bits !== 0; bits &= bits - 1) {
		const one = 31 - Math.clz32(bits & -bits);
		into.add(placeOf(KIND, one, isQuestion ? 1 : 0));
		for (let others = bits & (bits - 1); others !== 0; others &= others - 1)
			into.add(KIND_PAIRS[one * KINDS.length + 31 - Math.clz32(others & -others)]);
	}
}

/** What is open, and what a yes, a no or a name would mean; the same for all sentences of a reply. */
const answers = new WeakMap<Said['asked'], number[]>();
function answersOf(asked: Said['asked']): number[] {
	const known = answers.get(asked);
	if (known) return known;
	const { topics, yes, no, who, bid } = asked;
	const read = [
		...[...topics].map((topic) => hashOf(topic)),
		...(yes === null ? [] : [hashOf(`yes ${yes}`)]),
		...(no === null ? [] : [hashOf(`no ${no}`)]),
		...(who ? [hashOf('who')] : []),
		...(bid ? [hashOf('bid')] : []),
	];
	answers.set(asked, read);
	return read;
}

/** Steps of length. */
export const lengthOf = (words: number): number => Math.min(6, Math.ceil(Math.log2(words + 1)));

/** FNV-1a. */
export function hashOf(text: string): number {
	let hash = 2166136261;
	for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 16777619);
	return hash;
}

export function placeOf(kind: number, one: number, other: number): number {
	let hash = Math.imul(((kind + 1) * 0x9e3779b1) ^ one, 0x5bd1e995);
	hash = Math.imul(hash ^ (hash >>> 15) ^ other, 16777619);
	hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
	return (hash ^ (hash >>> 15)) & (WORDING_PLACES - 1);
}

/** What a feature is of. */
const [
	WORD,
	ASKED,
	DEFERRED,
	PAIR,
	APART,
	BEGINS,
	BEGIN_PAIR,
	ENDS,
	KIND,
	KIND_PAIR,
	LENGTH,
	STATE,
	ANSWERS,
	ANSWER,
	ANSWER_KIND,
	ANSWER_BEGINS,
	ANSWER_ENDS,
] = Array.from({ length: 17 }, (_, n) => n);
const KIND_PAIRS = Uint16Array.from({ length: KINDS.length ** 2 }, (_, n) =>
	placeOf(KIND_PAIR, Math.floor(n / KINDS.length), n % KINDS.length),
);

export interface Read {
	word: string;
	hash: number;
	alone: number;
	/** Of its beginning and its end; 0 of a word that has no more. */
	beginning: number;
	end: number;
	/** Places of both, and of the word in a question and in what is deferred. */
	begins: number;
	ends: number;
	asked: number;
	deferred: number;
	kinds: number;
	isNo: boolean;
	/** As the vocabulary that was asked last knows it: there is one. */
	last: { known: Vocabulary; read: Read } | null;
}
/** People use the same few thousand words. */
const MOST_KEPT = 4096;
export const ofWord = remembered((word): Read => {
	const hash = hashOf(word);
	const beginning = word.length > BEGINNING ? hashOf(word.slice(0, BEGINNING)) : 0;
	const end = word.length > END + 1 ? hashOf(word.slice(-END)) : 0;
	return {
		word,
		hash,
		alone: placeOf(WORD, hash, 0),
		beginning,
		end,
		begins: placeOf(BEGINS, beginning, 0),
		ends: placeOf(ENDS, end, 0),
		asked: placeOf(ASKED, hash, 0),
		deferred: placeOf(DEFERRED, hash, 0),
		kinds: kindsOf(word),
		isNo: NO.test(word),
		last: null,
	};
}, MOST_KEPT);
/** What is known of a word: the whole of it, its beginning or its end, or that nobody taught it. Its kinds are known by rule. */
function knownOf(word: Read, known: Vocabulary): Read {
	const isKnown = known.has(word.hash);
	const beginning = known.has(word.beginning) ? word.beginning : 0;
	const end = known.has(word.end) ? word.end : 0;
	if (isKnown && beginning === word.beginning && end === word.end) return word;
	return { ...word, ...(!isKnown && UNTAUGHT), beginning, end, last: null };
}
/** The same of each word once. */
function readBy(word: Read, known: Vocabulary): Read {
	if (word.last?.known !== known) word.last = { known, read: knownOf(word, known) };
	return word.last.read;
}

/** The hashes by which a vocabulary knows a word: itself, its beginning, its end. */
export const hashesOf = (word: string): number[] => {
	const { hash, beginning, end } = ofWord(word);
	return [hash, beginning, end].filter((one) => one !== 0);
};
const UNKNOWN = hashOf('?');
const UNTAUGHT = {
	hash: UNKNOWN,
	alone: placeOf(WORD, UNKNOWN, 0),
	asked: placeOf(ASKED, UNKNOWN, 0),
	deferred: placeOf(DEFERRED, UNKNOWN, 0),
} satisfies Partial<Read>;
const STOP = hashOf('$');
const START: Read = { ...ofWord(''), hash: hashOf('^'), alone: 0, beginning: 0, end: 0, kinds: 0, isNo: false, last: null };
