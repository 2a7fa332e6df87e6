import { sleep } from 'n8n-workflow';

import { mayPass, reasonOf } from './judge';
import { Refused, type Refusal } from './refusal';

const MOST_TRIES = 3;
const DELAYS_MS = [500, 1500];
const JITTER = 0.25;
/** What a try needs at the least, of the time that is left. */
const LEAST_MS = 500;

export interface Tries {
	/** How many requests there were. */
	count: number;
	/** How many of them failed in a way that may pass. */
	failed: number;
}

/**
 * Tries within one limit of time: at once after what `mend` could leave out, and up to three times in all for what may pass, after the time that the service
 * asked for or a short one of our own; never longer than is left.
 * @param limitMs for all tries and the waiting between them
 * @param attempt one request, with the time that is left for it
 * @param mend changes the next request; false when there is nothing to change
 * @throws {Refused} the last refusal
 */
export async function tried<T>(
	limitMs: number,
	attempt: (leftMs: number) => Promise<T>,
	mend: (refusal: Refusal, tries: Tries) => boolean,
): Promise<{ value: T; tries: Tries }> {
	const deadline = Date.now() + limitMs;
	const tries: Tries = { count: 0, failed: 0 };
	for (;;) {
		const leftMs = deadline - Date.now();
		try {
			tries.count++;
			return { value: await attempt(Math.max(1, leftMs)), tries };
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			const isOver = deadline - Date.now() < Math.min(LEAST_MS, limitMs / 4);
			if (!isOver && mend(error.refusal, tries)) continue;
			const waitMs = waitBefore(error.refusal, tries.failed++, deadline - Date.now());
			if (waitMs === null) throw Object.assign(error, { tries });
			await sleep(waitMs);
		}
	}
}

function waitBefore(refusal: Refusal, failed: number, leftMs: number): number | null {
	if (failed >= MOST_TRIES - 1 || refusal.triedAgain || !mayPass(reasonOf(refusal))) return null;
	const waitMs = refusal.waitMs ?? Math.round(DELAYS_MS[failed] * (1 + JITTER * Math.random()));
	return waitMs + LEAST_MS <= leftMs ? waitMs : null;
}
