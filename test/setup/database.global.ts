import { startSupabase, type Supabase } from '../sandbox/supabase';

declare global {
	// Read by the teardown, which runs in the same process.
	var sandboxSupabase: Supabase | undefined;
}

/** One Supabase for the whole run; tests find it through `sandboxSupabase()` of `supabase.ts`. */
export default async function startDatabase(): Promise<void> {
	const supabase = await startSupabase();
	globalThis.sandboxSupabase = supabase;
	const { url, anonKey, serviceRoleKey, databaseUrl, postgrestUrl } = supabase;
	process.env.SANDBOX_SUPABASE = JSON.stringify({ url, anonKey, serviceRoleKey, databaseUrl, postgrestUrl });
}
