import { LABELS, type Label } from './intent';
import { has, type Bits, type Lexicon, type Sets } from './lexicon';
import { isNegated } from './negation';
import { eachSentence, type Said, type Sentence } from './said';
import type { LgpdKind } from './patterns/lgpd';
import type { Saying } from './sayings';
import { spansOf, type Span } from './spans';
import type { Token } from './tokens';

export interface Heard {
	label: Label;
	/** The words of the message that said it, folded. */
	phrase: string;
	/** Of a data request, what is asked. */
	kind?: LgpdKind;
}

/** What is listened for. */
export interface Intent {
	label: Label;
	kind?: LgpdKind;
	/** A negation before it takes it back. */
	negatable: boolean;
	say: Saying[];
	/** Said in the same sentence, these make it something else. */
	unless: Saying[];
}

/** What is meant by none of its words when they stand in a wish to get no more messages: "chega de promoção", "parem de me ligar". */
export const REFUSED: Label[] = ['commercial', 'delivery', 'human'];

/** Of an intent, with its place in the list, the patterns whose words a sentence has. */
type Possible = { rank: number; intent: Intent; say: Saying[]; unless: Saying[] };

export interface Listening {
	/** Each label that is said once, in the order of LABELS; of several intents with one label, the first of the list. */
	heard: Heard[];
	/** Of the others those whose words are there, and something takes them back. */
	takenBack: ReadonlySet<Label>;
}

export function listener(intents: Intent[], lexicon: Lexicon): (said: Said) => Listening {
	const possibleIn = possibleBy(intents);
	return (said) => {
		const found = new Map<Label, { rank: number; span: Span }>();
		const takenBack = new Set<Label>();
		eachSentence(said, lexicon.cells, (sentence) => {
			const possible = possibleIn(said, sentence);
			let refusals: Span[] | null = null;
			const isRefused = ({ from, end }: Span): boolean => {
				refusals ??= possible
					.filter(({ intent }) => intent.label === 'optOut')
					.flatMap((one) => [...spansIn(said, sentence, one, takenBack)]);
				return refusals.some((one) => one.from <= from && one.end >= end);
			};
			for (const one of possible) {
				const { rank, intent } = one;
				if ((found.get(intent.label)?.rank ?? Infinity) <= rank) continue;
				for (const span of spansIn(said, sentence, one, takenBack)) {
					if (REFUSED.includes(intent.label) && isRefused(span)) {
						takenBack.add(intent.label);
						continue;
					}
					found.set(intent.label, { rank, span });
					break;
				}
			}
		});
		const heard = LABELS.flatMap((label): Heard[] => {
			const first = found.get(label);
			if (!first) return [];
			const { kind } = intents[first.rank];
			return [{ label, phrase: phraseOf(said.tokens, first.span), ...(kind && { kind }) }];
		});
		return { heard, takenBack };
	};
}

/** The words of a place, folded. */
export const phraseOf = (tokens: readonly Token[], { from, end }: Span): string =>
	tokens
		.slice(from, Math.max(end, from + 1))
		.map(({ word }) => word)
		.join(' ');

/** Finds what a sentence may say by the rarest words of the patterns: only patterns that need a word of it are looked at. */
function possibleBy(intents: Intent[]): (said: Said, sentence: Sentence) => Possible[] {
	const all = intents.flatMap(({ say, unless }, rank) => [
		...say.map((saying) => ({ rank, saying, isUnless: false })),
		...unless.map((saying) => ({ rank, saying, isUnless: true })),
	]);
	const needs = all.map(({ saying }) => Int32Array.from(saying.needs));
	const byRarest = new Map<number, number[]>();
	needs.forEach(([rarest], n) => byRarest.set(rarest, [...(byRarest.get(rarest) ?? []), n]));
	const rarest = [...byRarest];
	const calledBy = ({ bits }: Sets): Int32Array => Int32Array.from(rarest.flatMap(([id, numbers]) => (has(bits, id) ? numbers : [])));
	/** In which sentence a pattern was looked at last: several words may call for it. */
	const lookedAt = new Uint32Array(all.length);
	/** A bit for each pattern whose words the sentence has: read in the order of the list. */
	const open = new Uint32Array((all.length + 31) >> 5);
	let sentences = 0;
	return ({ sets }, sentence) => {
		sentences += 1;
		for (let at = sentence.from; at < sentence.to; at++) {
			const some = (sets[at].called ??= calledBy(sets[at]));
			for (let k = 0; k < some.length; k++) {
				const n = some[k];
				if (lookedAt[n] === sentences) continue;
				lookedAt[n] = sentences;
				if (hasAll(sentence.bits, needs[n])) open[n >> 5] |= 1 << (n & 31);
			}
		}
		const possible: Possible[] = [];
		for (let cell = 0; cell < open.length; cell++) {
			for (let bits = open[cell]; bits !== 0; bits &= bits - 1) {
				const { rank, saying, isUnless } = all[(cell << 5) + 31 - Math.clz32(bits & -bits)];
				let last = possible[possible.length - 1];
				if (last?.rank !== rank) possible.push((last = { rank, intent: intents[rank], say: [], unless: [] }));
				(isUnless ? last.unless : last.say).push(saying);
			}
			open[cell] = 0;
		}
		return possible;
	};
}

function hasAll(bits: Bits, ids: Int32Array): boolean {
	for (let n = 0; n < ids.length; n++) if (!has(bits, ids[n])) return false;
	return true;
}

/** Where an intent is said in a sentence, and nothing that takes it back. */
function* spansIn(
	said: Said,
	sentence: Sentence,
	{ intent: { label, negatable }, say, unless }: Possible,
	takenBack: Set<Label>,
): Generator<Span> {
	let isVoid: boolean | null = null;
	for (const saying of say)
		for (const span of spansOf(said, saying, sentence)) {
			if (negatable && isNegated(said, span.from, span.end)) {
				takenBack.add(label);
				continue;
			}
			isVoid ??= unless.some((one) => !spansOf(said, one, sentence).next().done);
			if (isVoid) return void takenBack.add(label);
			yield span;
		}
}
