import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const file = (name: string): string => readFileSync(path.resolve(__dirname, name), 'utf8');
let pool: Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
	({ pool, drop } = await emptyDatabase());
	await pool.query(file('released/0.2.0.sql'));
	await pool.query(file('released/rows.sql'));
	await pool.query(`insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at, created_at)
		values ('upgraded', 'whatsapp_text', 'inst1', '5511900000099', '{"text": "De antes", "speaker": "human"}', now(), now())`);
	await pool.query(file('../../supabase/schema.sql'));
});
afterAll(async () => {
	await drop();
	await closeSql();
});

const one = async <T>(text: string): Promise<T> => (await pool.query<{ value: T }>(`select ${text} as value`)).rows[0].value;

describe('a database of 0.2.0 that has been worked with', () => {
	it('hands out what waited as the text that it is, however long ago its person wrote: it is with Z-API', async () => {
		const claimed = await one<Array<{ idempotency_key: string; payload: object }>>(
			`claim_outbox(array['whatsapp_text'], 1000, 60, null, now() + interval '90 days', null, null, '{"attendant": {"name": "retorno", "language": "pt_BR", "values": []}}')`,
		);
		expect(claimed.map(({ idempotency_key }) => idempotency_key)).toContain('upgraded');
		expect(claimed.filter(({ payload }) => 'template' in payload)).toEqual([]);
	});

	it('takes the calls of nodes that know nothing of windows', async () => {
		expect(await one(`claim_outbox(array['notice'], 1000, 60, null)`)).toEqual(expect.any(Array));
		expect(await one(`finish_outbox(-1, gen_random_uuid(), 'sent')`)).toEqual({ finished: false, reason: 'lease_lost' });
		expect(await one(`record_part(-1, 'sent')`)).toEqual({ recorded: false, reason: 'not_sending' });
	});

	it('has no window, no price and no cost that anybody told', async () => {
		expect(await one(`window_told('inst1', '5511900000099', now())`)).toBeNull();
		expect(await one('message_costs()')).toMatchObject({ messages: 0, complete: true, amounts: {} });
	});
});
