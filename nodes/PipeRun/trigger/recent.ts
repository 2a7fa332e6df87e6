/** Keys of what a trigger has told already, with the time, epoch milliseconds. */
export interface Recent {
	told?: Record<string, number>;
}

/** PipeRun repeats what was not answered with 2xx a few times, within minutes; automations may fire twice. */
const KEEP_MS = 24 * 3_600_000;
const MOST = 500;

/**
 * Remembers a happening.
 * @param memory n8n's memory of the node: good for repetitions, which come one after the other; two at the very same time may both pass, so
 * the key travels along for whoever must be sure
 * @returns whether it is the first time
 */
export function isFirst(memory: Recent, key: string, now: number): boolean {
	const told = Object.entries(memory.told ?? {}).filter(([, at]) => now - at < KEEP_MS);
	const known = told.some(([one]) => one === key);
	memory.told = Object.fromEntries([...told.slice(-MOST + 1), ...(known ? [] : [[key, now] as [string, number]])]);
	return !known;
}
