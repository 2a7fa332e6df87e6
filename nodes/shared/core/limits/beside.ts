/**
 * Does the work for each of a list, so many beside each other at most. Every one is tried, whatever becomes of the others.
 * @returns what failed, in the order in which it did
 */
export async function besideEachOther<T>(most: number, all: readonly T[], work: (one: T) => Promise<unknown>): Promise<unknown[]> {
	const failures: unknown[] = [];
	let next = 0;
	const worker = async () => {
		while (next < all.length) await work(all[next++]).catch((error: unknown) => failures.push(error));
	};
	await Promise.all(Array.from({ length: Math.min(most, all.length) }, worker));
	return failures;
}
