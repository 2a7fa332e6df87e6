import { ownDatabase } from '../setup/ownDatabase';
import { closeSql } from '../setup/supabase';

/** A database of this test file alone: what is left behind is for whoever looks for it, also in the tests that run beside this one. */
export function withOwnDatabase(): void {
	let stop: () => Promise<void>;
	beforeAll(async () => {
		stop = await ownDatabase();
	}, 60_000);
	afterAll(async () => {
		await closeSql();
		await stop();
	});
}
