/** How many calls a caller has in a window of so long. */
export interface WindowRate {
	limit: number;
	seconds: number;
}

/** Where a caller stands. */
export interface Standing extends WindowRate {
	remaining: number;
	/** Epoch seconds: the end of the window. */
	reset: number;
	/** Milliseconds until there is a place again; 0 where there was one. */
	waitMs: number;
}

const MOST_CALLERS = 10_000;

/**
 * Counts calls in windows that begin with a caller's first: what an API promises that tells in its headers how many are left, and until when.
 * @param most callers that are remembered at once; who began longest ago makes room
 */
export function windows({ limit, seconds }: WindowRate, most = MOST_CALLERS) {
	const known = new Map<string, { taken: number; beganAt: number }>();
	const current = (caller: string, now: number) => {
		const before = known.get(caller);
		// A clock that was set back opens no new window, and lengthens none.
		if (before && now - before.beganAt < seconds * 1000 && now >= before.beganAt) return before;
		if (before && now < before.beganAt) before.beganAt = now;
		return before && now === before.beganAt ? before : { taken: 0, beganAt: now };
	};
	const standing = ({ taken, beganAt }: { taken: number; beganAt: number }, waitMs: number): Standing => ({
		limit,
		seconds,
		remaining: Math.max(0, limit - taken),
		reset: Math.ceil(beganAt / 1000) + seconds,
		waitMs,
	});
	return {
		/** Takes a place, where there is one. @param now epoch milliseconds */
		take: (caller: string, now: number): Standing => {
			const window = current(caller, now);
			known.delete(caller);
			known.set(caller, window);
			if (known.size > most) known.delete(known.keys().next().value!);
			if (window.taken >= limit) return standing(window, Math.max(1, window.beganAt + seconds * 1000 - now));
			window.taken += 1;
			return standing(window, 0);
		},
		/** Gives a place back that was taken: what took it is none of those that are counted. */
		giveBack: (caller: string, now: number): Standing => {
			const window = current(caller, now);
			window.taken = Math.max(0, window.taken - 1);
			return standing(window, 0);
		},
	};
}
export type Windows = ReturnType<typeof windows>;
