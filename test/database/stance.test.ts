import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { followed, type Followed } from './followUpForTests';
import { after, iso, newPhone } from './gateForTests';

afterAll(closeSql);

/** A turn of the agent told where they stand. */
const stands = async ({ channel }: Followed, phone: string, hour: number, stance: string | null, until?: number) =>
	await rpc('register_findings', {
		p_phone: phone,
		p_channel: channel,
		p_findings: { stance, agent_state: {}, ...(until !== undefined && { postponed_until: after(until) }) },
		p_now: after(hour),
	});
const dueIn = async (shop: Followed, hour: number) => (await shop.dueAt(hour)).due.map(({ phone }) => phone);

it('who wants nothing is not followed up, and has not opted out: a campaign still reaches them', async () => {
	const shop = await followed();
	const [refuses, other] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
	await stands(shop, refuses, 1.1, 'declined');
	expect(await dueIn(shop, 26)).toEqual([other]);
	expect(await shop.silence(refuses)).toEqual({ look_at: null, reason: 'not_interested' });
	expect(await rpc('has_opted_out', { p_phone: refuses })).toBe(false);
	expect(await shop.asks(refuses, 30)).toMatchObject({ verdict: 'now' });
	expect(await shop.asks(refuses, 80, { purpose: 'follow_up' })).toMatchObject({ verdict: 'now' });
});

it('a step that was written or queued by then does not go out either', async () => {
	const shop = await followed();
	const [writes, queued] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
	const { due } = await shop.dueAt(26);
	const of = (phone: string) => due.find((step) => step.phone === phone)!;
	await shop.queue(of(queued), 26);
	// A person typed it into the lead, or a late turn told it.
	for (const phone of [writes, queued]) await stands(shop, phone, 26.05, 'declined');
	expect(await shop.queue(of(writes), 26.06)).toMatchObject({ queued: false, reason: 'not_interested' });
	expect(await shop.claim(26.1)).toEqual([]);
	expect(await shop.steps(queued)).toEqual([{ step: 'warm:1', status: 'skipped', reason: 'not_interested' }]);
});

it('a hot lead’s consultant is not reminded of who wants nothing', async () => {
	const shop = await followed();
	const [refuses, other] = [await shop.lead('hot', 1), await shop.lead('hot', 1)];
	await stands(shop, refuses, 1.1, 'declined');
	expect((await shop.dueAt(6)).told.map(({ phone }) => phone)).toEqual([other]);
});

it('"ok, obrigado" after a refusal changes nothing; whoever shows interest again is followed up as ever', async () => {
	const shop = await followed();
	const [thanks, back] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
	for (const phone of [thanks, back]) await stands(shop, phone, 1.1, 'declined');
	await shop.lead('warm', 2, thanks);
	await stands(shop, thanks, 2.1, null);
	await shop.lead('warm', 2, back);
	await stands(shop, back, 2.1, 'interested');
	expect(await dueIn(shop, 27)).toEqual([back]);
});

it('who puts it off is followed up from the time they named on, and the steps after it keep their distance', async () => {
	const shop = await followed();
	const phone = await shop.lead('warm', 1);
	// The Wednesday of the week after.
	await stands(shop, phone, 1.1, 'postponed', 216);
	expect(await dueIn(shop, 26)).toEqual([]);
	const { look_at, reason } = await shop.silence(phone);
	expect([iso(look_at), reason]).toEqual([after(216), 'postponed']);
	const got: string[] = [];
	for (let hour = 26; hour < 24 * 25; hour++)
		if (hour % 24 < 10 || hour === 216) got.push(...(await shop.run(hour)).map((sent) => `${hour} ${sent.split(' ')[1]}`));
	// 48 hours after a minute past nine is a minute past: the next whole hour. Four days later it is Tuesday.
	expect(got).toEqual(['216 warm:1', '265 warm:2', '361 warm:3']);
}, 120_000);

/** https://github.com/fazer-ai/agents/issues/652 */
it('who wrote last and was rightly left without an answer is not followed up', async () => {
	const shop = await followed();
	const [robot, other] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
	// An automatic receipt: the turn ends in silence.
	await shop.writes(robot, 2);
	expect(await dueIn(shop, 26)).toEqual([other]);
	expect(await dueIn(shop, 80)).toEqual([other]);
	expect(await shop.silence(robot)).toBeUndefined();
});

it('without a time it is a week; a time that has passed holds nothing', async () => {
	const shop = await followed();
	const [week, past] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
	await stands(shop, week, 1, 'postponed');
	await stands(shop, past, 1, 'postponed', -5);
	expect(await dueIn(shop, 26)).toEqual([past]);
	expect(iso((await shop.silence(week)).look_at)).toBe(after(169));
});

it('a promise of the team is over for who wants nothing any more, and open for who refused before it was made', async () => {
	const shop = await followed();
	const check = async (hour: number) =>
		await rpc<Array<{ phone: string; kind: string; reason?: string }>>('check_promises', {
			p_grace_minutes: 60,
			p_channel: shop.channel,
			p_now: after(hour),
		});
	await check(-1);
	const promise = async (phone: string, hour: number) =>
		await rpc('register_findings', {
			p_phone: phone,
			p_channel: shop.channel,
			p_findings: { commercial_request: true, tell: ['follow_up'] },
			p_now: after(hour),
		});
	const [refuses, before] = [await shop.lead('warm', 1), await shop.lead('warm', 1)];
	await stands(shop, before, 1, 'declined');
	for (const phone of [refuses, before]) await promise(phone, 1.5);
	await stands(shop, refuses, 1.7, 'declined');
	expect(await check(3)).toMatchObject([{ phone: before, kind: 'promise_late' }]);
	expect(await sql('select status, reason from promises where phone = $1', [refuses])).toEqual([
		{ status: 'over', reason: 'not_interested' },
	]);
});

it('what cannot be stored of a turn does not take the refusal with it', async () => {
	const shop = await followed();
	const phone = newPhone();
	await rpc('learn', {
		p_channel: shop.channel,
		p_phone: phone,
		p_lead: { temperature: 'lukewarm' },
		p_findings: { technical_questions: 'none', stance: 'declined' },
		p_turn_id: null,
		p_now: after(1),
	});
	expect(await sql('select declined_at is not null as declined from leads where phone = $1', [phone])).toEqual([{ declined: true }]);
});
