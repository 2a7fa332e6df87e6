import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { followed, type Followed } from './followUpForTests';
import { after } from './gateForTests';

afterAll(closeSql);

const check = async ({ channel }: Followed, hour: number, grace = 60) =>
	await rpc<Array<{ phone: string; kind: string; reason?: string }>>('check_promises', {
		p_grace_minutes: grace,
		p_channel: channel,
		p_now: after(hour),
	});
/** What a turn of the agent leaves behind that promised a person. */
const promises = async (
	{ channel }: Followed,
	phone: string,
	hour: number,
	by: number | null = null,
	findings: Record<string, unknown> = { commercial_request: true },
) =>
	await rpc('register_findings', {
		p_phone: phone,
		p_channel: channel,
		p_findings: { ...findings, tell: ['follow_up'], message: 'quanto custa?', promised_by: by === null ? null : after(by) },
		p_now: after(hour),
	});
async function opened(): Promise<Followed> {
	const shop = await followed();
	await check(shop, -1);
	return shop;
}

it('a promise that nobody keeps until its time and the grace is told once, and once more when it is kept', async () => {
	const shop = await opened();
	const phone = await shop.lead('warm', 1);
	await promises(shop, phone, 1);
	expect(await check(shop, 1.9)).toEqual([]);
	expect(await check(shop, 2.1)).toMatchObject([{ phone, kind: 'promise_late' }]);
	expect(await check(shop, 2.3)).toEqual([]);
	await sql(`update sessions set last_human_message = $2, human_attendant = 'bia' where phone = $1`, [phone, after(3)]);
	expect(await check(shop, 3.1)).toMatchObject([{ phone, kind: 'promise_over', reason: 'kept' }]);
	expect(await check(shop, 3.3)).toEqual([]);
	expect(
		[...(await shop.told('promise_late')), ...(await shop.told('promise_over'))].map(({ payload }) => [payload.kind, payload.reasons]),
	).toEqual([
		['promise_late', ['commercial']],
		['promise_over', ['commercial']],
	]);
});

it('one that a person kept in time is never told of', async () => {
	const shop = await opened();
	const phone = await shop.lead('warm', 1);
	await promises(shop, phone, 1);
	await sql(`update sessions set last_human_message = $2 where phone = $1`, [phone, after(1.5)]);
	expect(await check(shop, 5)).toEqual([]);
	expect(await sql('select status from promises where phone = $1', [phone])).toEqual([{ status: 'kept' }]);
});

it.each<[string, number, number | null, number, number]>([
	['made at night counts from when people attend', 13, null, 24.9, 25.1],
	['for tomorrow evening waits until then, and for the morning after', 1, 33, 33.5, 48],
	['for two hours from now', 1, 3, 3.9, 4.1],
])('%s', async (_, made, by, before, at) => {
	const shop = await opened();
	const phone = await shop.lead('warm', made);
	await promises(shop, phone, made, by);
	expect(await check(shop, before)).toEqual([]);
	expect(await check(shop, at)).toMatchObject([{ phone, kind: 'promise_late' }]);
});

it.each<[string, (phone: string, shop: Followed) => Promise<unknown>, string]>([
	['no messages', async (phone) => await rpc('register_opt_out', { p_phone: phone, p_words: 'sair', p_now: after(3) }), 'opted_out'],
	[
		'nothing any more, as they bought',
		async (phone, { channel }) =>
			await rpc('record_deal_event', {
				p_channel: channel,
				p_phone: phone,
				p_event: { key: `${phone}-won`, event: 'won', deal_id: 7, title: 'x' },
				p_now: after(3),
			}),
		'deal_won',
	],
	['it, but a week went by', async () => await Promise.resolve(), 'forgotten'],
])('who wants %s: it is over, which is told only where it was told before', async (_, happens, reason) => {
	const shop = await opened();
	const [told, untold] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
	await promises(shop, told, 1);
	await check(shop, 2.1);
	if (reason !== 'forgotten') await promises(shop, untold, 2);
	for (const phone of [told, untold]) await happens(phone, shop);
	expect(await check(shop, 24 * 7 + 4)).toEqual([expect.objectContaining({ phone: told, kind: 'promise_over', reason })]);
});

it('a second thing is added to the promise that is open, of which the earlier time holds; nothing is noted where nobody looks', async () => {
	const shop = await opened();
	const phone = await shop.lead('warm', 1);
	await promises(shop, phone, 1, 30);
	await promises(shop, phone, 1.2, 5, { delivery_request: true });
	expect(await sql('select about, due_at from promises where phone = $1', [phone])).toEqual([
		{ about: ['commercial', 'delivery'], due_at: new Date(after(5)) },
	]);
	const { house, newPhone } = await import('./gateForTests');
	const [other, nobody] = [house(), newPhone()];
	await rpc('register_findings', {
		p_phone: nobody,
		p_channel: other.channel,
		p_findings: { commercial_request: true, tell: ['follow_up'] },
		p_now: after(1),
	});
	expect(await sql('select from promises where phone = $1', [nobody])).toEqual([]);
});
