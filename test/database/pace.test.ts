import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { after, house, iso, newPhone, type House } from './gateForTests';

afterAll(closeSql);

async function opened(...given: Parameters<typeof house>): Promise<House> {
	const shop = house(...given);
	await shop.rules();
	return shop;
}

describe('the pace of a number', () => {
	it('is so many a minute, and what does not fit into the next minute waits', async () => {
		const shop = await opened({ a_minute: 6 });
		const said = [];
		for (let n = 0; n < 8; n++) said.push(await shop.asks(newPhone(), 0, { ahead_seconds: 60 }));
		expect(said.map(({ at, reason }) => reason ?? Date.parse(at!) - Date.parse(after(0)))).toEqual([
			0,
			10_000,
			20_000,
			30_000,
			40_000,
			50_000,
			60_000,
			'pace',
		]);
	});

	it('doubles each day of a young number up to its own, and a day without a message is none', async () => {
		const shop = await opened({ first_day: 2, a_day: 5 });
		const counts = [];
		for (const day of [0, 1, 3, 4]) {
			let sent = 0;
			while ((await shop.asks(newPhone(), day * 24)).verdict === 'now') sent++;
			counts.push(sent);
		}
		expect(counts).toEqual([2, 4, 5, 5]);
		expect(iso((await shop.asks(newPhone(), 4 * 24)).until)).toBe(after(4 * 24 + 15));
	});

	it.each<[string, (shop: House) => Promise<unknown>, object]>([
		[
			'of which too much is refused',
			async (shop) => await past(shop, 1, 30, (n) => n % 5 === 0),
			{ verdict: 'wait', reason: 'number_refused' },
		],
		[
			'with the worst rating',
			async ({ channel }) => await rpc('note_quality', { p_channel: channel, p_quality: 'red' }),
			{ verdict: 'wait', reason: 'number_quality' },
		],
		[
			'that is disconnected',
			async ({ channel }) => await down(channel, 'connection', 'disconnected'),
			{ verdict: 'wait', reason: 'number_down' },
		],
		[
			'that is held for a nuisance',
			async ({ channel }) => await down(channel, 'operator', 'stopSending'),
			{ verdict: 'wait', reason: 'number_blocked' },
		],
		['of which a little is refused', async (shop) => await past(shop, 1, 30, (n) => n % 15 === 0), { verdict: 'now' }],
		[
			'whose token is wrong: what waits finds out',
			async ({ channel }) => await down(channel, 'operator', 'unauthorized'),
			{ verdict: 'now' },
		],
	])('%s', async (_, happened, said) => {
		const shop = await opened();
		await happened(shop);
		expect(await shop.asks(newPhone(), 24)).toMatchObject(said);
	});

	it.each([
		['YELLOW', 20_000],
		['GREEN', 10_000],
	])('with the rating %s', async (quality, gapMs) => {
		const shop = await opened({ a_minute: 6 });
		await rpc('note_quality', { p_channel: shop.channel, p_quality: quality });
		const [one, two] = [await shop.asks(newPhone(), 0), await shop.asks(newPhone(), 0)];
		expect(Date.parse(two.at!) - Date.parse(one.at!)).toBe(gapMs);
	});

	it('is halved where almost nobody answers', async () => {
		const shop = await opened({ a_minute: 6 });
		await past(shop, -72, 60, () => false);
		const [one, two] = [await shop.asks(newPhone(), 0), await shop.asks(newPhone(), 0)];
		expect(Date.parse(two.at!) - Date.parse(one.at!)).toBe(20_000);
	});

	const down = async (channel: string, kind: string, reason: string) =>
		await rpc('note_integration', { p_channel: channel, p_name: 'zapi', p_ok: false, p_kind: kind, p_reason: reason, p_now: after(23.5) });
	const past = async ({ channel }: House, hour: number, many: number, fails: (n: number) => boolean) =>
		await sql(
			`insert into outbox (idempotency_key, kind, channel, phone, payload, status, unasked_at)
			select $1 || n, 'whatsapp_text', $1, '55110000' || n, '{"text": "Oi"}', s, $2 from unnest($3::text[]) with ordinality as u (s, n)`,
			[channel, after(hour), Array.from({ length: many }, (_, n) => (fails(n) ? 'failed' : 'sent'))],
		);
});
