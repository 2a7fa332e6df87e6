import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { campaign, type Campaign } from './campaignForTests';
import { newPhone } from './gateForTests';
import { somebody } from './personsForTests';

afterAll(closeSql);

const request = async (phone: string, kind: string, status: string) =>
	await sql(`insert into lgpd_requests (protocol, phone, kind, status, due_at) values ($1, $2, $3, $4, now())`, [
		randomUUID(),
		phone,
		kind,
		status,
	]);
const optOut = async (phone: string) => await sql(`select register_opt_out($1, 'sair')`, [phone]);
async function erase(phone: string): Promise<void> {
	const p_protocol = `P-${randomUUID()}`;
	await rpc('erase_person', { p_phone: phone, p_protocol, p_by: 'ana@example.com', p_seen: 'documento' });
	await rpc('finish_erasure', { p_protocol, p_steps: [] });
}

/** A list is judged at once: whoever is asked of one by one gets the same answer. Each with what may be found out of them. */
const THEY: Array<[string, string | null, (phone: string, c: Campaign) => Promise<unknown>]> = [
	['are strangers', null, async () => await Promise.resolve()],
	['wrote once', null, async (phone, c) => await c.writes(phone, 0)],
	['opted out', 'opted_out', optOut],
	[
		'took their opt-out back',
		null,
		async (phone) => {
			await optOut(phone);
			await rpc('revoke_opt_out', { p_phone: phone });
		},
	],
	['objected', 'objection', async (phone) => await request(phone, 'objection', 'open')],
	['asked to know their data', null, async (phone) => await request(phone, 'access', 'open')],
	['asked to be erased, which was refused', null, async (phone) => await request(phone, 'deletion', 'refused')],
	['have a person', 'with_human', async (phone, c) => await c.mode(phone, 'human')],
	['have a person on another number', 'with_human', async (phone, c) => await c.mode(phone, 'human', `test-${randomUUID()}`)],
	['are in a pause', 'with_human', async (phone, c) => await c.mode(phone, 'paused')],
	[
		'wait for a person',
		'with_human',
		async (phone, c) => {
			await c.mode(phone, 'agent');
			await sql(`update sessions set metadata = '{"escalation_requested": true}' where phone = $1`, [phone]);
		},
	],
	[
		'opted out and were erased',
		'opted_out',
		async (phone) => {
			await optOut(phone);
			await erase(phone);
		},
	],
	[
		'were erased as they wished',
		'objection',
		async (phone) => {
			await request(phone, 'deletion', 'done');
			await erase(phone);
		},
	],
	[
		'opted out by another id of theirs, erased with it',
		'opted_out',
		async (phone, c) => {
			const { lid } = somebody();
			await rpc('join_contacts', { p_from: lid, p_to: phone, p_by: 'ana' });
			await c.writes(lid, 0);
			await optOut(lid);
			await erase(phone);
		},
	],
];

it('everybody of a list is judged as by themselves, whoever else is in it', async () => {
	const c = await campaign();
	const people = THEY.flatMap(([they, reason, happens]) => Array.from({ length: 3 }, () => ({ they, reason, happens, phone: newPhone() })));
	for (const { happens, phone } of people) await happens(phone, c);
	const lines = await c.plan(people.map(({ phone }, n) => ({ line: n + 1, phone })));
	const one = await sql<{ reason: string | null }>(
		'select person_forbids(key_of(phone)) as reason from unnest($1::text[]) with ordinality as p (phone, n) order by n',
		[people.map(({ phone }) => phone)],
	);
	expect(lines.map(({ reason }, n) => [people[n].they, reason])).toEqual(people.map(({ they, reason }) => [they, reason]));
	expect(one.map(({ reason }) => reason)).toEqual(people.map(({ reason }) => reason));
});

it('a group is nobody, and who is known by another id is one line', async () => {
	const c = await campaign();
	const { phone, lid } = somebody();
	await rpc('join_contacts', { p_from: lid, p_to: phone, p_by: 'ana' });
	const lines = await c.plan([
		{ line: 1, phone: '120363000000000000-group' },
		{ line: 2, phone },
		{ line: 3, phone: lid },
		{ line: 4, phone: '', reason: 'no_phone' },
	]);
	expect(lines.map(({ status, reason }) => [status, reason])).toEqual([
		['skipped', 'no_person'],
		['waiting', null],
		['skipped', 'duplicate'],
		['skipped', 'no_phone'],
	]);
});
