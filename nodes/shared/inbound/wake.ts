/**
 * Triggers of this process that wait for messages. Whoever stores one wakes them; one in another process finds the message by itself, within a second.
 */
const waiting = new Set<() => void>();

/** @returns what ends it */
export function onArrival(wake: () => void): () => void {
	waiting.add(wake);
	return () => void waiting.delete(wake);
}

export function messageArrived(): void {
	for (const wake of waiting) wake();
}
