import { learnedIn, type Learned } from '../learned/learned';
import { readWeights, type Weights } from '../learned/weights';
import type { Label } from './intent';
import { WEIGHTS } from './taught';
import type { Token } from './tokens';

let weights: Array<Weights<Label>> | undefined;

/** What a message says to an ear that was taught by messages of many trades: the wishes that nobody wrote a pattern for. */
export const taughtEar = (tokens: readonly Token[]): Array<Learned<Label>> => learnedIn(tokens, (weights ??= readWeights(WEIGHTS)));
