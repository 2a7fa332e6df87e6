import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { customer, rpc } from './client';
import { everywhere, tables, traces } from './everywhereForTests';

afterAll(closeSql);

type Erased = { counts: Record<string, number>; targets: Record<string, unknown[]>; subject: string };

/** Erases somebody, and ends it unless the test names the protocol. */
async function erase(phone: string, given: Record<string, unknown> = {}): Promise<Erased> {
	const p_protocol = `P-${randomUUID()}`;
	const acting = { p_by: 'ana@example.com', p_seen: 'documento com foto' };
	const erased = await rpc<Erased>('erase_person', { p_phone: phone, p_protocol, ...acting, ...given });
	if (!given.p_protocol) await rpc('finish_erasure', { p_protocol, p_steps: [] });
	return erased;
}

/** Every row of every table that has a word in it. */
async function rowsWith(word: string): Promise<Record<string, unknown[]>> {
	const found: Record<string, unknown[]> = {};
	for (const table of await tables()) {
		const rows = await sql(`select to_jsonb(t) as row from public.${table} t where t::text like $1 order by 1`, [`%${word}%`]);
		if (rows.length > 0) found[table] = rows.map(({ row }) => row as unknown);
	}
	return found;
}

describe('a person is erased', () => {
	it('by every id of theirs, and nobody with the same last digits', async () => {
		const { channel, phone } = await everywhere();
		const twin = { ...customer(), phone: `5521${phone.slice(4)}` };
		const longer = `${phone}7`;
		await rpc('upsert_lead', { p_phone: twin.phone, p_fields: { name: 'Gêmeo Outro' } });
		await rpc('upsert_lead', { p_phone: longer, p_fields: { name: 'Mais Longo' } });
		await customer().writes(0, { phone: twin.phone, channel: twin.channel, text: 'Sou outra pessoa' });
		await sql(`insert into known_events (key) values ($1)`, [`deal:${longer}`]);
		// From before a number was known in its longer form.
		const shorter = phone.replace(/^(55\d\d)9/, '$1');
		await sql(`insert into conversations (channel, lead_phone, role, content) values ($1, $2, 'user', 'sou eu de novo')`, [
			channel,
			shorter,
		]);
		const before = [await rowsWith(twin.phone), await rowsWith(longer)];

		const { counts } = await erase(`${phone}9@lid`);

		expect(counts).toMatchObject({
			leads: 1,
			conversations: expect.any(Number),
			outbox: expect.any(Number),
			sessions: 1,
			onboardings: 1,
			opt_outs: 1,
		});
		expect([await rowsWith(shorter), await traces(['sou eu de novo'])]).toEqual([{}, {}]);
		// The longer number holds this one.
		expect([await rowsWith(twin.phone), await rowsWith(phone)]).toEqual(before);
	}, 180_000);

	it('is a figure: class, state and dates of the lead, and what of the catalogue they wanted', async () => {
		const { phone } = await everywhere();
		await rpc('upsert_lead', { p_phone: phone, p_fields: { uf: 'RS' } });
		const [{ id }] = await sql<{ id: string }>(`select id from leads where phone = $1`, [phone]);
		const product = `Formadora ${randomUUID()}`;
		await sql(`insert into products (name) values ($1)`, [product]);
		await sql(`insert into product_interests (phone, product) values ($1, $2)`, [phone, product]);
		await erase(phone);
		const [lead] = await sql<Record<string, unknown>>(`select * from leads where id = $1`, [id]);
		expect(lead).toMatchObject({
			phone: expect.stringMatching(/^anon_/),
			uf: 'RS',
			temperature: 'hot',
			name: null,
			city: null,
			agent_state: {},
		});
		expect(await sql(`select product from product_interests where phone = $1`, [lead.phone])).toEqual([{ product }]);
		expect(await sql(`select after, reason from temperature_history where lead_id = $1`, [id])).toEqual([{ after: 'hot', reason: null }]);
		// Agents of other tests in this database would speak of it.
		await sql(`delete from products where name = $1`, [product]);
	}, 180_000);

	it('knows what other systems have, also when it is asked for again', async () => {
		const { channel, phone } = await everywhere();
		const other = `55119${phone.slice(5).split('').reverse().join('')}`;
		await rpc('upsert_lead', { p_phone: other, p_fields: { name: 'Sócia' } });
		await sql(`update crm_links set person_id = 11, company_id = 12, deal_id = 13, note_id = 14 where phone = $1`, [phone]);
		await sql(`insert into crm_links (phone, company_id) values ($1, 12)`, [other]);
		await sql(`update session_history set execution_id = '4711' where phone = $1`, [phone]);
		const p_protocol = `P-${randomUUID()}`;
		const { targets } = await erase(phone, { p_protocol });
		const conversation = Number(phone.slice(-6));
		expect(targets).toEqual({
			chatwoot: expect.arrayContaining([{ channel, account: '7', conversation }]),
			crm: [{ person_id: 11, company_id: 12, deal_id: 13, note_id: 14, company_shared: true }],
			executions: ['4711'],
		});
		// The answer was lost: the same protocol, without the check that is gone with the rest.
		expect((await erase(phone, { p_protocol, p_seen: null })).targets).toEqual(targets);
		await expect(erase(other, { p_protocol })).rejects.toThrow(/another person/);
		await rpc('finish_erasure', { p_protocol, p_steps: [] });
		expect(await sql(`select 1 as there from leads where phone = $1`, [other])).toEqual([{ there: 1 }]);
	}, 180_000);
});

describe('an opt-out outlives the erasure', () => {
	const optedOut = async (id: string) => await sql<{ out: boolean }>(`select has_opted_out($1) as out`, [id]).then(([{ out }]) => out);

	it('by the phone, in both forms, and by the lid alone', async () => {
		const { phone } = await everywhere();
		await erase(phone);
		expect(await traces([phone])).toEqual({});
		expect(await Promise.all([phone, phone.replace(/^(55\d\d)9/, '$1'), `${phone}9@lid`].map(optedOut))).toEqual([true, true, true]);
		expect(await optedOut(`5521${phone.slice(4)}`)).toBe(false);
	}, 180_000);

	it('pauses the conversation that they begin later, and ends when they take it back', async () => {
		const { channel, phone } = await everywhere();
		const lid = { kind: 'lid', value: `${phone}9@lid` };
		await erase(phone);
		await customer().writes(9000, { channel, phone: lid.value, ids: [lid], message_id: 'later' });
		expect(await sql(`select mode, paused_by from sessions where phone = $1`, [lid.value])).toEqual([
			{ mode: 'paused', paused_by: 'opt_out' },
		]);
		await rpc('revoke_opt_out', { p_phone: lid.value });
		expect([await optedOut(lid.value), await optedOut(phone)]).toEqual([false, false]);
		expect(await sql(`select mode from sessions where phone = $1`, [lid.value])).toEqual([{ mode: 'agent' }]);
	}, 180_000);
});
