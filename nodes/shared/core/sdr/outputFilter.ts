import { claimsIn, type Claim } from '../claims/claims';
import { unmasked } from '../claims/disguise';
import { groundsOf } from '../claims/grounds';
import type { Topic } from '../claims/topic';
import { forbiddenIn, type Forbidden } from '../text/forbidden';

/** What a reply is held against. */
export interface OutputPolicy {
	/** Notes on products that only the team may read; dates in them are internal too. */
	internalNotes: readonly string[];
	/** Instructions: a reply may not repeat them. */
	secretTexts: readonly string[];
	/** Hosts that may be linked, subdomains included, besides those in the operator's texts. */
	allowedHosts: readonly string[];
	/** Further patterns of the operator, over the sentence in lower case without accents. */
	forbidden: ReadonlyArray<Forbidden | RegExp>;
	/** Names of products: the number in "FB 300" is no amount. */
	productNames: readonly string[];
	/** What the customer wrote: their own address, site and numbers may be repeated. */
	customerText: string;
	/** What the operator wrote for customers: facts of the catalogue, profile, prepared replies, hours. */
	ownTexts?: readonly string[];
	/** What is stored of the customer: it may be said as if they wrote it now. */
	knownOfThem?: readonly string[];
	/** What only facts may lean on: instructions, and what we said before in this conversation. */
	toldTexts?: readonly string[];
	/** Messages whose question is open: the customer's last, the agent's before it. */
	asked?: readonly string[];
	/** Topics that the labels of the message open besides. */
	openTopics?: readonly Topic[];
	/** Topics of commerce that the operator lets the agent speak of, as far as their texts carry it; none unless told. */
	allowedTopics?: readonly Topic[];
}
/** For words that no conversation stands behind: nobody's links, and nothing that the customer said. */
export const STRICTEST: OutputPolicy = {
	internalNotes: [],
	secretTexts: [],
	allowedHosts: [],
	forbidden: [],
	productNames: [],
	customerText: '',
};
export type Leak = { rule: string; excerpt: string };

/** A reply as the guard reads it: what may not go out, and what has no ground and breaks no rule. */
export interface Reading {
	leaks: Leak[];
	doubts: Leak[];
}

/**
 * All that a reply says and may not: numbers that stand on nothing, prices, discounts, instalments, freight, delivery promises, words of the team, internal notes and dates, the prompt's text, links, phones
 * and documents of others, and what the operator forbids.
 */
export function readingOf(reply: string, policy: OutputPolicy): Reading {
	const text = unmasked(reply);
	const footing = {
		internalNotes: policy.internalNotes,
		secretTexts: policy.secretTexts,
		own: groundsOf(policy.ownTexts ?? []),
		told: groundsOf(policy.toldTexts ?? []),
		theirs: groundsOf([policy.customerText, ...(policy.knownOfThem ?? [])]),
		customer: [policy.customerText, ...(policy.knownOfThem ?? [])].join('\n'),
		asked: policy.asked ?? [],
		labels: policy.openTopics ?? [],
		allowed: policy.allowedTopics ?? [],
		hosts: policy.allowedHosts,
		productNames: policy.productNames,
	};
	const claims = claimsIn(reply, footing, text);
	const of = (standing: Claim['standing']): Leak[] =>
		claims.filter((claim) => claim.standing === standing).map(({ rule, excerpt }) => ({ rule, excerpt }));
	return { leaks: [...of('held'), ...forbiddenIn(text, policy.forbidden)], doubts: of('doubtful') };
}

/** @returns empty when it may be sent */
export const leaksIn = (reply: string, policy: OutputPolicy): Leak[] => readingOf(reply, policy).leaks;
