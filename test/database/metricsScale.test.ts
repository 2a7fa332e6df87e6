import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { fill } from '../bench/filled';
import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

/** As many of the past as a year of a busy company has, and as few as a first week. */
const CROWDS = [100, 3000];
const opened: Array<{ pool: Pool; drop: () => Promise<void> }> = [];
beforeAll(async () => {
	for (const people of CROWDS) {
		const { pool, drop } = await emptyDatabase();
		opened.push({ pool, drop });
		await pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
		await fill(pool, people);
		await pool.query(`insert into turn_facts (turn_id, created_at, spoke, facts)
			select id, created_at, 'model', '{"calls": [{"model": "gpt-scale", "tokens_in": 1000, "tokens_out": 100}]}' from turns`);
		await pool.query('vacuum analyze');
	}
}, 400_000);
afterAll(async () => {
	for (const { drop } of opened) await drop();
	await closeSql();
});

/** Rows that a question reads, of all tables. */
async function readBy(pool: Pool, question: string): Promise<number> {
	const client = await pool.connect();
	const read = async () =>
		Number(
			(
				await client.query<{ n: string }>(
					`select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as n from pg_stat_xact_user_tables`,
				)
			).rows[0].n,
		);
	try {
		await client.query('begin');
		const before = await read();
		await client.query(question);
		return (await read()) - before;
	} finally {
		await client.query('rollback');
		client.release();
	}
}

it('a look for Prometheus reads the same among many people as among few, the first one too', async () => {
	const [few, many] = [await readBy(opened[0].pool, 'select metrics()'), await readBy(opened[1].pool, 'select metrics()')];
	expect(many).toBeLessThan(few + 200);
	for (const { pool } of opened) await pool.query('select metrics()');
	const [fewAgain, manyAgain] = [await readBy(opened[0].pool, 'select metrics()'), await readBy(opened[1].pool, 'select metrics()')];
	expect(manyAgain).toBeLessThan(fewAgain + 200);
});

it('a report of years is there before PostgREST loses patience', async () => {
	const began = Date.now();
	const { rows } = await opened[1].pool.query<{ n: number }>(
		`select (report(now() - interval '2 years', now()) #>> '{total,turns}')::int as n`,
	);
	expect(rows[0].n).toBe(5 * CROWDS[1]);
	expect(Date.now() - began).toBeLessThan(8000);
});

it("the report of a day reads that day's conversations, however many there were before", async () => {
	const day = `select report(now() - interval '1 day', now())`;
	const [few, many] = [await readBy(opened[0].pool, day), await readBy(opened[1].pool, day)];
	expect(many).toBeLessThan(few + 200);
});
