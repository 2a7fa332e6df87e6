import { buckets } from '../../shared/core/limits/bucket';
import type { Clock } from '../socket/line';

/**
 * A connection may say sixty things a minute (contract), pings and who is typing included, and what a busy server has not done yet is bounded as well: ten at once, then
 * one every second and a half, which is fifty in the first minute and forty in each that follows. What is refused is refused without its conversation's name: nobody
 * could say it again.
 */
const RATE = { perMinute: 40, burst: 10 };

/** Says one thing of each of several conversations at a pace that the server takes. A conversation that waits already does not wait twice. */
export function paced(clock: Pick<Clock, 'after' | 'now'>, say: (id: string) => void) {
	const waiting = new Set<string>();
	const places = buckets(RATE, 1);
	let forget: (() => void) | undefined;
	const go = () => {
		for (const id of waiting) {
			const waitMs = places.take('', clock.now());
			if (waitMs > 0) {
				forget ??= clock.after(waitMs, again);
				return;
			}
			waiting.delete(id);
			say(id);
		}
	};
	const again = () => {
		forget = undefined;
		go();
	};
	return {
		add: (id: string) => {
			waiting.add(id);
			go();
		},
		/** It is over before it was said. */
		drop: (id: string) => void waiting.delete(id),
		/** Those that wait are not said; what was said before counts all the same. */
		clear: () => waiting.clear(),
		stop: () => {
			waiting.clear();
			forget?.();
		},
	};
}
