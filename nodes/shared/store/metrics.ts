import type { Store } from './store';

/** One figure. */
export type Sample = { name: string; labels: Record<string, string>; value: number };

/** What is counted in the database; of no person. */
export const readMetrics = async (store: Store): Promise<Sample[]> => await store.rpc('metrics', {}, true);
