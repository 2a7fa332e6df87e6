import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { abandoned, claim, enqueue, finish, statuses, sweep, type Someone } from './outboxForTests';

afterAll(closeSql);

type Told = { settled: boolean; reason?: string };
/** A status as the Cloud API tells it. */
const told = async (someone: Someone, status: string, seconds: number, given: Record<string, unknown> = {}): Promise<Told> =>
	await rpc<Told>('settle_status', {
		p_status: {
			channel: someone.channel,
			phone: someone.phone,
			ids: null,
			message_id: `wamid.${someone.channel}`,
			status,
			at: at(seconds),
			...given,
		},
		p_now: at(seconds),
	});
const key = ({ channel }: Someone) => ({ key: `${channel}:1` });
const row = async ({ channel }: Someone) =>
	(
		await sql('select status, delivery, pricing, error from outbox where channel = $1 and kind <> $2 order by id limit 1', [
			channel,
			'notice',
		])
	)[0];
const words = async ({ channel }: Someone) =>
	(await sql<{ status: string }>(`select status from conversations where channel = $1 and role = 'assistant' order by id`, [channel])).map(
		({ status }) => status,
	);
const notices = async ({ channel }: Someone) =>
	(await sql<{ kind: string }>(`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice'`, [channel])).map(
		({ kind }) => kind,
	);

/** Somebody to whom a text was sent. */
async function sent(): Promise<Someone> {
	const marina = customer();
	await enqueue(marina, '1', 'whatsapp_text', { text: 'Olá!' });
	const [effect] = await claim(marina, 0);
	await finish(effect, 1, 'sent', { p_provider_message_id: `wamid.${marina.channel}` });
	return marina;
}

describe('the rank', () => {
	it('whatever the order and however often they come, the farthest stays', async () => {
		const orders = [
			['sent', 'delivered', 'read'],
			['read', 'delivered', 'sent'],
			['delivered', 'sent', 'delivered', 'read', 'read', 'sent'],
			['read', 'read', 'sent', 'delivered'],
		];
		for (const order of orders) {
			const marina = await sent();
			for (const [n, status] of order.entries()) await told(marina, status, 10 + n);
			expect(await row(marina)).toMatchObject({ status: 'sent', delivery: 'read' });
		}
	});

	it('a failure is told once, takes back that it was sent, and never that it arrived', async () => {
		const marina = await sent();
		expect(await told(marina, 'failed', 10, { error: '131047: Re-engagement message' })).toMatchObject({ settled: true });
		expect(await told(marina, 'failed', 11, { error: '131047: Re-engagement message' })).toMatchObject({ settled: false, reason: 'known' });
		expect(await told(marina, 'sent', 12)).toMatchObject({ reason: 'known' });
		expect([await row(marina), await words(marina), await notices(marina)]).toEqual([
			expect.objectContaining({ status: 'failed', delivery: 'failed', error: '131047: Re-engagement message' }),
			['failed'],
			['given_up'],
		]);
		const bruno = await sent();
		await told(bruno, 'delivered', 10);
		expect(await told(bruno, 'failed', 11)).toMatchObject({ reason: 'known' });
		expect([await row(bruno), await words(bruno), await notices(bruno)]).toEqual([
			expect.objectContaining({ status: 'sent' }),
			['sent'],
			[],
		]);
	});

	it('that it arrived proves a failure wrong', async () => {
		const marina = await sent();
		await told(marina, 'failed', 10, { error: '131026' });
		await told(marina, 'delivered', 11);
		expect([await row(marina), await words(marina)]).toEqual([
			expect.objectContaining({ status: 'sent', delivery: 'delivered', error: null }),
			['sent'],
		]);
	});

	it('a word that is no status changes nothing, and neither does a message of somebody else’s', async () => {
		const marina = await sent();
		expect(await told(marina, 'warning', 10)).toMatchObject({ settled: false, reason: 'unknown_status' });
		expect(await told(marina, 'read', 10, { message_id: 'wamid.theirs', key: 'theirs' })).toMatchObject({
			settled: false,
			reason: 'not_ours',
		});
		expect(await row(marina)).toMatchObject({ delivery: null });
	});
});

describe('a send of which nobody knows', () => {
	it('cut off by a crash: its status settles the part, and the rest of the reply goes on', async () => {
		const marina = await abandoned(['Olá!', 'Tudo bem?']);
		const [first] = await sql<{ idempotency_key: string }>('select idempotency_key from outbox where turn_id = $1 order by id limit 1', [
			marina.turn.turn_id,
		]);
		await sweep(200);
		expect((await statuses(marina))[0]).toBe('uncertain');
		expect(await told(marina, 'delivered', 201, { key: first.idempotency_key })).toMatchObject({ settled: true });
		expect((await statuses(marina))[0]).toBe('sent');
		expect((await claim(marina, 202)).map(({ payload }) => payload.text)).toEqual(['Tudo bem?']);
	});

	it('thought lost and due once more: its status keeps it from going out twice', async () => {
		const marina = customer();
		await enqueue(marina, '1', 'whatsapp_text', { text: 'Olá!' });
		const [effect] = await claim(marina, 0);
		await finish(effect, 1, 'uncertain');
		await rpc('settle_text', { p_outbox_id: effect.outbox_id, p_sent: false, p_now: at(60) });
		expect(await statuses(marina)).toEqual(['pending']);
		await told(marina, 'sent', 61, key(marina));
		expect(await claim(marina, 62)).toEqual([]);
		expect([await statuses(marina), await words(marina)]).toEqual([['sent'], ['sent']]);
	});

	it('that was never begun is not sent by a status', async () => {
		const marina = customer();
		await enqueue(marina, '1', 'whatsapp_text', { text: 'Olá!' });
		await told(marina, 'sent', 1, key(marina));
		expect(await statuses(marina)).toEqual(['pending']);
	});

	it('being sent at this moment: a status before the answer leaves the record to its worker, and to the sweep if that one died', async () => {
		const marina = customer();
		await enqueue(marina, '1', 'whatsapp_text', { text: 'Olá!' });
		const [effect] = await claim(marina, 0);
		await told(marina, 'sent', 1, key(marina));
		expect(await statuses(marina)).toEqual(['sending']);
		await finish(effect, 2, 'sent', { p_provider_message_id: `wamid.${marina.channel}` });
		expect(await statuses(marina)).toEqual(['sent']);
		const bruno = customer();
		await enqueue(bruno, '1', 'whatsapp_text', { text: 'Olá!' });
		await claim(bruno, 0);
		await told(bruno, 'sent', 1, key(bruno));
		await claim(bruno, 100);
		expect(await statuses(bruno)).toEqual(['sent']);
	});

	it('that Meta could not deliver: failed, and the team is told', async () => {
		const marina = customer();
		await enqueue(marina, '1', 'whatsapp_text', { text: 'Olá!' });
		const [effect] = await claim(marina, 0);
		await finish(effect, 1, 'uncertain');
		await told(marina, 'failed', 2, { ...key(marina), error: '131026: Message undeliverable' });
		expect([await row(marina), await notices(marina)]).toEqual([expect.objectContaining({ status: 'failed' }), ['given_up']]);
	});
});

it('the price is kept, whichever status tells it', async () => {
	const marina = await sent();
	const pricing = { model: 'PMP', category: 'service', type: 'regular' };
	await told(marina, 'read', 10);
	await told(marina, 'delivered', 11, { pricing });
	expect(await row(marina)).toMatchObject({ delivery: 'read', pricing });
});

it('ids that a status tells lead to the same person from now on', async () => {
	const marina = await sent();
	const id = `BR.${marina.channel.replace(/\W/g, '')}`;
	await told(marina, 'sent', 10, {
		ids: [
			{ kind: 'phone', value: marina.phone },
			{ kind: 'user_id', value: id },
		],
	});
	expect(await sql('select key from contact_ids where value = $1', [id])).toEqual([{ key: marina.phone }]);
});
