import type { Attendant } from './attendants';
import type { DownIntegration } from './integrations';
import type { Store } from './store';

/** A conversation that changed: channel, phone, version, and when, ISO 8601 with microseconds. */
export type ChangedSession = [channel: string, phone: string, version: number, at: string];

export interface Watched {
	/** The database's clock: this process's own may be hours apart. */
	now: string;
	/** Since when the look was. */
	from: string;
	/** Oldest change first, those of the overlap with the look before among them. */
	changed: ChangedSession[];
	/** By the hash of the key; who is not there has no good key any more. */
	attendants: Record<string, Pick<Attendant, 'id' | 'name' | 'role'>>;
	agent_enabled: boolean | null;
	integrations: DownIntegration[];
	/** Whatever concerns all conversations at once: other than before, everything is to be read anew. */
	house: unknown;
}

/**
 * What changed since the last look; one call for all who want to know.
 * @param since `now` of the last look; null at the first
 * @param keys hashes of the keys of those who want to know
 */
export const lookForChanges = async (store: Store, since: string | null, keys: string[]): Promise<Watched> =>
	await store.rpc('watch_sessions', { p_since: since, p_keys: keys }, true);
