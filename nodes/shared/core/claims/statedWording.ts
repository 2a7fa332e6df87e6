import type { FactGrounds } from './grounds';
import type { Vocabulary } from '../learned/vocabulary';
import { ASKED_FOR, CARRIED, carriedBy, SMALL, UNHEARD } from './carried';
import { contentWords } from './contentWords';
import { KINDS } from './wordKinds';
import type { Places } from './reading';
import { shapeOf, SHAPE_COUNT } from './wordShapes';
import { hashOf, lengthOf, ofWord, placeOf, readsOf, type Read } from './wording';
import type { Said } from './topic';

/** Features share so many places; a power of two, no more than those of `wording.ts`. */
export const STATED_PLACES = 1 << 14;

/** What a reader of stated facts knows of words, by their hashes. */
export interface StatedWords {
	/** Words, beginnings and ends that taught something. */
	known: Vocabulary;
	/** Words of any conversation: no text has to carry them. */
	common: Vocabulary;
}

/** A word, and whose texts have it; SMALL of one that is common. */
export interface Signed {
	word: string;
	read: Read;
	by: number;
}

/** What is known of a sentence that may state a fact. */
export interface Judged {
	signed: readonly Signed[];
	/** How much of what was asked for the operator's texts carry. */
	share: number;
	/** How much the operator wrote, in steps: a short text leaves out more. */
	size: number;
}

export const sizeOf = ({ own }: FactGrounds): number => STEPS.filter((step) => own.vocabulary.size > step).length;
const STEPS = [6, 15];
/** The last of these steps: such texts leave out little. */
export const FULL = STEPS.length;

export function signedOf(said: Said, grounds: FactGrounds, { common }: StatedWords): Signed[] {
	const words = readsOf(said);
	const isNo = words.some((read) => read.isNo);
	return words.map((read) => {
		const { word, hash } = read;
		return { word, read, by: isFigure(word) ? CARRIED : common.has(hash) ? SMALL : carriedBy(word, grounds, isNo) };
	});
}

/** A number that no rule holds stands on a text; a day is said of anything. */
const isFigure = (word: string): boolean => word.charCodeAt(0) === BRACE && word[1] !== 'D';

/** How much of what was asked for the operator's texts carry, in quarters; NOTHING when nothing was. */
export function askedShare({ questions }: Said, grounds: FactGrounds, words: StatedWords): number {
	const known = shares.get(questions);
	if (known?.words === words && known.own === grounds.own && known.told === grounds.told) return known.share;
	const share = freshShare(questions[0] ?? '', grounds, words);
	shares.set(questions, { own: grounds.own, told: grounds.told, words, share });
	return share;
}

/** All sentences of a reply answer the same questions. */
const shares = new WeakMap<Said['questions'], Pick<FactGrounds, 'own' | 'told'> & { words: StatedWords; share: number }>();

function freshShare(question: string, grounds: FactGrounds, { common }: StatedWords): number {
	let [carried, all] = [0, 0];
	for (const word of contentWords(question)) {
		if (common.has(ofWord(word).hash)) continue;
		all += 1;
		if (carriedBy(word, grounds, false) === CARRIED) carried += 1;
	}
	return all === 0 ? NOTHING : Math.floor((4 * carried) / all);
}
export const NOTHING = 5;
/** More of one kind are not told apart. */
const MOST = 4;

/**
 * What is counted of a sentence to know whether it states a fact of the company that no text carries: its words and, in their places, signs of whose texts have them, so that
 * what was learned of one trade's nouns holds for those of any other.
 * @param judged its words, or a piece of them
 * @param into is written over with places below STATED_PLACES; some more than once
 */
export function writeStated(said: Said, { signed, share, size }: Judged, { known }: StatedWords, into: Places): void {
	into.length = 0;
	const add = (kind: number, one: number, other = 0): void => into.add(placeOf(kind, one, other) & (STATED_PLACES - 1));
	const counts = [0, 0, 0, 0];
	let [before, beforeThat, first] = [START, START, START];
	let [kinds, isNo] = [0, false];
	for (const { word, read, by } of signed) {
		const isKnown = known.has(read.hash);
		if (isKnown) add(WORD, read.hash);
		if (isKnown && by !== SMALL) add(SIGNED, read.hash, by);
		if (known.has(read.beginning)) add(BEGINS, read.beginning);
		if (known.has(read.end)) add(ENDS, read.end);
		const token = by !== SMALL && word.charCodeAt(0) !== BRACE ? SIGNS[by * SHAPE_COUNT + shapeOf(word)] : isKnown ? read.hash : OTHER;
		add(TOKEN, token);
		add(PAIR, before, token);
		add(APART, beforeThat, token);
		counts[by] += 1;
		kinds |= read.kinds;
		isNo ||= read.isNo;
		if (first === START) first = token;
		[beforeThat, before] = [before, token];
	}
	add(PAIR, before, STOP);
	counts.forEach((count, by) => add(COUNT, by, Math.min(MOST, count)));
	const named = counts[CARRIED] + counts[ASKED_FOR] + counts[UNHEARD];
	const carried = named === 0 ? NOTHING : Math.floor((4 * counts[CARRIED]) / named);
	const unheard = Math.min(MOST, counts[UNHEARD]);
	add(SHARE, carried);
	add(FIRST_COUNT, first, unheard);
	add(SIZED, size, carried);
	add(SIZED_COUNT, size, Math.min(MOST, counts[UNHEARD]));
	add(LENGTH, lengthOf(signed.length));
	add(ASKED, share);
	add(ASKED_FIRST, share, first);
	add(ASKED_LENGTH, share, lengthOf(signed.length));
	for (let bits = kinds; bits !== 0; bits &= bits - 1) {
		const kind = 31 - Math.clz32(bits & -bits);
		add(KIND, kind);
		add(KIND_COUNT, kind, unheard);
		if (kind === WE) add(SHARE_OF_US, carried);
	}
	const states = [said.isAsked, said.isNoted, said.isAnswered, said.isLed, isNo, said.isDeferred];
	states.forEach((is, n) => (is ? add(STATE, n) : undefined));
}

/** What a feature is of; none is one of `wording.ts`. */
const FIRST_KIND = 32;
const [
	WORD,
	SIGNED,
	BEGINS,
	ENDS,
	TOKEN,
	PAIR,
	APART,
	COUNT,
	SHARE,
	LENGTH,
	ASKED,
	ASKED_FIRST,
	ASKED_LENGTH,
	KIND,
	SHARE_OF_US,
	STATE,
	SIZED,
	SIZED_COUNT,
	KIND_COUNT,
	FIRST_COUNT,
] = Array.from({ length: 20 }, (_, n) => FIRST_KIND + n);
const SIGNS = ['', '@', '=', '?'].flatMap((sign) => Array.from({ length: SHAPE_COUNT }, (_, shape) => hashOf(`sign ${sign}${shape}`)));
const BRACE = 123;
const [START, STOP, OTHER] = ['^', '$', 'other'].map((sign) => hashOf(`sign ${sign}`));
const WE = KINDS.indexOf('we');
