import type { Store } from './store';

/** One figure. */
export type Sample = { name: string; labels: Record<string, string>; value: number };

export const sample = (name: string, labels: Sample['labels'], value: number): Sample => ({ name, labels, value });

/** What is counted in the database; of no person. */
export const readMetrics = async (store: Store): Promise<Sample[]> => await store.rpc('metrics', {}, true);
