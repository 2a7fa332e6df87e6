/** How often a caller may come: `burst` at once, and `perMinute` in the long run. */
export interface Rate {
	perMinute: number;
	burst: number;
}

/** What sums of fractions are off by, milliseconds. */
const ROUNDING = 1e-6;

/** Callers that are remembered; each takes some hundred bytes. Who has not come for longest makes room. */
const MOST_CALLERS = 10_000;

/**
 * Counts what each caller takes, a token a call; tokens come back with time.
 * @param most callers that are remembered at once: a crowd of addresses fills no memory
 */
export function buckets({ perMinute, burst }: Rate, most = MOST_CALLERS) {
	const known = new Map<string, { tokens: number; at: number }>();
	const tokensOf = (caller: string, now: number): number => {
		const before = known.get(caller);
		// A clock that was set back gives nothing, and takes nothing.
		return before ? Math.min(burst, before.tokens + (Math.max(0, now - before.at) * perMinute) / 60_000) : burst;
	};
	/** Milliseconds until the next one; 0 when there is one. */
	const waitFor = (tokens: number): number => Math.max(0, Math.ceil(((1 - tokens) * 60_000) / perMinute - ROUNDING));
	return {
		/**
		 * Takes one, where there is one.
		 * @param now epoch milliseconds
		 * @returns 0, or milliseconds until there is one
		 */
		take: (caller: string, now: number): number => {
			const tokens = tokensOf(caller, now);
			const wait = waitFor(tokens);
			// Put at the end: the first one is always the one that has not come for longest.
			known.delete(caller);
			known.set(caller, { tokens: wait === 0 ? tokens - 1 : tokens, at: now });
			if (known.size > most) known.delete(known.keys().next().value!);
			return wait;
		},
		/** The same without taking any. */
		look: (caller: string, now: number): number => waitFor(tokensOf(caller, now)),
		size: () => known.size,
	};
}
export type Buckets = ReturnType<typeof buckets>;

/** The header of a 429 (RFC 9110 10.2.3): whole seconds, never before there is one. */
export const retryAfter = (waitMs: number): { 'retry-after': string } => ({ 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) });
