import { startSupabase, type Supabase } from '../sandbox/supabase';

/**
 * A database of this test file alone, for what concerns all conversations at once. What reads the shared one has to be imported after this.
 * @returns how it ends
 */
export async function ownDatabase(): Promise<() => Promise<void>> {
	const { url, anonKey, serviceRoleKey, databaseUrl, postgrestUrl, stop }: Supabase = await startSupabase();
	process.env.SANDBOX_SUPABASE = JSON.stringify({ url, anonKey, serviceRoleKey, databaseUrl, postgrestUrl });
	return stop;
}
