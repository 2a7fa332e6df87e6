import { closeSql, sql } from '../setup/supabase';
import { customerTurn, historyOf, letTimePass, message, newPlace, noticesOf, only, operate, typed, type Place } from '../setup/house';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const KEYS = ['should_respond', 'reason', 'reason_legacy', 'response', 'session_mode', 'metadata', 'session', 'command', 'notify', 'fence'];
const ana = { attendant: 'ana', role: 'attendant' };
const here = () => ({ phone: place.phone, channel: place.channel });

describe('decide', () => {
	it('lets the agent answer, with every key of the contract', async () => {
		const decided = await only('decide', {}, await customerTurn(place));
		expect(Object.keys(decided)).toEqual(expect.arrayContaining(KEYS));
		expect(decided).toMatchObject({
			should_respond: true,
			reason: 'agent_active',
			reason_legacy: null,
			response: null,
			metadata: { escalation_requested: false, auto_resumed: false },
			fence: { phone: place.phone, mode_epoch: 1 },
		});
	});

	it('is silent while a person has the conversation, and ends the turn', async () => {
		await only('takeOver', { ...here(), ...ana });
		const { out } = await operate('decide', {}, [await customerTurn(place)]);
		expect(out(0)).toEqual([]);
		expect(out(1)).toEqual([
			expect.objectContaining({ reason: 'waiting_human', reason_legacy: 'aguardando humano', session_mode: 'human' }),
		]);
		expect(await sql('select status from turns where channel = $1', [place.channel])).toEqual([{ status: 'silent' }]);
	});

	it('sends a wish for a person two ways: ready words to the customer, and the escalation', async () => {
		const turn = await customerTurn(place, 'quero falar com um atendente');
		const { out } = await operate('decide', { texts: { escalation: 'Já chamo!' } }, [turn]);
		expect(out(0)).toEqual([
			expect.objectContaining({ reason: 'escalation_requested', response: 'Já chamo!', should_respond: true, session_mode: 'paused' }),
		]);
		expect(out(3)).toEqual([
			expect.objectContaining({ notify: [expect.objectContaining({ kind: 'escalation', message: 'quero falar com um atendente' })] }),
		]);
		expect(await noticesOf(place)).toEqual(['escalation']);
		expect(await historyOf(place)).toEqual(['session_created', 'escalation', 'mode_changed']);
		// The fence lets ready words pass the pause, but nothing of the model's.
		const refused = await only('confirm', { reply: 'Do modelo' }, { ...out(0)[0], response: null });
		expect(refused).toMatchObject({ confirmed: false, reason: 'stale_generation' });
	});

	it('lets ready words pass the pause that they tell of', async () => {
		const [decided] = (await operate('decide', {}, [await customerTurn(place, 'quero um atendente')])).out();
		expect(await only('confirm', { reply: '={{ $json.response }}' }, decided)).toMatchObject({
			part: 1,
			text: expect.stringContaining('equipe'),
		});
	});

	it('does not escalate what is negated, obeys no customer, and takes the phrases of the operator', async () => {
		expect(await only('decide', {}, await customerTurn(place, 'não quero falar com atendente, só o preço'))).toMatchObject({
			reason: 'agent_active',
		});
		const other = newPlace();
		expect(await only('decide', {}, await customerTurn(other, '/desativar'))).toMatchObject({
			reason: 'agent_active',
			metadata: { suspicious_command: true },
		});
		const third = newPlace();
		const rules = { escalationPhrases: 'chama o gerente' };
		expect(await only('decide', { rules }, await customerTurn(third, 'me chama gerente'))).toMatchObject({
			reason: 'escalation_requested',
		});
	});

	it('tells when the house opens, from the hours of the operator', async () => {
		const rules = { weekdayHours: 'fechado', saturdayHours: 'fechado', sundayHours: '03:00-03:01', keepAgentAfterHours: true };
		const decided = await only('decide', { rules }, await customerTurn(place, 'quero um atendente'));
		expect(decided).toMatchObject({ session_mode: 'agent', response: expect.stringMatching(/Nossa equipe volta .*03:00/) });
	});

	it('takes the turn back from an idle person, once, with a greeting before the reply', async () => {
		await only('takeOver', { ...here(), ...ana });
		await letTimePass(place, 301);
		const decided = await only('decide', { rules: { greetOnResume: true } }, await customerTurn(place));
		expect(decided).toMatchObject({
			reason: 'auto_resumed',
			metadata: { auto_resumed: true },
			greeting: expect.stringContaining('de novo'),
		});
		expect(await noticesOf(place)).toEqual(['auto_resumed']);
		const part = await only('confirm', { reply: 'Claro!' }, decided);
		expect(part).toMatchObject({ part: 1, parts: 2, text: decided.greeting });
	});

	it.each([
		[{ rules: { weekdayHours: '8h às 18h' } }, 'time range'],
		[{ rules: { autoResumeSecondsOf: 'ana' } }, 'attendant=seconds'],
		[{ customCommands: { command: [{ command: '/status', effect: 'emit', value: '' }] } }, 'built-in'],
	])('refuses %j with a clear sentence', async (parameters, problem) => {
		const { error } = await operate('decide', parameters, [await customerTurn(place)]);
		expect(error?.message).toContain(problem);
	});
});

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

describe('looking', () => {
	it('makes nothing', async () => {
		expect(await only('getStatus', here())).toMatchObject({ exists: false, mode: 'agent', actions: ['takeover', 'pause'] });
		expect(await sql('select 1 from sessions where channel = $1', [place.channel])).toEqual([]);
	});

	it('lists with filters, pages and hints, as items or as a text', async () => {
		const phones = Array.from({ length: 3 }, () => newPlace().phone);
		for (const phone of phones) await operate('receive', {}, [message({ ...place, phone })]);
		await only('takeOver', { phone: phones[1], channel: place.channel, ...ana });
		await only('setMetadata', { phone: phones[2], channel: place.channel, metadata: '{"priority":"high"}' });
		const listed = async (filters: object, more = {}) =>
			(await operate('getMany', { filters: { channel: place.channel, ...filters }, ...ana, ...more })).out();
		expect((await listed({})).map(({ phone }) => phone)).toEqual([phones[2], phones[1], phones[0]]);
		expect(await listed({ mode: 'human' })).toEqual([
			expect.objectContaining({ phone: phones[1], actions: ['release', 'transfer', 'pause'], last_from: 'customer' }),
		]);
		expect(await listed({ metadata: 'priority=high' })).toHaveLength(1);
		expect(await listed({}, { limit: 2 })).toHaveLength(2);
		expect((await listed({}, { format: 'text' }))[0].text).toContain(`👤 ${phones[1]} Marina Exemplo – PESSOA (ana)`);
	});

	it('lists more than one page holds, each conversation once', async () => {
		await sql(
			`insert into sessions (channel, phone, mode, human_attendant, updated_at)
			select $1, '55119' || n, 'human', case when n % 2 = 0 then 'ana' else 'bia' end, now() - (n / 7) * interval '1 second'
			from generate_series(10000001, 10000450) n`,
			[place.channel],
		);
		const listed = async (filters: object, more: object) =>
			(await operate('getMany', { filters: { channel: place.channel, ...filters }, ...more })).out().map(({ phone }) => phone);
		const all = await listed({}, { returnAll: true });
		expect([all.length, new Set(all).size]).toEqual([450, 450]);
		expect(await listed({ attendant: 'ana' }, { returnAll: true })).toHaveLength(225);
		expect(await listed({}, { limit: 230 })).toEqual(all.slice(0, 230));
		expect(await listed({ updatedSince: new Date(Date.now() - 100_000).toISOString() }, { returnAll: true })).toEqual([]);
	});

	it('shows the history with who wrote', async () => {
		await customerTurn(place, 'Oi');
		await typed(place, 'Olá, sou a Ana');
		expect(await only('getHistory', here())).toMatchObject({
			messages: [
				{ author: 'customer', text: 'Oi' },
				{ author: 'human', text: 'Olá, sou a Ana' },
			],
			events: [{ type: 'session_created' }, { type: 'mode_changed', actor_id: 'ana', to_owner: 'ana' }],
		});
	});
});

describe('metadata', () => {
	it('of two workflows at once loses no key, four times', async () => {
		await operate('receive', {}, [message(place)]);
		for (let round = 0; round < 4; round++)
			await Promise.all([0, 1].map(async (n) => await only('setMetadata', { ...here(), metadata: { [`k${round * 2 + n}`]: n } })));
		const { metadata } = await only('getStatus', here());
		expect(Object.keys(metadata as object)).toHaveLength(8);
	});

	it('of ten workflows at once holds the key of each that was not told to try again', async () => {
		await operate('receive', {}, [message(place)]);
		const writes = await Promise.all(
			Array.from({ length: 10 }, async (_, n) => ({ n, ...(await operate('setMetadata', { ...here(), metadata: { [`k${n}`]: n } })) })),
		);
		const written = writes.filter(({ error }) => error === undefined).map(({ n }) => `k${n}`);
		for (const { error } of writes.filter(({ error }) => error)) expect(error?.message).toContain('changed three times');
		expect(Object.keys((await only('getStatus', here())).metadata as object).sort()).toEqual(written);
		expect(written.length).toBeGreaterThanOrEqual(3);
	});

	it('is merged, replaced and deleted, and guards its reserved keys and its size', async () => {
		const write = async (way: string, metadata: object) =>
			await operate('setMetadata', { ...here(), way, metadata: JSON.stringify(metadata) });
		await write('merge', { a: 1, b: 2 });
		expect((await write('delete', { a: 0 })).out()[0].metadata).toEqual({ b: 2 });
		expect((await write('replace', { c: 3 })).out()[0].metadata).toEqual({ c: 3 });
		expect((await write('merge', { escalation_reason: 'x' })).error?.message).toContain('escalation_reason');
		expect((await write('merge', { big: 'x'.repeat(20_000) })).error?.message).toContain('16 KB');
		expect((await operate('setMetadata', { ...here(), metadata: '[1]' })).error?.message).toContain('JSON object');
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

it('a long reply is sent in parts, each behind the fence; a takeover between two silences the rest', async () => {
	const decided = await only('decide', {}, await customerTurn(place));
	const first = await only(
		'confirm',
		{ reply: `${'a'.repeat(150)}\n\n${'b'.repeat(150)}\n\n${'c'.repeat(150)}`, longestPart: 200 },
		decided,
	);
	expect(first).toMatchObject({ part: 1, parts: 3, text: 'a'.repeat(150) });
	const record = async (part: object, id: string) =>
		await operate('record', { outcome: 'sent', pauseSeconds: 0 }, [{ ...part, messageId: id }]);
	const [second] = (await record(first, 'A')).out(1);
	expect(second).toMatchObject({ text: 'b'.repeat(150), send_to: place.phone });
	await only('takeOver', { ...here(), ...ana });
	const after = await record(second, 'B');
	expect([after.out(1), after.out(0)]).toEqual([[], [expect.objectContaining({ rest: 'stale_generation' })]]);
	expect(await historyOf(place)).toContain('reply_discarded');
});

it('attendants are saved with a key that is shown once and stored as a hash', async () => {
	const id = `${place.channel}@example.com`;
	const saved = await only('saveAttendant', { attendantId: id, name: 'Ana', role: 'supervisor', more: { slackUserId: place.channel } });
	expect(saved).toMatchObject({ id, role: 'supervisor', key: expect.stringMatching(/^[\w-]{32}$/) });
	expect(await sql('select key_hash <> $2 as hashed from attendants where id = $1', [id, saved.key])).toEqual([{ hashed: true }]);
	expect((await only('saveAttendant', { attendantId: id, name: 'Ana Souza', newKey: false })).key).toBeUndefined();
	expect((await operate('getAttendants')).out().find((one) => one.id === id)).toMatchObject({ name: 'Ana Souza' });
});

it('a conversation is deleted with all that belongs to it', async () => {
	await customerTurn(place);
	await only('takeOver', { ...here(), ...ana });
	expect(await only('delete', here())).toMatchObject({ deleted: true });
	for (const table of ['sessions', 'inbox', 'turns', 'conversations', 'outbox', 'session_history'])
		expect({ table, rows: await sql(`select 1 from ${table} where channel = $1`, [place.channel]) }).toEqual({ table, rows: [] });
});
