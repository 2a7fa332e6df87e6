import { buckets, retryAfter } from '../shared/core/limits/bucket';
import { callerOfWebhook } from '../shared/webhook/caller';
import { Refused } from './answers';
import type { Context } from './context';

/** A page asks every few seconds, in a few tabs; a program that hands messages over may come in bursts. More than that is a loop that went wrong. */
const PERSON = buckets({ perMinute: 1200, burst: 300 });
/** What needs no key: the page itself, and the state for who watches over it. An office, or a proxy, is one address. */
const OPEN = buckets({ perMinute: 120, burst: 120 });
/** Wrong keys and signatures: who tries them out does not get far, and asks the database nothing meanwhile. */
const WRONG = buckets({ perMinute: 30, burst: 30 });

/** Keys that were right, by their hash: who has one is not kept out for what others at the same address try. */
const accepted = new Set<string>();
const MOST_ACCEPTED = 1000;

/** @throws {Refused} 429 */
function demand(waitMs: number): void {
	if (waitMs > 0) throw new Refused(429, 'TOO_MANY', 'Chamadas demais em pouco tempo: tente de novo em instantes.', retryAfter(waitMs));
}

/** @throws {Refused} 429 when an address asks too often for what needs no key */
export const demandRareCalls = (context: Context, now: number): void => demand(OPEN.take(callerOfWebhook(context), now));

/**
 * Does what only somebody who is known may do.
 * @param keyHash empty where it is no key that tells who calls
 * @throws {Refused} 429 when the address was refused too often, or who calls does so too often; whatever the work throws
 */
export async function asKnown<T>(context: Context, keyHash: string, now: number, work: () => Promise<T>): Promise<T> {
	const from = callerOfWebhook(context);
	if (!accepted.has(keyHash)) demand(WRONG.look(from, now));
	try {
		const known = await work();
		if (keyHash !== '') {
			if (accepted.size >= MOST_ACCEPTED) accepted.delete(accepted.values().next().value!);
			accepted.add(keyHash);
			demand(PERSON.take(keyHash, now));
		}
		return known;
	} catch (error) {
		if (error instanceof Refused && error.status === 401) {
			accepted.delete(keyHash);
			demand(WRONG.take(from, now));
		}
		throw error;
	}
}
