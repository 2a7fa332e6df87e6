import type * as House from './house';
import { ownDatabase } from './ownDatabase';
import type * as Database from './supabase';

/** The house on a database of this test file alone, for what is set for all conversations, also for those of the tests that run beside this one. */
export function ownHouse(): { house: typeof House; database: typeof Database } {
	const own = {} as { house: typeof House; database: typeof Database };
	let stop: () => Promise<void>;
	beforeAll(async () => {
		stop = await ownDatabase();
		own.house = await import('./house');
		own.database = await import('./supabase');
	}, 60_000);
	afterAll(async () => {
		await own.database.closeSql();
		await stop();
	});
	return own;
}
