import type { Loop } from './loop';

/**
 * The live loop of each trigger node. n8n may start a trigger again before the one before has ended, and forget that one: a new loop ends its predecessor.
 */
const live = new Map<string, Loop>();

/** A loop that does not end in this time is left behind: n8n itself ends half a minute after it was told to. */
const CLOSE_WITHIN_MS = 15_000;

/**
 * Starts a loop in the place of the one that is there.
 * @param key of the node: workflow and node
 * @param start makes it, once the one before has ended
 */
export async function begin(key: string, start: () => Loop): Promise<Loop> {
	await stopAt(key);
	const loop = start();
	live.set(key, loop);
	return loop;
}

/** Ends whatever loop is there; never throws. */
export async function stopAt(key: string): Promise<void> {
	const before = live.get(key);
	live.delete(key);
	if (!before) return;
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_WITHIN_MS)));
	await Promise.race([before.stop().catch(() => undefined), tooLong]);
	clearTimeout(timer);
}
