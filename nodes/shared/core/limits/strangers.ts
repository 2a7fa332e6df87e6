import { buckets, retryAfter } from './bucket';

/**
 * Calls that were refused, an address: whoever tries keys or secrets is told to wait. A vendor is never refused for how often it comes: all its messages come from a
 * few addresses, and what is refused comes again. Only refusals count, so that one whose secret was corrected is taken at once.
 */
const REFUSALS = { perMinute: 30, burst: 60 };

const refusals = buckets(REFUSALS);

/**
 * What is answered to a call that is not believed.
 * @param caller where it is from
 * @param status what it would be answered else: 401 or 403
 * @param now epoch milliseconds
 */
export function turnedAway(caller: string, status: number, now: number): { status: number; headers: Record<string, string> } {
	const wait = refusals.take(caller, now);
	return wait === 0 ? { status, headers: {} } : { status: 429, headers: retryAfter(wait) };
}
