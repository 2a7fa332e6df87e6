import { VendorError, type FailureKind } from '../http/errors';

/** Failures that say that the database as a whole cannot be used. */
const OUT: readonly FailureKind[] = ['unreachable', 'timedOut', 'unavailable', 'unauthorized'];
/** Shorter ones are nobody's business once they are over. */
const WORTH_TELLING_MS = 5 * 60_000;

/** Since when the database of a company does not answer this process; milliseconds since 1970. Several companies may share an address, each with its key. */
const outages = new Map<string, number>();

/** Notes a call that failed. */
export function noteFailure(company: string, error: unknown, now: number): void {
	if (error instanceof VendorError && OUT.includes(error.kind) && !outages.has(company)) outages.set(company, now);
}

/**
 * Notes a call that was answered.
 * @returns since when the database was out of reach, if it was for so long that the team should know; null otherwise
 */
export function noteAnswer(company: string, now: number): number | null {
	const since = outages.get(company);
	if (since === undefined) return null;
	outages.delete(company);
	return now - since >= WORTH_TELLING_MS ? since : null;
}

/** Since when, in milliseconds since 1970; null while it answers. */
export const outageSince = (company: string): number | null => outages.get(company) ?? null;

/** What a company's database is known by here: each team is told of its own. */
export const companyAt = ({ address, schema }: { address: string; schema: string }): string => `${address} ${schema}`;
