import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { CALLS } from '../bench/calls';
import { fill } from '../bench/filled';
import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const SCHEMA = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');
const FEW = 100;
const MANY = 1500;

const databases: Array<{ pool: Pool; drop: () => Promise<void> }> = [];

beforeAll(async () => {
	for (const people of [FEW, MANY]) {
		const database = await emptyDatabase();
		databases.push(database);
		await database.pool.query(SCHEMA);
		await fill(database.pool, people);
		// What is old is looked at once.
		await database.pool.query(
			`do $$ begin for n in 1..5 loop perform due_sessions(null, now() - interval '1 day', array['customer_name']); end loop; end $$`,
		);
		await database.pool.query('vacuum analyze');
	}
}, 120_000);

afterAll(async () => {
	for (const { drop } of databases) await drop();
	await closeSql();
});

/** How many rows a call reads in all tables together, in a transaction that is rolled back. */
async function rowsRead({ pool }: { pool: Pool }, { statement }: (typeof CALLS)[number]): Promise<number> {
	const client = await pool.connect();
	const ask = async <T>(text: string): Promise<T> => (await client.query<{ value: T }>(text)).rows[0].value;
	const read = async () =>
		Number(await ask(`select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as value from pg_stat_xact_user_tables`));
	try {
		await client.query('begin');
		const text = await statement({ ask, now: (argument) => argument });
		const before = await read();
		await client.query(`select ${text}`);
		return (await read()) - before;
	} finally {
		await client.query('rollback');
		client.release();
	}
}

// With a hundred people a table is one page, and read as a whole: so many rows more are no sign.
const SMALL = 300;

// A page of a list is read from an index once there are more people than these: `npm run bench:database` tells.
const always = CALLS.filter(({ on }) => on !== 'page');

it.each(always.map((call) => [call.name, call] as const))('%s reads no more rows with fifteen times the people', async (_, call) => {
	const [few, many] = [await rowsRead(databases[0], call), await rowsRead(databases[1], call)];
	expect({ few, many: many > few + SMALL ? many : 'no more' }).toEqual({ few, many: 'no more' });
});
