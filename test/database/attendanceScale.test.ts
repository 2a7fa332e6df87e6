import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

/** As many conversations of the past as a first week leaves, and as some years do. The present is the same in both. */
const CROWDS = [100, 20_000];
const opened: Array<{ pool: Pool; drop: () => Promise<void> }> = [];

const past = (many: number): string => `
	insert into attendances (channel, phone, status, owner, resolution, started_at, queued_at, assigned_at, first_assigned_at, closed_at, messages_count, rating, rated_at)
		select 'inst-1', '55119' || lpad(n::text, 8, '0'), 'resolved', 'a' || n % 6, 'resolved', t, t, t, t, t + interval '10 minutes', 3, 5, t + interval '1 hour'
		from generate_series(1, ${many}) n cross join lateral (select now() - interval '8 days' - n * interval '1 minute' as t) p;
	insert into conversations (channel, lead_phone, role, content, attendance, sent_at)
		select a.channel, a.phone, r, 'palavras', a.id, a.started_at + interval '1 minute' from attendances a cross join unnest(array['user', 'assistant', 'human']) r;`;
const present = `
	insert into attendants (id, name, number) select 'a' || n, 'Pessoa ' || n, 1000 + n from generate_series(0, 5) n;
	insert into attendances (channel, phone, status, owner, started_at, queued_at, first_assigned_at)
		select 'inst-1', '55118' || lpad(n::text, 8, '0'), (array['bot', 'queue', 'in_progress'])[1 + n % 3], case when n % 3 = 2 then 'a' || n % 6 end, now() - interval '1 hour',
			now() - interval '1 hour', now() - interval '50 minutes' from generate_series(1, 90) n;
	insert into conversations (channel, lead_phone, role, content, attendance, sent_at)
		select channel, phone, 'human', 'palavras', id, now() - interval '40 minutes' from attendances where closed_at is null;`;

beforeAll(async () => {
	for (const many of CROWDS) {
		const { pool, drop } = await emptyDatabase();
		opened.push({ pool, drop });
		await pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
		// What the triggers would count is written above.
		await pool.query(`set session_replication_role = replica; ${past(many)} ${present}; set session_replication_role = origin`);
		await pool.query('vacuum analyze');
	}
}, 200_000);
afterAll(async () => {
	for (const { drop } of opened) await drop();
	await closeSql();
});

/** Rows that a question reads, of all tables, after what goes before it. */
async function readBy(pool: Pool, question: string, before = 'select'): Promise<number> {
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
		await client.query(before);
		const from = await read();
		await client.query(question);
		return (await read()) - from;
	} finally {
		await client.query('rollback');
		client.release();
	}
}

it.each([
	['the figures of the day', 'select attendance_metrics_board()'],
	['who attends', 'select attendance_agents_board()'],
	['who waits', 'select attendance_queue_board()'],
	[
		'a look while nothing happens',
		`select attendance_news(pg_current_snapshot()::text, '[]', array(select id from attendances where status = 'queue'))`,
	],
])('%s costs the same with twenty thousand conversations as with a hundred', async (_, question) => {
	const [few, many] = [await readBy(opened[0].pool, question), await readBy(opened[1].pool, question)];
	expect(many).toBeLessThan(few + 50);
});

it('a look reads what is new, not what is kept', async () => {
	const { pool } = opened[1];
	await pool.query(
		`insert into attendance_events (kind, attendance) select 'typing', id from attendances cross join generate_series(1, 20) where closed_at is null`,
	);
	await pool.query('vacuum analyze attendance_events');
	const { rows } = await pool.query<{ cursor: string }>(`select attendance_news(null) ->> 'cursor' as cursor`);
	await pool.query(`insert into attendance_events (kind, attendance) select 'typing', id from attendances where closed_at is null limit 3`);
	const client = await pool.connect();
	try {
		const { rows: plan } = await client.query<{ told: { events: unknown[] } }>('select attendance_news($1) as told', [rows[0].cursor]);
		expect(plan[0].told.events).toHaveLength(3);
	} finally {
		client.release();
	}
	expect(await readBy(pool, `select attendance_news('${rows[0].cursor}')`)).toBeLessThan(60);
});
