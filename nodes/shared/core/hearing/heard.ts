import { LABELS, type Label } from './intent';
import type { Lexicon } from './lexicon';
import { isNegated } from './negation';
import { possibleOf } from './possible';
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
	const possibleIn = possibleBy(intents, lexicon);
	return (said) => {
		const found = new Map<Label, { rank: number; span: Span }>();
		const takenBack = new Set<Label>();
		eachSentence(said, (sentence) => {
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

/** Finds of each intent the patterns that a sentence may say. */
function possibleBy(intents: Intent[], lexicon: Lexicon): (said: Said, sentence: Sentence) => Possible[] {
	const all = intents.flatMap(({ say, unless }, rank) => [
		...say.map((saying) => ({ rank, saying, isUnless: false })),
		...unless.map((saying) => ({ rank, saying, isUnless: true })),
	]);
	const numbersIn = possibleOf(
		all.map(({ saying }) => saying),
		lexicon,
	);
	return (said, sentence) => {
		const possible: Possible[] = [];
		for (const n of numbersIn(said, sentence)) {
			const { rank, saying, isUnless } = all[n];
			let last = possible[possible.length - 1];
			if (last?.rank !== rank) possible.push((last = { rank, intent: intents[rank], say: [], unless: [] }));
			(isUnless ? last.unless : last.say).push(saying);
		}
		return possible;
	};
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
