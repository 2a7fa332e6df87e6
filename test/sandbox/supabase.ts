import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Pool } from 'pg';

import { startGateway, type Gateway } from './gateway';
import { apiKey } from './keys';
import { startPostgres } from './postgres';
import { startPostgrest } from './postgrest';

export interface Supabase extends Gateway {
	serviceRoleKey: string;
	anonKey: string;
	/** PostgREST behind the gateway, for a test that wants a gateway of its own. */
	postgrestUrl: string;
	/** PostgreSQL as superuser. */
	databaseUrl: string;
	pool: Pool;
}

/** Roles and default rights as a new Supabase project has them: everybody is granted everything, row level security protects. */
const SUPABASE_ROLES = `
	create role anon nologin noinherit;
	create role authenticated nologin noinherit;
	create role service_role nologin noinherit bypassrls;
	create role authenticator login noinherit;
	-- As Supabase sets it: a statement that takes longer is refused there too.
	alter role authenticator set statement_timeout = '8s';
	grant anon, authenticated, service_role to authenticator;
	grant usage on schema public to anon, authenticated, service_role;
	alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
	alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
	alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
`;

/**
 * Starts a Supabase of one's own: PostgreSQL, PostgREST, gateway, keys.
 * @param schema SQL; the project's `supabase/schema.sql` unless told
 * @param schemas that the interface offers
 */
export async function startSupabase({
	schema = projectSchema(),
	schemas = ['public'],
}: { schema?: string; schemas?: string[] } = {}): Promise<Supabase> {
	const started: Array<() => Promise<void>> = [];
	let stopped: Promise<void> | undefined;
	const stop = async () => {
		stopped ??= started.reduceRight(async (before, next) => await before.then(next), Promise.resolve());
		await stopped;
	};
	try {
		const postgres = await startPostgres();
		started.push(postgres.stop);
		const pool = new Pool({ connectionString: postgres.url, max: 10 });
		// An idle connection that breaks when the server stops is no event.
		pool.on('error', () => undefined);
		started.push(async () => await pool.end());
		await pool.query(SUPABASE_ROLES);
		await pool.query(schema).catch((error: Error) => {
			throw new Error(`The database refuses the schema: ${error.message}.`);
		});

		const secret = randomBytes(32).toString('hex');
		const postgrest = await startPostgrest(`postgres://authenticator@127.0.0.1:${postgres.port}/postgres`, secret, schemas);
		started.push(postgrest.stop);
		const keys = { anonKey: apiKey('anon', secret), serviceRoleKey: apiKey('service_role', secret), postgrestUrl: postgrest.url };
		const gateway = await startGateway(keys);
		started.push(gateway.stop);
		return { ...gateway, ...keys, databaseUrl: postgres.url, pool, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function projectSchema(): string {
	const file = path.resolve(__dirname, '../../supabase/schema.sql');
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
