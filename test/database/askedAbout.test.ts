import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { claim, enqueue, finish, statuses } from './outboxForTests';

afterAll(closeSql);

describe('a text that is asked about', () => {
	const uncertain = async () => {
		const marina = customer();
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'Bem-vinda!' });
		const [effect] = await claim(marina, 1);
		await finish(effect, 2, 'uncertain');
		return { marina, effect };
	};
	const settle = async (outboxId: number, sent: boolean, knownAt: string | null = null) =>
		await rpc('settle_text', { p_outbox_id: outboxId, p_sent: sent, p_attempts: 1, p_known_at: knownAt, p_now: at(40) });
	const MOVED_ON = { settled: false, reason: 'moved_on' };

	it.each([true, false])('is settled where nothing else was said in the chat (sent: %s)', async (sent) => {
		const { marina, effect } = await uncertain();
		const other = customer();
		await other.writes(30);
		await enqueue(other, 't2', 'whatsapp_text', { text: 'Oi' });
		await claim(other, 31);
		expect(await settle(effect.outbox_id, sent)).toMatchObject({ settled: true });
		expect(await statuses(marina)).toEqual([sent ? 'sent' : 'pending']);
	});

	it.each([true, false])('is left alone where the customer wrote before the chat was looked at (sent: %s)', async (sent) => {
		const { marina, effect } = await uncertain();
		await marina.writes(30);
		expect(await settle(effect.outbox_id, sent)).toEqual(MOVED_ON);
		expect(await statuses(marina)).toEqual(['uncertain']);
	});

	it.each([true, false])('is left alone where another text of ours was begun before the chat was looked at (sent: %s)', async (sent) => {
		const { marina, effect } = await uncertain();
		await enqueue(marina, 't2', 'whatsapp_text', { text: 'Ainda está aí?' });
		await sql(`update outbox set status = 'sent', began_at = $2 where channel = $1 and payload ->> 'text' = 'Ainda está aí?'`, [
			marina.channel,
			at(30),
		]);
		expect(await settle(effect.outbox_id, sent)).toEqual(MOVED_ON);
		expect(await statuses(marina)).toEqual(['uncertain', 'sent']);
	});

	it('is settled where all else was said before it', async () => {
		const marina = customer();
		await marina.writes(-60);
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'Um' });
		const [first] = await claim(marina, 0);
		await finish(first, 1, 'sent');
		await enqueue(marina, 't2', 'whatsapp_text', { text: 'Dois' });
		const [effect] = await claim(marina, 10);
		await finish(effect, 11, 'uncertain');
		const [{ known }] = await sql<{ known: string }>(
			`select t ->> 'last_known_at' as known from jsonb_array_elements(uncertain_texts(0, $1, $2)) t`,
			[marina.channel, at(20)],
		);
		expect(await settle(effect.outbox_id, true, known)).toMatchObject({ settled: true });
	});
});
