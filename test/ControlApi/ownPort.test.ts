import { TAKEOVER_ACTION } from '../../nodes/shared/core/handoff/slackMessage';
import { faultQueue } from '../sandbox/faults';
import { json as jsonAnswer, startServer } from '../sandbox/server';
import { addAttendant, customerTurn, newPlace, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { clickOf } from './calls';
import { authorized, controlApiPorts } from './portForTests';

const ports = controlApiPorts();
const { publish } = ports;
let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterEach(async () => {
	await ports.end();
});
afterAll(closeSql);

it('the page has an origin: no sandbox, its own server alone to talk to, and its own strict policy inside', async () => {
	const { call } = await publish();
	const { status, headers, body } = await call('GET /painel');
	expect([status, headers.get('content-type'), headers.get('content-security-policy')]).toEqual([
		200,
		'text/html; charset=utf-8',
		"connect-src 'self'; frame-ancestors 'none'",
	]);
	expect(headers.get('cache-control')).toBe('no-store');
	expect(body).toMatch(/http-equiv="content-security-policy" content="default-src 'none'/i);
});

it.each([
	['https://127.0.0.1:9', 'max-age=31536000'],
	['http://127.0.0.1:9', null],
])('where the world comes by %s, it is told %j of how to come', async (publicUrl, told) => {
	const { call } = await publish({ publicUrl });
	for (const route of ['GET /painel', 'GET /sessions', 'GET /nothing'])
		expect((await call(route)).headers.get('strict-transport-security')).toBe(told);
});

it('an order is carried out for whoever has the key, and starts the workflow; without a key nothing is', async () => {
	await customerTurn(place);
	const { call, events } = await publish();
	const route = `POST /session/${place.phone}/takeover`;
	expect(await call(route, authorized('wrong', { channel: place.channel }))).toMatchObject({
		status: 401,
		body: { success: false, error: 'UNAUTHORIZED' },
	});
	expect(events).toEqual([]);
	const { key } = await addAttendant();
	expect(await call(route, authorized(key, { channel: place.channel }))).toMatchObject({
		status: 200,
		body: { success: true, current_mode: 'human' },
	});
	expect(events).toEqual([expect.objectContaining({ event: 'takeover', phone: place.phone, changed: true })]);
	expect(await sql('select mode from sessions where channel = $1', [place.channel])).toEqual([{ mode: 'human' }]);
});

it('what has not changed is a 304 without a body', async () => {
	const { call } = await publish();
	const { key } = await addAttendant();
	const route = `GET /sessions/active?channel=${place.channel}`;
	const first = await call(route, authorized(key));
	const etag = first.headers.get('etag');
	expect([first.status, first.body.total, typeof etag]).toEqual([200, 0, 'string']);
	const again = await call(route, { headers: { authorization: `Bearer ${key}`, 'if-none-match': etag! } });
	expect([again.status, again.body]).toEqual([304, '']);
});

it('a click of Slack is believed by the signature over the very bytes, and a tampered one is not', async () => {
	await customerTurn(place);
	const { call, events } = await publish();
	const attendant = await addAttendant('attendant', `U${place.phone}`);
	const payload = JSON.stringify({
		user: { id: `U${place.phone}` },
		actions: [{ action_id: TAKEOVER_ACTION, value: JSON.stringify(place) }],
	});
	const send = async (given: ReturnType<typeof clickOf>) =>
		await call('POST /slack', {
			headers: { ...(given.headers as Record<string, string>), 'content-type': 'application/x-www-form-urlencoded' },
			body: String(given.rawBody),
		});
	expect((await send(clickOf(payload, { tampered: true }))).status).toBe(401);
	const clicked = await send(clickOf(payload));
	expect([clicked.status, clicked.body]).toEqual([200, { ok: true }]);
	expect(events).toEqual([expect.objectContaining({ event: 'slack', success: true, attendant: attendant.id })]);
});

it.each<[string, string, RequestInit, number]>([
	['an address that does not exist', 'GET /nothing', {}, 404],
	['a method that is not of that address', 'DELETE /painel', {}, 404],
	['JSON that is none', 'POST /control/command', { body: '{"x', headers: { 'content-type': 'application/json' } }, 422],
	['a body of 2 MB', 'POST /control/command', { body: 'a'.repeat(2 ** 21) }, 413],
	['a preflight of another site', 'OPTIONS /sessions/active', { headers: { origin: 'https://example.com' } }, 404],
])('%s is refused with a code and a sentence', async (_, route, init, status) => {
	const { call, events } = await publish();
	const answer = await call(route, init);
	expect([answer.status, answer.body]).toEqual([
		status,
		{ success: false, error: expect.stringMatching(/^[A-Z_]+$/), message: expect.stringMatching(/\.$/) },
	]);
	expect(answer.headers.get('access-control-allow-origin')).toBeNull();
	expect(events).toEqual([]);
});

it('is there for whoever watches over it; nothing listens where it is off, and a wrong public URL is told', async () => {
	const { call } = await publish();
	expect(await call('GET ')).toMatchObject({ status: 200, body: { status: 'online' } });
	const off = await publish({ ownPort: false });
	await expect(off.call('GET ')).rejects.toThrow('fetch failed');
	const other = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => jsonAnswer(404, { code: 404 }) });
	await expect(publish({ publicUrl: other.url })).rejects.toThrow(`${other.url} does not lead to this port`);
	await other.stop();
});
