import { randomUUID } from 'node:crypto';

import { claimsOf, signed } from '../../nodes/AttendanceServer/auth/jwt';
import { passwordHash } from '../../nodes/AttendanceServer/auth/password';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { addUser, loggedIn, PASSWORD } from './team';

let call: Calls;
beforeAll(async () => {
	call = await startCalls();
});
afterAll(closeSql);

const login = async (email: string, password: string, ip?: string) =>
	await call('POST /api/v1/auth/login', { body: { email, password }, ip });
const me = async (token: string) => (await call('GET /api/v1/auth/me', { token })).status;
const refresh = async (refresh_token: string) => await call('POST /api/v1/auth/refresh', { body: { refresh_token } });

describe('login', () => {
	it('gives a token that holds a day, one to renew it with, and the user', async () => {
		const { email, number } = await addUser('supervisor');
		const { status, body, headers } = await login(` ${email.toUpperCase()} `, PASSWORD);
		expect(status).toBe(200);
		expect(body).toMatchObject({ token_type: 'bearer', expires_in: 86_400, user: { id: number, email, role: 'supervisor' } });
		expect(headers).toMatchObject({ 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '5' });
		expect(await me(String(body.access_token))).toBe(200);
		expect(JSON.stringify(body)).not.toMatch(/scrypt|password/);
	});

	it('tells an e-mail that nobody has from a wrong password by nothing: not by words, not by time', async () => {
		const { email } = await addUser('atendente', await passwordHash(PASSWORD));
		const took = async (who: string) => {
			const began = performance.now();
			const { status, body } = await login(who, 'Errada2026!');
			return { status, body, ms: performance.now() - began };
		};
		await took(`aquecer-${randomUUID()}@provedor.example`);
		const known = await took(email);
		const unknown = await took(`ninguem-${randomUUID()}@provedor.example`);
		expect(known.status).toBe(401);
		expect(unknown).toMatchObject({ status: 401, body: known.body });
		expect(unknown.ms).toBeGreaterThan(known.ms / 3);
		expect(unknown.ms).toBeLessThan(known.ms * 3);
	});

	it('five wrong ones lock for 15 minutes, an e-mail that nobody has as well; the right password is no way around', async () => {
		const { email } = await addUser();
		for (const who of [email, `ninguem-${randomUUID()}@provedor.example`]) {
			for (let n = 0; n < 5; n++) expect((await login(who, 'Errada2026!')).status).toBe(401);
			const locked = await login(who, PASSWORD);
			expect(locked).toMatchObject({ status: 429, body: { error_code: 'LOCKED', field: null } });
			expect(Number(locked.headers['retry-after'])).toBeGreaterThan(880);
		}
		await sql(
			`update attendance_failures set last_at = now() - interval '15 minutes', locked_until = now() where locked_until is not null`,
		);
		expect((await login(email, PASSWORD)).status).toBe(200);
	});

	it('fifty guesses at once are no more than five', async () => {
		const { email } = await addUser();
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await login(email, 'Errada2026!')));
		expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
		expect(answers.filter(({ status }) => status === 429)).toHaveLength(45);
	}, 30_000);

	it('four wrong ones are forgotten with the right one', async () => {
		const { email } = await addUser();
		for (const _ of [1, 2]) {
			for (let n = 0; n < 4; n++) expect((await login(email, 'Errada2026!')).status).toBe(401);
			expect((await login(email, PASSWORD)).status).toBe(200);
		}
	});

	it('an address has five wrong ones in a quarter of an hour, and as many right ones as it likes', async () => {
		const { email } = await addUser();
		for (let n = 0; n < 6; n++) expect((await login(email, PASSWORD, '203.0.113.9')).status).toBe(200);
		for (let n = 0; n < 5; n++) expect((await login(`n-${randomUUID()}@provedor.example`, 'x', '203.0.113.9')).status).toBe(401);
		expect(await login(email, PASSWORD, '203.0.113.9')).toMatchObject({
			status: 429,
			body: { error_code: 'RATE_LIMITED' },
			headers: { 'x-ratelimit-remaining': '0', 'retry-after': expect.stringMatching(/^\d+$/) },
		});
		expect((await login(email, PASSWORD, '203.0.113.10')).status).toBe(200);
	});

	it('who is switched off, or has no password, is nobody', async () => {
		const { email } = await addUser();
		await sql('update attendants set active = false where email = $1', [email]);
		expect((await login(email, PASSWORD)).status).toBe(401);
		await sql('update attendants set active = true, password_hash = null where email = $1', [email]);
		expect((await login(email, PASSWORD)).status).toBe(401);
	});

	it.each<[string, unknown, string | null]>([
		['no body', undefined, 'email'],
		['no password', { email: 'ana@provedor.example' }, 'password'],
		['a number for a password', { email: 'ana@provedor.example', password: 12345678 }, 'password'],
		['no e-mail', { email: 'ana', password: PASSWORD }, 'email'],
		['an endless password', { email: 'ana@provedor.example', password: 'A1!'.repeat(10_000) }, 'password'],
		['a list', [], null],
	])('%s is a 400 that names the field', async (_, body, field) => {
		expect(await call('POST /api/v1/auth/login', { body })).toMatchObject({ status: 400, body: { error_code: 'VALIDATION_ERROR', field } });
	});
});

describe('a login goes on', () => {
	it('by its refresh token, once with each; extra fields and a slash at the end do no harm', async () => {
		const { refresh: first } = await loggedIn(call);
		const next = await call('POST /api/v1/auth/refresh/', { body: { refresh_token: first, device_name: 'x' } });
		expect(next).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 86_400 } });
		expect(await me(String(next.body.access_token))).toBe(200);
		expect((await refresh(String(next.body.refresh_token))).status).toBe(200);
	});

	it('a stolen token that is used again ends it for thief and owner, with all that was renewed from it; what they have on another machine goes on', async () => {
		const { token, refresh: stolen, email } = await loggedIn(call);
		const elsewhere = (await login(email, PASSWORD)).body;
		const thief = await refresh(stolen);
		expect(thief.status).toBe(200);
		expect(await refresh(stolen)).toMatchObject({ status: 401, body: { error_code: 'UNAUTHORIZED' } });
		expect((await refresh(String(thief.body.refresh_token))).status).toBe(401);
		expect([await me(token), await me(String(thief.body.access_token))]).toEqual([401, 401]);
		expect([await me(String(elsewhere.access_token)), (await refresh(String(elsewhere.refresh_token))).status]).toEqual([200, 200]);
	});

	it('of two renewals at once one counts, and the other one ends it', async () => {
		const { refresh: one } = await loggedIn(call);
		const statuses = (await Promise.all([refresh(one), refresh(one)])).map(({ status }) => status).sort();
		expect(statuses).toEqual([200, 401]);
	});

	it('until the logout: neither token is good after it', async () => {
		const { token, refresh: one } = await loggedIn(call);
		const other = await loggedIn(call);
		expect((await call('POST /api/v1/auth/logout', { token })).status).toBe(200);
		expect([await me(token), (await refresh(one)).status, await me(other.token)]).toEqual([401, 401, 200]);
	});

	it('by the database’s clock: a process whose own is an hour off takes the same tokens', async () => {
		const { token, number } = await loggedIn(call);
		const [{ login: id, secret, now }] = await sql<{ login: string; secret: string; now: number }>(
			`select l.id as login, attendance_secret() as secret, extract(epoch from now())::int as now
			from attendance_logins l join attendants a on a.id = l.attendant where a.number = $1`,
			[number],
		);
		const over = signed({ number, login: id, issued: now - 86_400, expires: now - 1 }, secret);
		jest.useFakeTimers({ doNotFake: ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
		try {
			for (const hours of [-1, 1, 25]) {
				jest.setSystemTime(Date.now() + hours * 3_600_000);
				expect([await me(token), await me(over)]).toEqual([200, 401]);
			}
		} finally {
			jest.useRealTimers();
		}
	});

	it('for a day with one token', async () => {
		const { number } = await loggedIn(call);
		const [{ login: id }] = await sql<{ login: string }>(
			`select l.id as login from attendance_logins l join attendants a on a.id = l.attendant where a.number = $1`,
			[number],
		);
		const [{ secret }] = await sql<{ secret: string }>('select attendance_secret() as secret');
		const now = Math.floor(Date.now() / 1000);
		const of = (expires: number) => signed({ number, login: id, issued: now - 86_400, expires }, secret);
		expect([await me(of(now + 60)), await me(of(now - 1))]).toEqual([200, 401]);
	});
});

describe('a token', () => {
	const SECRET = 'a'.repeat(64);
	const claims = { number: 12, login: randomUUID(), issued: 1_795_000_000, expires: 1_795_086_400 };

	it('is read by who signed it, and by nobody else', () => {
		const token = signed(claims, SECRET);
		expect(claimsOf(token, SECRET)).toEqual(claims);
		expect(claimsOf(token, 'b'.repeat(64))).toBeNull();
	});

	it.each<[string, (token: string) => string]>([
		['nothing', () => ''],
		[
			'one that names no algorithm',
			(token) => `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${token.split('.')[1]}.`,
		],
		[
			'another user',
			(token) =>
				token
					.split('.')
					.with(1, Buffer.from(JSON.stringify({ iss: 'atendeaqui', sub: '1', sid: claims.login, iat: 0, exp: 9e9 })).toString('base64url'))
					.join('.'),
		],
		['one part too many', (token) => `${token}.x`],
		['garbage', () => '\u0000.\u0000.\u0000'],
		['an endless one', (token) => token.repeat(50)],
	])('%s is none', (_, forge) => {
		expect(claimsOf(forge(signed(claims, SECRET)), SECRET)).toBeNull();
	});

	it('without one, or with a wrong one, nothing is told', async () => {
		for (const token of [undefined, 'x', 'a.b.c'])
			expect(await call('GET /api/v1/auth/me', { token })).toMatchObject({
				status: 401,
				body: { error_code: 'UNAUTHORIZED', field: null },
			});
	});
});
