import { readFileSync } from 'node:fs';
import path from 'node:path';

import { createClient } from '@supabase/supabase-js';

import { SCHEMA_VERSION } from '../../nodes/shared/store/schemaVersion';
import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { customer, rpc } from './client';

afterAll(closeSql);

const SCHEMA = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');

it('is made from its parts: after a change of one, `npm run schema`', () => {
	const { schema } = jest.requireActual<{ schema: { text: () => string } }>('../../gulpfile.js');
	expect(SCHEMA).toBe(schema.text());
});

it('has a version of its own, which the nodes know: after a change of a part `npm run schema` raises it', async () => {
	const { schema } = jest.requireActual<{ schema: { version: () => { version: number; digest: string }; digest: () => string } }>(
		'../../gulpfile.js',
	);
	expect(schema.version()).toEqual({ version: SCHEMA_VERSION, digest: schema.digest() });
	expect(await sql(`select value from settings where key = 'schema_version'`)).toEqual([{ value: SCHEMA_VERSION }]);
});

it('can be run again without losing anything', async () => {
	const { pool, drop } = await emptyDatabase();
	try {
		await pool.query(SCHEMA);
		const message = { provider: 'zapi', channel: 'c', phone: '5511900000001', message_id: 'M1', send_to: '5511900000001', kind: 'text' };
		await pool.query('select receive_message($1)', [{ ...message, text: 'oi', speaker: 'customer', sent_at: '2026-01-05T10:00:00Z' }]);
		await pool.query(SCHEMA);
		expect((await pool.query('select count(*)::int from inbox')).rows).toEqual([{ count: 1 }]);
	} finally {
		await drop();
	}
});

it('has row level security on every table, and no policy', async () => {
	const open = await sql(
		`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity`,
	);
	expect(open).toEqual([]);
	expect(await sql(`select 1 from pg_policies where schemaname = 'public'`)).toEqual([]);
});

it('shows the public key nothing and lets it call nothing', async () => {
	const { url, anonKey } = sandboxSupabase();
	const anon = createClient(url, anonKey, { auth: { persistSession: false } });
	const tables = await sql<{ name: string }>(
		`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
	);
	expect(tables.length).toBeGreaterThan(20);
	for (const { name: table } of tables) {
		const { data, error } = await anon.from(table).select('*').limit(1);
		expect({ table, data, code: error?.code }).toEqual({ table, data: null, code: '42501' });
	}
	const functions = await sql<{ name: string }>(
		`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and has_function_privilege('anon', oid, 'execute')`,
	);
	expect(functions).toEqual([]);
	const { error } = await anon.rpc('upsert_lead', { p_phone: '5511999990001', p_fields: {} });
	expect(error?.code).toBe('42501');
});

describe('upsert_lead', () => {
	it('never overwrites with nothing, overwrites with a correction, and dates the temperature by its change', async () => {
		const { phone } = customer();
		await rpc('upsert_lead', {
			p_phone: phone,
			p_fields: { name: 'Marina', city: 'Chapecó', temperature: 'warm' },
			p_now: '2026-01-05T10:00:00Z',
		});
		await rpc('upsert_lead', {
			p_phone: phone,
			p_fields: { name: 'Mariana', city: null, temperature: 'warm' },
			p_now: '2026-01-05T11:00:00Z',
		});
		const lead = await rpc('upsert_lead', { p_phone: phone, p_fields: {}, p_now: '2026-01-05T12:00:00Z' });
		expect(lead).toMatchObject({
			name: 'Mariana',
			city: 'Chapecó',
			temperature: 'warm',
			temperature_updated_at: '2026-01-05T10:00:00+00:00',
			updated_at: '2026-01-05T12:00:00+00:00',
		});
	});
});
