import type { MessageCosts } from '../../nodes/shared/store/costs';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { answersLate, claims, enqueues, finishes, HOUR, wrote, type Someone } from './windowForTests';

const PRICES = [
	{ category: 'service', price: 0.05, currency: 'BRL', valid_from: '2026-01-01' },
	{ category: 'service', price: 0.07, currency: 'BRL', valid_from: '2026-01-06' },
	{ category: 'marketing', price: 0.0625, currency: 'USD', valid_from: '2025-07-01', prefix: '55' },
	{ category: 'marketing', price: 0.2, currency: 'USD', valid_from: '2025-07-01' },
];
// One list for the whole database: this file's own channels alone are reckoned with it.
beforeAll(async () => await rpc('set_message_prices', { p_prices: PRICES }));
afterAll(async () => {
	await sql(`delete from prices where kind = 'message'`);
	await closeSql();
});

const service = { model: 'PMP', category: 'service', type: 'regular' };
const costs = async (of: Record<string, unknown>) => await rpc<MessageCosts>('message_costs', of);

/** A message that went out, and of which Meta told the price, or did not. */
async function sends(
	someone: Someone,
	seconds: number,
	pricing: object | null,
	text = `Olá ${seconds}`,
	delivery = 'delivered',
): Promise<void> {
	await enqueues(someone, seconds, { text });
	const [effect] = await claims(someone, seconds);
	await finishes(effect, seconds + 1);
	if (pricing === null) return;
	const status = { channel: someone.channel, phone: someone.phone, key: effect.idempotency_key, message_id: `wamid.${effect.outbox_id}` };
	await rpc('settle_status', { p_status: { ...status, status: delivery, pricing }, p_now: at(seconds + 2) });
}

describe('what a conversation cost', () => {
	it('by category: how many, how many are charged, and the price that held when they were sent', async () => {
		const marina = await wrote(0);
		await sends(marina, 1, service);
		await sends(marina, 10, { ...service, type: 'free_customer_service' });
		await sends(marina, 20, { model: 'PMP', category: 'marketing', type: 'regular' });
		// The next day another price holds, by Brazil's midnight.
		await sends(marina, 14 * HOUR + 1, service);
		expect(await costs({ p_channel: marina.channel, p_phone: marina.phone })).toEqual({
			messages: 4,
			billable: 3,
			unknown: 0,
			complete: true,
			turns: 0,
			amounts: { BRL: 0.12, USD: 0.0625 },
			categories: [
				{ category: 'marketing', type: 'regular', messages: 1, billable: 1, unknown: 0, amount: 0.0625, currency: 'USD' },
				{ category: 'service', type: 'free_customer_service', messages: 1, billable: 0, unknown: 0, amount: 0, currency: null },
				{ category: 'service', type: 'regular', messages: 2, billable: 2, unknown: 0, amount: 0.12, currency: 'BRL' },
			],
		});
	});

	it('what is not known is never 0: a category without a price, and a message of which no status told', async () => {
		const marina = await wrote(0);
		await sends(marina, 1, { model: 'PMP', category: 'general_purpose_ai', type: 'regular' });
		await sends(marina, 10, null);
		expect(await costs({ p_channel: marina.channel })).toMatchObject({
			messages: 2,
			billable: 1,
			unknown: 2,
			complete: false,
			amounts: {},
			categories: [
				{ category: 'general_purpose_ai', messages: 1, billable: 1, amount: null, currency: null },
				{ category: null, type: null, messages: 1, billable: 0, amount: null },
			],
		});
	});

	it('what did not arrive costs nothing, and by Z-API nothing is told', async () => {
		const [marina, bruno] = [await wrote(0), await wrote(0, {})];
		await sends(marina, 1, service, 'Olá', 'failed');
		await sends(bruno, 1, null);
		expect(await costs({ p_channel: marina.channel })).toMatchObject({ messages: 0, complete: true, amounts: {}, categories: [] });
		expect(await costs({ p_channel: bruno.channel })).toMatchObject({ messages: 0 });
	});

	it('a status that comes twice, and late, counts once', async () => {
		const marina = await wrote(0);
		await sends(marina, 1, service);
		const [{ key }] = await sql<{ key: string }>(`select idempotency_key as key from outbox where channel = $1`, [marina.channel]);
		for (const status of ['sent', 'read', 'read'])
			await rpc('settle_status', { p_status: { channel: marina.channel, key, status, pricing: service }, p_now: at(50) });
		expect(await costs({ p_channel: marina.channel })).toMatchObject({ messages: 1, billable: 1, amounts: { BRL: 0.05 } });
	});

	it('replies with their turns; persons over all numbers, and periods without their end', async () => {
		const { someone, confirmed } = await answersLate(10, ['Olá!']);
		await rpc('record_part', {
			p_outbox_id: confirmed.parts[0].outbox_id,
			p_status: 'sent',
			p_provider_message_id: 'wamid.1',
			p_now: at(11),
		});
		expect(await costs({ p_channel: someone.channel })).toMatchObject({ messages: 1, turns: 1, unknown: 1 });
		const elsewhere = { ...(await wrote(0)), phone: someone.phone };
		await rpc('receive_message', {
			p_message: {
				provider: 'whatsapp_cloud',
				channel: elsewhere.channel,
				phone: someone.phone,
				message_id: 'E',
				send_to: someone.phone,
				kind: 'text',
				text: 'oi',
				speaker: 'customer',
				sent_at: at(0),
			},
			p_now: at(0),
		});
		await sends(elsewhere, 100, service);
		expect(await costs({ p_phone: someone.phone })).toMatchObject({ messages: 2 });
		expect(await costs({ p_phone: someone.phone, p_from: at(100) })).toMatchObject({ messages: 1 });
		expect(await costs({ p_phone: someone.phone, p_until: at(100) })).toMatchObject({ messages: 1, turns: 1 });
	});

	it('the longest beginning of the phone counts, and a person without a number has the price for all', async () => {
		const marketing = { model: 'PMP', category: 'marketing', type: 'regular' };
		const abroad = { ...customer(), phone: `35191${String(Date.now()).slice(-7)}` };
		await rpc('receive_message', {
			p_message: {
				provider: 'whatsapp_cloud',
				channel: abroad.channel,
				phone: abroad.phone,
				message_id: 'A',
				send_to: abroad.phone,
				kind: 'text',
				text: 'olá',
				speaker: 'customer',
				sent_at: at(0),
			},
			p_now: at(0),
		});
		await sends(abroad, 1, marketing);
		expect(await costs({ p_channel: abroad.channel })).toMatchObject({ amounts: { USD: 0.2 } });
	});

	it('only the older sign of a charge was told', async () => {
		const marina = await wrote(0);
		await sends(marina, 1, { model: 'CBP', category: 'service', type: '', billable: false });
		await sends(marina, 10, { model: 'CBP', category: 'service', type: '', billable: true });
		expect(await costs({ p_channel: marina.channel })).toMatchObject({ messages: 2, billable: 1, amounts: { BRL: 0.05 } });
	});
});
