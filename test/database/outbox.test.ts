import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

afterAll(closeSql);

type Someone = ReturnType<typeof customer>;
interface Effect {
	outbox_id: number;
	lease_token: string;
	phone: string;
	send_to: string;
	attempts: number;
	payload: { text: string };
}

const claim = async ({ channel }: Someone, seconds: number, kinds = ['whatsapp_text', 'notice']) =>
	await rpc<Effect[]>('claim_outbox', { p_kinds: kinds, p_limit: 100, p_lease_seconds: 60, p_channel: channel, p_now: at(seconds) });
const finish = async ({ outbox_id, lease_token }: Effect, seconds: number, status: string, given: Record<string, unknown> = {}) =>
	await rpc('finish_outbox', { p_outbox_id: outbox_id, p_lease_token: lease_token, p_status: status, p_now: at(seconds), ...given });
const enqueue = async ({ channel, phone }: Someone, key: string, kind: string, payload: Record<string, unknown>, seconds = 0) =>
	await rpc<string[]>('enqueue_outbox', { p_rows: [{ key: `${channel}:${key}`, kind, channel, phone, payload }], p_now: at(seconds) });
const delivered = async ({ channel, phone }: Someone, messageId: string, seconds: number) =>
	await rpc('settle_delivery', { p_channel: channel, p_phone: phone, p_message_id: messageId, p_queue_id: 'Z1', p_now: at(seconds) });
const statuses = async ({ channel }: Someone) =>
	(await sql<{ status: string }>('select status from outbox where channel = $1 order by id', [channel])).map(({ status }) => status);
const sweep = async (seconds: number) =>
	await rpc('claim_due_turns', {
		p_limit: 1000,
		p_quiet_seconds: 6,
		p_grace_seconds: 20,
		p_lease_seconds: 90,
		p_history_limit: 1,
		p_now: at(seconds),
	});

/** Somebody to whom a reply of so many parts was begun by a worker that died. */
async function abandoned(parts: string[]): Promise<Someone & { turn: Claim }> {
	const someone = customer();
	const { sequence } = await someone.writes(0);
	const turn = await someone.claim(7, sequence);
	await someone.confirm(8, turn, { p_parts: parts });
	return { ...someone, turn };
}

describe('an effect', () => {
	it('is put in once for its key, and claimed by one of many workers', async () => {
		const marina = customer();
		expect(await enqueue(marina, 'n1', 'notice', { kind: 'escalation' })).toHaveLength(1);
		expect(await enqueue(marina, 'n1', 'notice', { kind: 'escalation' })).toEqual([]);
		const claims = await Promise.all([1, 2, 3, 4].map(async () => await claim(marina, 1)));
		expect(claims.flat()).toHaveLength(1);
	});

	it('of one phone is done in order, one after the other', async () => {
		const marina = customer();
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'um' });
		await enqueue(marina, 't2', 'whatsapp_text', { text: 'dois' });
		const [first, ...rest] = await claim(marina, 1);
		expect([first.payload.text, rest]).toEqual(['um', []]);
		await finish(first, 2, 'sent', { p_provider_message_id: 'P1' });
		expect((await claim(marina, 3)).map(({ payload }) => payload.text)).toEqual(['dois']);
	});

	it('of no turn that was doubtful stands in the history once, as it ended', async () => {
		const marina = customer();
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'Bem-vinda!' });
		const [effect] = await claim(marina, 1);
		await finish(effect, 2, 'uncertain');
		await rpc('settle_text', { p_outbox_id: effect.outbox_id, p_sent: true, p_now: at(30) });
		expect(await sql('select content, status from conversations where channel = $1', [marina.channel])).toEqual([
			{ content: 'Bem-vinda!', status: 'sent' },
		]);
	});

	it('of no turn that surely was not sent leaves the history, and is sent', async () => {
		const marina = customer();
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'Bem-vinda!' });
		const [effect] = await claim(marina, 1);
		await finish(effect, 2, 'uncertain');
		await rpc('settle_text', { p_outbox_id: effect.outbox_id, p_sent: false, p_now: at(30) });
		const [again] = await claim(marina, 31);
		await finish(again, 32, 'sent');
		expect(await sql('select content, status from conversations where channel = $1', [marina.channel])).toEqual([
			{ content: 'Bem-vinda!', status: 'sent' },
		]);
	});

	it('that failed is tried again ever more seldom, then given up, and the team is told once', async () => {
		const marina = customer();
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'oi' });
		const waits = [];
		let now = 0;
		for (let attempt = 1; attempt <= 3; attempt++) {
			const [effect] = await claim(marina, now, ['whatsapp_text']);
			expect(effect.attempts).toBe(attempt);
			await finish(effect, now, 'failed', { p_error: 'fora do ar', p_max_attempts: 3 });
			let wait = 0;
			for (; wait < 4000 && attempt < 3; wait += 15)
				if ((await sql('select 1 from outbox where channel = $1 and next_attempt_at <= $2', [marina.channel, at(now + wait)])).length > 0)
					break;
			waits.push(wait);
			now += wait;
		}
		expect(waits.slice(0, 2)).toEqual([30, 60]);
		expect(await claim(marina, now + 9999, ['whatsapp_text'])).toEqual([]);
		expect((await claim(marina, now + 9999, ['notice'])).map(({ payload }) => payload)).toEqual([
			{ kind: 'given_up', phone: marina.phone, error: 'fora do ar' },
		]);
	});

	it('goes to the address that the customer wrote from, and into the history', async () => {
		const marina = customer();
		await marina.writes(0, { send_to: '551190000000' });
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'Estou de volta' });
		const [effect] = await claim(marina, 1);
		expect(effect.send_to).toBe('551190000000');
		await finish(effect, 2, 'sent', { p_provider_message_id: 'P7' });
		expect(
			await sql(`select content, status, message_id from conversations where channel = $1 and role = 'assistant'`, [marina.channel]),
		).toEqual([{ content: 'Estou de volta', status: 'sent', message_id: 'P7' }]);
	});

	it('for a conversation that changed hands is discarded', async () => {
		const marina = customer();
		await marina.writes(0);
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'Estou de volta', mode_epoch: 7 });
		expect(await claim(marina, 1)).toEqual([]);
		expect(await statuses(marina)).toEqual(['discarded']);
	});

	it('whose worker died: a notice is tried again, a text may have been sent and is not', async () => {
		const marina = customer();
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'oi' });
		await enqueue(marina, 'n1', 'notice', { kind: 'escalation' });
		const [text] = await claim(marina, 1);
		expect(await claim(marina, 100)).toEqual([expect.objectContaining({ kind: 'notice', attempts: 2 })]);
		expect(await statuses(marina)).toEqual(['uncertain', 'sending']);
		expect(await finish(text, 101, 'sent')).toEqual({ finished: false, reason: 'lease_lost' });
	});
});

describe("the provider's callbacks", () => {
	it('tell that an uncertain reply was sent', async () => {
		const marina = await abandoned(['Olá!']);
		await sweep(200);
		expect(await statuses(marina)).toEqual(['uncertain']);
		expect(await delivered(marina, 'P1', 201)).toMatchObject({ settled: true });
		expect(await delivered(marina, 'P1', 202)).toEqual({ settled: false, reason: 'known' });
		expect(await delivered(marina, 'P2', 203)).toEqual({ settled: false, reason: 'not_ours' });
		expect(await sql('select status, provider_message_id from outbox where channel = $1', [marina.channel])).toEqual([
			{ status: 'sent', provider_message_id: 'P1' },
		]);
		expect(await sql('select status from turns where id = $1', [marina.turn.turn_id])).toEqual([{ status: 'sent' }]);
	});

	it('that come while it is being sent are remembered for the sweep', async () => {
		const marina = await abandoned(['Olá!']);
		await delivered(marina, 'P1', 9);
		expect(await statuses(marina)).toEqual(['sending']);
		await sweep(200);
		expect(await statuses(marina)).toEqual(['sent']);
	});

	it('of our own message from the phone tell the same, by its text; it is in the history once', async () => {
		const marina = await abandoned(['Olá!']);
		await sweep(200);
		await marina.writes(201, { message_id: 'P1', speaker: 'agent', text: 'Olá!' });
		expect(await statuses(marina)).toEqual(['sent']);
		expect(
			await sql(`select content, status, message_id from conversations where channel = $1 and role = 'assistant'`, [marina.channel]),
		).toEqual([{ content: 'Olá!', status: 'sent', message_id: 'P1' }]);
	});

	it('an echo without the mark of the API is no attendant when we sent it', async () => {
		const marina = await abandoned(['Olá!']);
		await delivered(marina, 'P1', 9);
		expect(await marina.writes(10, { message_id: 'P1', speaker: 'human', text: 'Olá!' })).toMatchObject({ stored: true, speaker: 'agent' });
	});
});

describe('what a dead worker left of a reply', () => {
	it('is sent by the outbox once the begun part is settled', async () => {
		const marina = await abandoned(['a', 'b', 'c']);
		await sweep(200);
		expect(await claim(marina, 201)).toEqual([]);
		await delivered(marina, 'P1', 202);
		const [second, ...others] = await claim(marina, 203);
		expect([second.payload.text, others]).toEqual(['b', []]);
		await finish(second, 204, 'sent', { p_provider_message_id: 'P2' });
		const [third] = await claim(marina, 205);
		await finish(third, 206, 'sent', { p_provider_message_id: 'P3' });
		expect(await statuses(marina)).toEqual(['sent', 'sent', 'sent']);
		expect(await sql('select status from turns where id = $1', [marina.turn.turn_id])).toEqual([{ status: 'sent' }]);
	});

	it('is not sent when somebody took over meanwhile', async () => {
		const marina = await abandoned(['a', 'b']);
		await sweep(200);
		await delivered(marina, 'P1', 201);
		await sql(`update sessions set mode = 'human', human_attendant = 'ana', mode_epoch = mode_epoch + 1 where channel = $1`, [
			marina.channel,
		]);
		expect(await claim(marina, 202)).toEqual([]);
		expect(await statuses(marina)).toEqual(['sent', 'discarded']);
	});

	const settle = async ({ channel }: Someone, seconds: number, again: boolean) =>
		await rpc<Array<{ done: string }>>('settle_uncertain', {
			p_after_seconds: 180,
			p_send_again: again,
			p_channel: channel,
			p_now: at(seconds),
		});

	it('and nobody knows of: the team is told once, and what follows is sent', async () => {
		const marina = await abandoned(['a', 'b']);
		await sweep(200);
		expect(await settle(marina, 300, false)).toEqual([]);
		expect(await settle(marina, 400, false)).toEqual([expect.objectContaining({ done: 'told' })]);
		expect(await settle(marina, 500, false)).toEqual([]);
		expect((await claim(marina, 501, ['whatsapp_text'])).map(({ payload }) => payload.text)).toEqual(['b']);
		expect(await statuses(marina)).toEqual(['uncertain', 'sending', 'pending']);
	});

	it('and nobody knows of is sent again if the operator wants that', async () => {
		const marina = await abandoned(['a']);
		await sweep(200);
		expect(await settle(marina, 400, true)).toEqual([expect.objectContaining({ done: 'send_again' })]);
		const [again] = await claim(marina, 401);
		await finish(again, 402, 'sent', { p_provider_message_id: 'P1' });
		expect(await sql('select content, status from conversations where turn_id = $1', [marina.turn.turn_id])).toEqual([
			{ content: 'a', status: 'sent' },
		]);
	});

	/** The second message came while the model was at the first; the worker died while sending, and its lease is over at 106. */
	async function abandonedWithAnother(secondAt: number) {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const turn = await marina.claim(7, sequence);
		const second = secondAt < 16 ? await marina.writes(secondAt) : null;
		await marina.confirm(16, turn);
		return { ...marina, turn, sequence: (second ?? (await marina.writes(secondAt))).sequence };
	}
	const settleText = async ({ turn }: { turn: Claim }, seconds: number, sent: boolean) =>
		await rpc('settle_text', {
			p_outbox_id: (await sql<{ id: number }>('select id from outbox where turn_id = $1', [turn.turn_id]))[0].id,
			p_sent: sent,
			p_now: at(seconds),
		});

	it('is found out and sent before what was written meanwhile is answered', async () => {
		const marina = await abandonedWithAnother(10);
		expect(await marina.claim(107, marina.sequence)).toMatchObject({ claimed: false, reason: 'busy', retry_in_ms: 2000 });
		await sweep(130);
		expect(await sql('select status from turns where channel = $1', [marina.channel])).toEqual([{ status: 'uncertain' }]);
		await settleText(marina, 131, false);
		expect(await marina.claim(132, marina.sequence)).toMatchObject({ claimed: false, reason: 'busy' });
		const [again] = await claim(marina, 133);
		expect(await marina.claim(134, marina.sequence)).toMatchObject({ claimed: false, reason: 'busy' });
		await finish(again, 135, 'sent', { p_provider_message_id: 'P1' });
		expect(await marina.claim(136, marina.sequence)).toMatchObject({ claimed: true, messages: [{ text: 'mensagem 2' }] });
	});

	it('keeps nobody waiting for more than a minute and a half', async () => {
		const marina = await abandonedWithAnother(10);
		expect(await marina.claim(107, marina.sequence)).toMatchObject({ reason: 'busy' });
		expect(await marina.claim(198, marina.sequence)).toMatchObject({ claimed: true, messages: [{ text: 'mensagem 2' }] });
	});

	it('keeps nobody waiting who wrote on, since the chat tells nothing then', async () => {
		const marina = await abandonedWithAnother(60);
		expect(await marina.claim(107, marina.sequence)).toMatchObject({ claimed: true, messages: [{ text: 'mensagem 2' }] });
	});
});
