import { remembered } from '../text/remembered';
import { KINDS, kindsOf } from './wordKinds';
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
 * What is counted of a sentence for a reader who was taught by examples: its words alone, with their neighbours, by their beginnings and ends, and the kinds that they are
 * of; whether it asks, denies, defers, notes; how long it is; what it answers, and of a short answer its words with the question's topic.
 * @param words of the sentence, or of a piece of a long one
 * @param tell is told places below WORDING_PLACES in an order that is always the same; some more than once
 */
export function tellWording({ sentence, asked, ...said }: Said, words: readonly string[], tell: (place: number) => void): void {
	const read = words.map(ofWord);
	const topics = answersOf(asked);
	const length = lengthOf(words.length);
	let before = START;
	let beforeThat = START;
	let kinds = 0;
	for (let n = 0; n < read.length; n++) {
		const word = read[n];
		tell(word.alone);
		if (word.beginning !== 0) {
			tell(placeOf(BEGINS, word.beginning, 0));
			tell(placeOf(BEGIN_PAIR, before.beginning, word.beginning));
		}
		if (word.end !== 0) tell(placeOf(ENDS, word.end, 0));
		if (sentence.isQuestion) tell(placeOf(ASKED, word.hash, 0));
		else if (said.isDeferred) tell(placeOf(DEFERRED, word.hash, 0));
		tell(placeOf(PAIR, before.hash, word.hash));
		tell(placeOf(APART, beforeThat.hash, word.hash));
		kinds |= word.kinds;
		[beforeThat, before] = [before, word];
	}
	tell(placeOf(PAIR, before.hash, STOP));
	tellKinds(kinds, sentence.isQuestion, tell);
	tell(placeOf(LENGTH, length, 0));
	const states = [
		sentence.isQuestion,
		said.isAsked,
		said.isNoted,
		said.isDeferred,
		said.isAnswered,
		said.isLed,
		words.some((word) => NO.test(word)),
	];
	states.forEach((is, n) => is && tell(placeOf(STATE, n + 1, 0)));
	for (const topic of topics) {
		tell(placeOf(ANSWERS, topic, 0));
		tell(placeOf(ANSWERS, topic, length));
		if (sentence.isQuestion || read.length > MOST_OF_ANSWER) continue;
		for (const { hash } of read) tell(placeOf(ANSWER, topic, hash));
		for (let bits = kinds; bits !== 0; bits &= bits - 1) tell(placeOf(ANSWER_KIND, topic, 31 - Math.clz32(bits & -bits)));
		tell(placeOf(ANSWER_BEGINS, topic, read[0]?.hash ?? STOP));
		tell(placeOf(ANSWER_ENDS, topic, read.at(-1)?.hash ?? STOP));
	}
}

/** The same, each place once. */
export function wordingOf(said: Said, words: readonly string[] = wordsOf(said)): Set<number> {
	const places = new Set<number>();
	tellWording(said, words, (place) => places.add(place));
	return places;
}

/** The kinds of words of a sentence, and each with each other. */
function tellKinds(kinds: number, isQuestion: boolean, tell: (place: number) => void): void {
	for (let bits = kinds; bits !== 0; bits &= bits - 1) {
		const one = 31 - Math.clz32(bits & -bits);
		tell(placeOf(KIND, one, isQuestion ? 1 : 0));
		for (let others = bits & (bits - 1); others !== 0; others &= others - 1)
			tell(KIND_PAIRS[one * KINDS.length + 31 - Math.clz32(others & -others)]);
	}
}

/** What is open, and what a yes, a no or a name would mean. */
const answersOf = ({ topics, yes, no, who, bid }: Said['asked']): number[] => [
	...[...topics].map((topic) => hashOf(topic)),
	...(yes === null ? [] : [hashOf(`yes ${yes}`)]),
	...(no === null ? [] : [hashOf(`no ${no}`)]),
	...(who ? [hashOf('who')] : []),
	...(bid ? [hashOf('bid')] : []),
];

/** Steps of length. */
const lengthOf = (words: number): number => Math.min(6, Math.ceil(Math.log2(words + 1)));

/** FNV-1a. */
function hashOf(text: string): number {
	let hash = 2166136261;
	for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 16777619);
	return hash;
}

function placeOf(kind: number, one: number, other: number): number {
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

interface Read {
	hash: number;
	alone: number;
	/** Of its beginning and its end; 0 of a word that has no more. */
	beginning: number;
	end: number;
	kinds: number;
}
/** People use the same few thousand words. */
const MOST_KEPT = 4096;
const ofWord = remembered((word): Read => {
	const hash = hashOf(word);
	return {
		hash,
		alone: placeOf(WORD, hash, 0),
		beginning: word.length > BEGINNING ? hashOf(word.slice(0, BEGINNING)) : 0,
		end: word.length > END + 1 ? hashOf(word.slice(-END)) : 0,
		kinds: kindsOf(word),
	};
}, MOST_KEPT);
const STOP = hashOf('$');
const START: Read = { hash: hashOf('^'), alone: 0, beginning: 0, end: 0, kinds: 0 };
