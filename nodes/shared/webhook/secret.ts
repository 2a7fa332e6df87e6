import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * An unguessable path segment for one webhook, derived from a secret that both sides' owner already has: nothing to store, nothing to type,
 * the same on every worker and after every restart.
 * @param key the vendor's token
 * @param subject what it is for: one node of one workflow
 * @returns 32 hexadecimal characters
 */
export const pathSecret = (key: string, subject: string): string =>
	createHmac('sha256', key).update(`webhook:${subject}`).digest('hex').slice(0, 32);

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export function sameSecret(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
