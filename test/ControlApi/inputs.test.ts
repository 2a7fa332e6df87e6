import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { addAttendant, newPlace, only, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { clickOf, startCalls, type Calls } from './calls';
import { bytes, deep, refused } from './inputsForTests';

let call: Calls;
let place: Place;
let key: string;
beforeAll(async () => {
	call = await startCalls();
	({ key } = await addAttendant());
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const ROUTES = () => [
	`POST /session/${place.phone}/takeover`,
	`POST /session/${place.phone}/transfer`,
	`POST /session/${place.phone}/touch`,
	`PUT /session/${place.phone}/metadata`,
	'POST /control/command',
	'POST /webhook/whatsapp',
];

describe('a body that is no object', () => {
	it.each<[string, unknown, number]>([
		['a text', 'takeover please', 415],
		['JSON of a caller that said nothing of its type', undefined, 415],
		['a list', [{ phone: '5531900000001' }], 400],
		['a number', 5, 400],
		['nested beyond reason', deep(5000), 400],
	])('%s', async (_, body, status) => {
		for (const route of ROUTES()) {
			const answer = await call(route, {
				key,
				body,
				rawBody: body === undefined ? Buffer.from('{"channel":"loja","force":false}') : bytes(body),
			});
			refused(answer);
			expect(answer.status).toBe(status);
		}
	});

	it('none at all is an empty one; a form is as good as JSON', async () => {
		const route = `POST /session/${place.phone}/takeover`;
		for (const body of [undefined, null, '', {}])
			expect((await call(route, { key, body, query: { channel: place.channel } })).status).toBe(200);
		const form = { channel: place.channel, phone: place.phone, command: 'liberar' };
		expect(
			await call('POST /control/command', { key, body: form, rawBody: Buffer.from(new URLSearchParams(form).toString()) }),
		).toMatchObject({
			status: 200,
			body: { current_mode: 'agent' },
		});
	});
});

it.each<[string, IDataObject, number]>([
	['phone that is an object', { phone: { toString: 1 } }, 400],
	['phone that is a list', { phone: ['5531900000001'] }, 400],
	['phone that is yes', { phone: true }, 400],
	['phone of 3,000 digits', { phone: '5'.repeat(3000) }, 400],
	['phone as a number that is none', { phone: 1e21 }, 400],
	['channel that is an object', { channel: { a: 1 } }, 400],
	['channel longer than an index takes', { channel: 'c'.repeat(5000) }, 400],
	['message id longer than an index takes', { message_id: 'm'.repeat(5000) }, 400],
	['message that is a list', { message: ['oi'] }, 400],
	['message of a megabyte', { message: 'x'.repeat(1_000_000) }, 400],
	['a year that no database knows', { event_time: '0000-01-01T00:00:00Z' }, 422],
	['a day that does not exist', { event_time: '2026-02-31T00:00:00Z' }, 422],
])('%s is the caller’s to mend', async (_, given, status) => {
	const answer = await call('POST /webhook/whatsapp', { key, body: { ...place, message: 'Oi', ...given } });
	refused(answer);
	expect(answer.status).toBe(status);
});

it('a phone may be a number, a flag a word, and what no database stores is left out of a text', async () => {
	const said = { phone: Number(place.phone), channel: place.channel, message: 'Quero \u0000um orçamento \ud83d\ude00\ud83d' };
	expect(await call('POST /webhook/whatsapp', { key, body: said })).toMatchObject({ status: 200 });
	expect(await sql('select content from conversations where channel = $1', [place.channel])).toEqual([
		{ content: 'Quero um orçamento 😀' },
	]);
	const route = `POST /session/${place.phone}/takeover`;
	for (const force of [false, 'false', 'não', 0])
		expect(await call(route, { key, body: { channel: place.channel, force } })).toMatchObject({ status: 200 });
	expect(await call(route, { key, body: { channel: place.channel, force: 'sim' } })).toMatchObject({
		status: 403,
		body: { error: 'FORCE_NOT_ALLOWED' },
	});
});

it.each<[string, IDataObject]>([
	['a mode twice', { mode: ['agent', 'human'] }],
	['a channel as an object', { channel: { eq: 'loja' } }],
	['a limit of a half', { limit: '1.5' }],
	['a cursor of another list', { cursor: Buffer.from('["ontem","a","b"]').toString('base64url') }],
	['a cursor of a day that does not exist', { cursor: Buffer.from('["2026-02-31T00:00:00Z","a","b"]').toString('base64url') }],
	['no date', { updated_since: '2026-13-01' }],
])('a list asked for with %s is refused', async (_, query) => {
	const answer = await call('GET /sessions/active', { key, query });
	refused(answer);
	expect(answer.body.sessions).toBeUndefined();
});

it('no body of any route ends in a 5xx or an error, while the database answers', async () => {
	const odd = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 40 }),
		fc.constantFrom<unknown>(
			'\u0000',
			'\ud800',
			'5531900000001',
			'/assumir força',
			'/xyz',
			'0000-01-01',
			'9999-12-31',
			'1e400',
			'__proto__',
			true,
			null,
			-1,
			1e21,
		),
		fc.jsonValue({ maxDepth: 3 }),
	);
	const names = [
		'phone',
		'channel',
		'message',
		'message_id',
		'name',
		'sender_type',
		'event_time',
		'metadata',
		'command',
		'attendant_id',
		'force',
		'to',
		'reason',
	];
	const body = fc.oneof(
		{
			weight: 4,
			arbitrary: fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, fc.string({ unit: 'binary' })), odd, {
				maxKeys: 6,
			}),
		},
		{ weight: 1, arbitrary: fc.anything() },
		{ weight: 1, arbitrary: fc.jsonValue() },
	);
	const { key: admin } = await addAttendant('admin');
	await fc.assert(
		fc.asyncProperty(fc.nat(ROUTES().length - 1), body, fc.boolean(), fc.boolean(), async (route, given, isAdmin, isPlaced) => {
			const placed = isPlaced && typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...place, ...given } : given;
			const { status } = await call(ROUTES()[route], { key: isAdmin ? admin : key, body: placed, query: { channel: place.channel } });
			expect([200, 400, 403, 404, 409, 413, 415, 422]).toContain(status);
		}),
		{ numRuns: 250 },
	);
}, 120_000);

it('no click in Slack ends in a 5xx or an error', async () => {
	const odd = fc.oneof(
		fc.jsonValue({ maxDepth: 2 }),
		fc.constantFrom<unknown>('\u0000', JSON.stringify(place), '{"phone":["1"],"channel":{}}', '{"phone":"12"}'),
	);
	const click = fc.record({
		user: fc.oneof(odd, fc.record({ id: odd })),
		response_url: odd,
		actions: fc.oneof(odd, fc.array(fc.oneof(odd, fc.record({ action_id: fc.constant('takeover'), value: odd })), { maxLength: 2 })),
	});
	await fc.assert(
		fc.asyncProperty(fc.oneof(click, fc.jsonValue()), async (given) => {
			expect([200, 400]).toContain((await call('POST /slack', clickOf(JSON.stringify(given)))).status);
		}),
		{ numRuns: 150 },
	);
}, 60_000);

describe('who may change what others have', () => {
	it('the metadata of a conversation is its owner’s and the supervisors’, by the route and by a command of the operator’s own', async () => {
		const [ana, bia, chief] = [await addAttendant(), await addAttendant(), await addAttendant('supervisor')];
		const put = async (who: string, query: IDataObject = {}) =>
			await call(`PUT /session/${place.phone}/metadata`, { key: who, query, body: { channel: place.channel, priority: who.slice(0, 4) } });
		expect((await put(bia.key)).status).toBe(200);
		await call(`POST /session/${place.phone}/takeover`, { key: ana.key, body: { channel: place.channel } });
		for (const query of [{}, { mode: 'replace' }]) {
			const answer = await put(bia.key, query);
			refused(answer);
			expect(answer).toMatchObject({ status: 403, body: { error: 'NOT_OWNER' } });
			expect((await put(ana.key, query)).status).toBe(200);
			expect((await put(chief.key, query)).status).toBe(200);
		}
		const customCommands = {
			command: [{ command: '/vip', description: 'Marca', effect: 'setMetadata', value: 'priority=vip', requiresRole: 'attendant' }],
		};
		const vip = async (who: string) =>
			await call('POST /control/command', { key: who, body: { ...place, command: '/vip' }, parameters: { customCommands } });
		expect(await vip(bia.key)).toMatchObject({
			status: 403,
			body: { error: 'NOT_OWNER', message: 'Só Pessoa attendant pode fazer isso nesta conversa.' },
		});
		expect((await vip(ana.key)).status).toBe(200);
	});

	it('what may not be written is told in Portuguese', async () => {
		const put = async (body: IDataObject) =>
			await call(`PUT /session/${place.phone}/metadata`, { key, body: { channel: place.channel, ...body } });
		for (const body of [
			{ escalation_reason: 'x' },
			{ big: 'x'.repeat(20_000) },
			{ note: 'a\u0000b' },
			{ 'k\ud800': 1 },
			{ note: { a: ['\udfff'] } },
		])
			refused(await put(body));
		expect(await put({ note: 'o texto \\u0000 é só texto', 'emoji 😀': '😀' })).toMatchObject({ status: 200 });
	});

	it('a new key changes nothing but the key: the Slack user, the phone, the role, the name and whether the person may act stay', async () => {
		const id = `${randomUUID()}@example.com`;
		const save = async (parameters: IDataObject) => await only('saveAttendant', { attendantId: id, ...parameters });
		const slackUserId = `U${randomUUID()}`;
		await save({ name: 'Rafael', role: 'supervisor', more: { slackUserId, phone: '5511999990001' } });
		await sql('update attendants set active = false where id = $1', [id]);
		expect(await save({ name: '', role: '={{ "" }}', more: {} })).toMatchObject({
			name: 'Rafael',
			role: 'supervisor',
			key: expect.any(String),
		});
		const stored = async () => (await sql('select name, role, slack_user_id, phone, active from attendants where id = $1', [id]))[0];
		expect(await stored()).toEqual({
			name: 'Rafael',
			role: 'supervisor',
			slack_user_id: slackUserId,
			phone: '5511999990001',
			active: false,
		});
		await save({ name: 'Rafael Reis', role: 'attendant', more: { slackUserId: '', active: true } });
		expect(await stored()).toEqual({ name: 'Rafael Reis', role: 'attendant', slack_user_id: null, phone: '5511999990001', active: true });
	});
});
