import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { abandoned, claim, delivered, enqueue, finish, statuses, sweep } from './outboxForTests';

afterAll(closeSql);

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

	it('of which two found out at the same time is settled once: what the first one sent again is not what the second one asked about', async () => {
		const marina = customer();
		await enqueue(marina, 't1', 'whatsapp_text', { text: 'Bem-vinda!' });
		const [effect] = await claim(marina, 1);
		await finish(effect, 2, 'uncertain');
		const settle = async (seconds: number, attempts: number) =>
			await rpc<{ settled: boolean }>('settle_text', {
				p_outbox_id: effect.outbox_id,
				p_sent: false,
				p_attempts: attempts,
				p_now: at(seconds),
			});
		expect(await settle(30, 1)).toMatchObject({ settled: true });
		const [again] = await claim(marina, 31);
		await finish(again, 32, 'uncertain');
		expect(await settle(33, 1)).toEqual({ settled: false, reason: 'not_uncertain' });
		expect([await statuses(marina), await claim(marina, 34)]).toEqual([['uncertain'], []]);
		expect(await settle(60, 2)).toMatchObject({ settled: true });
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
		await claim(marina, 1);
		expect(await claim(marina, 100)).toEqual([expect.objectContaining({ kind: 'notice', attempts: 2 })]);
		expect(await statuses(marina)).toEqual(['uncertain', 'sending']);
	});

	describe('whose worker is slow and not dead', () => {
		/** Taken for lost: its lease is over, and the next worker looked. */
		async function lost() {
			const marina = customer();
			await enqueue(marina, 't1', 'whatsapp_text', { text: 'oi' });
			const [text] = await claim(marina, 1);
			expect([await claim(marina, 100), await statuses(marina)]).toEqual([[], ['uncertain']]);
			return { marina, text };
		}

		it('is what that worker says in the end: sent, or surely not', async () => {
			const sent = await lost();
			expect(await finish(sent.text, 101, 'sent')).toMatchObject({ finished: true, status: 'sent' });
			const refused = await lost();
			expect(await finish(refused.text, 101, 'failed')).toMatchObject({ finished: true, status: 'pending' });
			expect(await claim(refused.marina, 200)).toHaveLength(1);
		});

		it('is nobody’s any more once somebody else found out', async () => {
			const { marina, text } = await lost();
			await rpc('settle_text', { p_outbox_id: text.outbox_id, p_sent: false, p_now: at(120) });
			const [again] = await claim(marina, 121);
			expect(await finish(text, 122, 'failed')).toEqual({ finished: false, reason: 'lease_lost' });
			expect(await finish(again, 123, 'sent')).toMatchObject({ finished: true, status: 'sent' });
		});

		it('is not sent again once the team was told: a person may have written it', async () => {
			const { marina, text } = await lost();
			await rpc('settle_uncertain', { p_after_seconds: 0, p_send_again: false, p_channel: marina.channel, p_now: at(280) });
			expect(await finish(text, 281, 'failed')).toEqual({ finished: false, reason: 'lease_lost' });
			expect(await finish(text, 282, 'sent')).toMatchObject({ finished: true, status: 'sent' });
		});
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
