import { scoreOf } from '../learned/learned';
import { readWeights, type StoredWeights, type Weights } from '../learned/weights';
import { SAYING_WEIGHTS } from './taughtSaying';
import { SAYINGS, type Said, type Saying } from './topic';
import { wordingOf } from './wording';

/** What is taught: whether a sentence says anything that may not go out, surely or perhaps, and then which. */
export type Taught = 'any' | Saying;
export type StoredSaying = Record<Taught, StoredWeights> & { doubt: number };

export interface Sound {
	topic: Saying;
	/** Hardly any harmless sentence sounds like that; else it is a doubt. */
	isSure: boolean;
}

interface Reader {
	any: Weights<Taught>;
	topics: Array<Weights<Taught>>;
	/** How far below what is sure it is doubted. */
	doubt: number;
}

let reader: Reader | undefined;

/** Read when the first reply is. */
function readerOf(): Reader {
	const { doubt, ...stored } = JSON.parse(SAYING_WEIGHTS) as StoredSaying;
	const weights = readWeights<Taught>(stored);
	return { any: weights.find(({ label }) => label === 'any')!, topics: weights.filter(({ label }) => label !== 'any'), doubt };
}

/**
 * What a sentence sounds like to a reader that was taught by examples of many trades (`npm run teach:replies`): offers and promises in words that nobody wrote a
 * rule for. Of words alone: it knows nothing of grounds.
 * @returns null when it sounds harmless
 */
export function soundOf(said: Said): Sound | null {
	reader ??= readerOf();
	const wording = wordingOf(said);
	const over = scoreOf(wording, reader.any) - reader.any.threshold;
	if (over <= -reader.doubt) return null;
	return { topic: topicOf(wording, reader.topics), isSure: over > 0 };
}

/** Topics are told apart in fewer places: among those that say something, a few words do. */
export function topicOf(wording: ReadonlySet<number>, topics: ReadonlyArray<Weights<Taught>>): Saying {
	const folded = foldedWording(wording, topics[0].at.length);
	const best = topics.reduce((best, one) => {
		const score = scoreOf(folded, one);
		return score > best.score ? { score, label: one.label } : best;
	}, { score: -Infinity, label: 'any' as Taught });
	return SAYINGS.find((saying) => saying === best.label)!;
}

/** @param places a power of two */
export const foldedWording = (wording: ReadonlySet<number>, places: number): Set<number> =>
	new Set([...wording].map((place) => place & (places - 1)));
