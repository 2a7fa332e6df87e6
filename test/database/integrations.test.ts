import { noticeText, type NoticeFacts } from '../../nodes/shared/core/handoff/noticeTexts';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

const MINUTE = 60;
const NO_CREDIT = {
	ok: false,
	name: 'm',
	tries: 1,
	failure: { kind: 'operator', reason: 'no_credit', status: 429, sentence: 'A conta no serviço de IA está sem crédito.' },
};
const OUT = { ok: false, name: 'm', tries: 3, failure: { kind: 'passing', reason: 'unavailable', status: 503, sentence: 'Fora do ar.' } };
const FINE = { ok: true, name: 'm', tries: 1 };

/** Notices of a channel that are still meant to be read, with the minute at which they are due. */
const notices = async (channel: string): Promise<Array<[kind: string, integration: string, minute: number]>> =>
	(
		await sql<{ kind: string; integration: string; due: Date }>(
			`select payload ->> 'kind' as kind, payload ->> 'integration' as integration, next_attempt_at as due
			from outbox where channel = $1 and kind = 'notice' and status <> 'discarded' order by next_attempt_at, id`,
			[channel],
		)
	).map(({ kind, integration, due }) => [kind, integration, Math.round((due.getTime() - Date.parse(at(0))) / 60_000)]);

/** One call to an integration, so many minutes after T0. */
const note = async (channel: string, minute: number, ok: boolean, kind = 'operator', name = 'zapi') =>
	await rpc('note_integration', {
		p_channel: channel,
		p_name: name,
		p_ok: ok,
		...(!ok && { p_kind: kind, p_reason: 'unauthorized', p_sentence: 'refused' }),
		p_phone: '5511900000001',
		p_now: at(minute * MINUTE),
	});

/** What is due by then is told, as the monitor does every minute. */
const told = async (channel: string, minute: number) =>
	await sql(
		`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice' and status = 'pending' and next_attempt_at <= $2`,
		[channel, at(minute * MINUTE)],
	);
const newChannel = (): string => customer().channel;

describe('one notice when it begins, one when it is over', () => {
	it.each(['zapi', 'chatwoot', 'piperun', 'model', 'another-provider'])('%s: refused for good', async (name) => {
		const channel = newChannel();
		for (let minute = 0; minute < 60; minute++) {
			await note(channel, minute, false, 'operator', name);
			await told(channel, minute);
		}
		await note(channel, 60, true, 'operator', name);
		await note(channel, 61, true, 'operator', name);
		expect(await notices(channel)).toEqual([
			['integration_down', name, 0],
			['integration_up', name, 60],
		]);
	});

	it('what may pass is told once it failed three times over five minutes', async () => {
		const channel = newChannel();
		for (const minute of [0, 1, 2, 4]) await note(channel, minute, false, 'passing');
		expect(await notices(channel)).toEqual([]);
		await note(channel, 5, false, 'passing');
		expect(await notices(channel)).toEqual([['integration_down', 'zapi', 5]]);
	});

	it.each<[string, Array<[number, boolean]>]>([
		[
			'a success between',
			[
				[0, false],
				[2, false],
				[3, true],
				[4, false],
				[6, false],
				[8, true],
			],
		],
		[
			'two failures an hour apart',
			[
				[0, false],
				[60, false],
				[61, true],
			],
		],
	])('a failure that passed is never told, neither is its end: %s', async (_, calls) => {
		const channel = newChannel();
		for (const [minute, ok] of calls) await note(channel, minute, ok, 'passing');
		expect(await notices(channel)).toEqual([]);
	});

	it('a fault that changes its kind on the way is one episode, and its end is told', async () => {
		const channel = newChannel();
		for (const minute of [0, 3, 6]) await note(channel, minute, false, 'passing');
		await told(channel, 6);
		await note(channel, 7, false, 'operator');
		await note(channel, 8, false, 'passing');
		await note(channel, 40, true);
		expect((await notices(channel)).map(([kind]) => kind)).toEqual(['integration_down', 'integration_up']);
	});

	it('two companies are apart', async () => {
		const [one, other] = [newChannel(), newChannel()];
		await note(one, 0, false);
		await note(other, 0, true);
		expect([await notices(one), await notices(other)]).toEqual([[['integration_down', 'zapi', 0]], []]);
		expect(await rpc('down_integrations', { p_channel: other })).toEqual([]);
	});

	it('a clock that is set back an hour keeps nothing from being told', async () => {
		const channel = newChannel();
		await note(channel, 60, false);
		await told(channel, 60);
		await note(channel, 1, false);
		await note(channel, 2, true);
		expect(await notices(channel)).toEqual([
			['integration_up', 'zapi', 17],
			['integration_down', 'zapi', 60],
		]);
		const late = newChannel();
		for (const minute of [60, 1, 4, 6]) await note(late, minute, false, 'passing');
		expect((await notices(late)).map(([kind]) => kind)).toEqual(['integration_down']);
	});
});

describe('flapping', () => {
	it('gives one pair, a quarter of an hour apart, and its last word is the truth', async () => {
		const channel = newChannel();
		for (let minute = 0; minute < 14; minute++) {
			await note(channel, minute, minute % 2 === 1);
			await told(channel, minute);
		}
		await told(channel, 30);
		expect(await notices(channel)).toEqual([
			['integration_down', 'zapi', 0],
			['integration_up', 'zapi', 15],
		]);
	});

	it('without end tells at most every quarter of an hour', async () => {
		const channel = newChannel();
		for (let minute = 0; minute < 180; minute++) {
			await note(channel, minute, minute % 2 === 1);
			await told(channel, minute);
		}
		await told(channel, 300);
		const all = await notices(channel);
		expect(all.map(([kind]) => kind)).toEqual(all.map((_, n) => (n % 2 === 0 ? 'integration_down' : 'integration_up')));
		expect(Math.min(...all.slice(1).map(([, , minute], n) => minute - all[n][2]))).toBeGreaterThanOrEqual(15);
		expect(all.at(-1)?.[0]).toBe('integration_up');
	});

	it('a fresh fault soon after the end is told, a quarter of an hour after it: nothing is swallowed', async () => {
		const channel = newChannel();
		await note(channel, 0, false);
		await told(channel, 0);
		await note(channel, 30, true);
		await told(channel, 30);
		await note(channel, 32, false);
		expect(await notices(channel)).toEqual([
			['integration_down', 'zapi', 0],
			['integration_up', 'zapi', 30],
			['integration_down', 'zapi', 45],
		]);
		expect(await rpc('down_integrations', { p_channel: channel })).toMatchObject([{ integration: 'zapi', since: expect.anything() }]);
	});

	it('200 who note it at once: one notice', async () => {
		const channel = newChannel();
		await Promise.all(Array.from({ length: 200 }, async () => await note(channel, 0, false)));
		expect(await notices(channel)).toEqual([['integration_down', 'zapi', 0]]);
	});
});

describe('the number is not connected', () => {
	const connection = async (channel: string, minute: number, connected: boolean) =>
		await rpc('note_connection', { p_channel: channel, p_provider: 'zapi', p_connected: connected, p_now: at(minute * MINUTE) });

	it('is told when it lasts two minutes; connections that open and close all the time are one pair', async () => {
		const channel = newChannel();
		await connection(channel, 0, false);
		await connection(channel, 1, true);
		expect(await notices(channel)).toEqual([]);
		for (let n = 0; n < 50; n++) await connection(channel, 10 + n / 50, n % 2 === 1);
		await connection(channel, 11, false);
		await told(channel, 13);
		expect(await notices(channel)).toEqual([['integration_down', 'zapi', 13]]);
		await connection(channel, 20, true);
		expect((await notices(channel)).map(([kind, , minute]) => [kind, minute])).toEqual([
			['integration_down', 13],
			['integration_up', 28],
		]);
	});

	it('is not over because a text was accepted for later, but because something came in', async () => {
		const marina = customer();
		await connection(marina.channel, 0, false);
		await told(marina.channel, 2);
		await note(marina.channel, 5, true);
		expect(await rpc('down_integrations', { p_channel: marina.channel })).toHaveLength(1);
		await marina.writes(6 * MINUTE);
		expect(await rpc('down_integrations', { p_channel: marina.channel })).toEqual([]);
		expect((await notices(marina.channel)).map(([kind]) => kind)).toEqual(['integration_down', 'integration_up']);
	});
});

describe('the model', () => {
	const APOLOGY = { p_parts: ['Só um momento!'] };
	const inbox = async ({ channel }: { channel: string }) =>
		await sql('select status, attempts, owed from inbox where channel = $1 order by id', [channel]);
	/** A customer writes, the model gives nothing, the apology goes out. */
	async function apologized(someone: ReturnType<typeof customer>, seconds: number, model: object, owes = true) {
		const { sequence } = await someone.writes(seconds);
		const turn = await someone.claim(seconds + 7, sequence);
		const { parts } = await someone.confirm(seconds + 8, turn, { ...APOLOGY, p_findings: { model, owes } });
		await rpc('record_part', {
			p_outbox_id: parts[0].outbox_id,
			p_status: 'sent',
			p_provider_message_id: `A${sequence}`,
			p_now: at(seconds + 9),
		});
		return turn;
	}

	it('without credit, of 200 customers: one notice, 200 apologies, and every question waits for its answer', async () => {
		const people = Array.from({ length: 200 }, () => customer());
		const channel = people[0].channel;
		for (const person of people) {
			const { phone } = person;
			const { sequence } = await rpc<{ sequence: number }>('receive_message', {
				p_message: {
					provider: 'zapi',
					channel,
					phone,
					message_id: `M-${phone}`,
					send_to: phone,
					kind: 'text',
					text: 'Oi',
					speaker: 'customer',
					sent_at: at(0),
				},
				p_now: at(0),
			});
			const turn = await person.claim(7, sequence, { p_channel: channel });
			const { parts } = await person.confirm(8, turn, { ...APOLOGY, p_findings: { model: NO_CREDIT, owes: true } });
			await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: `P-${phone}`, p_now: at(9) });
		}
		expect(await notices(channel)).toEqual([['integration_down', 'model', 0]]);
		expect(await sql('select status, count(*)::int as count from inbox where channel = $1 group by status', [channel])).toEqual([
			{ status: 'waiting', count: 200 },
		]);
		// Nobody is told of each of them besides.
		expect((await rpc<{ sessions: unknown[] }>('waiting_customers', { p_channel: channel, p_now: at(20 * MINUTE) })).sessions).toEqual([]);
		// The first answer tells that it works again, and all others are due at once.
		await note(channel, 20, true, 'operator', 'model');
		expect(await sql('select count(*)::int as due from inbox where channel = $1 and not_before <= $2', [channel, at(20 * MINUTE)])).toEqual(
			[{ due: 200 }],
		);
	}, 120_000);

	it('back again: the question is answered, the notice goes out, nothing is owed any more', async () => {
		const marina = customer();
		await apologized(marina, 0, NO_CREDIT);
		expect(await inbox(marina)).toEqual([{ status: 'waiting', attempts: 0, owed: true }]);
		const [{ id }] = await sql<{ id: number }>('select id from inbox where channel = $1', [marina.channel]);
		expect(await marina.claim(60, id)).toMatchObject({ claimed: false, reason: 'later' });
		const turn = await marina.claim(10 * MINUTE, id);
		expect(turn.messages).toMatchObject([{ text: 'mensagem 1' }]);
		expect(turn.history.at(-1)).toMatchObject({ role: 'assistant', content: 'Só um momento!' });
		const { parts } = await marina.confirm(10 * MINUTE + 1, turn, { p_findings: { model: FINE, owes: false } });
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: 'B', p_now: at(10 * MINUTE + 2) });
		expect(await inbox(marina)).toEqual([{ status: 'done', attempts: 1, owed: true }]);
		// Nobody had read that it was down.
		expect(await notices(marina.channel)).toEqual([]);
	});

	it.each<[string, object]>([
		['words of this customer', { ...OUT, failure: { kind: 'content', reason: 'refusal', status: null, sentence: '' } }],
		['an answer', FINE],
		['nothing', {}],
	])('%s is no fault of it', async (_, model) => {
		const marina = customer();
		for (const seconds of [0, 400, 800, 1200]) await apologized(marina, seconds, model, false);
		expect(await notices(marina.channel)).toEqual([]);
		expect((await inbox(marina)).every(({ status }) => status === 'done')).toBe(true);
	});

	it('another one that answers in its place: the customer waits for nothing, and the operator is told', async () => {
		const marina = customer();
		await apologized(marina, 0, { ...NO_CREDIT, ok: true, instead_of: 'm' }, false);
		expect(await notices(marina.channel)).toEqual([['integration_down', 'model_partly', 0]]);
	});

	it('that hears no audio is told apart from the one that answers', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const findings = { model: FINE, transcriptions: [{ message_id: 'M1', problem: 'no', model: NO_CREDIT }] };
		await marina.confirm(8, await marina.claim(7, sequence), { p_findings: findings });
		expect(await notices(marina.channel)).toEqual([['integration_down', 'transcription', 0]]);
	});

	it('given back instead of a second apology: tries of the same message are no further failure, another message is one', async () => {
		const marina = customer();
		await apologized(marina, 0, OUT);
		const failures = async () =>
			(await sql<{ n: number }>(`select (agent_state ->> 'failures')::int as n from leads where phone = $1`, [marina.phone]))[0].n;
		const back = async (seconds: number, sequence: number, failed: number) => {
			const turn = await marina.claim(seconds, sequence);
			expect(turn.claimed).toBe(true);
			await rpc('give_turn_back', {
				p_turn_id: turn.turn_id,
				p_lease_token: turn.lease_token,
				p_reason: 'out',
				p_model: OUT,
				p_failures: failed,
				p_now: at(seconds + 1),
			});
		};
		const [{ id }] = await sql<{ id: number }>('select id from inbox where channel = $1', [marina.channel]);
		await back(200, id, 2);
		expect(await failures()).toBeNull();
		const { sequence } = await marina.writes(300);
		await back(310, sequence, 2);
		expect(await failures()).toBe(2);
		expect(await notices(marina.channel)).toEqual([['integration_down', 'model', 5]]);
		expect((await inbox(marina)).map(({ status, attempts }) => [status, attempts])).toEqual([
			['waiting', 0],
			['waiting', 0],
		]);
	});

	it('says nothing of going on while it gives nothing', async () => {
		const marina = customer();
		await sql(`insert into settings (key, value) values ($1, '"x"')`, [`agent_stopped:${marina.channel}`]);
		await apologized(marina, 0, OUT);
		expect(await notices(marina.channel)).toEqual([]);
	});
});

describe('Z-API, by what became of what was sent', () => {
	const refused = async (marina: ReturnType<typeof customer>, seconds: number, failure: string) => {
		const { sequence } = await marina.writes(seconds);
		const { parts } = await marina.confirm(seconds + 8, await marina.claim(seconds + 7, sequence));
		await rpc('record_part', {
			p_outbox_id: parts[0].outbox_id,
			p_status: 'failed',
			p_error: 'Z-API does not accept the "Client Token"',
			p_later: true,
			p_failure: failure,
			p_now: at(seconds + 9),
		});
		return parts[0].outbox_id;
	};

	it('refuses the token: down; takes the waiting text again: up', async () => {
		const marina = customer();
		await refused(marina, 0, 'unauthorized');
		expect(await notices(marina.channel)).toEqual([['integration_down', 'zapi', 0]]);
		await told(marina.channel, 1);
		const [effect] = await rpc<Array<{ outbox_id: number; lease_token: string }>>('claim_outbox', {
			p_kinds: ['whatsapp_text'],
			p_limit: 9,
			p_lease_seconds: 60,
			p_channel: marina.channel,
			p_now: at(40 * MINUTE),
		});
		await rpc('finish_outbox', {
			p_outbox_id: effect.outbox_id,
			p_lease_token: effect.lease_token,
			p_status: 'sent',
			p_now: at(40 * MINUTE),
		});
		expect((await notices(marina.channel)).map(([kind, , minute]) => [kind, minute])).toEqual([
			['integration_down', 0],
			['integration_up', 40],
		]);
	});

	it.each(['rejected', 'notFound', 'rateLimited'])('%s is about this text', async (failure) => {
		const marina = customer();
		await refused(marina, 0, failure);
		expect(await notices(marina.channel)).toEqual([]);
	});
});

describe('the way to the team', () => {
	const untold = async (channel: string, minute: number, ways: string[]) =>
		await rpc<unknown[]>('untold_integrations', { p_ways: ways, p_channel: channel, p_now: at(minute * MINUTE) });

	it.each<[string, string[], number]>([
		['none but the one that is down', ['whatsapp'], 0],
		['another one that takes nothing either', ['whatsapp', 'slack'], 6],
		['not known, and nothing was taken', [], 6],
	])('%s: told to the execution, once an episode', async (_, ways, minute) => {
		const channel = newChannel();
		await note(channel, 0, false);
		if (minute > 0) await untold(channel, 1, ways);
		expect(await untold(channel, minute, ways)).toMatchObject([{ channel, integration: 'zapi' }]);
		expect(await untold(channel, minute + 30, ways)).toEqual([]);
		await note(channel, 40, true);
		await note(channel, 90, false);
		expect(await untold(channel, 96, ways)).toHaveLength(1);
	});

	it.each<[string, string, string[]]>([
		['another way took it', 'zapi', ['whatsapp', 'slack']],
		['its only way is not the one that is down', 'chatwoot', ['whatsapp']],
	])('%s: the team knows', async (_, name, ways) => {
		const channel = newChannel();
		await note(channel, 0, false, 'operator', name);
		await sql(`update outbox set status = case when $2 then 'pending' else 'sent' end where channel = $1 and kind = 'notice'`, [
			channel,
			ways.length > 1,
		]);
		if (ways.length > 1) {
			await rpc('copy_notices', { p_kinds: ['notice_slack'], p_channel: channel, p_now: at(1) });
			await sql(`update outbox set status = 'sent' where channel = $1 and kind = 'notice_slack'`, [channel]);
		}
		expect(await untold(channel, 60, ways)).toEqual([]);
	});

	it('a notice that is not due yet has no copies, holds nobody up, and is taken back with them', async () => {
		const marina = customer();
		await note(marina.channel, 0, false);
		await told(marina.channel, 0);
		await note(marina.channel, 1, true);
		await rpc('enqueue_outbox', {
			p_rows: [
				{ key: `later-${marina.phone}`, kind: 'notice', channel: marina.channel, phone: '5511900000001', payload: { kind: 'hot_lead' } },
			],
			p_now: at(2 * MINUTE),
		});
		expect(await rpc('copy_notices', { p_kinds: ['notice_slack'], p_channel: marina.channel, p_now: at(2 * MINUTE) })).toBe(2);
		const claimed = await rpc<Array<{ idempotency_key: string }>>('claim_outbox', {
			p_kinds: ['notice'],
			p_limit: 9,
			p_lease_seconds: 60,
			p_channel: marina.channel,
			p_now: at(2 * MINUTE),
		});
		expect(claimed.map(({ idempotency_key }) => idempotency_key)).toEqual([`later-${marina.phone}`]);
	});
});

it.each<[NoticeFacts['kind'], Partial<NoticeFacts>, RegExp]>([
	[
		'integration_down',
		{ integration: 'zapi', reason: 'disconnected' },
		/^🔧 A Z-API não está funcionando desde as 09:00 de 10\/09 \(o número está desconectado do WhatsApp\)\.\n.*QR Code[\s\S]*respostas esperam/,
	],
	[
		'integration_down',
		{ integration: 'model', reason: 'no_credit', error: 'A conta está sem crédito.' },
		/O serviço de IA .*: A conta está sem crédito\.\nAs mensagens dos clientes esperam e serão respondidas/,
	],
	['integration_down', { integration: 'piperun', reason: 'unauthorized', error: 'x' }, /O PipeRun [\s\S]*"Token"[\s\S]*Os leads esperam/],
	['integration_down', { integration: 'chatwoot', reason: 'unavailable' }, /O Chatwoot .*fora do ar[\s\S]*página de status/],
	['integration_down', { integration: 'other' }, /^🔧 Other não está funcionando/],
	[
		'integration_up',
		{ integration: 'zapi', until: '2026-09-10T13:30:00Z' },
		/^✅ A Z-API voltou a funcionar \(fora desde as 09:00 de 10\/09 até as 10:30 de 10\/09\)\.$/,
	],
])('%s in words: %j', (kind, facts, words) => {
	expect(noticeText({ kind, phone: '1', since: '2026-09-10T12:00:00Z', ...facts })).toMatch(words);
});
