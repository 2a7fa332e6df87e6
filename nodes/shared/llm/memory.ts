/** Services learn too: after so long they are asked as usual again. What was only guessed is tried again sooner. */
export const LEARNT_MS = 24 * 3600_000;
export const GUESSED_MS = 3600_000;
/** What a service said while it may have been out of order proves nothing for long. */
export const DOUBTFUL_MS = 10 * 60_000;
const MOST = 200;

/** What was learnt of services, in this process; the oldest goes when there is too much. Keys hold no secret. */
export class Memory<T> {
	private readonly learnt = new Map<string, { value: T; until: number }>();

	recall(key: string, now: number): T | undefined {
		const known = this.learnt.get(key);
		return known && known.until > now ? known.value : undefined;
	}

	learn(key: string, value: T, until: number): void {
		this.learnt.delete(key);
		this.learnt.set(key, { value, until });
		const [oldest] = this.learnt.keys();
		if (this.learnt.size > MOST) this.learnt.delete(oldest);
	}

	drop(key: string): void {
		this.learnt.delete(key);
	}

	forget(): void {
		this.learnt.clear();
	}
}
