/** A slow connection up, 4 Mbit a second: what it cannot carry in time would never arrive. */
const SLOWEST_BYTES_PER_MS = 500;
/** A hundred megabytes as base64 take five minutes at that speed; more than this is no request. */
const LONGEST_MS = 600_000;

/**
 * How long a request may take: what any request may, and the time that its body needs on a slow connection. Files travel inside the body as base64, up
 * to 100 MB each.
 * @param usualMs for a request with little in it
 */
export const timeoutFor = (usualMs: number, body: unknown): number =>
	Math.min(usualMs + Math.floor(lengthOf(body) / SLOWEST_BYTES_PER_MS), Math.max(LONGEST_MS, usualMs));

/** About how many bytes a value takes, without writing it out. */
function lengthOf(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (value instanceof Blob) return value.size;
	if (value instanceof FormData) return [...value.values()].reduce((sum, part) => sum + lengthOf(part), 0);
	if (typeof value !== 'object' || value === null) return 0;
	return Object.values(value).reduce((sum: number, part) => sum + lengthOf(part), 0);
}
