import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { notices, texts, type Someone } from './givenUpForTests';

afterAll(closeSql);

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
