import { noticeText } from '../../nodes/shared/core/handoff/noticeTexts';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { giveBack, givenUp, inbox, notices, texts } from './givenUpForTests';

afterAll(closeSql);

describe('what is given up', () => {
	it('is told: the customer gets the prepared text, the team one notice, once an episode', async () => {
		const marina = customer();
		await givenUp(marina, 0, { p_given_up_text: 'Desculpe, {já voltamos}.' });
		expect(await inbox(marina)).toEqual([{ status: 'failed', attempts: 5 }]);
		expect(await texts(marina)).toEqual([{ text: 'Desculpe, {já voltamos}.', status: 'pending' }]);
		expect(await notices(marina)).toEqual([{ kind: 'unanswered', phone: marina.phone, name: 'Marina Exemplo', message: 'mensagem 1' }]);
		expect(noticeText((await notices(marina))[0])).toContain('Marina Exemplo');
		await givenUp(marina, 900);
		expect([(await notices(marina)).length, (await texts(marina)).length]).toEqual([1, 1]);
	});

	it('has words of its own where none are given', async () => {
		const marina = customer();
		await givenUp(marina);
		expect(await texts(marina)).toEqual([{ text: expect.stringContaining('Desculpe'), status: 'pending' }]);
	});

	it.each<[string, string]>([
		['a person has the conversation', `update sessions set mode = 'human', mode_epoch = 2 where phone = $1`],
		['the customer wants no messages', `insert into opt_outs (phone, opted_out_at) values ($1, now())`],
	])('says nothing to the customer when %s, and tells the team all the same', async (_, change) => {
		const marina = customer();
		await marina.writes(0);
		await sql(change, [marina.phone]);
		await givenUp(marina, 10);
		expect([await texts(marina), (await notices(marina)).length]).toEqual([[], 1]);
	});

	it('is not said any more to somebody whose conversation a person took meanwhile', async () => {
		const marina = customer();
		await givenUp(marina);
		await sql(`update sessions set mode = 'human', mode_epoch = mode_epoch + 1 where channel = $1`, [marina.channel]);
		await rpc('claim_outbox', { p_kinds: ['whatsapp_text'], p_limit: 9, p_lease_seconds: 60, p_channel: marina.channel, p_now: at(801) });
		expect(await texts(marina)).toEqual([expect.objectContaining({ status: 'discarded' })]);
	});

	it('is taken up again by Retry Failed, of one phone or of all, and told again when it fails again', async () => {
		const [marina, other] = [customer(), customer()];
		await givenUp(marina);
		await givenUp(other);
		expect(await rpc('retry_failed', { p_phone: marina.phone, p_channel: marina.channel, p_now: at(1000) })).toEqual({
			messages: 1,
			replies: 0,
		});
		expect([await inbox(marina), await inbox(other)]).toEqual([[{ status: 'waiting', attempts: 0 }], [{ status: 'failed', attempts: 5 }]]);
		const [{ id }] = await sql<{ id: number }>('select id from inbox where channel = $1', [marina.channel]);
		for (let n = 0; n < 5; n++) expect(await marina.claim(1001 + n * 100, id)).toMatchObject({ claimed: true });
		await marina.claim(1600, id);
		expect((await notices(marina)).map(({ kind }) => kind)).toEqual(['unanswered', 'unanswered']);
	});
});

describe('a worker that is slow', () => {
	it('answers after its lease, where nobody else did', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const slow = await marina.claim(7, sequence);
		const second = await marina.writes(100);
		// Somebody looks, and takes the lease for over.
		expect(await marina.claim(101, second.sequence)).toMatchObject({ claimed: true, messages: [{}, {}] });
		expect(await marina.confirm(102, slow)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
	});

	it('answers although a second worker has the very same messages: whoever comes first does', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const slow = await marina.claim(7, sequence);
		const second = await marina.claim(100, sequence);
		expect(second.claimed).toBe(true);
		expect(await marina.confirm(150, slow)).toMatchObject({ confirmed: true });
		expect(await marina.confirm(151, second)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
		expect(await texts(marina)).toHaveLength(1);
	});

	it('is too late where the second one has answered', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const slow = await marina.claim(7, sequence);
		const second = await marina.claim(100, sequence);
		expect(await marina.confirm(150, second)).toMatchObject({ confirmed: true });
		expect(await marina.confirm(151, slow)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
	});

	it('five times within ten minutes is no reason to give up', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		for (let n = 0; n < 6; n++) expect(await marina.claim(7 + n * 91, sequence)).toMatchObject({ claimed: true });
		expect(await notices(marina)).toEqual([]);
	});

	it('and two others that confirm at once: one reply', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const turns = [await marina.claim(7, sequence), await marina.claim(100, sequence), await marina.claim(200, sequence)];
		const confirmed = await Promise.all(turns.map(async (turn) => await marina.confirm(210, turn)));
		expect(confirmed.filter((one) => one.confirmed)).toHaveLength(1);
		expect(await texts(marina)).toHaveLength(1);
	});
});

describe('a turn that is given back', () => {
	it('for a fault of the operator waits without a try, is told once, and answered when it is mended; the end is told too', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		let now = 7;
		for (let n = 0; n < 8; n++) {
			const turn = await marina.claim(now, sequence);
			expect(turn).toMatchObject({ claimed: true });
			const { given_back, due_at } = await giveBack(turn, now + 1);
			expect(given_back).toBe(true);
			expect(await marina.claim(now + 2, sequence)).toMatchObject({ claimed: false, reason: 'later' });
			const waits = (Date.parse(due_at) - Date.parse(at(now + 1))) / 1000;
			expect(waits).toBeGreaterThanOrEqual(60);
			expect(waits).toBeLessThanOrEqual(900);
			now += 1 + Math.ceil(waits);
		}
		expect(await inbox(marina)).toEqual([{ status: 'waiting', attempts: 0 }]);
		expect((await notices(marina)).map(({ kind, error }) => [kind, error])).toEqual([
			['agent_stopped', 'OpenAI does not accept the "API Key"'],
		]);
		const turn = await marina.claim(now, sequence);
		expect(await marina.confirm(now + 1, turn)).toMatchObject({ confirmed: true });
		expect((await notices(marina)).map(({ kind }) => kind)).toEqual(['agent_stopped', 'agent_goes_on']);
	});

	it('is claimed at once with what the customer writes meanwhile', async () => {
		const marina = customer();
		const first = await marina.writes(0);
		await giveBack(await marina.claim(7, first.sequence), 8);
		const second = await marina.writes(20);
		expect((await marina.claim(27, second.sequence)).messages).toHaveLength(2);
	});

	it('is not given back twice, nor by who lost it; the same call again is answered again', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const turn = await marina.claim(7, sequence);
		const first = await giveBack(turn, 8);
		expect(await giveBack(turn, 9)).toEqual(first);
		expect(await marina.confirm(10, turn)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
		expect(await giveBack({ ...turn, lease_token: '00000000-0000-4000-8000-000000000000' }, 11)).toEqual({
			given_back: false,
			reason: 'lease_lost',
		});
		const again = await marina.claim(100, sequence);
		await marina.confirm(101, again);
		expect(await giveBack(again, 102)).toMatchObject({ given_back: false });
	});

	it('for a fault of its own counts, and is given up in the end', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		let now = 700;
		for (let n = 0; n < 5; n++) {
			await giveBack(await marina.claim(now, sequence), now + 1, { p_counts: true });
			now += 1000;
		}
		expect(await inbox(marina)).toEqual([{ status: 'failed', attempts: 5 }]);
		expect((await notices(marina)).map(({ kind }) => kind)).toEqual(['unanswered']);
	});

	it.each<[string, Record<string, unknown>, unknown[]]>([
		['none where the operator wants none', { p_given_up_text: '' }, []],
		["the operator's own", { p_given_up_text: 'Um instante: já te ligam.' }, [{ text: 'Um instante: já te ligam.', status: 'pending' }]],
		['the prepared one where a claim names none', {}, [{ text: expect.stringContaining('Desculpe'), status: 'pending' }]],
	])('the text for the customer is that of the claim: %s', async (_, given, expected) => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		for (let now = 700; now < 5700; now += 1000) await giveBack(await marina.claim(now, sequence, given), now + 1, { p_counts: true });
		expect([await texts(marina), (await notices(marina)).length]).toEqual([expected, 1]);
	});
});
