import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

afterAll(closeSql);

const sweep = async (seconds: number): Promise<Claim[]> =>
	await rpc<Claim[]>('claim_due_turns', {
		p_limit: 1000,
		p_quiet_seconds: 6,
		p_grace_seconds: 20,
		p_lease_seconds: 90,
		p_history_limit: 20,
		p_now: at(seconds),
	});

describe('claim_turn', () => {
	it('gives five messages to the holder of the newest one, in provider-time order', async () => {
		const marina = customer();
		const sequences = [];
		for (const seconds of [0, 1, 1.5, 2, 3]) sequences.push((await marina.writes(seconds, { sent_at: at(10 - seconds) })).sequence);
		for (const early of sequences.slice(0, 4))
			expect(await marina.claim(9, early)).toMatchObject({ claimed: false, reason: 'newer_message' });
		const turn = await marina.claim(9, sequences[4]);
		expect(turn.claimed).toBe(true);
		expect(turn.messages.map(({ message_id }) => message_id)).toEqual(['M5', 'M4', 'M3', 'M2', 'M1']);
		expect(await marina.claim(9, sequences[4])).toMatchObject({ claimed: false, reason: 'taken' });
	});

	it('asks for patience until the phone is quiet, but not longer than the longest wait', async () => {
		const marina = customer();
		await marina.writes(0);
		const { sequence } = await marina.writes(4);
		expect(await marina.claim(5, sequence)).toMatchObject({ claimed: false, reason: 'not_quiet', retry_in_ms: 5000 });
		await marina.writes(19);
		// The first message has waited 20 s: even the holder of an older one claims now, and gets everything.
		const turn = await marina.claim(20, sequence);
		expect(turn.messages).toHaveLength(3);
	});

	it('gives a phone to one worker at a time, whatever the race', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const claims = await Promise.all(Array.from({ length: 10 }, async () => await marina.claim(7, sequence)));
		expect(claims.filter(({ claimed }) => claimed)).toHaveLength(1);
		const later = await marina.writes(8);
		expect(await marina.claim(15, later.sequence)).toMatchObject({ claimed: false, reason: 'busy', retry_in_ms: 500 });
	});

	it('brings the last messages before this turn, oldest first, without those that the customer never saw', async () => {
		const marina = customer();
		const first = await marina.writes(0, { text: 'Oi' });
		const turn = await marina.claim(7, first.sequence);
		expect(turn.history).toEqual([]);
		const { parts } = await marina.confirm(8, turn);
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: 'P1', p_now: at(9) });
		const second = await marina.writes(20, { text: 'Sou a Marina' });
		const next = await marina.claim(27, second.sequence);
		expect(next.history.map(({ role, content }) => [role, content])).toEqual([
			['user', 'Oi'],
			['assistant', 'Olá!'],
		]);
		expect(next.messages.map(({ text }) => text)).toEqual(['Sou a Marina']);
		expect(next.lead).toMatchObject({ phone: marina.phone });
	});

	it('limits the history to the newest', async () => {
		const marina = customer();
		for (let n = 0; n < 25; n++) await marina.writes(n, { speaker: 'human', text: `h${n}` });
		const { sequence } = await marina.writes(30);
		const turn = await marina.claim(37, sequence, { p_history_limit: 20 });
		expect(turn.history.map(({ content }) => content)).toEqual(Array.from({ length: 20 }, (_, n) => `h${n + 5}`));
	});
});

describe('a worker that dies', () => {
	it('before its reply is confirmed: the messages are claimed again, with what came since', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const dead = await marina.claim(7, sequence);
		await marina.writes(10);
		expect((await sweep(96)).filter(({ turn_id }) => turn_id === dead.turn_id)).toEqual([]);
		const again = (await sweep(98)).find(({ messages }) => messages.some(({ message_id }) => message_id === 'M1') && messages.length === 2);
		expect(again).toBeDefined();
		expect(await marina.confirm(99, dead)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
		expect(await marina.confirm(99, again!)).toMatchObject({ confirmed: true });
	});

	it('after its reply is confirmed: the reply is left as uncertain and never sent again by itself', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const turn = await marina.claim(7, sequence);
		const { parts } = await marina.confirm(8, turn);
		await sweep(200);
		expect(await sql('select status from outbox where turn_id = $1', [turn.turn_id])).toEqual([{ status: 'uncertain' }]);
		expect(await sql('select status from turns where id = $1', [turn.turn_id])).toEqual([{ status: 'uncertain' }]);
		expect(await sql('select status from inbox where channel = $1', [marina.channel])).toEqual([{ status: 'done' }]);
		// The worker was only slow: its late answer completes the same rows.
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: 'P9', p_now: at(201) });
		expect(await sql(`select status, message_id from conversations where turn_id = $1`, [turn.turn_id])).toEqual([
			{ status: 'sent', message_id: 'P9' },
		]);
	});

	it('after its reply is confirmed: the next turn knows that the customer may not have got it', async () => {
		const marina = customer();
		const first = await marina.writes(0);
		await marina.confirm(8, await marina.claim(7, first.sequence));
		await sweep(200);
		const next = await marina.writes(201);
		expect((await marina.claim(210, next.sequence)).history).toMatchObject([{ role: 'user' }, { role: 'assistant', uncertain: true }]);
	});

	it('five times: the message is given up, not tried for ever', async () => {
		const marina = customer();
		let { sequence } = await marina.writes(0);
		for (let n = 0; n < 5; n++) expect(await marina.claim(7 + n * 100, sequence)).toMatchObject({ claimed: true });
		expect(await marina.claim(600, sequence)).toMatchObject({ claimed: false, reason: 'taken' });
		expect(await sql('select status, attempts from inbox where channel = $1', [marina.channel])).toEqual([
			{ status: 'failed', attempts: 5 },
		]);
		({ sequence } = await marina.writes(610));
		expect(await marina.claim(620, sequence)).toMatchObject({ claimed: true });
	});
});

describe('the sweep', () => {
	it('claims a message whose worker never came, once over parallel sweeps, and nothing that is young or in work', async () => {
		const [forgotten, young, busy] = [customer(), customer(), customer()];
		await forgotten.writes(0);
		await young.writes(10);
		const { sequence } = await busy.writes(0);
		await busy.claim(7, sequence);
		const turns = (await Promise.all([sweep(27), sweep(27), sweep(27)])).flat() as Array<Claim & { channel: string }>;
		const of = ({ channel }: { channel: string }) => turns.filter((turn) => turn.channel === channel).length;
		expect([of(forgotten), of(young), of(busy)]).toEqual([1, 0, 0]);
	});
});

describe('confirm_send', () => {
	const claimed = async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		return { marina, turn: await marina.claim(7, sequence) };
	};

	it('writes one outbox row a part before anything is sent, gives out the first, and lets nobody send twice', async () => {
		const { marina, turn } = await claimed();
		const results = await Promise.all(Array.from({ length: 5 }, async () => await marina.confirm(8, turn, { p_parts: ['a', 'b'] })));
		expect(results.filter(({ confirmed }) => confirmed)).toHaveLength(1);
		expect(results.find(({ confirmed }) => confirmed)?.parts.map(({ text }) => text)).toEqual(['a']);
		expect(await sql('select status, payload, idempotency_key from outbox where turn_id = $1 order by id', [turn.turn_id])).toEqual([
			{ status: 'sending', payload: { part: 1, to: marina.phone, text: 'a' }, idempotency_key: `reply:${turn.turn_id}:1` },
			{ status: 'queued', payload: { part: 2, to: marina.phone, text: 'b' }, idempotency_key: `reply:${turn.turn_id}:2` },
		]);
	});

	it('discards a reply when somebody took over meanwhile, keeps it in the history and what was learned', async () => {
		const { marina, turn } = await claimed();
		const taken = { mode: 'human', human_attendant: 'ana', human_since: at(8), mode_epoch: turn.session.mode_epoch + 1 };
		await rpc('save_session', { p_channel: marina.channel, p_phone: marina.phone, p_version: turn.session.version, p_session: taken });
		expect(await marina.confirm(9, turn, { p_lead: { name: 'Marina' } })).toMatchObject({ confirmed: false, reason: 'stale_generation' });
		expect(await sql('select status from conversations where turn_id = $1', [turn.turn_id])).toEqual([{ status: 'discarded' }]);
		expect(await sql('select count(*)::int from outbox where turn_id = $1', [turn.turn_id])).toEqual([{ count: 0 }]);
		expect(await sql('select name from leads where phone = $1', [marina.phone])).toEqual([{ name: 'Marina' }]);
	});
});

describe('record_part', () => {
	/** A reply of two parts whose first one is being sent. */
	const twoParts = async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const turn = await marina.claim(7, sequence);
		const { parts } = await marina.confirm(8, turn, { p_parts: ['a', 'b'] });
		const record = async (outbox_id: number, id: string) =>
			await rpc('record_part', { p_outbox_id: outbox_id, p_status: 'sent', p_provider_message_id: id, p_now: at(9) });
		const next = async () =>
			await rpc<{ next: boolean; reason?: string; outbox_id: number }>('next_part', { p_outbox_id: parts[0].outbox_id, p_now: at(9) });
		return { marina, turn, first: parts[0].outbox_id, record, next };
	};
	const history = async (turn: Claim) =>
		await sql('select content, status from conversations where turn_id = $1 order by id', [turn.turn_id]);

	it('ends the turn with its last part, and is safe to repeat', async () => {
		const { turn, first, record, next } = await twoParts();
		expect(await next()).toEqual({ next: false, reason: 'busy' });
		expect(await record(first, 'P1')).toMatchObject({ recorded: true, turn_status: 'confirmed', more: true });
		const second = await next();
		expect(second).toMatchObject({ next: true, text: 'b', part: 2 });
		expect(await next()).toEqual({ next: false, reason: 'busy' });
		expect(await record(second.outbox_id, 'P2')).toMatchObject({ turn_status: 'sent', more: false, waited_ms: 9000, thought_ms: 2000 });
		expect(await record(second.outbox_id, 'P2')).toEqual({ recorded: false, reason: 'not_sending' });
		expect(await next()).toEqual({ next: false, reason: 'lease_lost' });
		expect(await history(turn)).toEqual([
			{ content: 'a', status: 'sent' },
			{ content: 'b', status: 'sent' },
		]);
	});

	it('gives no next part after a takeover: the rest is kept as discarded', async () => {
		const { marina, turn, first, record, next } = await twoParts();
		await record(first, 'P1');
		const taken = { mode: 'human', human_attendant: 'ana', human_since: at(8), mode_epoch: turn.session.mode_epoch + 1 };
		await rpc('save_session', { p_channel: marina.channel, p_phone: marina.phone, p_version: turn.session.version, p_session: taken });
		expect(await next()).toEqual({ next: false, reason: 'stale_generation' });
		expect(await history(turn)).toEqual([
			{ content: 'a', status: 'sent' },
			{ content: 'b', status: 'discarded' },
		]);
		expect(await sql('select status from turns where id = $1', [turn.turn_id])).toEqual([{ status: 'sent' }]);
	});

	it('marks a reply that was not taken', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const turn = await marina.claim(7, sequence);
		const { parts } = await marina.confirm(8, turn);
		expect(
			await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'failed', p_error: 'refused', p_now: at(9) }),
		).toMatchObject({ turn_status: 'failed' });
		expect(await sql('select status, error from outbox where turn_id = $1', [turn.turn_id])).toEqual([
			{ status: 'failed', error: 'refused' },
		]);
	});
});

describe('save_session', () => {
	it('writes one of two that decided on the same version', async () => {
		const marina = customer();
		await marina.writes(0);
		const results = await Promise.all(
			['ana', 'bia'].map(
				async (human_attendant) =>
					await rpc<{ saved: boolean; session: { human_attendant: string } }>('save_session', {
						p_channel: marina.channel,
						p_phone: marina.phone,
						p_version: 1,
						p_session: { mode: 'human', human_attendant, mode_epoch: 2 },
					}),
			),
		);
		expect(results.filter(({ saved }) => saved)).toHaveLength(1);
		expect(new Set(results.map(({ session }) => session.human_attendant)).size).toBe(1);
	});
});
