/**
 * The live part of each trigger node. n8n may start a trigger again before the one before has ended, and forget that one: a new one ends its predecessor.
 */
const live = new Map<string, () => Promise<void>>();

/** n8n itself ends half a minute after it was told to. */
const CLOSE_WITHIN_MS = 10_000;

/** @param start makes it, once the one before has ended; what it gives ends it again */
export async function begin(key: string, start: () => () => Promise<void>): Promise<void> {
	await endAt(key);
	live.set(key, start());
}

/** Ends whatever is there; never throws. */
export async function endAt(key: string): Promise<void> {
	const end = live.get(key);
	live.delete(key);
	if (!end) return;
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_WITHIN_MS)));
	await Promise.race([end().catch(() => undefined), tooLong]);
	clearTimeout(timer);
}
