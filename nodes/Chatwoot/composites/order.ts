import type { IExecuteFunctions } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';

/** What could not be written in one run of a node. */
interface Stuck {
	keys: Set<string>;
	/** Failures that were the server's, one a key. */
	outages: number;
}
/** One message may be what the server breaks on; so many in a row are the server. Asking on would take its timeout for every item. */
const MOST_OUTAGES = 3;
const runs = new WeakMap<IExecuteFunctions, Stuck>();

/** What comes after something that failed is not written before it. */
class Waits extends Error {
	readonly remedy = 'Run it again once the message before it can be written: nothing is written twice.';

	constructor(why: string) {
		super(why);
		this.name = 'Waits';
	}
}

/**
 * Does the work of one item of a run, unless an earlier item with the same key failed: the order within a key stays as it was.
 * @throws {Waits} when it is not done for that
 */
export async function inOrder<T>(run: IExecuteFunctions, key: string, work: () => Promise<T>): Promise<T> {
	const stuck = runs.get(run) ?? { keys: new Set<string>(), outages: 0 };
	runs.set(run, stuck);
	if (stuck.outages >= MOST_OUTAGES) throw new Waits('Not tried: the server did not answer for the messages before it');
	if (stuck.keys.has(key)) throw new Waits('Not tried: an earlier message of this conversation could not be written');
	try {
		return await work();
	} catch (error) {
		stuck.keys.add(key);
		if (error instanceof VendorError && (error.notProcessed || error.mayHaveActed)) stuck.outages++;
		throw error;
	}
}
