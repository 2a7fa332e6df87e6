import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

afterAll(closeSql);

const N8N = { p_instance: `n8n-${randomUUID()}`, p_process: 'before' };
/** The same n8n, started again. */
const AGAIN = { ...N8N, p_process: 'after' };

const next = async (channel: string, seconds: number, holder: object = {}) =>
	(
		await rpc<{ turns: Claim[] }>('next_turns', {
			p_channel: channel,
			p_limit: 20,
			p_quiet_seconds: 6,
			p_max_wait_seconds: 20,
			p_lease_seconds: 60,
			p_history_limit: 20,
			p_given_up_text: '',
			p_key: randomUUID(),
			p_same_text: 0,
			p_replies_an_hour: 0,
			p_now: at(seconds),
			...holder,
		})
	).turns;
const givesBack = async (channel: string | null, seconds: number, holder: object) =>
	await rpc<number>('give_back_held', { p_channel: channel, ...holder, p_lease_seconds: 60, p_now: at(seconds) });
/** Somebody who wrote, and whose turn the process of before claimed. */
async function held(holder: object = N8N) {
	const marina = customer();
	await marina.writes(0);
	const [turn] = await next(marina.channel, 10, holder);
	return { marina, turn, channel: marina.channel };
}
const leaseOf = async ({ turn_id }: Claim) =>
	(await sql<{ lease_until: Date }>('select lease_until from turns where id = $1', [turn_id]))[0].lease_until.toISOString();

describe('a process that starts', () => {
	it('has at once what an earlier one of the same n8n thought about, and the try counts', async () => {
		const { marina, turn, channel } = await held();
		expect(await next(channel, 15, AGAIN)).toEqual([]);
		expect(await givesBack(channel, 15, AGAIN)).toBe(1);
		const [again] = await next(channel, 15, AGAIN);
		expect(again.messages).toEqual(turn.messages);
		expect(await sql('select status, attempts from inbox where channel = $1', [channel])).toEqual([{ status: 'claimed', attempts: 2 }]);
		expect(await marina.confirm(16, again)).toMatchObject({ confirmed: true });
	});

	it.each([
		['while its lease lasts', 30],
		['once its lease is over', 100],
	])('has what was claimed before in its place before what came later, %s', async (_, seconds) => {
		const { turn, channel } = await held();
		const later = { ...customer(), channel };
		await rpc('receive_message', {
			p_message: {
				provider: 'zapi',
				channel,
				phone: later.phone,
				message_id: randomUUID(),
				send_to: later.phone,
				kind: 'text',
				text: 'oi',
				speaker: 'customer',
				sent_at: at(11),
			},
			p_now: at(11),
		});
		await givesBack(channel, seconds, AGAIN);
		expect((await next(channel, seconds, { ...AGAIN, p_limit: 1 })).map(({ messages }) => messages)).toEqual([turn.messages]);
	});

	it.each<[string, object, object]>([
		['what its own process holds (a workflow that is published again)', N8N, N8N],
		['what another n8n holds', N8N, { p_instance: `n8n-${randomUUID()}`, p_process: 'after' }],
		['what may live on elsewhere: nobody said who holds it', {}, AGAIN],
	])('leaves %s', async (_, claimed, asks) => {
		const { turn, channel } = await held(claimed);
		expect(await givesBack(channel, 15, asks)).toBe(0);
		expect([await next(channel, 15, asks), await leaseOf(turn)]).toEqual([[], at(70)]);
	});

	it('leaves the conversations of another number to the trigger that answers them', async () => {
		const [one, other] = [await held(), await held()];
		expect(await givesBack(one.channel, 15, AGAIN)).toBe(1);
		expect([await leaseOf(one.turn), await leaseOf(other.turn)]).toEqual([at(10), at(70)]);
	});

	it('leaves what an execution goes on with here that the one before had not begun', async () => {
		const { turn, channel } = await held();
		const claims = [{ turn_id: turn.turn_id, lease_token: turn.lease_token }];
		expect(await rpc('hold_turns', { p_turns: claims, p_lease_seconds: 90, p_now: at(14), ...AGAIN })).toEqual([turn.turn_id]);
		expect(await givesBack(channel, 15, AGAIN)).toBe(0);
	});
});

describe('an earlier process that is alive after all', () => {
	const both = async () => {
		const { marina, turn, channel } = await held();
		await givesBack(channel, 15, AGAIN);
		const [again] = await next(channel, 15, AGAIN);
		return { marina, before: turn, after: again };
	};
	const replies = async (channel: string) =>
		(await sql<{ count: string }>(`select count(*) from outbox where channel = $1 and kind = 'whatsapp_text'`, [channel]))[0].count;

	it('is refused where the new one answered first, one reply in all', async () => {
		const { marina, before, after } = await both();
		expect(await marina.confirm(20, after)).toMatchObject({ confirmed: true });
		expect(await marina.confirm(21, before)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
		expect(await rpc('hold_turns', { p_turns: [before], p_lease_seconds: 60, p_now: at(21) })).toEqual([]);
		expect(await replies(marina.channel)).toBe('1');
	});

	it('answers where it is first, and the new one is refused, one reply in all', async () => {
		const { marina, before, after } = await both();
		expect(await marina.confirm(20, before)).toMatchObject({ confirmed: true });
		expect(await marina.confirm(21, after)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
		expect(await replies(marina.channel)).toBe('1');
	});

	it('of both at the very same time one answers', async () => {
		const { marina, before, after } = await both();
		const given = await Promise.all([marina.confirm(20, before), marina.confirm(20, after)]);
		expect(given.filter(({ confirmed }) => confirmed)).toHaveLength(1);
		expect(await replies(marina.channel)).toBe('1');
	});
});

describe('a reply that an earlier process was sending', () => {
	const sending = async () => {
		const one = await held();
		const { parts } = await one.marina.confirm(12, one.turn, { p_parts: ['Olá!', 'Tudo bem?'] });
		// As it was renewed just before the end.
		await rpc('hold_turns', { p_turns: [one.turn], p_lease_seconds: 60, p_now: at(40) });
		return { ...one, part: parts[0].outbox_id };
	};
	const textsOf = async (channel: string) => await sql('select status, attempts from outbox where channel = $1 order by id', [channel]);

	it('is asked about no sooner than whoever lives would have renewed it, and is sent by nobody before', async () => {
		const { turn, channel } = await sending();
		expect(await givesBack(channel, 45, AGAIN)).toBe(1);
		expect(await leaseOf(turn)).toBe(at(75));
		await next(channel, 74, AGAIN);
		expect(await textsOf(channel)).toMatchObject([{ status: 'sending' }, { status: 'queued' }]);
		await next(channel, 76, AGAIN);
		expect(await textsOf(channel)).toMatchObject([{ status: 'uncertain' }, { status: 'queued' }]);
		const uncertain = async (seconds: number) =>
			await rpc<unknown[]>('uncertain_texts', { p_after_seconds: 20, p_channel: channel, p_now: at(seconds) });
		expect([await uncertain(95), await uncertain(97)]).toEqual([[], [expect.objectContaining({ text: 'Olá!' })]]);
		const claim = { p_kinds: ['whatsapp_text'], p_limit: 9, p_lease_seconds: 60, p_channel: channel, p_now: at(97) };
		expect(await rpc('claim_outbox', claim)).toEqual([]);
	});

	it('stays with a process that is alive: it renews its lease, and goes on', async () => {
		const { turn, channel, part } = await sending();
		await givesBack(channel, 45, AGAIN);
		expect(await rpc('hold_turns', { p_turns: [turn], p_lease_seconds: 60, p_now: at(61) })).toEqual([turn.turn_id]);
		await next(channel, 80, AGAIN);
		await rpc('record_part', { p_outbox_id: part, p_status: 'sent', p_provider_message_id: 'A', p_now: at(81) });
		expect(await rpc('next_part', { p_outbox_id: part, p_now: at(82) })).toMatchObject({ next: true, text: 'Tudo bem?' });
	});

	it('that ends sooner by itself is not drawn out', async () => {
		const { turn, channel } = await held();
		await sql(`update turns set status = 'confirmed', lease_until = $2 where id = $1`, [turn.turn_id, at(50)]);
		await givesBack(channel, 45, AGAIN);
		expect(await leaseOf(turn)).toBe(at(50));
	});
});
