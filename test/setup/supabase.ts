import { Pool, type QueryResultRow } from 'pg';

export interface SandboxSupabase {
	url: string;
	anonKey: string;
	serviceRoleKey: string;
	/** PostgreSQL as superuser. */
	databaseUrl: string;
	/** For `startGateway`: a test that breaks the network wants a gateway of its own. */
	postgrestUrl: string;
}

let pool: Pool | undefined;

/** The Supabase of this worker, which the test files share that it runs one after the other; or the one of this file alone (`ownDatabase`). */
export function sandboxSupabase(): SandboxSupabase {
	const given = process.env.SANDBOX_SUPABASE;
	if (!given)
		throw new Error('No database was started for this run: run the tests with the Jest configuration at the root of the project.');
	const known = JSON.parse(given) as SandboxSupabase | SandboxSupabase[];
	return Array.isArray(known) ? known[(Number(process.env.JEST_WORKER_ID ?? 1) - 1) % known.length] : known;
}

/** Runs SQL as superuser, past row level security. End with `closeSql` in `afterAll`. */
export async function sql<Row extends QueryResultRow = QueryResultRow>(text: string, params: unknown[] = []): Promise<Row[]> {
	pool ??= new Pool({ connectionString: sandboxSupabase().databaseUrl, max: 4 });
	return (await pool.query<Row>(text, params)).rows;
}

/** Closes the connections of `sql`. */
export async function closeSql(): Promise<void> {
	const open = pool;
	pool = undefined;
	await open?.end();
}
