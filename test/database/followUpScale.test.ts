import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

/** `FOLLOWED_PEOPLE=100000` for the large one. */
const PEOPLE = Number(process.env.FOLLOWED_PEOPLE ?? 20_000);
const NOW = '2026-03-03 12:00Z';
const CADENCE = JSON.stringify([{ class: 'warm', step: 1, after_hours: 24, kind: 'message', text: '' }]);
let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
	({ pool, drop } = await emptyDatabase());
	await pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
	// What is looked at is the reading: the rows are written without what hangs on them.
	await pool.query('alter table leads disable trigger user; alter table sessions disable trigger user');
	await pool.query(
		`select set_message_rules('', '[{"weekday": 1, "from_minute": 0, "to_minute": 1440}, {"weekday": 2, "from_minute": 0, "to_minute": 1440}]')`,
	);
}, 240_000);
afterAll(async () => {
	await drop();
	await closeSql();
});

/** So many people, of whom ten are to be looked at now; the others' silences are over, and their promises kept. */
async function people(prefix: string, many: number): Promise<void> {
	await pool.query(`insert into leads (phone, temperature) select $1 || lpad(n::text, 8, '0'), 'warm' from generate_series(1, $2::int) n`, [
		prefix,
		many,
	]);
	await pool.query(
		`insert into sessions (channel, phone, last_customer_message, last_agent_message)
		select $1, $1 || lpad(n::text, 8, '0'), $3::timestamptz - interval '26 hours', $3::timestamptz - interval '25 hours' from generate_series(1, $2::int) n`,
		[prefix, many, NOW],
	);
	await pool.query(
		`insert into silent_leads (phone, channel, since, look_at, reason)
		select $1 || lpad(n::text, 8, '0'), $1, $3::timestamptz - interval '25 hours', case when n <= 10 then $3::timestamptz end, case when n > 10 then 'done' end from generate_series(1, $2::int) n`,
		[prefix, many, NOW],
	);
	await pool.query(
		`insert into promises (channel, phone, promised_at, due_at, status)
		select $1, $1 || lpad(n::text, 8, '0'), $3::timestamptz - interval '9 hours', $3::timestamptz - interval '8 hours', case when n <= 10 then 'open' else 'kept' end from generate_series(1, $2::int) n`,
		[prefix, many, NOW],
	);
}

/** How many rows of these tables a statement reads. */
async function rowsRead(statement: string): Promise<number> {
	const client = await pool.connect();
	const read = async () =>
		Number(
			(
				await client.query<{ n: string }>(
					`select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as n from pg_stat_xact_user_tables where relname in ('silent_leads', 'promises', 'sessions', 'leads', 'follow_up_steps', 'inbox', 'session_history')`,
				)
			).rows[0].n,
		);
	try {
		await client.query('begin');
		const before = await read();
		await client.query(statement);
		return (await read()) - before;
	} finally {
		await client.query('rollback');
		client.release();
	}
}

it(`what is due costs the same with 100 people and with ${PEOPLE.toLocaleString('en')}`, async () => {
	const follow = `select claim_follow_ups('${CADENCE}', 90, null, 50, '${NOW}')`;
	const promised = `select check_promises(60, null, 200, '${NOW}')`;
	await people('55119', 100);
	await pool.query('analyze');
	const small = [await rowsRead(follow), await rowsRead(promised)];
	await pool.query('truncate silent_leads, promises, sessions cascade');
	await pool.query('delete from leads');
	await people('55219', PEOPLE);
	await pool.query('vacuum analyze');
	const large = [await rowsRead(follow), await rowsRead(promised)];
	if (process.env.FOLLOWED_PEOPLE)
		process.stdout.write(`rows read: follow-ups ${small[0]} → ${large[0]}, promises ${small[1]} → ${large[1]}\n`);
	// With so few rows the planner reads a small table whole: more, not less.
	expect(large[0]).toBeLessThanOrEqual(small[0] * 1.2 + 50);
	expect(large[1]).toBeLessThanOrEqual(small[1] * 1.2 + 50);
	const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
		`explain select * from silent_leads where look_at <= '${NOW}' order by look_at limit 50`,
	);
	expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('silent_leads_due');
}, 240_000);
