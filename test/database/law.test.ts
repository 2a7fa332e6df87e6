import { randomUUID } from 'node:crypto';

import { ask } from '../LeadStore/store';
import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { everywhere, rowsOf, tables, traces, type Rows } from './everywhereForTests';

afterAll(closeSql);

const WORDS = ['Zulmira', 'Quaresma', 'Xangrilá', 'xangrila', 'zuzu@', 'brigadeirão'];
const NAMES = ['Zulmira', 'Quaresma', 'Xangril', 'zuzu@'];
/** Tables of the project and not of a person; the rest must have had a row of this person. */
const OF_NOBODY = [
	'settings',
	'products',
	'attendants',
	'turns',
	'temperature_history',
	'integrations',
	'outbox_claims',
	'health_checks',
	'failovers',
	'erasures',
	'prices',
	'prompts',
	'metric_totals',
	'message_limits',
	'open_hours',
	'closed_days',
	'channel_pace',
	'campaigns',
	'attendance_events',
	'attendance_failures',
	'attendance_logins',
	'attendance_refreshes',
];

describe('no table has words of the person', () => {
	/** What other files left in this database. */
	let stood: Rows;
	beforeEach(async () => {
		stood = await rowsOf([...NAMES, 'brigadeir']);
	});

	it('after the conversation was erased', async () => {
		const { channel, phone } = await everywhere();
		await rpc('delete_conversation', { p_channel: channel, p_phone: phone });
		expect(await traces([...NAMES, 'brigadeir'], stood)).toEqual({});
	});

	it('after erasing', async () => {
		const { phone } = await everywhere();
		const before = await traces([...WORDS, phone], stood);
		expect((await tables()).filter((table) => !OF_NOBODY.includes(table) && !(table in before))).toEqual([]);
		const protocol = `P-${randomUUID()}`;
		const erased = await rpc('erase_person', { p_phone: phone, p_protocol: protocol, p_by: 'ana@example.com', p_seen: 'documento' });
		expect(erased).toMatchObject({ erased: true, protocol });
		await rpc('finish_erasure', { p_protocol: protocol, p_steps: [] });
		expect(await traces([...NAMES, 'brigadeir', phone], stood)).toEqual({});
	}, 180_000);

	it('after anonymising', async () => {
		const { phone } = await everywhere();
		const before = await traces([...WORDS, phone], stood);
		expect((await tables()).filter((table) => !OF_NOBODY.includes(table) && !(table in before))).toEqual([]);
		expect((await ask('lgpdRequest', 'anonymize', { phone }))[0].anonymized).toBe(true);
		expect(await traces(NAMES, stood)).toEqual({});
		// Nobody may write to them, by whichever id.
		expect(await traces([phone])).toEqual({ opt_outs: 1, contact_ids: 2 });
	}, 180_000);
});

it('the sequences are nobody else’s', async () => {
	expect(
		await sql(
			`select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace and (has_sequence_privilege('anon', oid, 'usage, select, update') or has_sequence_privilege('authenticated', oid, 'usage, select, update'))`,
		),
	).toEqual([]);
});

it('there is one nudge_candidates, also over a database that had an older one', async () => {
	await sql(`create function public.nudge_candidates(a timestamptz, b timestamptz) returns jsonb language sql as $$ select '[]'::jsonb $$`);
	const { readFileSync } = await import('node:fs');
	await sql(readFileSync('supabase/schema.sql', 'utf8'));
	expect(await sql(`select pronargs::int as arguments from pg_proc where proname = 'nudge_candidates'`)).toEqual([{ arguments: 7 }]);
});
