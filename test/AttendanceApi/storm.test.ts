import { GOES_ON, api, credentials, paths, run, withServer } from './nodeForTests';
import { runNode } from '../setup/oneNode';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const fifty = Array.from({ length: 50 }, (_, n) => ({ n }));
const count = (path: string): number => paths().filter((one) => one === path).length;

describe.each(['documented', 'v2'] as const)('in the dialect %s', (dialect) => {
	withServer(dialect);

	it('fifty items log in once', async () => {
		const { status } = await run('session', 'getMe', {}, { items: fifty });
		expect([status, api.logins.attempts, count('GET /auth/me')]).toEqual(['success', 1, 50]);
	});

	it('a token that the server took back costs one renewal, and every item succeeds', async () => {
		api.logins.habits.givesRefresh = true;
		await run('session', 'getMe');
		api.logins.revoke();
		const result = await run('session', 'getMe', {}, { items: fifty });
		expect(result.items('Node').map(({ email }) => email)).toEqual(fifty.map(() => 'ana.gerente@provedor.example'));
		// The refresh is refused, as the code does it: exactly one login follows.
		expect([api.logins.refreshes, api.logins.attempts]).toEqual([1, 2]);
	});

	it('ten executions at once share one renewal', async () => {
		api.logins.habits.givesRefresh = true;
		await run('session', 'getMe');
		api.logins.revoke();
		const results = await Promise.all(
			Array.from({ length: 10 }, async () => await run('session', 'getMe', {}, { items: fifty.slice(0, 5) })),
		);
		expect(results.map(({ status }) => status)).toEqual(results.map(() => 'success'));
		expect([api.logins.refreshes, api.logins.attempts]).toEqual([1, 2]);
	});

	it('a good refresh token spares the login', async () => {
		Object.assign(api.logins.habits, { givesRefresh: true, takesRefresh: true });
		await run('session', 'getMe');
		for (let round = 0; round < 3; round++) {
			api.logins.revoke();
			expect((await run('session', 'getMe')).status).toBe('success');
		}
		expect([api.logins.refreshes, api.logins.attempts]).toEqual([3, 1]);
	});

	it('a second refusal is told, and no item logs in again', async () => {
		api.faults.push({ kind: 'status', status: 401, times: Infinity, match: (path) => path === '/auth/me' });
		const result = await run('session', 'getMe', {}, { items: fifty, settings: GOES_ON });
		expect(new Set(result.items('Node').map(({ error }) => error)).size).toBe(1);
		expect([api.logins.attempts, count('GET /auth/me')]).toEqual([2, 51]);
	});
});

describe('a wrong password', () => {
	withServer();
	const changes = { password: 'errada-2026' };

	it('is tried once: all items fail with the same clear error, and so do the next executions', async () => {
		const { items } = await run('session', 'getMe', {}, { items: fifty, changes, settings: GOES_ON });
		const errors = items('Node').map(({ error }) => error);
		expect(errors).toEqual(
			fifty.map(() => 'Attendance API does not accept this e-mail and password (status 401): UNAUTHORIZED: E-mail ou senha inválidos'),
		);
		const again = await run('session', 'getMe', {}, { changes });
		expect(again.error?.description).toContain('Check "E-Mail" and "Password"');
		expect([api.logins.attempts, count('GET /auth/me')]).toEqual([1, 0]);
		// Another password is another try.
		expect((await run('session', 'getMe')).status).toBe('success');
	});

	it.each([
		[423, { detail: 'Conta bloqueada' }, 'has locked this account after failed logins'],
		[429, { detail: 'Muitas requisições' }, 'takes no more logins from this address'],
		[401, { detail: 'Não' }, 'does not accept this e-mail and password'],
	])('or a login that is answered with %d is not repeated, and its Retry-After is told', async (status, body, what) => {
		api.faults.push({
			kind: 'status',
			status,
			body,
			headers: { 'retry-after': '5' },
			times: Infinity,
			match: (path) => path === '/auth/login',
		});
		const { error } = await run('session', 'getMe');
		expect(error?.message).toContain(what);
		expect(error?.description).toContain('5 seconds');
		expect(count('POST /auth/login')).toBe(1);
	});

	it('shows neither password nor token in any error', async () => {
		await run('session', 'getMe');
		const token = String(api.requests.at(-1)?.headers.authorization).replace('Bearer ', '');
		const echo = { detail: `Token ${token} e senha Fibra2026! recusados` };
		api.faults.push({ kind: 'status', status: 400, body: echo });
		const { error } = await run('session', 'getMe');
		expect(error?.message).toBe('Attendance API refused the values (status 400): Token *** e senha *** recusados');
		expect(JSON.stringify(error)).not.toMatch(/Fibra2026!|stand-in-access/);
	});
});

describe('by hand', () => {
	withServer();

	it('logs in, tells who it is, and shows no token', async () => {
		const [item] = (await run('session', 'logIn')).items('Node');
		expect(item).toMatchObject({
			loggedIn: true,
			user: { id: '7', name: 'Ana Gerente', role: 'admin' },
			endsAt: expect.stringMatching(/Z$/),
		});
		expect(JSON.stringify(item)).not.toContain('stand-in');
	});

	it('logs out, and in again with the next operation', async () => {
		expect((await run('session', 'logOut')).items('Node')).toEqual([{ loggedOut: false, reason: 'not_logged_in' }]);
		await run('session', 'getMe');
		expect((await run('session', 'logOut')).items('Node')).toEqual([{ loggedOut: true, reason: null }]);
		await run('session', 'getMe');
		expect([api.logins.logouts, api.logins.attempts]).toEqual([1, 2]);
	});

	it('keeps a token that the server did not take back', async () => {
		await run('session', 'getMe');
		api.faults.push({ kind: 'status', status: 500 });
		expect((await run('session', 'logOut')).error?.message).toContain('status 500');
		await run('session', 'getMe');
		expect(api.logins.attempts).toBe(1);
	});

	it('renews', async () => {
		Object.assign(api.logins.habits, { givesRefresh: true, takesRefresh: true });
		await run('session', 'getMe');
		expect((await run('session', 'renew')).items('Node')).toMatchObject([{ loggedIn: true, user: { id: '7' } }]);
		expect([api.logins.refreshes, api.logins.attempts]).toEqual([1, 1]);
	});
});

describe('a credential that cannot be used', () => {
	withServer();

	it.each([
		[{ email: '' }, 'The field "E-Mail"'],
		[{ baseUrl: '' }, 'The field "Base URL"'],
		[{ dialect: 'v2', timeZone: 'Brasilia' }, 'The field "Time Zone"'],
	])('%j is told before anything is asked', async (changes, message) => {
		const { error } = await runNode({
			type: 'attendanceApi',
			parameters: { resource: 'session', operation: 'getMe' },
			credentials: credentials(changes),
		});
		expect(error?.message).toContain(message);
		expect(api.requests).toEqual([]);
	});
});
