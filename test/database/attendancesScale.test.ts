import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

/** `ATTENDANCES=100000` for a large house. */
const MANY = Number(process.env.ATTENDANCES ?? 10_000);
const FEW = 100;
const databases: Array<{ pool: Pool; drop: () => Promise<void> }> = [];

beforeAll(async () => {
	for (const count of [FEW, MANY]) {
		const database = await emptyDatabase();
		databases.push(database);
		await database.pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
		await fill(database.pool, count);
	}
}, 300_000);
afterAll(async () => {
	for (const { drop } of databases) await drop();
	await closeSql();
});

/** So many conversations of a year, most of them over; 40 that are attended and 40 that wait, whatever the past; five messages each. */
async function fill(pool: Pool, count: number): Promise<void> {
	await pool.query(
		`insert into attendants (id, name, email) select 'a' || n, 'Pessoa ' || n, 'a' || n || '@provedor.example' from generate_series(1, 20) n`,
	);
	await pool.query(`alter table conversations disable trigger user`);
	await pool.query(
		`insert into attendances (channel, phone, status, owner, started_at, queued_at, closed_at, resolution, messages_count, last_message_at)
		select 'c', '55119' || lpad(n::text, 8, '0'), s, case when s in ('in_progress', 'resolved') then 'a' || n % 20 + 1 end, t, case when s = 'queue' then t end,
			case when s in ('resolved', 'closed') then t + interval '1 hour' end, case when s = 'resolved' then 'resolved' end, 5, t
		from (select n, case when n <= 40 then 'in_progress' when n <= 80 then 'queue' when n % 3 = 0 then 'closed' when n % 3 = 1 then 'bot' else 'resolved' end as s,
			now() - n * interval '50 minutes' as t from generate_series(1, $1::int) n) g`,
		[count],
	);
	await pool.query(`insert into leads (phone, name) select phone, 'Ana' from attendances`);
	await pool.query(`insert into sessions (channel, phone) select 'c', phone from attendances`);
	await pool.query(
		`insert into conversations (channel, lead_phone, role, content, attendance, sent_at)
		select 'c', phone, case m % 2 when 0 then 'user' else 'assistant' end, 'mensagem ' || m, id, started_at + m * interval '1 minute'
		from attendances cross join generate_series(1, 5) m`,
	);
	await pool.query(`alter table conversations enable trigger user`);
	await pool.query('vacuum analyze');
}

/** What a call takes while the machine does little else, milliseconds: one of the fastest of thirty. */
async function timeOf(pool: Pool, statement: string): Promise<number> {
	const took: number[] = [];
	for (let n = 0; n < 30; n++) {
		const began = performance.now();
		await pool.query(statement);
		took.push(performance.now() - began);
	}
	return took.sort((a, b) => a - b)[3];
}

/** What PostgREST and HTTP take of a route beside the database, milliseconds; less than on any machine that was measured. */
const ROUTE_MS = 4;

it.each([
	['the list', `select list_attendances('{}', 1, 20)`],
	['an attendant’s list', `select list_attendances('{"mine": "a3"}', 1, 20)`],
	['the queue', `select list_attendances('{"status": "queue"}', 1, 20)`],
	['those in progress', `select list_attendances('{"status": "in_progress"}', 1, 20)`],
	['those that were resolved', `select list_attendances('{"status": "resolved"}', 1, 20)`],
	['those of one owner', `select list_attendances('{"owner": "a3"}', 1, 20)`],
	['those of a week', `select list_attendances(jsonb_build_object('from', now() - interval '7 days'), 1, 20)`],
	[
		'one with its messages',
		`select read_attendance((select id from attendances where status = 'resolved' order by started_at desc limit 1))`,
	],
	['the next in the queue', `select next_in_queue()`],
	['the one of a person', `select open_attendance('5511900000050')`],
	['the way to a customer', `select way_to_customer('5511900000050')`],
	['the page of users', `select list_attendance_users(1, 20)`],
	['the quiet ones', `select end_quiet_attendances(now() - interval '10 years')`],
])(
	`%s takes a route no more than twice as long with ${MANY.toLocaleString('en')} conversations`,
	async (_, statement) => {
		const [few, many] = [await timeOf(databases[0].pool, statement), await timeOf(databases[1].pool, statement)];
		expect(many + ROUTE_MS).toBeLessThanOrEqual(2 * (few + ROUTE_MS));
	},
	60_000,
);
