import { randomUUID } from 'node:crypto';

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

describe('never', () => {
	it.each<[string, (phone: string, shop: House) => Promise<unknown>, string]>([
		['after an opt-out', async (phone) => await sql(`select register_opt_out($1, 'sair')`, [phone]), 'opted_out'],
		['after an objection', async (phone) => await lgpd(phone, 'objection', 'open'), 'objection'],
		['after an erasure that is done', async (phone) => await lgpd(phone, 'deletion', 'done'), 'objection'],
		['while a person has the conversation', async (phone, shop) => await shop.mode(phone, 'human'), 'with_human'],
		[
			'while a person has it on another number',
			async (phone, shop) => await shop.mode(phone, 'human', `test-${randomUUID()}`),
			'with_human',
		],
		['in a pause', async (phone, shop) => await shop.mode(phone, 'paused'), 'with_human'],
		[
			'while they wait for a person',
			async (phone, shop) => {
				await shop.mode(phone, 'agent');
				await sql(`update sessions set metadata = '{"escalation_requested": true}' where phone = $1`, [phone]);
			},
			'with_human',
		],
	])('%s: neither asked for nor, when it is queued already, sent', async (_, happens, reason) => {
		const shop = await opened();
		const [waits, asks] = [newPhone(), newPhone()];
		expect(await shop.asks(waits, 0)).toMatchObject({ verdict: 'now' });
		for (const phone of [waits, asks]) await happens(phone, shop);
		expect(await shop.asks(asks, 0)).toMatchObject({ verdict: 'never', reason });
		expect(await shop.sends(0.1)).toEqual([]);
		expect(await shop.rows(waits)).toEqual([{ status: 'discarded', error: reason }]);
	});

	it('but what is back in order is written to: an opt-out that was taken back, an access request, a conversation that is the agent’s', async () => {
		const shop = await opened();
		const [back, access, agents] = [newPhone(), newPhone(), newPhone()];
		await sql(`select register_opt_out($1, 'sair'), revoke_opt_out($1)`, [back]);
		await lgpd(access, 'access', 'open');
		await shop.mode(agents, 'agent');
		for (const phone of [back, access, agents]) expect(await shop.asks(phone, 0)).toMatchObject({ verdict: 'now' });
		expect((await shop.sends(0.1)).sort()).toEqual([back, access, agents].sort());
	});
});

const lgpd = async (phone: string, kind: string, status: string) =>
	await sql(`insert into lgpd_requests (protocol, phone, kind, status, due_at) values ($1, $2, $3, $4, now())`, [
		randomUUID(),
		phone,
		kind,
		status,
	]);

describe('the budget of one person', () => {
	it('is one for all purposes and all numbers of ours: 48 hours apart, three in a week', async () => {
		const [shop, other] = [await opened(), await opened()];
		const phone = newPhone();
		const heard: string[] = [];
		for (let hour = 0; hour < 24 * 15; hour += 6) {
			const [from, purpose] = hour % 12 === 0 ? [shop, 'campaign'] : [other, 'follow_up'];
			if ((await from.asks(phone, hour, { purpose })).verdict === 'now') heard.push(`${hour}`);
			await from.sends(hour);
		}
		// Worked out by hand: 48 apart; the fourth waits for the week of the first to end.
		expect(heard).toEqual(['0', '48', '96', '168', '216', '264', '336']);
	});

	it('tells when it is free again, to the hour', async () => {
		const shop = await opened();
		const phone = newPhone();
		await shop.asks(phone, 0);
		const said = await shop.asks(phone, 1);
		expect(said).toMatchObject({ verdict: 'wait', reason: 'budget' });
		expect(iso(said.until)).toBe(after(48));
		expect(await shop.asks(phone, 48)).toMatchObject({ verdict: 'now' });
	});

	it('is not spent by what never went out', async () => {
		const shop = await opened();
		const phone = newPhone();
		await shop.asks(phone, 0);
		await sql(`update outbox set status = 'discarded' where phone = $1`, [phone]);
		expect(await shop.asks(phone, 1)).toMatchObject({ verdict: 'now' });
	});

	it('counts what went out late by when it went', async () => {
		const shop = await opened();
		const phone = newPhone();
		await shop.asks(phone, 0);
		await shop.sends(40);
		expect(await shop.asks(phone, 50)).toMatchObject({ verdict: 'wait', reason: 'budget' });
		expect(await shop.asks(phone, 88)).toMatchObject({ verdict: 'now' });
	});

	it('counts a day of talk as one, and rests after its last word; the talk itself is never held', async () => {
		const shop = await opened({ a_week: 2 });
		const phone = newPhone();
		await shop.writes(phone, 0);
		expect(await shop.asks(phone, 1)).toMatchObject({ verdict: 'wait', reason: 'in_conversation' });
		for (const hour of [1, 2, 25]) await says(shop, phone, hour);
		// Two days of talk are two; the first is a week old in hour 170.
		const said = await shop.asks(phone, 60);
		expect(said).toMatchObject({ verdict: 'wait', reason: 'budget' });
		expect(iso(said.until)).toBe(after(2 + 168));
		await rpc('enqueue_outbox', {
			p_rows: [
				{ key: randomUUID(), kind: 'whatsapp_text', channel: shop.channel, phone, payload: { text: 'Já te chamo', speaker: 'human' } },
			],
			p_now: after(60),
		});
		expect(await shop.sends(60)).toEqual([phone]);
	});

	const says = async ({ channel }: House, phone: string, hour: number) =>
		await sql(
			`insert into conversations (channel, lead_phone, role, content, status, sent_at) values ($1, $2, 'assistant', 'Oi', 'sent', $3)`,
			[channel, phone, after(hour)],
		);

	it('of two who ask at once one gets it', async () => {
		const shop = await opened();
		const phone = newPhone();
		const said = await Promise.all(Array.from({ length: 6 }, async () => await shop.asks(phone, 0)));
		expect(said.filter(({ verdict }) => verdict === 'now')).toHaveLength(1);
	});
});

describe('the hours', () => {
	it.each<[string, number, number | null]>([
		['Monday 9:00', 0, null],
		['Monday 18:00, the bound included', 9, null],
		['Monday 18:30', 9.5, 24],
		['Saturday noon', 123, 168],
	])('at %s', async (_, hour, until) => {
		const shop = await opened({}, OFFICE);
		const said = await shop.asks(newPhone(), hour);
		expect([said.verdict, said.until && iso(said.until)]).toEqual(until === null ? ['now', undefined] : ['wait', after(until)]);
	});

	it('leave a holiday out, run past midnight, and are another number’s own', async () => {
		const shop = await opened({}, [[1, 1320, 120]]);
		await rpc('set_message_rules', {
			p_channel: shop.channel,
			p_days: [{ day: '2026-03-09', name: 'Aniversário da cidade' }],
			p_years: [2026],
		});
		expect(await shop.asks(newPhone(), 16.9)).toMatchObject({ verdict: 'now' });
		expect(iso((await shop.asks(newPhone(), 17.5)).until)).toBe(after(13 + 14 * 24));
		expect(await (await opened()).asks(newPhone(), 17.5)).toMatchObject({ verdict: 'now' });
	});

	it('hold what was queued in time and would go out after them', async () => {
		const shop = await opened({}, OFFICE);
		const phone = newPhone();
		await shop.asks(phone, 8.9);
		expect(await shop.sends(10)).toEqual([]);
		expect(await shop.rows(phone)).toEqual([{ status: 'pending', error: 'closed' }]);
		expect(await shop.sends(24)).toEqual([phone]);
	});
});

it('a person’s own words are not held up by a campaign that waits for the same customer', async () => {
	const shop = await opened({}, OFFICE);
	const phone = newPhone();
	await shop.asks(phone, 8.9);
	await shop.sends(10);
	await rpc('enqueue_outbox', {
		p_rows: [{ key: randomUUID(), kind: 'whatsapp_text', channel: shop.channel, phone, payload: { text: 'Já vi', speaker: 'human' } }],
		p_now: after(10.1),
	});
	expect(await shop.sends(10.2)).toEqual([phone]);
});
