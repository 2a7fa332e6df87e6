import { isTrial } from '../../shared/core/session/trial';
import type { Loop } from './loop';

/**
 * The live loop of each trigger node. n8n may start a trigger again before the one before has ended, and forget that one: a new loop ends its predecessor.
 */
const live = new Map<string, { loop: Loop; claims: Claims }>();

/** Whose conversations a loop claims. */
export interface Claims {
	/** Which tables; null when that cannot be told. */
	database: string | null;
	/** A channel of ours; null is all of them but those for trying out. */
	channel: string | null;
}

/** Whether another node of this process claims some of the same conversations: each would answer them with its own number and its own words. */
export const isClaimed = (key: string, claims: Claims): boolean =>
	[...live].some(
		([other, { claims: its }]) => other !== key && claims.database !== null && its.database === claims.database && meet(claims, its),
	);

const meet = (a: Claims, b: Claims): boolean => a.channel === b.channel || covers(a, b) || covers(b, a);
const covers = (all: Claims, one: Claims): boolean => all.channel === null && !isTrial(one.channel ?? '');

/** A loop that does not end in this time is left behind: n8n itself ends half a minute after it was told to. */
const CLOSE_WITHIN_MS = 15_000;

/**
 * Starts a loop in the place of the one that is there.
 * @param key of the node: workflow and node
 * @param start makes it, once the one before has ended
 */
export async function begin(key: string, claims: Claims, start: () => Loop): Promise<Loop> {
	await stopAt(key);
	const loop = start();
	live.set(key, { loop, claims });
	return loop;
}

/** Ends whatever loop is there; never throws. */
export async function stopAt(key: string): Promise<void> {
	const before = live.get(key);
	live.delete(key);
	if (!before) return;
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_WITHIN_MS)));
	await Promise.race([before.loop.stop().catch(() => undefined), tooLong]);
	clearTimeout(timer);
}
