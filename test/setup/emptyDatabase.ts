import { randomUUID } from 'node:crypto';

import { Pool } from 'pg';

import { sandboxSupabase, sql } from './supabase';

/**
 * A database with nothing in it, in the server that all tests share: for what would lock the tables of the others, such as running the schema.
 * @returns it, and how it goes
 */
export async function emptyDatabase(): Promise<{ pool: Pool; drop: () => Promise<void> }> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await sql(`create database ${name}`);
	const url = new URL(sandboxSupabase().databaseUrl);
	url.pathname = `/${name}`;
	const pool = new Pool({ connectionString: url.href, max: 2 });
	const drop = async () => {
		await pool.end();
		await sql(`drop database ${name}`);
	};
	return { pool, drop };
}
