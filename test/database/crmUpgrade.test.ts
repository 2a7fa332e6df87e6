import { readFileSync } from 'node:fs';
import path from 'node:path';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const file = (name: string): string => readFileSync(path.resolve(__dirname, name), 'utf8');

afterAll(closeSql);

const REFUSED = 'company: PipeRun does not accept the token for this: Unauthorized';
/** Leads as 0.2.0 left them: what PipeRun said, and after how many tries. */
const LEADS = {
	'5511900000001': [REFUSED, 1],
	'5511900000002': ['deal: PipeRun answered with status 422: stage_id: invalid', 1],
	'5511900000003': [REFUSED, 10],
} as const;

it('brings leads back that 0.2.0 gave up because the token was refused, and no others', async () => {
	const { pool, drop } = await emptyDatabase();
	try {
		await pool.query(file('released/0.2.0.sql'));
		for (const [phone, [error, attempts]] of Object.entries(LEADS)) {
			await pool.query(`insert into leads (phone, crm_sync_status) values ($1, 'failed')`, [phone]);
			await pool.query(
				`insert into outbox (idempotency_key, kind, channel, phone, payload, status, error, attempts) values ($1, 'crm_sync', 'c', $2, '{}', 'failed', $3, $4)`,
				[`crm_sync:${phone}`, phone, error, attempts],
			);
		}
		for (let n = 0; n < 2; n++) await pool.query(file('../../supabase/schema.sql'));
		const { rows } = await pool.query<{ row: string[] }>(
			`select array[o.phone, o.status, l.crm_sync_status] as row from outbox o join leads l on l.phone = o.phone order by 1`,
		);
		expect(rows.map(({ row }) => row)).toEqual([
			['5511900000001', 'pending', 'pending'],
			['5511900000002', 'failed', 'failed'],
			['5511900000003', 'failed', 'failed'],
		]);
	} finally {
		await drop();
	}
});
