import { VendorError } from './errors';

export interface RetryPolicy {
	/** True when running the request twice does no harm (reads). Sends are not. */
	repeatable: boolean;
	sleep: (ms: number) => Promise<void>;
	/** 0 to 1. */
	random: () => number;
	/** Whether there is time for another try after so many milliseconds; there is unless told. */
	mayWait?: (ms: number) => boolean;
}

const DELAYS_MS = [1000, 2000, 4000];
const JITTER = 0.25;
/** A server that asks for more patience than this gets an error instead: the execution would hang. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Runs a request again after 1, 2 and 4 s (each up to 25 % longer, so that workers do not march in step), or after the time that the server
 * asked for. A request that must not run twice is repeated only when the vendor surely did nothing.
 * @throws the last error
 */
export async function withRetry<T>(attempt: () => Promise<T>, policy: RetryPolicy): Promise<T> {
	for (let tries = 0; ; tries++) {
		try {
			return await attempt();
		} catch (error) {
			const waitMs = retryDelayMs(error, tries, policy);
			if (waitMs === null || policy.mayWait?.(waitMs) === false) throw error;
			await policy.sleep(waitMs);
		}
	}
}

function retryDelayMs(error: unknown, tries: number, { repeatable, random }: RetryPolicy): number | null {
	if (!(error instanceof VendorError) || tries >= DELAYS_MS.length) return null;
	if (!error.notProcessed && !(repeatable && error.mayHaveActed)) return null;
	const wanted = error.retryAfterMs ?? error.paceMs?.(tries);
	if (wanted !== undefined) return wanted <= LONGEST_WAIT_MS ? wanted : null;
	return Math.round(DELAYS_MS[tries] * (1 + JITTER * random()));
}

/**
 * Reads a Retry-After header: seconds or an HTTP date.
 * @param now epoch milliseconds
 * @returns milliseconds, or undefined when there is none or it cannot be read
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if ((typeof header !== 'string' && typeof header !== 'number') || header === '') return undefined;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(String(header));
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
