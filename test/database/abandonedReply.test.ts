import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';
import { abandoned, claim, delivered, finish, statuses, sweep, type Someone } from './outboxForTests';

afterAll(closeSql);

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
