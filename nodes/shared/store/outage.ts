import { VendorError, type FailureKind } from '../http/errors';

/** Failures that say that the database as a whole cannot be used. */
const OUT: readonly FailureKind[] = ['unreachable', 'timedOut', 'unavailable', 'unauthorized'];
/** Shorter ones are nobody's business once they are over. */
const WORTH_TELLING_MS = 5 * 60_000;

/** Since when the database of an address does not answer this process; milliseconds since 1970. */
const outages = new Map<string, number>();

/** Notes a call that failed. */
export function noteFailure(address: string, error: unknown, now: number): void {
	if (error instanceof VendorError && OUT.includes(error.kind) && !outages.has(address)) outages.set(address, now);
}

/**
 * Notes a call that was answered.
 * @returns since when the database was out of reach, if it was for so long that the team should know; null otherwise
 */
export function noteAnswer(address: string, now: number): number | null {
	const since = outages.get(address);
	if (since === undefined) return null;
	outages.delete(address);
	return now - since >= WORTH_TELLING_MS ? since : null;
}

/** Since when, in milliseconds since 1970; null while it answers. */
export const outageSince = (address: string): number | null => outages.get(address) ?? null;
