import { startSupabase, type Supabase } from '../sandbox/supabase';

/** Of one Supabase: two programs and a folder, with room for one more. */
const LISTENERS_EACH = 4;

declare global {
	// Read by the teardown, which runs in the same process.
	var sandboxSupabases: Supabase[] | undefined;
}

/**
 * A Supabase for each worker: what concerns all conversations at once, such as a sweep, never meets the file that another worker runs. Tests find theirs
 * through `sandboxSupabase()` of `supabase.ts`.
 */
export default async function startDatabase({ maxWorkers = 1 }: { maxWorkers?: number } = {}): Promise<void> {
	// Each of a Supabase's programs and its folder wait for the end of this process: that is no leak.
	process.setMaxListeners(process.getMaxListeners() + maxWorkers * LISTENERS_EACH);
	const started = await Promise.all(Array.from({ length: maxWorkers }, async () => await startSupabase()));
	globalThis.sandboxSupabases = started;
	process.env.SANDBOX_SUPABASE = JSON.stringify(
		started.map(({ url, anonKey, serviceRoleKey, databaseUrl, postgrestUrl }) => ({
			url,
			anonKey,
			serviceRoleKey,
			databaseUrl,
			postgrestUrl,
		})),
	);
}
