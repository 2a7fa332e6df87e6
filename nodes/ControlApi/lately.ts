import { sleep } from 'n8n-workflow';

import { VendorError } from '../shared/http/errors';

/** Anybody may ask, as often as they like: the database is asked once in so long. */
const KEPT_MS = 10_000;
/** Who watches over this wants an answer, also while the database gives none. */
const PATIENCE_MS = 2_000;

interface Kept<T> {
	askedAt: number;
	asked: Promise<T>;
	/** The newest that was ever answered. */
	known: T | null;
}

/** What the database of each company said lately, for callers without a key. */
export class Lately<T> {
	private readonly kept = new Map<string, Kept<T>>();

	/**
	 * @param company which database, and whose part of it
	 * @returns `told` is null where the database gives no answer; `known` is the newest that it ever gave
	 * @throws {VendorError} where it refuses the question: its schema is older than this package
	 */
	async of(company: string, ask: () => Promise<T>, now: number): Promise<{ told: T | null; known: T | null; askedAt: number }> {
		const before = this.kept.get(company);
		const isFresh = before !== undefined && now >= before.askedAt && now - before.askedAt < KEPT_MS;
		const kept = isFresh ? before : { askedAt: now, asked: ask(), known: before?.known ?? null };
		if (!isFresh) {
			this.kept.set(company, kept);
			kept.asked.then(
				(answer) => (kept.known = answer),
				() => undefined,
			);
		}
		const told = await Promise.race([kept.asked.catch(silence), sleep(PATIENCE_MS).then(() => null)]);
		return { told, known: kept.known, askedAt: kept.askedAt };
	}
}

function silence(error: unknown): null {
	if (error instanceof VendorError && error.kind === 'rejected') throw error;
	return null;
}
