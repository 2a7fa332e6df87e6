import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { addAttendant, customerTurn, message, newPlace, operate, type Place } from '../setup/house';

let call: Calls;
let place: Place;
beforeAll(async () => {
	call = await startCalls();
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const order = async (name: string, key: string, body: IDataObject = {}) =>
	await call(`POST /session/${place.phone}/${name}`, { key, body: { channel: place.channel, ...body } });

describe('who may call', () => {
	it('everybody learns what is down and since when, and nothing else of it; the team reads it in words', async () => {
		const { channel } = newPlace();
		await sql(`select note_integration($1, 'zapi', false, 'operator', 'unauthorized', 'refused')`, [channel]);
		const { body } = await call('GET ');
		expect(body.integrations).toContainEqual({ integration: 'zapi', since: expect.stringMatching(/^20\d\d-/) });
		expect(JSON.stringify(body)).not.toMatch(new RegExp(`${channel}|refused`));
		const { key } = await addAttendant();
		const listed = await call('GET sessions/active', { key, query: { channel } });
		expect(listed.body.warnings).toEqual([
			expect.stringMatching(/^A Z-API não está funcionando desde as .* \(o acesso foi recusado\): refused$/),
		]);
		await sql(`select note_integration($1, 'zapi', true)`, [channel]);
		expect((await call('GET sessions/active', { key, query: { channel } })).body.warnings).toEqual([]);
	});

	it('everybody learns that the database is down', async () => {
		const { body, status } = await call('GET ', {
			credentials: { supabaseApi: { host: 'http://127.0.0.1:9', serviceRole: 'x'.repeat(20) } },
		});
		expect([status, body.status, body.integrations]).toEqual([200, 'online', [{ integration: 'supabase', since: expect.any(String) }]]);
	});

	it('whatever watches over this gets the health of everything, without a key, a number or a word that was said', async () => {
		const [channel, name] = [`c-${randomUUID()}`, `probe-${randomUUID()}`];
		const looked = (outcome: string) => JSON.stringify([{ name, outcome, sentence: 'nobody shall read this', ms: 3 }]);
		await sql(`select note_health($1, $2, false)`, [channel, looked('error')]);
		const { status, body } = await call('GET /health');
		expect([status, body.status]).toEqual([503, 'unhealthy']);
		expect(body.checks).toContainEqual({ name, outcome: 'error', since: expect.stringMatching(/^20\d\d-/) });
		expect(JSON.stringify(body)).not.toMatch(new RegExp(`${channel}|nobody shall`));
	});

	it('and that the database is down', async () => {
		const credentials = { supabaseApi: { host: 'http://127.0.0.1:9', serviceRole: 'x'.repeat(20) } };
		expect(await call('GET /health', { credentials })).toMatchObject({
			status: 503,
			body: { status: 'unhealthy', checked_at: null, down: [{ integration: 'supabase' }] },
		});
	});

	it('everybody learns that it is online, and gets the page', async () => {
		expect(await call('GET ')).toMatchObject({ status: 200, body: { status: 'online', service: 'n8n-nodes-atendeaqui' } });
		const page = await call('GET /painel');
		expect([page.status, page.headers['content-type'], String(page.body)]).toEqual([
			200,
			'text/html; charset=utf-8',
			expect.stringContaining('<!doctype html>'),
		]);
	});

	it.each([
		'GET /sessions/active',
		'GET /attendants',
		'GET /session/5511900000001/status',
		'GET /session/5511900000001/history',
		'POST /session/5511900000001/takeover',
		'PUT /session/5511900000001/metadata',
		'POST /control/command',
		'POST /webhook/whatsapp',
	])('%s wants a key', async (route) => {
		for (const key of [undefined, 'wrong'])
			expect(await call(route, { key, body: {} })).toMatchObject({ status: 401, body: { success: false, error: 'UNAUTHORIZED' } });
	});

	it('an inactive attendant is nobody; the key may come as X-API-Key', async () => {
		const { id, key } = await addAttendant();
		expect((await call('GET /attendants', { headers: { 'x-api-key': key } })).status).toBe(200);
		await sql('update attendants set active = false where id = $1', [id]);
		expect((await call('GET /attendants', { key })).status).toBe(401);
	});

	it('the page runs no script but its own, in a sandbox, and in nobody else’s frame; keys stay out of addresses', async () => {
		const { headers, body } = await call('GET /painel');
		expect(headers).toMatchObject({
			'content-security-policy': "sandbox allow-forms allow-modals allow-scripts; frame-ancestors 'none'",
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store',
		});
		expect(String(body)).toMatch(/default-src 'none';[^"]*script-src 'sha256-[^']+'"/);
		expect(String(body)).not.toMatch(/\son\w+="|javascript:/);
	});

	it('what is too large, or an address that cannot be read, is refused before the database is asked', async () => {
		const broken = { supabaseApi: { host: 'http://127.0.0.1:1', serviceRole: 'secret-role-key' } } as never;
		const rawBody = Buffer.alloc(1024 * 1024 + 1);
		expect(await call('POST /webhook/whatsapp', { key: 'any', body: {}, rawBody, credentials: broken })).toMatchObject({
			status: 413,
			body: { error: 'TOO_LARGE' },
		});
		const { key } = await addAttendant();
		expect(await call('POST /session/%E0%A4%A/takeover', { key, body: {} })).toMatchObject({
			status: 400,
			body: { error: 'INVALID_PHONE' },
		});
		expect(await call('POST /session/%2e%2e%2f/takeover', { key, body: {} })).toMatchObject({
			status: 400,
			body: { error: 'INVALID_PHONE' },
		});
	});

	it('no key, and nobody’s but the caller’s, is in what is written or answered', async () => {
		const { key } = await addAttendant();
		const answers = [await order('takeover', key), await call('GET /sessions/active', { key }), await call('GET /attendants', { key })];
		expect(JSON.stringify(answers)).not.toContain(key);
		expect(JSON.stringify(answers)).not.toContain('key_hash');
		const [{ events }] = [(await call(`GET /session/${place.phone}/history`, { key, query: { channel: place.channel } })).body];
		expect(JSON.stringify(events)).not.toContain(key);
	});

	it('what does not exist is 404, a database that does not answer 503 without a secret', async () => {
		const { key } = await addAttendant();
		expect(await call('GET /nowhere', { key })).toMatchObject({ status: 404 });
		for (const name of ['explode', 'constructor', '__proto__', 'toString'])
			expect({ name, ...(await order(name, key)) }).toMatchObject({ name, status: 404 });
		const broken = { supabaseApi: { host: 'http://127.0.0.1:1', serviceRole: 'secret-role-key' } };
		const answer = await call('GET /attendants', { key, credentials: broken as never });
		expect(answer).toMatchObject({ status: 503, body: { error: 'STORE_UNAVAILABLE' } });
		expect(JSON.stringify(answer)).not.toContain('secret-role-key');
	});
});

describe('lists', () => {
	it('tell who answers and what may be done, and cost a 304 while nothing changes', async () => {
		const { id, key } = await addAttendant();
		await customerTurn(place, 'Tem FB300?');
		await order('takeover', key);
		const list = async (query: IDataObject = {}, headers: IDataObject = {}) =>
			await call('GET /sessions/active', { key, query: { channel: place.channel, ...query }, headers });
		const first = await list({ mode: 'human' });
		expect(first.body).toMatchObject({
			total: 1,
			next_cursor: null,
			agent_enabled: true,
			me: { id, role: 'attendant' },
			sessions: [
				{
					phone: place.phone,
					mode: 'human',
					human_attendant: id,
					last_text: 'Tem FB300?',
					last_from: 'customer',
					actions: ['release', 'transfer', 'pause'],
					metadata: {},
				},
			],
		});
		expect((await list({ attendant: id })).body.total).toBe(1);
		expect((await list({ attendant: 'bia' })).body.total).toBe(0);
		expect((await list({ mode: 'paused' })).body.total).toBe(0);
		expect(await list({ mode: 'human' }, { 'if-none-match': first.headers.etag })).toMatchObject({ status: 304, body: '' });
		expect((await list({ updated_since: first.body.now })).body.sessions).toEqual([]);
		await order('release', key);
		expect((await list({ updated_since: first.body.now })).body.sessions).toHaveLength(1);
		expect((await list({ mode: 'robot' })).status).toBe(422);
		expect((await list({ cursor: 'x' })).status).toBe(422);
		expect((await list({ limit: '-1' })).status).toBe(422);
		expect((await list({ updated_since: 'ontem' })).status).toBe(422);
	});

	it('come in pages', async () => {
		const { key } = await addAttendant();
		for (let n = 0; n < 5; n++) await operate('receive', {}, [message({ ...newPlace(), channel: place.channel })]);
		const seen: unknown[] = [];
		for (let cursor: unknown = ''; cursor !== null;) {
			const { body } = await call('GET /sessions/active', { key, query: { channel: place.channel, limit: '2', cursor: cursor as string } });
			seen.push(...body.sessions!.map(({ phone }) => phone));
			cursor = body.next_cursor;
		}
		expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
	});

	it('status makes nothing, history tells who wrote, attendants show no key', async () => {
		const { id, key } = await addAttendant();
		const query = { channel: place.channel };
		expect(await call(`GET /session/${place.phone}/status`, { key, query })).toMatchObject({
			status: 200,
			body: { exists: false, mode: 'agent' },
		});
		expect(await call(`GET /session/${place.phone}/status`, { key, query: { ...query, virtual: 'false' } })).toMatchObject({ status: 404 });
		expect(await sql('select 1 from sessions where channel = $1', [place.channel])).toEqual([]);
		await customerTurn(place);
		expect(await call(`GET /session/${place.phone}/history`, { key, query })).toMatchObject({
			body: { messages: [{ author: 'customer', text: 'Oi' }] },
		});
		const { body } = await call('GET /attendants', { key });
		expect(body.attendants).toContainEqual({ id, name: 'Pessoa attendant', role: 'attendant' });
		expect(JSON.stringify(body)).not.toMatch(/key_hash|slack/);
	});

	it('who only uses the attendance API is no attendant: not listed, nobody to transfer to, and their key is none', async () => {
		const [attends, only] = [await addAttendant('supervisor'), await addAttendant()];
		await sql('update attendants set limited = true where id = $1', [only.id]);
		const listed = (await call('GET /attendants', { key: attends.key })).body.attendants as IDataObject[];
		const ids = listed.map(({ id: one }) => one);
		expect([ids.includes(attends.id), ids.includes(only.id)]).toEqual([true, false]);
		expect((await call('GET /attendants', { key: only.key })).status).toBe(401);
		await customerTurn(place);
		await order('takeover', attends.key);
		const to = async (whom: string) => (await order('transfer', attends.key, { to: whom })).status;
		expect(await to(only.id)).toBe(400);
		await sql('update attendants set limited = false where id = $1', [only.id]);
		expect((await call('GET /attendants', { key: only.key })).status).toBe(200);
		expect(await to(only.id)).toBe(200);
	});
});
