import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { followed, type Followed } from './followUpForTests';
import { after, newPhone } from './gateForTests';

afterAll(closeSql);

/** Monday 10:00, and Friday 16:00 of that week; hours are counted from Monday 9:00. */
const [MONDAY, FRIDAY] = [1, 4 * 24 + 7];

/** Who is in the month: how many, their class, when they were answered, and what happens to them. */
const GROUPS: Array<{
	name: string;
	many: number;
	temperature: string | null;
	from: number;
	at?: number;
	happens?: (shop: Followed, phone: string) => Promise<unknown>;
}> = [
	{ name: 'silent', many: 150, temperature: 'warm', from: MONDAY },
	{
		name: 'answers after the first',
		many: 60,
		temperature: 'warm',
		from: MONDAY,
		at: 50,
		happens: async (shop, phone) => await shop.writes(phone, 50),
	},
	{
		name: 'wants no more after the second',
		many: 40,
		temperature: 'warm',
		from: MONDAY,
		at: 80,
		happens: async (_, phone) => await rpc('register_opt_out', { p_phone: phone, p_words: 'sair', p_now: after(80) }),
	},
	{
		name: 'is taken over before the first',
		many: 50,
		temperature: 'warm',
		from: MONDAY,
		at: 10,
		happens: async (shop, phone) => await shop.mode(phone, 'human'),
	},
	{
		name: 'buys after the second',
		many: 30,
		temperature: 'warm',
		from: MONDAY,
		at: 100,
		happens: async ({ channel }, phone) =>
			await rpc('record_deal_event', {
				p_channel: channel,
				p_phone: phone,
				p_event: { key: `month:${phone}`, event: 'won', deal_id: 7, title: 'x' },
				p_now: after(100),
			}),
	},
	{ name: 'cold', many: 70, temperature: 'cold', from: MONDAY },
	{ name: 'hot', many: 40, temperature: 'hot', from: MONDAY },
	{ name: 'without a class', many: 30, temperature: null, from: MONDAY },
	{ name: 'silent since Friday', many: 30, temperature: 'warm', from: FRIDAY },
];

/**
 * Worked out by hand. Everybody was answered a minute past the hour; the look comes on the hour, what it queued goes out a minute later; people attend Monday to Friday,
 * 9:00 to 18:00; two messages are 48 hours apart at least.
 * - 26, Tuesday 11:00, the first look after a day: silent 150 + answers 60 + no more 40 + buys 30.
 * - 50, Wednesday 11:00, the first after two days: cold 70.
 * - 75, Thursday 12:00: at 11:00 the 48 hours since Tuesday 11:01 are not over. Without the 60 who answered on Wednesday: 150 + 40 + 30.
 * - 168, Monday 9:00: Friday's, whose day was over on Saturday: 30.
 * - 171, Monday 12:00, four days after Thursday's (which is later than a week after the answer): 150; no more and buys have ended.
 * - 217, Wednesday 10:00: Friday's second, 48 hours after Monday 9:01: 30.
 * - 336, Monday 9:00: Friday's third, four days later on Sunday: 30.
 * - 6, Monday 15:00, the first look after four hours: the team hears of hot 40.
 */
const BY_HAND = {
	'26 warm:1': 280,
	'50 cold:1': 70,
	'75 warm:2': 220,
	'168 warm:1': 30,
	'171 warm:3': 150,
	'217 warm:2': 30,
	'336 warm:3': 30,
};
const TOLD_BY_HAND = { '6 hot:1': 40 };
const DAYS = 30;

const count = (counts: Record<string, number>, key: string) => (counts[key] = (counts[key] ?? 0) + 1);

/** They wrote at that hour, and were answered a minute later: what the doors and Record write of it, in bulk. */
async function answered(
	{ channel }: Followed,
	people: Array<{ group: { temperature: string | null }; phone: string }>,
	hour: number,
): Promise<void> {
	const given = [
		channel,
		JSON.stringify(people.map(({ group, phone }) => ({ phone, temperature: group.temperature }))),
		after(hour),
		after(hour + 1 / 60),
	];
	const from = 'from jsonb_to_recordset($2) as p (phone text, temperature text)';
	await sql(`insert into leads (phone, temperature) select phone, temperature ${from} where $1::text <> '' and $3::text < $4::text`, given);
	await sql(
		`insert into sessions (channel, phone, last_customer_message) select $1::text, phone, $3::text::timestamptz ${from} where $3::text < $4::text`,
		given,
	);
	await sql(
		`insert into conversations (channel, lead_phone, role, content, status, sent_at) select $1::text, phone, 'assistant', 'Claro!', 'sent', $4::text::timestamptz ${from} where $3::text < $4::text`,
		given,
	);
	await sql(
		`update sessions s set last_agent_message = $4::text::timestamptz ${from} where s.channel = $1::text and s.phone = p.phone and $3::text < $4::text`,
		given,
	);
}

it('a month with 500 leads is the table that was worked out by hand', async () => {
	const shop = await followed();
	const people = GROUPS.flatMap((group) => Array.from({ length: group.many }, () => ({ group, phone: newPhone() })));
	for (const from of [MONDAY, FRIDAY])
		await answered(
			shop,
			people.filter(({ group }) => group.from === from),
			from,
		);
	expect(people).toHaveLength(500);
	const groupOf = new Map(people.map(({ group, phone }) => [phone, group.name]));
	const [got, told]: Array<Record<string, number>> = [{}, {}];
	const each = new Map<string, number>();
	for (let hour = MONDAY; hour < DAYS * 24; hour++) {
		// Nights are looked at, too, only not each hour of them; and after the eighth day some hours of each day.
		if (hour % 24 > 11 && hour % 24 !== 17) continue;
		if (hour > 8 * 24 && ![0, 1, 3].includes(hour % 24)) continue;
		for (const { group, phone } of people) if (group.at === hour) await group.happens?.(shop, phone);
		const claimed = await shop.dueAt(hour);
		for (const { class: of, step } of claimed.told) count(told, `${hour} ${of}:${step}`);
		if (claimed.due.length > 0)
			await sql(`select queue_follow_up(s, 'Oi!', $2) from jsonb_array_elements($1) s`, [JSON.stringify(claimed.due), after(hour)]);
		const effects = await shop.claim(hour + 1 / 60);
		await sql(
			`select finish_outbox((e ->> 'outbox_id')::bigint, (e ->> 'lease_token')::uuid, 'sent', 'M' || (e ->> 'outbox_id'), p_now => $2) from jsonb_array_elements($1) e`,
			[JSON.stringify(effects), after(hour + 1 / 60)],
		);
		for (const effect of effects) {
			count(got, `${hour} ${String(effect.payload.follow_up)}`);
			each.set(effect.phone, (each.get(effect.phone) ?? 0) + 1);
		}
	}
	expect(got).toEqual(BY_HAND);
	expect(told).toEqual(TOLD_BY_HAND);
	// And by person: how many each got of their group.
	const most = Object.fromEntries(
		GROUPS.map(({ name }) => [name, [...groupOf].filter(([, of]) => of === name).map(([phone]) => each.get(phone) ?? 0)]),
	);
	expect(Object.entries(most).map(([name, counts]) => [name, Math.min(...counts), Math.max(...counts)])).toEqual([
		['silent', 3, 3],
		['answers after the first', 1, 1],
		['wants no more after the second', 2, 2],
		['is taken over before the first', 0, 0],
		['buys after the second', 2, 2],
		['cold', 1, 1],
		['hot', 0, 0],
		['without a class', 0, 0],
		['silent since Friday', 3, 3],
	]);
	const funnel = await rpc<{ steps: Array<Record<string, unknown>> }>('follow_up_funnel', {
		p_from: after(0),
		p_until: after(DAYS * 24),
		p_channel: shop.channel,
		p_now: after(DAYS * 24),
	});
	expect(funnel.steps.map(({ cadence, step, sent, answered }) => [cadence, step, sent, answered])).toEqual([
		['hot', 1, 40, 0],
		['warm', 1, 310, 60],
		['warm', 2, 250, 0],
		['warm', 3, 180, 0],
		['cold', 1, 70, 0],
	]);
}, 240_000);
