import type { Clock } from '../socket/line';

/**
 * Does something so long after each of several beginnings, those that come close together in one: none is followed too soon because another one came before it, and
 * none is held up by those that come after it.
 * @param ms between a beginning and what follows at the soonest; at the latest it is twice as long
 */
export function afterTheLast(clock: Pick<Clock, 'after' | 'now'>, ms: number, work: () => void) {
	let forget: (() => void) | undefined;
	let due = 0;
	const wait = (restMs: number) => {
		forget = clock.after(restMs, () => {
			forget = undefined;
			const left = due - clock.now();
			// A clock that was set back lets nobody wait for longer.
			if (left > 0) wait(Math.min(left, ms));
			work();
		});
	};
	return {
		begin: () => {
			due = clock.now() + ms;
			if (!forget) wait(ms);
		},
		/** What was begun is followed by nothing. */
		forget: () => forget?.(),
	};
}
