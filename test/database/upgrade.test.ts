import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const file = (name: string): string => readFileSync(path.resolve(__dirname, name), 'utf8');
const SCHEMA = file('../../supabase/schema.sql');

type Row = Record<string, unknown>;
/** Whose conversation an operator set to a mode of their own, as 0.2.0 allowed. */
const UNKNOWN_MODE = '5511900000003';
let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => ({ pool, drop } = await emptyDatabase()));

afterAll(async () => {
	await drop();
	await closeSql();
});

const ask = async <T extends Row>(text: string): Promise<T[]> => (await pool.query<T>(text)).rows;
const columns = async () =>
	await ask<{ table: string; column: string }>(
		`select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' order by 1, ordinal_position`,
	);

/** A customer of that phone writes. */
async function receives(phone: string): Promise<Row> {
	const message = {
		provider: 'zapi',
		channel: 'inst1',
		phone,
		message_id: `M3-${phone}`,
		send_to: phone,
		kind: 'text',
		text: 'oi',
		speaker: 'customer',
		sent_at: '2026-01-06T10:00:00Z',
	};
	return (await pool.query<{ stored: Row }>(`select receive_message($1, '2026-01-06T10:00:01Z') as stored`, [message])).rows[0].stored;
}

/** Every row of the given columns as the database writes it, in an order of its own. */
async function content(of: Array<{ table: string; column: string }>): Promise<Record<string, string[]>> {
	const tables = [...new Set(of.map(({ table }) => table))];
	const read = async (table: string) => {
		const names = of.filter((one) => one.table === table).map(({ column }) => `"${column}"`);
		const rows = await ask<{ row: string }>(`select row_to_json(r)::text as row from (select ${names.join(', ')} from "${table}") r`);
		return [table, rows.map(({ row }) => row).sort()] as const;
	};
	return Object.fromEntries(await Promise.all(tables.map(read)));
}

describe('the schema over a database of 0.2.0 that has been worked with', () => {
	let old: Array<{ table: string; column: string }>;
	let before: Record<string, string[]>;

	beforeAll(async () => {
		await pool.query(file('released/0.2.0.sql'));
		await pool.query(file('released/rows.sql'));
		old = await columns();
		before = await content(old);
	});

	it('meets rows in every table, with every column filled', async () => {
		const empty: string[] = [];
		for (const { table, column } of old)
			if ((await ask(`select from "${table}" where "${column}" is not null limit 1`)).length === 0) empty.push(`${table}.${column}`);
		expect(empty).toEqual([]);
		expect(Object.keys(before).length).toBeGreaterThan(20);
	});

	/** The conversation in a mode that nobody knows: the one thing that is mended. */
	const ofUnknownMode = (row: string) => row.includes(UNKNOWN_MODE);

	it.each(['once', 'once more'])('applied %s, loses and changes nothing', async () => {
		await pool.query(SCHEMA);
		expect(await columns()).toEqual(expect.arrayContaining(old));
		// What the schema itself adds, such as its version, is no row of before.
		const after = await content(old);
		for (const [table, rows] of Object.entries(before)) {
			const kept = rows.filter((row) => !ofUnknownMode(row));
			expect({ table, rows: after[table].filter((row) => kept.includes(row)) }).toEqual({ table, rows: kept });
		}
		const added = Object.entries(after).flatMap(([table, rows]) =>
			rows.filter((row) => !before[table].includes(row) && !ofUnknownMode(row)).map((row) => [table, row]),
		);
		expect(
			added.filter(([table, row]) => table !== 'settings' || /"key":"(agent_enabled|crm_sync:inst1|chatwoot_known_until:7)"/.test(row)),
		).toEqual([]);
	});

	it('leaves no function of before beside its successor, and goes on with what waits', async () => {
		const twice = await ask(
			`select proname, count(*)::int from pg_proc where pronamespace = 'public'::regnamespace group by 1 having count(*) > 1`,
		);
		expect(twice).toEqual([]);
		expect(await receives('5511900000002')).toMatchObject({ stored: true });
		expect(await ask(`select text from inbox where phone = '5511900000002' and status = 'waiting' order by id`)).toEqual([
			{ text: '' },
			{ text: 'oi' },
		]);
	});

	it('pauses a conversation in a mode that nobody knows, once, keeps what the mode was, and takes its messages again', async () => {
		const read = async () =>
			await ask(`select mode, paused_by, pause_reason, mode_epoch, version from sessions where phone = '${UNKNOWN_MODE}'`);
		expect(before.sessions.filter(ofUnknownMode)).toEqual([expect.stringContaining('"mode":"handover"')]);
		expect(await read()).toEqual([{ mode: 'paused', paused_by: 'system', pause_reason: 'system', mode_epoch: 2, version: 2 }]);
		expect(await ask(`select type, to_mode, reason, epoch from session_history where phone = '${UNKNOWN_MODE}'`)).toEqual([
			{ type: 'corrupt_mode', to_mode: 'paused', reason: 'handover', epoch: 2 },
		]);
		expect(await receives(UNKNOWN_MODE)).toMatchObject({ stored: true });
		const [{ turns }] = await ask<{ turns: Row[] }>(`select claim_due_turns(10, 6, 20, 90, 20, '2026-01-06T10:01:00Z') as turns`);
		expect(turns.map(({ phone, session }) => [phone, (session as Row).mode])).toContainEqual([UNKNOWN_MODE, 'paused']);
	});
});
