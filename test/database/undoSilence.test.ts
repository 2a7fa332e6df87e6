import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { followed, type Followed } from './followUpForTests';
import { after, iso } from './gateForTests';
import { somebody } from './personsForTests';

afterAll(closeSql);

/** Hours are counted from a Monday, 9:00. Two who fell silent, a minute past 10:00 and past 11:00: their first step is due a minute past 10:00 and past 11:00 on Tuesday. */
async function twoSilent() {
	const shop = await followed();
	const { phone, lid } = somebody();
	await shop.lead('warm', 1, phone);
	await shop.lead('warm', 2, lid);
	return {
		shop,
		phone,
		lid,
		join: async (hour: number) =>
			expect(await rpc('join_contacts', { p_from: lid, p_to: phone, p_by: 'ana', p_now: after(hour) })).toMatchObject({ joined: true }),
		part: async (hour: number) =>
			expect(await rpc('undo_join', { p_one: phone, p_other: lid, p_by: 'ana', p_now: after(hour) })).toMatchObject({ undone: true }),
	};
}
/** Who got which step in which hour, in a part of the office's day. */
async function got(shop: Followed, from: number, until: number): Promise<string[]> {
	const all: string[] = [];
	for (let hour = from; hour <= until; hour++) all.push(...(await shop.run(hour)).map((sent) => `${hour} ${sent}`));
	return all;
}

it('joined and parted, each gets what they had got without it', async () => {
	const { shop, phone, lid, join, part } = await twoSilent();
	await join(3);
	await part(5);
	expect(await got(shop, 25, 30)).toEqual([`26 ${phone} warm:1`, `27 ${lid} warm:1`]);
});

it('joined and left so, they are one person: one silence, the newer, and one budget', async () => {
	const { shop, phone, join } = await twoSilent();
	await join(3);
	expect(await got(shop, 25, 30)).toEqual([`27 ${phone} warm:1`]);
});

it('who wrote meanwhile is not waited for; the other one is', async () => {
	for (const writer of ['phone', 'lid'] as const) {
		const two = await twoSilent();
		await two.join(3);
		await two.shop.writes(two[writer], 4);
		expect(await got(two.shop, 4, 4.5)).toEqual([]);
		await two.part(5);
		const other = writer === 'phone' ? two.lid : two.phone;
		expect((await got(two.shop, 25, 30)).map((line) => line.split(' ')[1])).toEqual([other]);
	}
});

it('a silence that began meanwhile is of who wrote before it', async () => {
	for (const writer of ['phone', 'lid'] as const) {
		const two = await twoSilent();
		await two.join(3);
		await two.shop.writes(two[writer], 4);
		await two.shop.says(two[writer], 4 + 1 / 60);
		await two.part(5);
		const other = writer === 'phone' ? two.lid : two.phone;
		expect(await got(two.shop, 25, 30)).toEqual([`${writer === 'phone' ? 27 : 26} ${other} warm:1`, `29 ${two[writer]} warm:1`]);
	}
});

it('a step that was taken meanwhile, and its place in the budget, is of whose silence it was taken for', async () => {
	const { shop, phone, lid, join, part } = await twoSilent();
	await join(10);
	expect(await got(shop, 26, 27)).toEqual([`27 ${phone} warm:1`]);
	await part(27.5);
	expect(await shop.steps(lid)).toEqual([{ step: 'warm:1', status: 'sent', reason: null }]);
	expect(await got(shop, 28, 30)).toEqual([`28 ${phone} warm:1`]);
	expect(iso((await shop.asks(lid, 31)).until)).toBe(after(27 + 1 / 60 + 48));
	expect(iso((await shop.asks(phone, 31)).until)).toBe(after(28 + 1 / 60 + 48));
});

it('what ended the silence of both for the sake of one ends it for that one alone', async () => {
	const { shop, phone, lid, join, part } = await twoSilent();
	await rpc('register_opt_out', { p_phone: lid, p_words: 'sair', p_now: after(4) });
	await join(10);
	expect(await got(shop, 26, 27)).toEqual([]);
	expect(await shop.silence(phone)).toEqual({ look_at: null, reason: 'opted_out' });
	await part(27.5);
	expect(await got(shop, 28, 30)).toEqual([`28 ${phone} warm:1`]);
	expect(await shop.silence(lid)).toEqual({ look_at: null, reason: 'opted_out' });
});

it('the refusal of one is of that one alone again', async () => {
	const { shop, phone, lid, join, part } = await twoSilent();
	await rpc('register_findings', { p_phone: lid, p_channel: shop.channel, p_findings: { stance: 'declined' }, p_now: after(2.1) });
	await join(10);
	expect(await got(shop, 26, 27)).toEqual([]);
	await part(27.5);
	expect(await got(shop, 28, 30)).toEqual([`28 ${phone} warm:1`]);
	expect((await shop.silence(lid)).reason).toBe('not_interested');
});

it('what one was sent counts for that one alone again', async () => {
	const { shop, phone, lid, join, part } = await twoSilent();
	await shop.asks(lid, 25);
	expect(await shop.sends(25)).toEqual([lid]);
	await join(27);
	expect(await shop.asks(phone, 28)).toMatchObject({ verdict: 'wait', reason: 'budget' });
	await part(29);
	expect(await shop.asks(lid, 30)).toMatchObject({ verdict: 'wait', reason: 'budget' });
	expect(await shop.asks(phone, 30)).toMatchObject({ verdict: 'now' });
});

it('a promise that was made meanwhile stays with the key that stayed, beside what each was promised', async () => {
	const { shop, phone, lid, join, part } = await twoSilent();
	await rpc('check_promises', { p_channel: shop.channel, p_now: after(0) });
	const promise = async (to: string, hour: number, findings: Record<string, unknown>) =>
		await rpc('register_findings', {
			p_phone: to,
			p_channel: shop.channel,
			p_findings: { ...findings, tell: ['follow_up'] },
			p_now: after(hour),
		});
	await promise(phone, 2.1, { commercial_request: true });
	await promise(lid, 2.2, { commercial_request: true });
	await join(3);
	await promise(phone, 4, { delivery_request: true });
	await part(5);
	expect(await sql('select phone, about from promises where phone = any ($1) order by phone = $2 desc', [[phone, lid], phone])).toEqual([
		{ phone, about: ['commercial', 'delivery'] },
		{ phone: lid, about: ['commercial'] },
	]);
});
