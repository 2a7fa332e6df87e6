import { learnedIn, type Learned } from '../learned/learned';
import { readTable, type WeightTable } from '../learned/weights';
import type { Label } from './intent';
import { WEIGHTS } from './taught';
import type { Token } from './tokens';

/** Up to three words are a name, a place or an answer to what we asked: there is little in them that examples could tell apart, and patterns know the rest. */
const FEWEST_WORDS = 4;

let weights: WeightTable<Label> | undefined;

/** How much a message says each label to an ear that was taught by messages of many trades: the wishes that nobody wrote a pattern for. Of few words it says nothing. */
export const taughtScores = (tokens: readonly Token[]): Array<Learned<Label>> =>
	tokens.length < FEWEST_WORDS ? [] : learnedIn(tokens, (weights ??= readTable(WEIGHTS)));

/** The labels that it hears. */
export const taughtEar = (tokens: readonly Token[]): Array<Learned<Label>> => taughtScores(tokens).filter(({ over }) => over > 0);
