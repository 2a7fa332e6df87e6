import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { newPlace } from '../setup/house';
import { closeSql } from '../setup/supabase';
import { startCalls, type Called, type Calls } from './calls';
import { operations } from './documentForTests';
import { loggedIn, waits, type LoggedIn } from './team';

let call: Calls;
let admin: LoggedIn;
let id: string;
beforeAll(async () => {
	call = await startCalls();
	admin = await loggedIn(call, 'admin');
	id = await waits(newPlace());
});
afterAll(closeSql);

const broken = { supabaseApi: { host: 'http://127.0.0.1:1', serviceRole: 'secret-role-key' } };
const routeOf = (method: string, path: string, parameter: string) =>
	`${method} ${path.replace(/\{\w+\}/, parameter).replace(/^(?!\/(?:health|metrics)$)/, '/api/v1')}`;

/** Names that any operation of the document reads, with what programs and strangers put there. */
const NAMES = [
	'email',
	'password',
	'nome',
	'role',
	'is_active',
	'refresh_token',
	'content',
	'type',
	'to_agent_id',
	'reason',
	'resolution',
	'notes',
	'to',
	'template_name',
	'language',
	'components',
	'conversation_id',
	'message',
	'context',
	'status',
	'channel',
	'assigned_to',
	'start_date',
	'end_date',
	'page',
	'limit',
	'__proto__',
	'constructor',
];
const value = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
	fc.constantFrom(
		'admin',
		'text',
		'image',
		'queue',
		'resolved',
		'+5531900000001',
		'5531900000001',
		'2026-01-01',
		'2026-01-01T10:00:00Z',
		'1',
		'-1',
		'9'.repeat(30),
		'ana@provedor.example',
		'Fibra2026!',
		'x'.repeat(70_000),
	),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
	fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }),
	fc.dictionary(fc.constantFrom('url', 'caption', 'type', 'text', 'parameters'), fc.jsonValue({ maxDepth: 2 })),
);
const fields = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 });

/** Done, asked of the workflow (no answer yet), in the shape of health, or refused in the documented shape; never a fault of ours. */
const isWell = ({ status, body }: Called): boolean =>
	status < 400 || 'services' in body || (status !== 500 && /\S/.test(String(body.detail)) && /^[A-Z_]+$/.test(String(body.error_code)));

it('whatever is asked is answered in the documented shape, and never with a 500', async () => {
	const one = fc.record({
		operation: fc.constantFrom(...operations.filter(({ operation }) => !['logout', 'deactivateUser'].includes(operation.operationId))),
		parameter: fc.oneof(
			fc.constant(id),
			fc.constant(String(admin.number + 1)),
			fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll('/', '') || '-'),
		),
		body: fc.oneof({ weight: 8, arbitrary: fields }, fc.jsonValue()),
		query: fields,
	});
	await fc.assert(
		fc.asyncProperty(one, async ({ operation: { method, path, operation }, parameter, body, query }) => {
			const asked = Object.fromEntries(
				Object.entries(query).map(([name, given]) => [name, typeof given === 'object' ? JSON.stringify(given) : String(given)]),
			);
			// Whoever breaks themself would answer the rest.
			const given = { ...(typeof body === 'object' && body !== null ? body : { body }), is_active: true, role: undefined };
			const answer = await call(routeOf(method, path, parameter), {
				token: admin.token,
				query: asked as IDataObject,
				body: operation.operationId === 'updateUser' ? given : body,
			});
			expect({ operation: operation.operationId, given: [answer.status, answer.body], isWell: isWell(answer) }).toMatchObject({
				isWell: true,
			});
		}),
		{ numRuns: 250, endOnFailure: true },
	);
}, 60_000);

const WITHOUT_DATABASE = ['verifyWebhook', 'receiveWebhook', 'metrics', 'document'];
it('every operation answers 503 while the database is down, without a secret', async () => {
	const ask = async ({ method, path, operation }: (typeof operations)[number]) => {
		const body = { email: 'ana@provedor.example', password: 'Fibra2026!', refresh_token: 'x' };
		const answer = await call(routeOf(method, path, id), {
			token: admin.token,
			body,
			credentials: broken,
			ip: `192.0.2.${Math.floor(Math.random() * 250)}`,
		});
		expect(JSON.stringify(answer.body)).not.toContain('secret-role-key');
		return [operation.operationId, answer.status];
	};
	const needing = operations.filter(({ operation }) => !WITHOUT_DATABASE.includes(operation.operationId));
	const answers = await Promise.all(operations.map(ask));
	expect(answers).toEqual(expect.arrayContaining(needing.map(({ operation }) => [operation.operationId, 503])));
}, 60_000);

it('health tells it in its own shape; figures are told all the same', async () => {
	expect(await call('GET /health', { credentials: broken })).toMatchObject({
		status: 503,
		body: { status: 'unhealthy', services: { database: 'unhealthy' } },
	});
	expect(String((await call('GET /metrics', { credentials: broken })).body)).toContain('database_up 0');
});

it.each([
	['GET /nowhere', 404],
	['GET /api/v1', 404],
	['GET /api/v1/users/1/2', 404],
	['PATCH /api/v1/users/1', 405],
	['GET /api/v1/auth/login', 405],
])('%s is a %i', async (route, status) => {
	expect(await call(route, { token: admin.token })).toMatchObject({ status, body: { detail: expect.any(String), field: null } });
});

it('a slash at the end says nothing; a body that says nothing of its type is read; too large a one is not', async () => {
	expect((await call('GET /api/v1/users/', { token: admin.token })).status).toBe(200);
	expect((await call('POST /api/v1/auth/refresh', { body: '{"refresh_token": "x"}' })).status).toBe(401);
	expect((await call('POST /api/v1/users', { token: admin.token, body: {}, rawBody: Buffer.alloc(1024 * 1024 + 1) })).status).toBe(413);
	expect((await call('POST /api/v1/users', { token: admin.token, body: 'oi' })).status).toBe(400);
});

it('calls are counted: with their headers, a 429 tells when to come again', async () => {
	const parameters = { options: { callsPerMinute: 3 } };
	const seen = [];
	for (let n = 0; n < 4; n++) seen.push(await call('GET /api/v1/auth/me', { token: admin.token, parameters }));
	expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
	expect(seen.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual(['2', '1', '0', '0']);
	expect(seen[3].body).toMatchObject({ error_code: 'RATE_LIMITED' });
	const [reset, now] = [Number(seen[3].headers['x-ratelimit-reset']), Date.now() / 1000];
	expect(reset - now).toBeGreaterThan(50);
	expect(reset - now).toBeLessThan(62);
	expect(Number(seen[3].headers['retry-after'])).toBeGreaterThan(50);
	const other = await loggedIn(call);
	expect((await call('GET /api/v1/auth/me', { token: other.token, parameters })).status).toBe(200);
});
