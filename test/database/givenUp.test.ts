import { noticeText, type NoticeFacts } from '../../nodes/shared/core/handoff/noticeTexts';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

afterAll(closeSql);

type Someone = ReturnType<typeof customer>;
const notices = async ({ channel }: Someone): Promise<NoticeFacts[]> =>
	(await sql<{ payload: NoticeFacts }>(`select payload from outbox where channel = $1 and kind = 'notice' order by id`, [channel])).map(
		({ payload }) => payload,
	);
const texts = async ({ channel }: Someone) =>
	await sql(`select payload ->> 'text' as text, status from outbox where channel = $1 and kind = 'whatsapp_text' order by id`, [channel]);
const inbox = async ({ channel }: Someone) => await sql('select status, attempts from inbox where channel = $1 order by id', [channel]);

/** Five workers die at a message, one after the other; a sixth call finds out. */
async function givenUp(marina: Someone, from = 0, given: Record<string, unknown> = {}): Promise<void> {
	const { sequence } = await marina.writes(from);
	for (let n = 0; n < 5; n++) expect(await marina.claim(from + 7 + n * 150, sequence)).toMatchObject({ claimed: true });
	await marina.claim(from + 800, sequence, given);
}
const giveBack = async (turn: Claim, seconds: number, given: Record<string, unknown> = {}) =>
	await rpc<{ given_back: boolean; due_at: string }>('give_turn_back', {
		p_turn_id: turn.turn_id,
		p_lease_token: turn.lease_token,
		p_reason: 'OpenAI does not accept the "API Key"',
		p_now: at(seconds),
		...given,
	});

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

describe('a send that the provider surely did not do', () => {
	const refused = async (parts = ['a', 'b']) => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const turn = await marina.claim(7, sequence);
		const confirmed = await marina.confirm(8, turn, { p_parts: parts });
		const record = { p_outbox_id: confirmed.parts[0].outbox_id, p_status: 'failed', p_error: 'Client Token', p_now: at(9) };
		return { marina, turn, record };
	};
	const claim = async ({ channel }: Someone, seconds: number) =>
		await rpc<Array<{ outbox_id: number; lease_token: string; payload: { text: string } }>>('claim_outbox', {
			p_kinds: ['whatsapp_text'],
			p_limit: 9,
			p_lease_seconds: 60,
			p_channel: channel,
			p_now: at(seconds),
		});
	const finish = async (effect: { outbox_id: number; lease_token: string }, seconds: number, given: Record<string, unknown>) =>
		await rpc('finish_outbox', { p_outbox_id: effect.outbox_id, p_lease_token: effect.lease_token, p_now: at(seconds), ...given });

	it('is done later, part after part, and the turn ends as sent', async () => {
		const { marina, turn, record } = await refused();
		expect(await rpc('record_part', { ...record, p_later: true })).toMatchObject({ recorded: true, later: true });
		expect(await claim(marina, 20)).toEqual([]);
		for (const [seconds, text] of [
			[40, 'a'],
			[45, 'b'],
		] as const) {
			const [effect] = await claim(marina, seconds);
			expect(effect.payload.text).toBe(text);
			await finish(effect, seconds + 1, { p_status: 'sent', p_provider_message_id: `P${seconds}` });
		}
		expect(await sql('select status from turns where id = $1', [turn.turn_id])).toEqual([{ status: 'sent' }]);
	});

	it('is not done any more to who was answered since, or whom a person has', async () => {
		const { marina, record } = await refused();
		await rpc('record_part', { ...record, p_later: true });
		const next = await marina.writes(110);
		const turn = await marina.claim(117, next.sequence);
		const { parts } = await marina.confirm(118, turn, { p_parts: ['novo'] });
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: 'N1', p_now: at(119) });
		expect(await claim(marina, 130)).toEqual([]);
		expect((await texts(marina)).map(({ status }) => status)).toEqual(['discarded', 'discarded', 'sent']);
	});

	it('is given up in the end, told once, and taken up by Retry Failed', async () => {
		const { marina, turn, record } = await refused(['a']);
		await rpc('record_part', { ...record, p_later: true });
		let now = 40;
		for (let effects = await claim(marina, now); effects.length > 0; effects = await claim(marina, (now += 2000)))
			await finish(effects[0], now, { p_status: 'failed', p_error: 'Client Token', p_max_attempts: 3 });
		expect((await notices(marina)).map(({ kind, error }) => [kind, error])).toEqual([['given_up', 'Client Token']]);
		expect(await rpc('retry_failed', { p_phone: marina.phone, p_now: at(now) })).toEqual({ messages: 0, replies: 1 });
		const [effect] = await claim(marina, now + 1);
		await finish(effect, now + 2, { p_status: 'sent', p_provider_message_id: 'P1' });
		expect(await sql('select content, status from conversations where turn_id = $1', [turn.turn_id])).toEqual([
			{ content: 'a', status: 'sent' },
		]);
	});

	it('and is not to be tried again is told at once', async () => {
		const { marina, record } = await refused(['a']);
		await rpc('record_part', record);
		expect((await notices(marina)).map(({ kind }) => kind)).toEqual(['given_up']);
	});
});
