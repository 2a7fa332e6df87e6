import { setTimeout as sleep } from 'node:timers/promises';

/** As the kernel's own quota counts (cgroup `cpu.max`, which needs root): so much of each tenth of a second. */
const PERIOD_MS = 100;
/** What it ran too long, while whoever holds it was busy itself, costs it no longer standstill than this. */
const LONGEST_DEBT_MS = 500;

/**
 * Lets a group of processes run for a share of the time only, as on a machine that gives it no more.
 * @param share of each tenth of a second, between 0 and 1
 * @param signal sends to the whole group; one that has ended is no error
 * @returns lets it run freely again
 */
export function holdBack(share: number, signal: (name: 'SIGSTOP' | 'SIGCONT') => void): () => void {
	const freed = new AbortController();
	const cycle = async () => {
		// What a late timer gave it or took from it is settled in the next period.
		let owedMs = 0;
		while (!freed.signal.aborted) {
			signal('SIGSTOP');
			const stoppedAt = performance.now();
			await sleep(Math.max(1, PERIOD_MS * (1 - share) + owedMs), undefined, { signal: freed.signal });
			signal('SIGCONT');
			const ranAt = performance.now();
			await sleep(PERIOD_MS * share, undefined, { signal: freed.signal });
			const stoppedMs = ranAt - stoppedAt;
			const ranMs = performance.now() - ranAt;
			owedMs = Math.min(LONGEST_DEBT_MS, owedMs + (ranMs + stoppedMs) * (1 - share) - stoppedMs);
		}
	};
	// Freed in the middle of a sleep, which is its way to end.
	const ended = cycle().catch(() => undefined);
	return () => {
		freed.abort();
		void ended.then(() => signal('SIGCONT'));
		signal('SIGCONT');
	};
}
