import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
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
/** The last second at which a text is begun: what is claimed takes a moment to go. */
const LAST = DAY - 61;

describe('until when one may write freely', () => {
	it('24 hours from the customer’s last message to that number, by the provider’s time', async () => {
		const marina = await wrote(0);
		expect(Date.parse((await until(marina)) ?? '')).toBe(Date.parse(at(DAY)));
		// Told late: their own time counts, and not when it came.
		await rpc('receive_message', {
			p_message: { ...message(marina, 'tarde'), sent_at: at(100) },
			p_now: at(5 * HOUR),
		});
		expect(Date.parse((await until(marina)) ?? '')).toBe(Date.parse(at(DAY + 100)));
	});

	it('nothing that the company or the team writes opens it, no status, no correction and no deletion', async () => {
		const marina = await wrote(0);
		await marina.writes(HOUR, { ...CLOUD, speaker: 'human' });
		await marina.writes(HOUR, { ...CLOUD, speaker: 'agent' });
		await rpc('change_message', {
			p_change: {
				...message(marina, 'M1'),
				change: 'edit',
				of: ['M1'],
				corrected: 'outra',
				words: 'outra',
				corrected_words: 'outra',
				sent_at: at(HOUR),
			},
			p_now: at(HOUR),
		});
		expect(Date.parse((await until(marina)) ?? '')).toBe(Date.parse(at(DAY)));
	});

	it('whoever never wrote to that number has none open; by Z-API, and where nothing tells the provider, there is none', async () => {
		const [marina, bruno] = [await wrote(0), customer()];
		expect(await until({ ...bruno, channel: marina.channel })).toBe('-infinity');
		expect(await until(await wrote(0, {}))).toBeNull();
		expect(await until(bruno)).toBeNull();
	});

	it('a channel that Z-API served before: what came by it opens nothing at Meta', async () => {
		const marina = customer();
		await marina.writes(0, { ...CLOUD, message_id: 'C1' });
		await marina.writes(HOUR, { message_id: 'Z1' });
		expect(await until(marina)).toBeNull();
		await marina.writes(2 * HOUR, { ...CLOUD, message_id: 'C2' });
		expect(Date.parse((await until(marina)) ?? '')).toBe(Date.parse(at(26 * HOUR)));
	});

	it.each([
		['an hour ahead', HOUR],
		['an hour behind', -HOUR],
	])('with the provider’s clock %s of the database', async (_, off) => {
		const marina = customer();
		await rpc('receive_message', { p_message: { ...message(marina, 'M1'), sent_at: at(off) }, p_now: at(0) });
		// What lies ahead counts as now: a clock that is wrong never opens it for longer.
		expect(Date.parse((await until(marina)) ?? '')).toBe(Date.parse(at(DAY + Math.min(off, 0))));
	});
});

const message = ({ channel, phone }: { channel: string; phone: string }, id: string) => ({
	...CLOUD,
	channel,
	phone,
	message_id: id,
	send_to: phone,
	kind: 'text',
	text: 'oi',
	speaker: 'customer',
});

describe('a text of the outbox', () => {
	it('goes out as it is to the last minute, and not after it; the team is told once', async () => {
		const [marina, bruno] = [await wrote(0), await wrote(0)];
		await enqueues(marina, 1, { text: 'Vi que…' });
		expect((await claims(marina, LAST)).map(({ payload }) => payload)).toEqual([{ text: 'Vi que…' }]);
		await enqueues(bruno, 1, { text: 'Vi que…' });
		await enqueues(bruno, 2, { text: 'E também…' });
		expect(await claims(bruno, LAST + 1)).toEqual([]);
		expect(await claims(bruno, LAST + 2)).toEqual([]);
		expect((await rows(bruno)).map(({ status, error }) => [status, error])).toEqual([
			['discarded', 'window_closed'],
			['discarded', 'window_closed'],
		]);
		expect(await told(bruno)).toEqual([expect.objectContaining({ kind: 'window_closed', phone: bruno.phone, reason: 'follow_up' })]);
	});

	it('by Z-API goes out at any time', async () => {
		const marina = await wrote(0, {});
		await enqueues(marina, 1, { text: 'Vi que…' });
		expect((await claims(marina, 90 * DAY, withTemplates('follow_up'))).map(({ payload }) => payload)).toEqual([{ text: 'Vi que…' }]);
	});

	it('with a template for its purpose goes out as that, and stands so in the history', async () => {
		const marina = await wrote(0);
		await rpc('upsert_lead', { p_phone: marina.phone, p_fields: { name: 'Marina Souza', company: 'Acme' } });
		await enqueues(marina, 1, { text: 'Vi que…' });
		const [effect] = await claims(marina, DAY, withTemplates('follow_up', 'campaign'));
		expect(effect).toMatchObject({ payload: { text: 'Vi que…', template: RETORNO }, lead: { name: 'Marina Souza', company: 'Acme' } });
		await finishes(effect, DAY + 1, { p_status: 'sent', p_provider_message_id: 'wamid.T', p_said: 'Olá, Marina! Vi que…' });
		expect(await said(marina)).toEqual([{ role: 'assistant', content: 'Olá, Marina! Vi que…', status: 'sent' }]);
	});

	it('a template of which nobody told the words stands with its name', async () => {
		const marina = await wrote(0);
		await enqueues(marina, 1, { text: 'Vi que…' });
		await finishes((await claims(marina, DAY, withTemplates('follow_up')))[0], DAY + 1);
		expect((await said(marina)).map(({ content }) => content)).toEqual(['[Modelo: retorno]']);
	});

	it.each<[string, object, string]>([
		['an onboarding', { onboarding: 'f/u' }, 'onboarding'],
		['a person’s words', { speaker: 'human' }, 'attendant'],
		['an apology', { purpose: 'reply' }, 'reply'],
		['a campaign', { purpose: 'campaign' }, 'campaign'],
	])('%s has a template of its own, and no other one', async (_, payload, purpose) => {
		const [marina, bruno] = [await wrote(0), await wrote(0)];
		for (const someone of [marina, bruno]) await enqueues(someone, 1, { text: 'Olá', ...payload });
		expect(await claims(bruno, DAY, withTemplates('follow_up'))).toEqual([]);
		expect((await claims(marina, DAY, withTemplates(purpose)))[0].payload.template).toEqual(RETORNO);
	});

	it('the customer writes while it waits: it goes out as text', async () => {
		const marina = await wrote(0);
		await enqueues(marina, 1, { text: 'Vi que…' });
		const [effect] = await claims(marina, DAY, withTemplates('follow_up'));
		await finishes(effect, DAY + 1, { p_status: 'failed', p_failure: 'rateLimited', p_action: 'slowDown' });
		await marina.writes(DAY + 2, CLOUD);
		expect((await claims(marina, DAY + 100, withTemplates('follow_up')))[0].payload).toEqual({ text: 'Vi que…' });
	});

	it('a worker that died between claim and send: uncertain, and settled as the template that it was', async () => {
		const marina = await wrote(0);
		await enqueues(marina, 1, { text: 'Vi que…' });
		const [effect] = await claims(marina, DAY, withTemplates('follow_up'));
		await claims(marina, DAY + 100, withTemplates('follow_up'));
		expect((await rows(marina))[0].status).toBe('uncertain');
		await rpc('settle_text', { p_outbox_id: effect.outbox_id, p_sent: true, p_now: at(DAY + 101) });
		expect((await said(marina)).map(({ content, status }) => [content, status])).toEqual([['[Modelo: retorno]', 'sent']]);
	});

	it('what the company begins without a template is told once a day, however many it is for', async () => {
		const marina = await wrote(0);
		for (let n = 0; n < 5; n++) await enqueues({ ...customer(), channel: marina.channel }, 1, { text: `Olá ${n}` });
		expect(await claims(marina, 2)).toEqual([]);
		expect(await told(marina)).toHaveLength(1);
	});
});

describe('the templates that a workflow names', () => {
	it('stay while another workflow claims the same without naming any, and go ten minutes after the last word', async () => {
		const marina = await wrote(0);
		const named = async () => (await sql(`select template_outside($1, 'reply') as t`, [marina.channel]))[0].t;
		await claims(marina, 0, withTemplates('reply'));
		await claims(marina, 60);
		expect(await named()).toEqual(RETORNO);
		await claims(marina, 500, withTemplates('reply'));
		await claims(marina, 700);
		expect(await named()).toEqual(RETORNO);
		await claims(marina, 500 + 601);
		expect(await named()).toBeNull();
	});

	it('of one number of ours come before those of all', async () => {
		const marina = await wrote(0);
		const common = { ...RETORNO, name: 'geral' };
		await claims(marina, 0, { p_channel: null, p_templates: { reply: common }, p_kinds: ['whatsapp_text'], p_limit: 0 });
		const named = async () =>
			(await sql<{ name: string }>(`select template_outside($1, 'reply') ->> 'name' as name`, [marina.channel]))[0].name;
		expect(await named()).toBe('geral');
		await claims(marina, 1, withTemplates('reply'));
		expect(await named()).toBe('retorno');
		await sql(`delete from outbox_claims where channel = ''`);
	});
});

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
