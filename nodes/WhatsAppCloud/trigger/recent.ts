import { createHash } from 'node:crypto';

import type { Reading } from '../payload/reading';

type Told = Extract<Reading, { kind: 'event' }>;

/** Some megabytes at most. What is older than that many events, or than this process, starts the workflow once more. */
const MOST = 20_000;
const seen = new Set<string>();

/**
 * Whether an event started this node's workflow before. Meta delivers at least once, also after it was answered; messages are known by the database, events
 * are by this process alone: a status by its message and its word, anything else by all that it tells (contract, dedupe keys).
 * @param listener the node, and whether it is tested or published
 */
export function isRepeated(listener: string, { name, event }: Told): boolean {
	const told = 'messageIds' in event && Array.isArray(event.messageIds) ? [event.messageIds, event.status] : event;
	const key = createHash('sha256')
		.update(JSON.stringify([listener, name, told]))
		.digest('base64');
	if (seen.has(key)) return true;
	seen.add(key);
	const [oldest] = seen;
	if (seen.size > MOST) seen.delete(oldest);
	return false;
}
