import type { IDataObject } from 'n8n-workflow';

import { customerTurn, historyOf, letTimePass, message, newPlace, noticesOf, only, operate, typed, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const here = () => ({ phone: place.phone, channel: place.channel });
const session = async () =>
	(
		await sql<Record<string, unknown>>(
			'select mode, human_attendant, mode_epoch, last_agent_message, metadata from sessions where channel = $1 and phone = $2',
			[place.channel, place.phone],
		)
	)[0];
const sentToCustomer = async () =>
	await sql(`select payload ->> 'text' as text, status from outbox where channel = $1 and kind = 'whatsapp_text' order by id`, [
		place.channel,
	]);

/** The reply goes out, which ends the turn. */
const send = async (decided: IDataObject) =>
	await operate('record', { outcome: 'sent' }, [
		{ ...(await only('confirm', { reply: '={{ $json.response }}' }, decided)), messageId: 'S1' },
	]);

describe('a takeover while the bot is thinking (E1)', () => {
	it('nothing is sent, the draft is in the history, the clock of the agent stands still', async () => {
		const decided = await only('decide', {}, await customerTurn(place, 'tem desconto?'));
		await only('takeOver', { ...here(), attendant: 'ana' });
		expect(await only('confirm', { reply: 'Temos 5%!' }, decided)).toMatchObject({ confirmed: false, reason: 'stale_generation' });
		expect(await sentToCustomer()).toEqual([]);
		const { messages } = await only('getHistory', here());
		expect(messages).toMatchObject([
			{ author: 'customer', text: 'tem desconto?' },
			{ author: 'agent', text: 'Temos 5%!', status: 'discarded' },
		]);
		expect(await session()).toMatchObject({ mode: 'human', human_attendant: 'ana', mode_epoch: 2, last_agent_message: null });
	});
});

describe('two takeovers at once (E3)', () => {
	it('of an escalated conversation: one succeeds, the other is told who and since when; one change, one acceptance', async () => {
		await operate('decide', {}, [await customerTurn(place, 'quero um atendente')]);
		const results = await Promise.all(['ana', 'bia'].map(async (attendant) => await only('takeOver', { ...here(), attendant })));
		const [winner] = results.filter(({ success }) => success);
		const [loser] = results.filter(({ success }) => !success);
		const owner = (winner.data as { session: IDataObject }).session.human_attendant;
		expect(loser).toMatchObject({ error: 'OWNED_BY_OTHER', current_mode: 'human', data: { owner, since: expect.any(String) } });
		expect(await session()).toMatchObject({ human_attendant: owner, mode_epoch: 3, metadata: { escalation_accepted_by: owner } });
		expect((await historyOf(place)).filter((type) => type === 'mode_changed')).toHaveLength(2); // the escalation's pause, and this
	});
});

describe('the sweep and a customer at the same moment (E5)', () => {
	it.each([1, 2, 3, 4, 5])('one change, one notice, one greeting, one answer (round %i)', async () => {
		const rules = { greetOnSweep: true, greetOnResume: true };
		await only('takeOver', { ...here(), attendant: 'ana' });
		await letTimePass(place, 301);
		const turn = await customerTurn(place, 'alguém?');
		const [, { out }] = await Promise.all([
			operate('sweepSessions', { onlyChannel: place.channel, rules }),
			operate('decide', { rules }, [turn]),
		]);
		const [decided] = out(0);
		expect(decided).toMatchObject({ should_respond: true, session_mode: 'agent' });
		const greetings = (await sentToCustomer()).length + (decided.greeting === null ? 0 : 1);
		expect(greetings).toBe(1);
		expect((await historyOf(place)).filter((type) => type === 'auto_resumed')).toHaveLength(1);
		expect(await noticesOf(place)).toEqual(['auto_resumed']);
		expect(await only('confirm', { reply: 'Aqui!' }, decided)).toMatchObject({ part: 1 });
	});
});

describe('a message that comes three times (E7)', () => {
	it('is one message: the others change no clock and start no turn', async () => {
		const given = message(place, { sentAt: '2026-01-05T13:00:00.000Z' });
		const runs = await Promise.all([1, 2, 3].map(async () => await operate('receive', {}, [given])));
		const stored = runs.flatMap(({ out }) => out(0));
		expect(stored).toHaveLength(1);
		expect(runs.flatMap(({ out }) => out(1)).map(({ reason }) => reason)).toEqual(['duplicate_message', 'duplicate_message']);
		const clocks = async () =>
			await sql('select last_customer_message, updated_at, version from sessions where channel = $1', [place.channel]);
		const before = await clocks();
		await operate('receive', {}, [{ ...given, sentAt: '2026-01-05T14:00:00.000Z' }]);
		expect(await clocks()).toEqual(before);
	});
});

describe('quick replies that start with a slash (E9)', () => {
	it('pass where they are listed; another word is unknown, changes nothing and reaches no customer', async () => {
		const commands = { passThrough: '/boleto' };
		expect(await typed(place, '/xyz', { attendant: 'ana', commands })).toMatchObject({
			reason: 'command_unknown',
			session_mode: 'agent',
			command: { success: false, message: 'Não conheço /xyz. Envie /help para ver a lista.' },
		});
		expect(await session()).toMatchObject({ mode: 'agent', mode_epoch: 1 });
		expect(await typed(place, '/boleto', { attendant: 'ana', commands })).toMatchObject({ reason: 'human_message', session_mode: 'human' });
		expect(await sentToCustomer()).toEqual([]);
	});
});

describe('an escalation to which nobody comes (E13)', () => {
	it('is told once, counted, alerted after 10 minutes, and accepted by who takes over', async () => {
		const asks = async () => await operate('decide', {}, [await customerTurn(place, 'quero falar com um atendente')]);
		const monitored = async () => (await operate('monitor', { onlyChannel: place.channel })).out().map(({ type }) => type);
		const first = await asks();
		expect(first.out(0)[0]).toMatchObject({ should_respond: true, session_mode: 'paused', response: expect.stringContaining('equipe') });
		expect([first.out(3).length, await noticesOf(place)]).toEqual([1, ['escalation']]);
		await send(first.out(0)[0]);

		await letTimePass(place, 120);
		const second = await asks();
		expect([second.out(0), second.out(3)]).toEqual([[], []]);
		expect(second.out(1)[0]).toMatchObject({ reason: 'session_paused', metadata: { escalation_count: 2 } });
		expect(await noticesOf(place)).toEqual(['escalation']);

		await letTimePass(place, 481);
		expect(await monitored()).toEqual(['paused_too_long', 'escalation_unaccepted']);
		expect(await monitored()).toEqual([]);
		expect(await only('takeOver', { ...here(), attendant: 'ana' })).toMatchObject({ success: true });
		expect(await session()).toMatchObject({ mode: 'human', metadata: { escalation_accepted_by: 'ana' } });
		expect(await monitored()).toEqual([]);
	});

	it('does not begin with "não quero falar com atendente, só o preço"', async () => {
		const { out } = await operate('decide', {}, [await customerTurn(place, 'não quero falar com atendente, só o preço')]);
		expect([out(0)[0].reason, out(3)]).toEqual(['agent_active', []]);
	});
});

describe('who is meant', () => {
	it('a takeover silences one person on all numbers of ours, and nobody else', async () => {
		await only('takeOver', { ...here(), attendant: 'ana' });
		const [samePerson, sameChannel] = [
			{ ...newPlace(), phone: place.phone },
			{ ...newPlace(), channel: place.channel },
		];
		expect(await only('decide', {}, await customerTurn(sameChannel))).toMatchObject({ reason: 'agent_active' });
		expect(await only('decide', {}, await customerTurn(samePerson))).toMatchObject({
			reason: 'waiting_human',
			guarded_by: { channel: place.channel, attendant: 'ana' },
		});
		expect(await only('decide', {}, await customerTurn(place))).toMatchObject({ reason: 'waiting_human' });
	});

	it('a group is nobody: its messages are not stored, and no attendant in it takes anything over', async () => {
		const group = message(place, { phone: '120363000000000001-group', isGroup: true, fromMe: true });
		const { out, responses } = await operate('receive', {}, [group]);
		expect([out(0), out(1), out(2)]).toEqual([[], [expect.objectContaining({ reason: 'ignored_channel' })], []]);
		expect(responses).toHaveLength(1);
		expect((await operate('decideMessage', {}, [group])).out(1)).toEqual([
			expect.objectContaining({ reason: 'ignored_channel', should_respond: false }),
		]);
		expect(await sql('select 1 from sessions where channel = $1', [place.channel])).toEqual([]);
	});

	it.each(['[HUMANO] oi', '/desativar'])('a customer who writes "%s" is noted, not obeyed', async (text) => {
		expect(await only('decide', {}, await customerTurn(place, text))).toMatchObject({
			reason: 'agent_active',
			session_mode: 'agent',
			metadata: { suspicious_command: true },
		});
	});

	it('what the agent itself wrote moves its clock, whoever asks', async () => {
		const echo = message(place, { fromMe: true, fromApi: true, sentAt: '2026-01-05T13:00:00.000Z' });
		expect(await only('decideMessage', {}, echo)).toMatchObject({ reason: 'agent_echo', should_respond: false, session_mode: 'agent' });
		expect(await session()).toMatchObject({ last_agent_message: new Date('2026-01-05T13:00:00.000Z') });
	});
});

describe('time', () => {
	it('a conversation of yesterday starts anew, with what is kept of it', async () => {
		await operate('receive', {}, [message(place, { sentAt: new Date(Date.now() - 86_500_000).toISOString() })]);
		await only('setMetadata', { ...here(), metadata: '{"tags":["vip"],"draft":1}' });
		await only('takeOver', { ...here(), attendant: 'ana' });
		await letTimePass(place, 86_500);
		expect(await only('decide', { rules: { resumeBy: 'closing' } }, await customerTurn(place))).toMatchObject({
			reason: 'agent_active',
			metadata: { tags: ['vip'] },
			session: { human_attendant: null },
		});
		expect(await historyOf(place)).toContain('expired');
		expect((await session()).metadata).toEqual({ tags: ['vip'] });
	});

	it('an old message of an attendant that comes late takes nothing back', async () => {
		await only('takeOver', { ...here(), attendant: 'ana' });
		await only('release', { ...here(), attendant: 'ana' });
		const late = message(place, { text: 'oi', fromMe: true, sentAt: new Date(Date.now() - 60_000).toISOString() });
		const [stored] = (await operate('receive', {}, [late])).out(2);
		expect(await only('decideMessage', { attendant: 'ana' }, stored)).toMatchObject({
			reason: 'late_human_message',
			session_mode: 'agent',
		});
	});
});
