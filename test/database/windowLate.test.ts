import { closeSql, sql } from '../setup/supabase';
import { customer, rpc, at } from './client';
import {
	answersLate,
	claims,
	CLOUD,
	enqueues,
	finishes,
	HOUR,
	RETORNO,
	rows,
	said,
	told,
	until,
	withTemplates,
	wrote,
} from './windowForTests';

afterAll(closeSql);

const DAY = 24 * HOUR;
/** The last second at which a text is begun. */
const LAST = DAY - 61;

describe('a reply that became late', () => {
	it('without a template is not sent, stays in the history as discarded, and is not thought out again', async () => {
		const { someone, confirmed, turn } = await answersLate(DAY, ['Olá!', 'Tudo bem?']);
		expect(confirmed).toEqual({ confirmed: false, reason: 'window_closed' });
		expect((await said(someone)).map(({ content, status }) => [content, status])).toEqual([
			['Olá!', 'discarded'],
			['Tudo bem?', 'discarded'],
		]);
		expect(await told(someone)).toEqual([expect.objectContaining({ kind: 'window_closed', reason: 'reply', message: 'Olá!' })]);
		expect(await sql('select status from inbox where turn_id = $1', [turn.turn_id])).toEqual([{ status: 'done' }]);
	});

	it('with one goes out as one message by the outbox', async () => {
		const marina = await wrote(0);
		await claims(marina, 1, withTemplates('reply'));
		const turn = await marina.claim(7, marina.sequence, { p_lease_seconds: 90 * HOUR });
		expect(await marina.confirm(DAY, turn, { p_parts: ['Olá!', 'Tudo bem?'] })).toEqual({
			confirmed: false,
			reason: 'window_closed',
			later: true,
		});
		const [effect, ...others] = await claims(marina, DAY + 1, withTemplates('reply'));
		expect([effect.payload, others]).toEqual([expect.objectContaining({ text: 'Olá!', rest: ['Tudo bem?'], template: RETORNO }), []]);
		await finishes(effect, DAY + 2, { p_status: 'sent', p_provider_message_id: 'wamid.T', p_said: 'Oi! Olá! Tudo bem?' });
		expect(await said(marina)).toEqual([{ role: 'assistant', content: 'Oi! Olá! Tudo bem?', status: 'sent' }]);
		expect(await sql('select status from turns where id = $1', [turn.turn_id])).toEqual([{ status: 'sent' }]);
	});

	it('in time is confirmed; its rest is not sent once the window has closed in between', async () => {
		const { someone, confirmed } = await answersLate(LAST, ['Olá!', 'Tudo bem?']);
		expect(confirmed).toMatchObject({ confirmed: true });
		const [{ outbox_id }] = confirmed.parts;
		await rpc('record_part', { p_outbox_id: outbox_id, p_status: 'sent', p_provider_message_id: 'wamid.1', p_now: at(LAST) });
		expect(await rpc('next_part', { p_outbox_id: outbox_id, p_now: at(DAY) })).toEqual({ next: false, reason: 'window_closed' });
		expect(await claims(someone, DAY + 1)).toEqual([]);
		expect((await said(someone)).map(({ content, status }) => [content, status])).toEqual([
			['Olá!', 'sent'],
			['Tudo bem?', 'discarded'],
		]);
	});

	it('by Z-API is confirmed however late', async () => {
		expect((await answersLate(3 * DAY, ['Olá!'], {})).confirmed).toMatchObject({ confirmed: true });
	});
});

describe('131047, learned from Meta', () => {
	const REFUSED = { p_status: 'failed', p_error: '131047', p_failure: 'rejected', p_action: 'useTemplate' };
	const refused = async (templates: object) => {
		const marina = await wrote(0);
		await enqueues(marina, 1, { text: 'Vi que…' });
		const [effect] = await claims(marina, HOUR, { ...templates });
		await finishes(effect, HOUR + 1, REFUSED);
		expect(await until(marina)).toBe('-infinity');
		return marina;
	};

	it('of a text that we held for allowed: without a template it ends', async () => {
		const marina = await refused({});
		expect(await claims(marina, HOUR + 2)).toEqual([]);
		expect((await rows(marina))[0]).toMatchObject({ status: 'discarded', error: 'window_closed' });
	});

	it('with one it goes out as that; a template that is refused for it is not sent again', async () => {
		const marina = await refused(withTemplates('follow_up'));
		const [again] = await claims(marina, HOUR + 2, withTemplates('follow_up'));
		expect(again.payload.template).toEqual(RETORNO);
		await finishes(again, HOUR + 3, REFUSED);
		expect(await claims(marina, 2 * DAY, withTemplates('follow_up'))).toEqual([]);
		expect((await rows(marina))[0].status).toBe('failed');
	});

	it('the customer writes after it was begun: open again', async () => {
		const marina = await wrote(0);
		await enqueues(marina, 1, { text: 'Vi que…' });
		const [effect] = await claims(marina, HOUR);
		await marina.writes(HOUR + 1, CLOUD);
		await finishes(effect, HOUR + 2, REFUSED);
		expect((await claims(marina, HOUR + 3)).map(({ payload }) => payload)).toEqual([{ text: 'Vi que…' }]);
	});

	it('of a number of which nothing told the provider before', async () => {
		const bruno = customer();
		await enqueues(bruno, 1, { text: 'Bem-vindo', onboarding: 'f/u' });
		const [effect] = await claims(bruno, 2, withTemplates('onboarding'));
		expect(effect.payload.template).toBeUndefined();
		await finishes(effect, 3, REFUSED);
		expect((await claims(bruno, 4, withTemplates('onboarding')))[0].payload.template).toEqual(RETORNO);
	});
});
