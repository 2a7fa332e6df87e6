import type { Sentence } from './skeleton';

/** What a reply may speak of only if the operator said so. */
export const TOPICS = ['price', 'discount', 'instalment', 'freight', 'delivery'] as const;
export type Topic = (typeof TOPICS)[number];

/** What examples taught a reader to know besides: words of the team or the machine, and promises of what nobody can promise. */
export const SAYINGS = [...TOPICS, 'internal', 'promise'] as const;
export type Saying = (typeof SAYINGS)[number];

/** What the open questions make of an answer: which words commit the company though they name nothing. */
export interface Asked {
	/** What is asked for: an amount of it is then a claim, whatever it counts. */
	topics: ReadonlySet<Topic>;
	/** Whether it is given, answered by yes or no: a yes is an offer. */
	yes: Topic | null;
	/** Whether it costs something (`price`) or takes long (`delivery`): a no is an offer too. */
	no: 'price' | 'delivery' | null;
	/** Who bears a cost: whoever is named. */
	who: boolean;
	/** A sum that the customer names: to agree is to sell for it. */
	bid: boolean;
	/** Something else was asked beside it, which an answer may be about. */
	other: boolean;
}

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
