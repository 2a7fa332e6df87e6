import type { Asked } from './asked';
import type { Sentence } from './skeleton';

/** What a reply may speak of only if the operator said so. */
export const TOPICS = ['price', 'discount', 'instalment', 'freight', 'delivery'] as const;
export type Topic = (typeof TOPICS)[number];

/** A sentence and what it answers. */
export interface Said {
	sentence: Sentence;
	/** What was asked for: the same words are then a claim about it. */
	open: { price: boolean; delivery: boolean };
	/** What an answer is an answer to. */
	asked: Asked;
	/** The messages whose question is open, lower case without accents. */
	questions: readonly string[];
	/** The reply denied or deferred before this sentence. */
	isAnswered: boolean;
	/** It defers or asks after this sentence. */
	isLed: boolean;
	/** The customer is asked about themselves. */
	isAsked: boolean;
	/** The customer's own wish is repeated. */
	isNoted: boolean;
	/** Others will tell. */
	isDeferred: boolean;
	/** All that the customer wrote, lower case without accents. */
	customer: string;
}

export interface Finding {
	rule: Topic | 'internal';
	excerpt: string;
	/** The words are of commerce only sometimes: a text of the operator's that says the same makes them harmless. */
	groundable: boolean;
	/** An answer names too little to be known again by a part of its words. */
	isAnswer?: true;
}
