import type { Store } from './store';

/** Effects that are due and that no workflow takes. */
export interface Unclaimed {
	kind: string;
	/** The number of ours whose oldest effect it is. */
	channel: string;
	/** Since when the oldest is due, ISO 8601. */
	since: string;
	/** How many are due, of all numbers; 100 stands for that many or more. */
	waiting: number;
}

/**
 * Looks whether something in the outbox stays unclaimed. The database looks once a minute, whoever asks.
 * @returns `untold`: what began, for whoever gets it to tell; `down`: the kinds that are unclaimed now
 */
export const lookAtOutbox = async (store: Store): Promise<{ untold: Unclaimed[]; down: string[] }> =>
	await store.rpc('look_at_outbox', {}, false);
