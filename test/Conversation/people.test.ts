import { closeSql, sql } from '../setup/supabase';
import { customerTurn, historyOf, letTimePass, message, newPlace, noticesOf, only, operate, typed, type Place } from '../setup/house';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);
const ana = { attendant: 'ana', role: 'attendant' };
const here = () => ({ phone: place.phone, channel: place.channel });

describe('an attendant on the business phone', () => {
	it('takes over with any message, media too, and empties the buffer', async () => {
		await operate('receive', {}, [message(place, { text: 'tem alguém?' })]);
		expect(await typed(place, 'Oi, aqui é a Ana')).toMatchObject({
			reason: 'human_message',
			session_mode: 'human',
			session: { human_attendant: 'ana' },
		});
		expect(await sql(`select 1 from inbox where channel = $1 and status = 'waiting'`, [place.channel])).toEqual([]);
		const other = newPlace();
		const [stored] = (await operate('receive', {}, [message(other, { text: '', kind: 'audio', fromMe: true })])).out(2);
		expect(await only('decideMessage', ana, stored)).toMatchObject({ session_mode: 'human' });
	});

	it('by a prefix only, where the operator wants that', async () => {
		const rules = { writingTakesOver: false };
		expect(await typed(place, 'bom dia', { ...ana, rules })).toMatchObject({ reason: 'human_message', session_mode: 'agent' });
		expect(await typed(place, '[HUMANO] bom dia', { ...ana, rules })).toMatchObject({ reason: 'human_prefix', session_mode: 'human' });
	});

	it('gives commands, which leave by "Command" and reach no customer', async () => {
		expect(await typed(place, '/assumir')).toMatchObject({
			should_respond: false,
			reason: 'command_processed',
			command: { success: true, name: '/assumir', message: expect.stringContaining('ana'), current_mode: 'human', previous_mode: 'agent' },
		});
		expect(await typed(place, '/pausar')).toMatchObject({
			session: { mode: 'paused', paused_by: 'ana', pause_reason: 'manual', human_attendant: null },
		});
		expect(await typed(place, '/retomar')).toMatchObject({
			session_mode: 'agent',
			command: { message: 'Robô reativado para este contato.' },
		});
		expect(await typed(place, '/liberar')).toMatchObject({ command: { success: true, message: 'O robô já está ativo nesta conversa.' } });
		expect(await typed(place, '/status')).toMatchObject({ command: { message: expect.stringContaining('Quem responde: robô') } });
		expect(await sql(`select 1 from outbox where channel = $1 and kind = 'whatsapp_text'`, [place.channel])).toEqual([]);
		expect(await historyOf(place)).toEqual(['session_created', 'mode_changed', 'mode_changed', 'mode_changed']);
	});

	it('does not know every word, and passes quick replies', async () => {
		expect(await typed(place, '/xyz')).toMatchObject({ reason: 'command_unknown', session_mode: 'agent', command: { success: false } });
		const commands = { passThrough: '/boleto' };
		expect(await typed(place, '/boleto', { ...ana, commands })).toMatchObject({ reason: 'human_message', session_mode: 'human' });
	});

	it('has commands of the operator, listed in /help', async () => {
		const command = [
			{
				command: '/prioridade',
				description: 'marca como urgente',
				effect: 'setMetadata',
				value: 'priority=high',
				requiresRole: 'attendant',
			},
			{ command: '/chefe', description: 'só chefia', effect: 'setMode', value: 'paused', requiresRole: 'supervisor' },
			{ command: '/proposta', description: 'monta proposta', effect: 'emit', value: '', requiresRole: 'attendant' },
		];
		const parameters = { ...ana, customCommands: { command } };
		expect(await typed(place, '/prioridade', parameters)).toMatchObject({ metadata: { priority: 'high' }, command: { success: true } });
		expect(await typed(place, '/chefe', parameters)).toMatchObject({ command: { error: 'ROLE_REQUIRED' }, session_mode: 'agent' });
		expect(await typed(place, '/proposta FB300', parameters)).toMatchObject({
			command: { name: '/proposta', args: 'FB300', success: true },
		});
		expect(await typed(place, '/help', parameters)).toMatchObject({
			command: { message: expect.stringContaining('/prioridade – marca como urgente') },
		});
	});

	it('a message that this package sent is the agent, whatever the mark', async () => {
		const decided = await only('decide', {}, await customerTurn(place));
		const part = await only('confirm', { reply: 'Olá!' }, decided);
		await operate('record', { outcome: 'sent' }, [{ ...part, messageId: 'SENT-1' }]);
		const { out } = await operate('receive', {}, [message(place, { messageId: 'SENT-1', fromMe: true, text: 'Olá!' })]);
		expect([out(1), out(2)]).toEqual([[expect.objectContaining({ reason: 'agent_echo' })], []]);
	});

	it('is told privately, once, that somebody else has the conversation', async () => {
		await only('takeOver', { ...here(), attendant: 'bia' });
		for (const text of ['oi', 'alô']) expect(await typed(place, text)).toMatchObject({ session: { human_attendant: 'bia' } });
		expect(await noticesOf(place)).toEqual(['operator_refused']);
	});
});

describe('orders', () => {
	it('refuse what another has, by the second output, with owner and since when', async () => {
		await only('takeOver', { ...here(), attendant: 'bia' });
		const { out } = await operate('takeOver', { ...here(), ...ana });
		expect(out(1)).toEqual([
			expect.objectContaining({ success: false, error: 'OWNED_BY_OTHER', data: { owner: 'bia', since: expect.any(String) } }),
		]);
		expect((await operate('release', { ...here(), ...ana })).out(1)).toEqual([expect.objectContaining({ error: 'NOT_OWNER' })]);
		expect((await operate('takeOver', { ...here(), ...ana, force: true })).out(1)).toEqual([
			expect.objectContaining({ error: 'FORCE_NOT_ALLOWED' }),
		]);
		expect((await operate('takeOver', { ...here(), attendant: '' })).out(1)).toEqual([
			expect.objectContaining({ error: 'ATTENDANT_REQUIRED' }),
		]);
		expect((await operate('takeOver', { ...here(), attendant: 'sup', role: 'supervisor', force: true })).out(0)).toHaveLength(1);
	});

	it('work on a conversation that does not exist yet, and for any form of the phone', async () => {
		const masked = `(11) ${place.phone.slice(4, 9)}-${place.phone.slice(9)}`;
		expect(await only('takeOver', { phone: masked, channel: place.channel, ...ana })).toMatchObject({
			success: true,
			current_mode: 'human',
		});
		expect(await only('pause', { ...here(), ...ana })).toMatchObject({ current_mode: 'paused' });
		expect(await only('resume', { ...here(), ...ana })).toMatchObject({ current_mode: 'agent' });
	});

	it('transfer at once', async () => {
		await only('takeOver', { ...here(), ...ana });
		expect(await only('transfer', { ...here(), ...ana, to: 'bia' })).toMatchObject({
			success: true,
			data: { session: { human_attendant: 'bia' } },
		});
		expect(await historyOf(place)).toEqual(['mode_changed', 'owner_changed']);
	});

	it('of ten attendants at once one succeeds', async () => {
		await only('pause', { ...here(), ...ana });
		const results = await Promise.all(
			Array.from({ length: 10 }, async (_, n) => await only('takeOver', { ...here(), attendant: `a${n}` })),
		);
		expect(results.filter(({ success }) => success)).toHaveLength(1);
		expect((await historyOf(place)).filter((type) => type === 'mode_changed')).toHaveLength(2);
	});

	it('commands and escalations come by operations too', async () => {
		expect(await only('command', { ...here(), ...ana, command: '/assumir' })).toMatchObject({ success: true, current_mode: 'human' });
		const other = newPlace();
		const escalated = {
			phone: other.phone,
			channel: other.channel,
			escalationReason: 'erro_agente',
			detail: 'sem resposta',
			summary: 'quer FB300',
		};
		expect(await only('escalate', escalated)).toMatchObject({
			session_mode: 'paused',
			metadata: { escalation_reason: 'erro_agente', escalation_summary: 'quer FB300' },
		});
	});
});

describe('time', () => {
	it('the sweep gives idle conversations back, once over parallel sweeps, and greets over the outbox', async () => {
		await only('takeOver', { ...here(), ...ana });
		await letTimePass(place, 301);
		const sweeps = await Promise.all(
			[1, 2, 3].map(async () => await operate('sweepSessions', { onlyChannel: place.channel, rules: { greetOnSweep: true } })),
		);
		expect(sweeps.flatMap(({ out }) => out())).toEqual([
			expect.objectContaining({ reason: 'auto_resumed', previous_mode: 'human', phone: place.phone }),
		]);
		expect((await historyOf(place)).filter((type) => type === 'auto_resumed')).toHaveLength(1);
		expect(await noticesOf(place)).toEqual(['auto_resumed']);
		const [greeting] = (await operate('claimOutbox', { kinds: ['whatsapp_text'], onlyChannel: place.channel })).out();
		expect(greeting).toMatchObject({ send_to: place.phone, text: expect.stringContaining('de novo') });
		expect(await only('finishOutbox', { outcome: 'sent' }, { ...greeting, messageId: 'G1' })).toMatchObject({ status: 'sent' });
	});

	it('the sweep and a customer who writes at the same moment make one change and one notice', async () => {
		await only('takeOver', { ...here(), ...ana });
		await letTimePass(place, 301);
		const turn = await customerTurn(place);
		await Promise.all([operate('sweepSessions', { onlyChannel: place.channel }), operate('decide', {}, [turn])]);
		expect((await historyOf(place)).filter((type) => type === 'auto_resumed')).toHaveLength(1);
		expect(await noticesOf(place)).toEqual(['auto_resumed']);
		expect(await only('getStatus', here())).toMatchObject({ mode: 'agent', mode_epoch: 3 });
	});

	it('the monitor tells once an episode', async () => {
		await only('pause', { ...here(), ...ana });
		await letTimePass(place, 601);
		const look = async () => (await operate('monitor', { onlyChannel: place.channel })).out();
		expect(await look()).toEqual([
			expect.objectContaining({ type: 'paused_too_long', minutes: 10, text: expect.stringContaining('10 min') }),
		]);
		expect(await look()).toEqual([]);
		const [notice] = (await operate('claimOutbox', { kinds: ['notice'], onlyChannel: place.channel })).out(1);
		expect(notice).toMatchObject({ text: expect.stringContaining('em pausa há 10 min'), blocks: expect.any(Array) });
	});

	it('touch keeps the clock of the owner alone', async () => {
		await only('takeOver', { ...here(), ...ana });
		await letTimePass(place, 200);
		expect(await only('touch', { ...here(), ...ana })).toMatchObject({ success: true });
		expect((await operate('touch', { ...here(), attendant: 'bia' })).out(1)).toHaveLength(1);
		await letTimePass(place, 200);
		expect(await only('decide', {}, await customerTurn(place))).toMatchObject({ reason: 'waiting_human' });
	});
});
