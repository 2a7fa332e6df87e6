import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { after, house, iso, newPhone, type House } from './gateForTests';

afterAll(closeSql);

const OFFICE: Array<[number, number, number]> = [1, 2, 3, 4, 5].map((day) => [day, 540, 1080]);
async function opened(...given: Parameters<typeof house>): Promise<House> {
	const shop = house(...given);
	await shop.rules();
	return shop;
}

describe('what a purpose is not held to', () => {
	it.each([
		['campaign', 'wait', 'in_conversation'],
		['follow_up', 'wait', 'in_conversation'],
		['onboarding', 'wait', 'in_conversation'],
		['crm_news', 'now', undefined],
		['satisfaction', 'now', undefined],
		['attendance', 'now', undefined],
	])('%s, an hour after they wrote: %s', async (purpose, verdict, reason) => {
		const shop = await opened();
		const phone = newPhone();
		await shop.writes(phone, 0);
		const said = await shop.asks(phone, 1, { purpose });
		expect([said.verdict, said.reason]).toEqual([verdict, reason]);
	});

	it.each([
		['campaign', 'never'],
		['satisfaction', 'never'],
		['crm_news', 'never'],
		['attendance', 'now'],
	])('%s, while a person has the conversation: %s', async (purpose, verdict) => {
		const shop = await opened();
		const phone = newPhone();
		await shop.mode(phone, 'human');
		expect(
			await shop.asks(phone, 0, {
				purpose,
				payload: { text: 'Oi', kind: 'template', template: { name: 'a', language: 'pt_BR', values: [] } },
			}),
		).toMatchObject({ verdict });
	});

	it('a person’s template goes at any hour; everything else waits for the morning', async () => {
		const shop = await opened({}, OFFICE);
		expect(await shop.asks(newPhone(), 12, { purpose: 'attendance' })).toMatchObject({ verdict: 'now' });
		for (const purpose of ['satisfaction', 'crm_news', 'campaign'])
			expect(iso((await shop.asks(newPhone(), 12, { purpose })).until)).toBe(after(24));
	});

	it.each(['satisfaction', 'crm_news', 'attendance'])('%s counts in the budget, and is held by it and by an opt-out', async (purpose) => {
		const shop = await opened();
		const [phone, out] = [newPhone(), newPhone()];
		await sql(`select register_opt_out($1, 'sair')`, [out]);
		expect(await shop.asks(out, 0, { purpose })).toMatchObject({ verdict: 'never', reason: 'opted_out' });
		expect(await shop.asks(phone, 0, { purpose })).toMatchObject({ verdict: 'now' });
		expect(await shop.asks(phone, 1, { purpose: 'campaign' })).toMatchObject({ verdict: 'wait', reason: 'budget' });
		expect(await shop.asks(phone, 2, { purpose })).toMatchObject({ verdict: 'wait', reason: 'budget' });
	});
});

describe('what may wait in the outbox', () => {
	const waits = async (shop: House, phone: string, hour: number, until: number) =>
		await shop.asks(phone, hour, { purpose: 'crm_news', wait_until: after(until) });

	it('waits there until the house opens, and goes out then at the number’s pace', async () => {
		const shop = await opened({ a_minute: 1 }, OFFICE);
		const people = [newPhone(), newPhone(), newPhone()];
		for (const phone of people) expect(await waits(shop, phone, 12, 72)).toMatchObject({ verdict: 'later', reason: 'closed' });
		expect(await shop.sends(13)).toEqual([]);
		expect(await shop.sends(24)).toHaveLength(1);
		expect(await shop.sends(24.02)).toHaveLength(1);
		expect(await shop.sends(24.04)).toHaveLength(1);
		expect(await shop.sends(24.06)).toEqual([]);
	});

	it('not beyond its time, and it does not go out once a person took over or they opted out', async () => {
		const shop = await opened({}, OFFICE);
		expect(await waits(shop, newPhone(), 12, 20)).toMatchObject({ verdict: 'wait', reason: 'closed' });
		const [out, human] = [newPhone(), newPhone()];
		for (const phone of [out, human]) await waits(shop, phone, 12, 72);
		await sql(`select register_opt_out($1, 'sair')`, [out]);
		await shop.mode(human, 'human');
		expect(await shop.sends(24)).toEqual([]);
		expect([...(await shop.rows(out)), ...(await shop.rows(human))]).toEqual([
			{ status: 'discarded', error: 'opted_out' },
			{ status: 'discarded', error: 'with_human' },
		]);
	});

	it('and keeps its place in the budget meanwhile', async () => {
		const shop = await opened({}, OFFICE);
		const phone = newPhone();
		await waits(shop, phone, 12, 72);
		expect(await shop.asks(phone, 25)).toMatchObject({ verdict: 'wait', reason: 'budget' });
	});
});

it('a campaign that runs waits once the hours are taken back: nobody is written to at night', async () => {
	const shop = await opened({}, OFFICE);
	const holds = async (hour: number) =>
		(await sql<{ said: { reason: string } | null }>('select channel_holds($1, $2) as said', [shop.channel, after(hour)]))[0].said;
	expect(await holds(1)).toBeNull();
	await rpc('set_message_rules', { p_channel: shop.channel, p_hours: [] });
	expect(await holds(1)).toMatchObject({ reason: 'no_hours' });
});
