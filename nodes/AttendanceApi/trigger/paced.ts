import type { Clock } from '../socket/line';

/**
 * A connection may say sixty things a minute (contract), pings and who is typing included, and what a busy server has not done yet is bounded as well: so many at once,
 * then one after the other, which is fifty in the first minute and forty in each that follows. What is refused is refused without its conversation's name: nobody could
 * say it again.
 */
const AT_ONCE = 10;
const EVERY_MS = 1500;

/** Says one thing of each of several conversations at a pace that the server takes. A conversation that waits already does not wait twice. */
export function paced(clock: Pick<Clock, 'after'>, say: (id: string) => void) {
	const waiting = new Set<string>();
	let left = AT_ONCE;
	let forget: (() => void) | undefined;
	const go = () => {
		for (const id of waiting) {
			if (left === 0) break;
			left -= 1;
			waiting.delete(id);
			say(id);
		}
		if (left < AT_ONCE) forget ??= clock.after(EVERY_MS, again);
	};
	const again = () => {
		forget = undefined;
		left += 1;
		go();
	};
	return {
		add: (id: string) => {
			waiting.add(id);
			go();
		},
		/** Those that wait are not said; what was said before counts all the same. */
		clear: () => waiting.clear(),
		stop: () => {
			waiting.clear();
			forget?.();
		},
	};
}
