import { piecesOf, scoreOf } from '../learned/learned';
import { readWeights, type StoredWeights, type Weights } from '../learned/weights';
import { SAYING_WEIGHTS } from './taughtSaying';
import type { Said, Saying } from './topic';
import { tellWording, WORDING_PLACES, wordingOf, wordsOf } from './wording';

/** What is taught: whether a sentence says anything that may not go out, surely or perhaps, and then which. */
export type Taught = 'any' | Saying;
export type StoredSaying = Record<Taught, StoredWeights> & { doubt: number };

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
}

/** So many words of a sentence are read at once; a longer one in pieces, since nobody marked where its sentences end. */
const LONGEST_READ = 24;
const PIECE = 12;

let reader: Reader | undefined;

/** Read when the first reply is. */
function readerOf(): Reader {
	const { doubt, ...stored } = JSON.parse(SAYING_WEIGHTS) as StoredSaying;
	const weights = readWeights<Taught>(stored);
	return { any: weights.find(({ label }) => label === 'any')!, topics: weights.filter(({ label }) => label !== 'any'), doubt };
}

/**
 * What a sentence sounds like to a reader that was taught by examples of many trades (`npm run teach:replies`): offers and promises in words that nobody wrote a
 * rule for. Of words alone: it knows nothing of grounds. A long one is read piece by piece, since what is said in it is diluted by the rest. Linear in its words.
 * @returns null when it sounds harmless, and when there are no words
 */
export function soundOf(said: Said): Sound | null {
	reader ??= readerOf();
	const { any, topics, doubt } = reader;
	const words = wordsOf(said);
	// One word is an answer, or nothing.
	if (words.length < 2 && said.asked.topics.size === 0 && !said.asked.who) return null;
	const isLong = words.length > LONGEST_READ;
	let best: { piece: string[]; over: number } | null = null;
	for (const [from, end] of isLong ? piecesOf(words.length, PIECE) : piecesOf(words.length)) {
		const piece = words.slice(from, end);
		const over = scoreIn(said, piece, any) - any.threshold;
		if (over > (best?.over ?? -doubt)) best = { piece, over };
	}
	if (best === null) return null;
	const excerpt = isLong ? best.piece.join(' ') : said.sentence.plain;
	return { topic: topicOf(wordingOf(said, best.piece), topics), isSure: best.over > 0, excerpt };
}

/** As `scoreOf`, without a set: each sentence of each reply is read. */
const seen = new Uint32Array(WORDING_PLACES);
let readings = 0;
function scoreIn(said: Said, words: readonly string[], { at, bias }: Weights<Taught>): number {
	readings += 1;
	let sum = 0;
	let size = 0;
	tellWording(said, words, (place) => {
		if (seen[place] === readings) return;
		seen[place] = readings;
		size += 1;
		sum += at[place];
	});
	return bias + sum / Math.sqrt(size || 1);
}

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
