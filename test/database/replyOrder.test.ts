import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { claim, finish } from './outboxForTests';

afterAll(closeSql);

/** A customer to whom nobody knows whether the first reply was sent, while the second one is thought out; `becomes`: or what else became of the first. */
const answeredTwice = async (becomes: Record<string, unknown> = { p_status: 'uncertain' }) => {
	const marina = customer();
	const { sequence } = await marina.writes(0);
	const first = await marina.confirm(10, await marina.claim(8, sequence), { p_parts: ['Primeira.'] });
	const outboxId = first.parts[0].outbox_id;
	await rpc('record_part', { p_outbox_id: outboxId, ...becomes, p_now: at(11) });
	const { sequence: next } = await marina.writes(12);
	const turn = await marina.claim(120, next);
	return { marina, turn, outboxId };
};
/** The first one was not sent, as was found out by the chat. */
const isDueAgain = async ({ outboxId }: { outboxId: number }, seconds = 121) =>
	await rpc('settle_text', { p_outbox_id: outboxId, p_sent: false, p_attempts: 1, p_known_at: at(12), p_now: at(seconds) });
const LATER = { p_status: 'failed', p_error: '503', p_later: true };
const repliesOf = async ({ channel }: { channel: string }) =>
	await sql<{ text: string; status: string }>(
		`select payload ->> 'text' as text, status from outbox where channel = $1 and kind = 'whatsapp_text' order by id`,
		[channel],
	);

describe('a reply that is ready while an earlier one still waits', () => {
	it('is left to the outbox, which says both in their order, each part once', async () => {
		const { marina, turn, outboxId } = await answeredTwice();
		expect(await isDueAgain({ outboxId })).toMatchObject({ done: 'send_again' });
		expect(await marina.confirm(125, turn, { p_parts: ['Segunda.', 'E mais.'] })).toEqual({
			confirmed: false,
			reason: 'earlier_reply',
			later: true,
		});
		const said: unknown[] = [];
		for (let second = 130; second < 140; second += 2)
			for (const effect of await claim(marina, second)) {
				said.push((effect.payload as { text: string }).text);
				await finish(effect, second + 1, 'sent');
			}
		expect(said).toEqual(['Primeira.', 'Segunda.', 'E mais.']);
		expect(await sql('select status from turns where channel = $1 order by created_at', [marina.channel])).toEqual([
			{ status: 'sent' },
			{ status: 'sent' },
		]);
		expect(await sql('select distinct status from inbox where channel = $1', [marina.channel])).toEqual([{ status: 'done' }]);
		const { sequence } = await marina.writes(150);
		const third = await marina.claim(160, sequence);
		expect(await marina.confirm(161, third)).toMatchObject({ confirmed: true });
	});

	it('makes that one due at once', async () => {
		const { marina, turn, outboxId } = await answeredTwice();
		await isDueAgain({ outboxId });
		const [first] = await claim(marina, 122);
		await finish(first, 123, 'failed', { p_max_attempts: 9 });
		expect(await claim(marina, 124)).toEqual([]);
		await marina.confirm(125, turn);
		expect((await claim(marina, 126)).map(({ outbox_id }) => outbox_id)).toEqual([outboxId]);
	});

	it('and is not said where a person took over in between', async () => {
		const { marina, turn, outboxId } = await answeredTwice();
		await isDueAgain({ outboxId });
		await marina.confirm(125, turn, { p_parts: ['Segunda.'] });
		await sql(`update sessions set mode = 'human', mode_epoch = mode_epoch + 1 where channel = $1`, [marina.channel]);
		expect([await claim(marina, 130), await claim(marina, 131)]).toEqual([[], []]);
		expect(await repliesOf(marina)).toEqual([
			{ text: 'Primeira.', status: 'discarded' },
			{ text: 'Segunda.', status: 'discarded' },
		]);
	});

	it.each([
		['was sent', { p_status: 'sent', p_provider_message_id: 'M' }],
		['was given up', { p_status: 'failed', p_error: 'no such number' }],
		['nobody can know of', { p_status: 'uncertain' }],
		['is not taken by the provider, whose place it takes', LATER],
	])('is sent at once where the earlier one %s', async (_, becomes) => {
		const { marina, turn } = await answeredTwice(becomes);
		expect(await marina.confirm(125, turn)).toMatchObject({ confirmed: true, parts: [{ text: 'Olá!' }] });
	});

	it('is sent at once where the provider wants the earlier one to wait', async () => {
		const { marina, turn, outboxId } = await answeredTwice();
		await isDueAgain({ outboxId });
		await sql(`update outbox set refusal = 'waitDay', next_attempt_at = $2 where id = $1`, [outboxId, at(86_400)]);
		expect(await marina.confirm(125, turn)).toMatchObject({ confirmed: true });
	});

	it('waits for one that is being sent at that moment', async () => {
		const { marina, turn } = await answeredTwice(LATER);
		expect(await claim(marina, 124)).toHaveLength(1);
		expect(await marina.confirm(125, turn)).toMatchObject({ confirmed: false, reason: 'earlier_reply' });
		expect(await claim(marina, 126)).toEqual([]);
	});

	it('and where it was begun, the earlier one is no longer sent by what was found out', async () => {
		const { marina, turn, outboxId } = await answeredTwice();
		expect(await marina.confirm(125, turn)).toMatchObject({ confirmed: true });
		expect(await isDueAgain({ outboxId }, 126)).toEqual({ settled: false, reason: 'moved_on' });
	});

	it('of another customer is nobody’s business', async () => {
		await isDueAgain(await answeredTwice());
		const joao = customer();
		const { sequence } = await joao.writes(0);
		expect(await joao.confirm(10, await joao.claim(8, sequence))).toMatchObject({ confirmed: true });
	});
});
