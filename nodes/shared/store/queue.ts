import type { Store } from './store';

export type QueueStatus = {
	effects: Array<{
		kind: string;
		waiting: number;
		/** Of those that wait: whose time has come, and which were tried before. */
		due: number;
		tried: number;
		under_way: number;
		/** Nobody knows whether they were done. */
		uncertain: number;
		/** Null where nothing is due. */
		oldest_due_seconds: number | null;
	}>;
	/** Of customers. */
	messages_waiting: number;
	messages_given_up: number;
};

/** @param channel null is all */
export const queueStatus = async (store: Store, channel: string | null): Promise<QueueStatus> =>
	await store.rpc('queue_status', { p_channel: channel }, true);
