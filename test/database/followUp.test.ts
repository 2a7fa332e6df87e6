import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { CADENCE, followed, type Followed } from './followUpForTests';
import { after, iso, newPhone } from './gateForTests';

afterAll(closeSql);

/** Runs each hour in which people attend, and some of the night; returns the hours in which something went out. */
async function hoursOf(shop: Followed, from: number, until: number): Promise<string[]> {
	const got: string[] = [];
	for (let hour = from; hour <= until; hour++) {
		if (hour % 24 > 10 && hour % 24 !== 17) continue;
		for (const sent of await shop.run(hour)) got.push(`${hour} ${sent.split(' ')[1]}`);
	}
	return got;
}

describe('a warm lead who says nothing', () => {
	it('gets the next day’s, that of three days and that of a week, each once, in hours of attendance', async () => {
		const shop = await followed();
		// Monday 10:00; answered a minute later.
		await shop.lead('warm', 1);
		// Tuesday 11:00 is the first whole hour after 24. 48 hours after it went out, a minute past eleven, the budget is free again: Thursday 12:00. Monday 12:00.
		expect(await hoursOf(shop, 1, 24 * 21)).toEqual(['26 warm:1', '75 warm:2', '171 warm:3']);
	}, 60_000);

	it('of a Friday waits for Monday, and what comes after it keeps its distance', async () => {
		const shop = await followed();
		// Friday 16:00. After a day it is Saturday: Monday 9:00. Two days later Wednesday 10:00, four days more Sunday: Monday.
		await shop.lead('warm', 96 + 7);
		expect(await hoursOf(shop, 100, 24 * 24)).toEqual(['168 warm:1', '217 warm:2', '336 warm:3']);
	}, 60_000);

	it('is written from what is known of them', async () => {
		const shop = await followed();
		await shop.lead('warm', 1);
		const { due } = await shop.dueAt(26);
		expect(due).toMatchObject([
			{ class: 'warm', step: 1, steps: 3, facts: { name: 'Ana Exemplo', product: 'Bolo', last_from_lead: 'oi', last_from_us: 'Claro!' } },
		]);
		// Nobody else gets it while it is written; whoever dies over it leaves it to a later run.
		expect((await shop.dueAt(26.1)).due).toEqual([]);
		expect((await shop.dueAt(26.2)).due).toHaveLength(1);
	});
});

describe('it stops', () => {
	const ends: Array<[string, (shop: Followed, phone: string) => Promise<unknown>, string]> = [
		['at an answer', async (shop, phone) => await shop.writes(phone, 26.5), 'answered'],
		['at an answer that a provider dates an hour back', async (shop, phone) => await late(shop, phone), 'answered'],
		[
			'at an opt-out',
			async (_, phone) => await rpc('register_opt_out', { p_phone: phone, p_words: 'sair', p_now: after(26.5) }),
			'opted_out',
		],
		['at a person who has them', async (shop, phone) => await shop.mode(phone, 'human'), 'with_human'],
		[
			'at a person who had them and gave them back',
			async (_, phone) => await sql(`update sessions set last_human_message = $2 where phone = $1`, [phone, after(26.5)]),
			'with_human',
		],
		['at a deal that is won', async (shop, phone) => await deal(shop, phone, 'won'), 'deal_won'],
		['at a deal that is lost', async (shop, phone) => await deal(shop, phone, 'lost'), 'deal_lost'],
	];
	const deal = async ({ channel }: Followed, phone: string, event: string) =>
		await rpc('record_deal_event', {
			p_channel: channel,
			p_phone: phone,
			p_event: { key: `${phone}:${event}`, event, deal_id: 7, title: 'x' },
			p_now: after(26.5),
		});
	const late = async ({ channel }: Followed, phone: string) =>
		await rpc('receive_message', {
			p_message: {
				provider: 'zapi',
				channel,
				phone,
				message_id: `late-${phone}`,
				send_to: phone,
				kind: 'text',
				text: 'sim',
				speaker: 'customer',
				sent_at: after(0.5),
			},
			p_now: after(26.5),
		});

	it.each(ends)(
		'%s: neither claimed nor, when it was written already, queued, nor, when it is queued, sent',
		async (_, happens, reason) => {
			const shop = await followed();
			const [claims, writes, queued] = [await shop.lead('warm', 1), await shop.lead('warm', 1), await shop.lead('warm', 1)];
			const { due } = await shop.dueAt(26);
			const of = (phone: string) => due.find((step) => step.phone === phone)!;
			await shop.queue(of(queued), 26);
			for (const phone of [claims, writes, queued]) await happens(shop, phone);
			expect(await shop.queue(of(writes), 26.6)).toMatchObject({ queued: false, reason });
			expect(await shop.claim(26.7)).toEqual([]);
			expect(await shop.steps(queued)).toEqual([{ step: 'warm:1', status: 'skipped', reason }]);
			for (let hour = 27; hour < 24 * 9; hour += 24) expect(await shop.run(hour)).toEqual([]);
			expect(await shop.steps(claims)).toEqual([]);
		},
		60_000,
	);

	it('and goes on for whom nothing of that happened: a deal that moves on, a person’s opt-out that was taken back', async () => {
		const shop = await followed();
		const [moves, back] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
		await deal(shop, moves, 'moved');
		await rpc('register_opt_out', { p_phone: back, p_words: 'sair', p_now: after(2) });
		await rpc('revoke_opt_out', { p_phone: back, p_now: after(3) });
		expect((await shop.dueAt(26)).due.map(({ phone }) => phone).sort()).toEqual([moves, back].sort());
	});
});

it('who falls silent again goes on with the next step, and begins anew after a rest', async () => {
	const shop = await followed();
	const phone = await shop.lead('warm', 1);
	expect(await hoursOf(shop, 25, 27)).toEqual(['26 warm:1']);
	await shop.lead('warm', 30, phone);
	expect(await hoursOf(shop, 31, 24 * 10)).toEqual(['103 warm:2', '199 warm:3']);
	await shop.lead('warm', 24 * 95, phone);
	expect((await hoursOf(shop, 24 * 95, 24 * 99)).map((line) => line.split(' ')[1])).toEqual(['warm:1']);
}, 120_000);

it('a hot lead is left to the consultant, who is told once, in office hours, and not when they talk already', async () => {
	const shop = await followed();
	// Monday 16:00: four hours later nobody is there.
	const [silent, attended] = [await shop.lead('hot', 7), await shop.lead('hot', 7)];
	await shop.mode(attended, 'human');
	expect((await shop.dueAt(11.5)).told).toEqual([]);
	expect((await shop.dueAt(24)).told).toMatchObject([{ phone: silent, class: 'hot', step: 1 }]);
	for (let hour = 24; hour < 24 * 8; hour += 6) expect(await shop.run(hour)).toEqual([]);
	expect(await shop.told('lead_silent')).toMatchObject([{ phone: silent, payload: { reason: 'hot', name: 'Ana Exemplo' } }]);
	expect(await shop.steps(silent)).toEqual([{ step: 'hot:1', status: 'told', reason: null }]);
});

it('who has no class, is tried out, or got nothing but a campaign is nobody’s silence', async () => {
	const shop = await followed();
	const [none, campaign] = [await shop.lead(null, 1), await shop.lead('warm', -200)];
	await sql('delete from silent_leads where phone = $1', [campaign]);
	// The echo of a campaign, a week after their last word.
	await shop.says(campaign, 1);
	for (const hour of [26, 80, 200]) expect((await shop.dueAt(hour)).due).toEqual([]);
	expect(await shop.silence(campaign)).toBeUndefined();
	expect(await shop.silence(none)).toEqual({ look_at: null, reason: 'done' });
});

it('nobody is written to while nobody told the hours, and nothing is noted where nobody follows up', async () => {
	const shop = await followed({}, []);
	await shop.lead('warm', 1);
	expect(await shop.dueAt(26)).toEqual({ due: [], told: [], without_hours: shop.channel });
	const { house } = await import('./gateForTests');
	const other = house();
	await other.writes('5511933330001', 1);
	await sql(`update sessions set last_agent_message = $2 where channel = $1`, [other.channel, after(1.1)]);
	expect(await sql('select from silent_leads where channel = $1', [other.channel])).toEqual([]);
});

it('waits for the budget and tells why; two runs at once give each lead to one', async () => {
	const shop = await followed();
	const phone = await shop.lead('warm', 1);
	await shop.asks(phone, 24, { key: `other-${phone}` });
	expect((await shop.dueAt(26)).due).toEqual([]);
	const { look_at, reason } = await shop.silence(phone);
	expect([iso(look_at), reason]).toEqual([after(72), 'budget']);
	const many = await Promise.all(Array.from({ length: 6 }, async () => await shop.lead('warm', 1)));
	const runs = await Promise.all(Array.from({ length: 4 }, async () => await shop.dueAt(27)));
	expect(runs.flatMap(({ due }) => due.map((step) => step.phone)).sort()).toEqual([...many].sort());
});

it('a step that is queued twice is one message, and a cadence that lost its step gives none', async () => {
	const shop = await followed();
	const phone = await shop.lead('warm', 1);
	const [step] = (await shop.dueAt(26)).due;
	expect(await Promise.all([shop.queue(step, 26), shop.queue(step, 26)])).toEqual([
		expect.objectContaining({ queued: true }),
		expect.objectContaining({ queued: true }),
	]);
	expect(await shop.rows(phone)).toHaveLength(1);
	const other = await shop.lead('cold', 1);
	expect(
		(
			await shop.dueAt(
				60,
				CADENCE.filter(({ class: of }) => of !== 'cold'),
			)
		).due,
	).toEqual([]);
	expect(await shop.silence(other)).toEqual({ look_at: null, reason: 'done' });
});

it('on the official API nothing is written while a template is missing, which is told once a day; with one it goes on', async () => {
	const shop = await followed();
	const phone = newPhone();
	const says = async (speaker: string, hour: number) =>
		await rpc('receive_message', {
			p_message: {
				provider: 'whatsapp_cloud',
				channel: shop.channel,
				phone,
				message_id: `${speaker}-${phone}`,
				send_to: phone,
				kind: 'text',
				text: 'oi',
				speaker,
				sent_at: after(hour),
			},
			p_now: after(hour),
		});
	await says('customer', 1);
	await says('agent', 1.01);
	await rpc('upsert_lead', { p_phone: phone, p_fields: { temperature: 'warm' }, p_now: after(1) });
	for (const hour of [2, 26, 33]) expect((await shop.dueAt(hour)).due).toEqual([]);
	expect((await shop.silence(phone)).reason).toBe('no_template');
	expect(await shop.told('window_closed')).toMatchObject([{ payload: { reason: 'follow_up' } }]);
	await rpc('claim_outbox', {
		p_kinds: ['whatsapp_text'],
		p_limit: 1,
		p_lease_seconds: 60,
		p_channel: shop.channel,
		p_now: after(48),
		p_templates: { follow_up: { name: 'retomar', language: 'pt_BR', values: ['{texto}'] } },
	});
	expect((await shop.dueAt(50)).due).toMatchObject([{ phone, step: 1 }]);
});

/** Steps into the void: https://github.com/NorthlandPositronics/Cogtrix/pull/2420 */
it.each([
	['failed', []],
	['delivered', ['75 warm:2']],
	[null, ['75 warm:2']],
])('after a first step whose delivery is %j comes %j', async (delivery, next) => {
	const shop = await followed();
	const phone = await shop.lead('warm', 1);
	expect(await hoursOf(shop, 25, 27)).toEqual(['26 warm:1']);
	await sql('update outbox set delivery = $2 where phone = $1 and unasked_at is not null', [phone, delivery]);
	expect(await hoursOf(shop, 72, 79)).toEqual(next);
	expect((await shop.silence(phone)).reason).toBe(delivery === 'failed' ? 'unreachable' : null);
});
