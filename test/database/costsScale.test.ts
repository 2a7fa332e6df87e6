import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const PEOPLE = 100_000;
let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
	({ pool, drop } = await emptyDatabase());
	await pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
	// One message a person, a second apart.
	await pool.query(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider, provider_message_id, began_at, pricing, delivery)
		select 'k' || n, 'whatsapp_text', 'c1', '55119' || lpad(n::text, 8, '0'), '{"text": "Olá"}', 'sent', 'whatsapp_cloud', 'w' || n,
			timestamptz '2026-01-01 00:00Z' + make_interval(secs => n), '{"category": "service", "type": "regular"}', 'delivered'
		from generate_series(1, ${PEOPLE}) n`,
	);
	await pool.query('vacuum analyze outbox');
}, 240_000);
afterAll(async () => {
	await drop();
	await closeSql();
});

/** How many rows of the outbox a question reads, and how many messages it finds. */
async function asked(of: string): Promise<{ read: number; messages: number }> {
	const client = await pool.connect();
	const read = async () =>
		Number(
			(
				await client.query<{ n: string }>(
					`select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables where relname = 'outbox'`,
				)
			).rows[0].n,
		);
	try {
		await client.query('begin');
		const before = await read();
		const { rows } = await client.query<{ messages: number }>(`select (message_costs(${of}) ->> 'messages')::int as messages`);
		return { read: (await read()) - before, messages: rows[0].messages };
	} finally {
		await client.query('rollback');
		client.release();
	}
}

it.each([
	['a conversation', `p_channel => 'c1', p_phone => '5511900050000'`, 1],
	['a person', `p_phone => '5511900050000'`, 1],
	['an hour', `p_from => '2026-01-01 10:00Z', p_until => '2026-01-01 11:00Z'`, 3600],
])('the cost of %s reads what it is about, among 100,000 people', async (_, of, messages) => {
	const found = await asked(of);
	expect(found.messages).toBe(messages);
	expect(found.read).toBeLessThan(messages + 10);
});

it('nobody entered a price: the whole is counted, and its money is not known', async () => {
	const { rows } = await pool.query<{ costs: object }>('select message_costs() as costs');
	expect(rows[0].costs).toMatchObject({ messages: PEOPLE, billable: PEOPLE, unknown: PEOPLE, complete: false, amounts: {} });
});
