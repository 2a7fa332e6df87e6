import { readFileSync } from 'node:fs';
import path from 'node:path';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const SCHEMA = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');
afterAll(closeSql);

it('prices that an operator entered before there was a table for them move there, once, and stay changed afterwards', async () => {
	const { pool, drop } = await emptyDatabase();
	const prices = async () =>
		(await pool.query(`select name, prefix, price::float as price, currency, valid_from::text from prices order by name, prefix`))
			.rows as object[];
	try {
		await pool.query(SCHEMA);
		const entered = [
			{ category: 'service', price: 0.05, currency: 'BRL', valid_from: '2026-01-01' },
			{ category: 'marketing', price: 0.0625, currency: 'USD', valid_from: '2025-07-01', prefix: '55' },
		];
		await pool.query(`insert into settings (key, value) values ('message_prices', $1)`, [JSON.stringify(entered)]);
		await pool.query(SCHEMA);
		expect(await prices()).toEqual([
			{ name: 'marketing', prefix: '55', price: 0.0625, currency: 'USD', valid_from: '2025-07-01' },
			{ name: 'service', prefix: '', price: 0.05, currency: 'BRL', valid_from: '2026-01-01' },
		]);
		await pool.query(`select set_message_prices('[]')`);
		await pool.query(SCHEMA);
		expect(await prices()).toEqual([]);
	} finally {
		await drop();
	}
}, 60_000);
