import type { ModelFailure } from './failure';
import { Memory } from './memory';
import type { ModelFailureReason } from './reasons';

/** Failures that the next request would meet too; an empty or unreadable answer is bad luck, and what lies in the words is nobody's outage. */
const OUT: ModelFailureReason[] = [
	'no_credit',
	'unknown_model',
	'refused_request',
	'forbidden',
	'rate_limited',
	'unavailable',
	'timed_out',
	'unreachable',
	'error_in_200',
];
/** A model that failed is left alone for a minute, and for twice as long each time that it is found so again. */
const FIRST_MS = 60_000;
const LONGEST_MS = 16 * 60_000;

interface Outage {
	failure: ModelFailure;
	/** How long it is believed, and until when; epoch milliseconds. */
	spanMs: number;
	until: number;
}

/** By service, account and model, in this process. */
export const outages = new Memory<Outage>();

/** Why a model need not be asked at this moment; null when it may work. @param now epoch milliseconds */
export function outageOf(key: string, now: number): ModelFailure | null {
	const known = outages.recall(key, now);
	return known && known.until > now ? known.failure : null;
}

/** Notes that a model failed. What fails while it is out anyway, asked at the same time, makes it no longer. */
export function noteOutage(key: string, failure: ModelFailure, now: number): void {
	const known = outages.recall(key, now);
	if (!OUT.includes(failure.reason) || (known && known.until > now)) return;
	const spanMs = known ? Math.min(2 * known.spanMs, LONGEST_MS) : FIRST_MS;
	// Kept beyond its end, so that the next one is known to follow it.
	outages.learn(key, { failure, spanMs, until: now + spanMs }, now + spanMs + LONGEST_MS);
}

/** Notes that a model answered. */
export const noteAnswer = (key: string): void => outages.drop(key);
