import { scoreOf } from '../learned/learned';
import { readVocabulary, type Vocabulary } from '../learned/vocabulary';
import { readWeights, type StoredWeights, type Weights } from '../learned/weights';
import { bestPiece, Places, scorer } from './reading';
import { SAYING_WEIGHTS } from './taughtSaying';
import type { Said, Saying } from './topic';
import { readsOf, WORDING_PLACES, wordingOf, writeWording } from './wording';

/** What is taught: whether a sentence says anything that may not go out, surely or perhaps, and then which. */
export type Taught = 'any' | Saying;
export type StoredSaying = Record<Taught, StoredWeights> & { doubt: number; vocabulary: string };

export interface Sound {
	topic: Saying;
	/** The words that sound so: of a long sentence a piece. */
	excerpt: string;
	/** Hardly any harmless sentence sounds like that; else it is a doubt. */
	isSure: boolean;
}

interface Reader {
	any: Weights<Taught>;
	topics: Array<Weights<Taught>>;
	/** How far below what is sure it is doubted. */
	doubt: number;
	known: Vocabulary;
}

let reader: Reader | undefined;

/** Read when the first reply is. */
function readerOf(): Reader {
	const { doubt, vocabulary, ...stored } = JSON.parse(SAYING_WEIGHTS) as StoredSaying;
	const weights = readWeights<Taught>(stored);
	return {
		any: weights.find(({ label }) => label === 'any')!,
		topics: weights.filter(({ label }) => label !== 'any'),
		doubt,
		known: readVocabulary(vocabulary),
	};
}

/**
 * What a sentence sounds like to a reader that was taught by examples of many trades (`npm run teach:replies`): offers and promises in words that nobody wrote a
 * rule for. Of words alone: it knows nothing of grounds. A long one is read piece by piece, since what is said in it is diluted by the rest. Linear in its words.
 * @returns null when it sounds harmless, and when there are no words
 */
export function soundOf(said: Said): Sound | null {
	reader ??= readerOf();
	const { any, topics, doubt, known } = reader;
	const words = readsOf(said);
	// One word is an answer, or nothing.
	if (words.length < 2 && said.asked.topics.size === 0 && !said.asked.who) return null;
	const best = bestPiece(words, doubt, (piece) => {
		writeWording(said, piece, known, places);
		return score(places, any) - any.threshold;
	});
	if (best === null) return null;
	const { piece, isPart, over } = best;
	return {
		topic: topicOf(wordingOf(said, known, piece), topics),
		isSure: over > 0,
		excerpt: isPart ? piece.map(({ word }) => word).join(' ') : said.sentence.plain,
	};
}

const places = new Places();
const score = scorer(WORDING_PLACES);

/** Topics are told apart in fewer places: among those that say something, a few words do. */
function topicOf(wording: ReadonlySet<number>, topics: ReadonlyArray<Weights<Taught>>): Saying {
	const folded = foldedWording(wording, topics[0].at.length);
	const scores = topics.map((one) => scoreOf(folded, one));
	const { label } = topics[scores.indexOf(Math.max(...scores))];
	return label as Saying;
}

/** @param places a power of two */
export const foldedWording = (wording: ReadonlySet<number>, places: number): Set<number> =>
	new Set([...wording].map((place) => place & (places - 1)));
