import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const file = (name: string): string => readFileSync(path.resolve(__dirname, name), 'utf8');
const [PHONE, LID, STRANGER] = ['5511900000042', '100000000000042@lid', '100000000000043@lid'];

let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
	({ pool, drop } = await emptyDatabase());
	await pool.query(file('released/0.2.0.sql'));
	// A person has taken over the conversation by lid, and the agent goes on by phone; that both are one is told by our own text, which came back by lid.
	await pool.query(
		`insert into sessions (channel, phone, mode, human_attendant, human_since, mode_epoch) values ('c', $1, 'agent', null, null, 2), ('c', $2, 'human', 'ana', now(), 5),
			('c', $3, 'agent', null, null, 1)`,
		[PHONE, LID, STRANGER],
	);
	await pool.query(
		`insert into leads (phone, name, city, created_at) values ($1, null, 'Itu', now()), ($2, 'Marina', 'Salto', now() - interval '1 day')`,
		[PHONE, LID],
	);
	await pool.query(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider_message_id) values ('r1', 'whatsapp_text', 'c', $1, '{"text": "Olá"}', 'sent', 'OUT-1')`,
		[PHONE],
	);
	await pool.query(
		`insert into inbox (provider, channel, message_id, phone, send_to, kind, text, speaker, sent_at, status) values
			('zapi', 'c', 'OUT-1', $1, $1, 'text', 'Olá', 'agent', now(), 'done'), ('zapi', 'c', 'IN-1', $1, $1, 'text', 'oi', 'customer', now(), 'waiting'),
			('zapi', 'c', 'IN-2', $2, $2, 'text', 'oi', 'customer', now(), 'waiting')`,
		[LID, STRANGER],
	);
}, 120_000);

afterAll(async () => {
	await drop();
	await closeSql();
});

const ask = async (text: string, values: unknown[] = []) => (await pool.query<Record<string, unknown>>(text, values)).rows;

it.each(['once', 'once more'])(
	'the schema applied %s over a database of 0.2.0 joins the twins that it knows of, and no others',
	async () => {
		await pool.query(file('../../supabase/schema.sql'));
		expect(await ask(`select phone, mode, human_attendant, mode_epoch from sessions order by phone`)).toEqual([
			{ phone: STRANGER, mode: 'agent', human_attendant: null, mode_epoch: 1 },
			{ phone: PHONE, mode: 'human', human_attendant: 'ana', mode_epoch: 6 },
		]);
		// The older lead, filled in: what it knows is not overwritten, and what differs is kept for a day.
		expect(await ask('select phone, name, city from leads')).toEqual([{ phone: PHONE, name: 'Marina', city: 'Salto' }]);
		expect(await ask(`select from_key, to_key, joined_by, jsonb_array_length(kept -> 'leads') as leads from contact_joins`)).toEqual([
			{ from_key: LID, to_key: PHONE, joined_by: 'upgrade', leads: 2 },
		]);
		expect(await ask(`select message_id, phone from inbox where status = 'waiting' order by 1`)).toEqual([
			{ message_id: 'IN-1', phone: PHONE },
			{ message_id: 'IN-2', phone: STRANGER },
		]);
		expect(await ask(`select value from settings where key = 'contacts_joined'`)).toEqual([{ value: 1 }]);
	},
);

it('resolves the ids of a message among 100,000 persons with three each by their primary key, one look an id', async () => {
	await pool.query(`insert into contact_ids (kind, value, key) select kind, case kind when 'phone' then '5521' || n when 'lid' then n || '@lid' else 'BR.' || n end, '5521' || n
		from generate_series(100000000, 100099999) n cross join unnest(array['phone', 'lid', 'user_id']) kind`);
	await pool.query('analyze contact_ids');
	const [plan] = await ask(`explain (format json) select key from contact_ids where kind = 'lid' and value = '100000042@lid'`);
	expect(JSON.stringify(plan)).toMatch(/"Index Name":"contact_ids_pkey"/);
	const client = await pool.connect();
	try {
		await client.query('begin');
		const ids = [
			{ kind: 'phone', value: '5521100000042' },
			{ kind: 'lid', value: '100000042@lid' },
			{ kind: 'user_id', value: 'BR.100000042' },
		];
		const resolved = await client.query(`select resolve_contact($1, '100000042@lid', now()) as key`, [JSON.stringify(ids)]);
		expect(resolved.rows).toEqual([{ key: '5521100000042' }]);
		const { rows } = await client.query(
			`select seq_scan::int, idx_scan::int, idx_tup_fetch::int, n_tup_ins::int from pg_stat_xact_user_tables where relname = 'contact_ids'`,
		);
		// One an id, and whether the key is still one once it is held.
		expect(rows).toEqual([{ seq_scan: 0, idx_scan: 4, idx_tup_fetch: 4, n_tup_ins: 0 }]);
	} finally {
		await client.query('rollback');
		client.release();
	}
});

it('keeps what was there before a join for a day', async () => {
	await pool.query(`select finish_joins(now() + interval '23 hours')`);
	expect(await ask('select kept is null as gone from contact_joins')).toEqual([{ gone: false }]);
	await pool.query(`select finish_joins(now() + interval '25 hours')`);
	expect(await ask('select kept is null as gone from contact_joins')).toEqual([{ gone: true }]);
});

it('takes what was written under the old key during the join along within a minute', async () => {
	await pool.query(`update contact_joins set joined_at = now() - interval '1 minute'`);
	await pool.query(`insert into outbox (idempotency_key, kind, channel, phone, payload) values ('late', 'notice', 'c', $1, '{}')`, [LID]);
	await pool.query('select look_at_outbox()');
	expect(await ask(`select phone from outbox where idempotency_key = 'late'`)).toEqual([{ phone: PHONE }]);
});
