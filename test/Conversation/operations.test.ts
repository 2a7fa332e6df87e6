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
		[{ rules: { weekdayHours: 'o dia todo' } }, 'time range'],
		[{ rules: { autoResumeSecondsOf: 'ana' } }, 'attendant=seconds'],
		[{ customCommands: { command: [{ command: '/status', effect: 'emit', value: '' }] } }, 'built-in'],
	])('refuses %j with a clear sentence', async (parameters, problem) => {
		const { error } = await operate('decide', parameters, [await customerTurn(place)]);
		expect(error?.message).toContain(problem);
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
