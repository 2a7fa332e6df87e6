import { momentOf } from '../shared/core/json/readers';

/** How long one call to a model may take unless the operator says otherwise. */
const TIMEOUT_SECONDS = 20;
/** Of a turn's lease, what is left for storing and handing over the reply. */
const STORING_MS = 10_000;
/** A lease that seems to be over already may be a clock that is wrong: so much is always tried. */
const LEAST_MS = 5_000;

/** How long one call may take, milliseconds. @param options the node's */
export const timeoutOf = (options: unknown): number =>
	Math.round(((options as { timeoutSeconds?: number } | undefined)?.timeoutSeconds ?? TIMEOUT_SECONDS) * 1000);

/** What is left of a turn's lease, milliseconds; endless where nothing is known of it. @param now epoch milliseconds */
function leaseLeft(leaseUntil: unknown, now: number): number {
	const until = momentOf(leaseUntil);
	return until === null ? Infinity : Math.max(LEAST_MS, Date.parse(until) - STORING_MS - now);
}

/**
 * How long all calls of a turn may take together: twice as long as one call (a second model, or a reply that is written again, has as long as the first), and
 * once more for each call that goes before the reply; never longer than the lease, after which another worker answers the same messages.
 * @param leaseUntil the item's `lease_until`, ISO 8601; @param now epoch milliseconds
 */
export const answerTime = (leaseUntil: unknown, timeoutMs: number, calls: 'one' | 'three', now: number): number =>
	Math.min((calls === 'one' ? 2 : 4) * timeoutMs, leaseLeft(leaseUntil, now));

/** How long the audio of a turn may take, whole milliseconds: half of the lease is the reply's. */
export const audioTime = (leaseUntil: unknown, timeoutMs: number, now: number): number =>
	Math.min(timeoutMs, Math.max(LEAST_MS, Math.floor(leaseLeft(leaseUntil, now) / 2)));
