import type { Store } from './store';

/** Whole days; those that are not given stay as they are. */
export type RetentionDays = Partial<Record<'messages_days' | 'context_days' | 'lead_days' | 'outbox_days' | 'audit_days', number>>;

/** What one night did, or would do. */
export type RetentionRun = {
	ran: boolean;
	/** Nobody confirmed it: it was only counted. Another run is under way. */
	reason?: 'not_confirmed' | 'running';
	/** Rows of each kind that are due, up to 10,000 of one. */
	counted?: Record<string, number>;
	done?: Record<string, number>;
	more: boolean;
};

/** One batch of each kind. */
export const runRetention = async (store: Store, batch: number): Promise<RetentionRun> =>
	await store.rpc('run_retention', { p_limit: batch }, true);

export const setRetention = async (store: Store, days: RetentionDays, isOn: boolean, by: string): Promise<Record<string, unknown>> =>
	await store.rpc('set_retention', { p_days: days, p_on: isOn, p_by: by }, true);
