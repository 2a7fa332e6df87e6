import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

/** `CAMPAIGN_LINES=1000000` for the large one. */
const LINES = Number(process.env.CAMPAIGN_LINES ?? 100_000);
const NOW = '2026-03-02 12:00Z';
let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
	({ pool, drop } = await emptyDatabase());
	await pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
	await pool.query(
		`select set_message_rules('', '[{"weekday": 1, "from_minute": 0, "to_minute": 1440}]', null, null, '{"a_minute": 6000, "first_day": null, "a_day": null}')`,
	);
}, 240_000);
afterAll(async () => {
	await drop();
	await closeSql();
});

/** A campaign that runs, with so many lines: nine of ten have ended, the rest wait. */
async function running(id: string, lines: number): Promise<void> {
	await pool.query(`insert into campaigns (id, channel, status, started_at, updated_at) values ($1, $1, 'running', $2, $2)`, [id, NOW]);
	await pool.query(
		`insert into campaign_contacts (campaign_id, entry, line, phone, text, consent, status, sent_at, due_at)
		select $1, p, n, p, 'Oi', 'cliente', case when n % 10 = 0 then 'waiting' else 'sent' end, case when n % 10 > 0 then $2::timestamptz end, $2::timestamptz
		from (select n, $3 || lpad(n::text, 8, '0') as p from generate_series(1, $4::int) n) g`,
		[id, NOW, id === 'small' ? '55119' : '55219', lines],
	);
}

/** How many rows of a table a statement reads. */
async function rowsRead(statement: string): Promise<number> {
	const client = await pool.connect();
	const read = async () =>
		Number(
			(
				await client.query<{ n: string }>(
					`select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as n from pg_stat_xact_user_tables where relname in ('campaign_contacts', 'outbox')`,
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

it(`what is due of 100 lines and of ${LINES.toLocaleString('en')} costs the same`, async () => {
	await running('small', 100);
	await running('large', LINES);
	await pool.query('vacuum analyze campaign_contacts');
	const release = (channel: string) => `select release_campaigns('${channel}', 10, '${NOW}')`;
	const [small, large] = [await rowsRead(release('small')), await rowsRead(release('large'))];
	// The newest two hundred outcomes are looked at, of which the small one has ninety.
	expect(large).toBeLessThan(small + 150);
	const began = performance.now();
	const { rows } = await pool.query<{ release_campaigns: Array<{ asked: number }> }>(release('large'));
	expect(rows[0].release_campaigns).toMatchObject([{ asked: 10 }]);
	expect(performance.now() - began).toBeLessThan(1000);
}, 240_000);

it('a thousand lines are planned in a second, so 70,000 in seconds', async () => {
	const contacts = Array.from({ length: 2000 }, (_, n) => ({
		line: n + 1,
		phone: `55319${String(n).padStart(8, '0')}`,
		name: 'Ana',
		text: 'Oi',
		consent: 'cliente',
	}));
	const began = performance.now();
	await pool.query('select plan_campaign($1, $2, $3)', [{ id: 'planned', channel: 'c1' }, JSON.stringify(contacts), NOW]);
	const tookMs = performance.now() - began;
	if (process.env.CAMPAIGN_LINES) process.stdout.write(`2,000 lines planned in ${Math.round(tookMs)} ms\n`);
	expect(tookMs).toBeLessThan(2000);
});
