import { sql } from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import { attendanceSockets, attended, endingIn, given, loggedIn, ofType } from './socketForTests';

const sockets = attendanceSockets();
afterEach(async () => {
	jest.useRealTimers();
	await sockets.end();
});
afterAll(sockets.close);

describe('who may connect', () => {
	it('whoever has a good token, in the query or in the header, at both places', async () => {
		const { connect } = await sockets.serve();
		const { token } = await loggedIn();
		const all = [
			connect(token),
			connect(encodeURIComponent(token), { path: '/api/v1/ws/chat' }),
			connect('', { headers: { authorization: `Bearer ${token}` } }),
		];
		for (const one of all) {
			await one.settled();
			one.say({ type: 'ping' });
			expect(await one.hears(1)).toBe(true);
			expect(one.seen.frames).toEqual([{ type: 'pong' }]);
		}
	});

	it('nobody else: told in the documented shape before anything is opened', async () => {
		const { connect, port } = await sockets.serve();
		const ana = await loggedIn();
		const [header, payload] = ana.token.split('.');
		const forged = [
			header,
			Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: '1' })).toString('base64url'),
		];
		for (const token of ['', 'x', `${forged.join('.')}.${ana.token.split('.')[2]}`, await endingIn(ana, -1)]) {
			const one = connect(token);
			await one.settled();
			expect(one.seen.status).toBe(401);
			expect(await until(() => one.seen.refusal.endsWith('}'))).toBe(true);
			expect(JSON.parse(one.seen.refusal)).toEqual({
				detail: 'Token ausente, inválido ou vencido',
				error_code: 'UNAUTHORIZED',
				field: null,
			});
		}
		await sql('update attendance_logins set ended_at = now() where id = $1', [ana.login]);
		const gone = connect(ana.token);
		await gone.settled();
		expect(gone.seen.status).toBe(401);
		const plain = await fetch(`http://127.0.0.1:${port}/ws/chat`);
		expect([plain.status, plain.headers.get('upgrade')]).toEqual([426, 'websocket']);
		const below = connect((await loggedIn()).token, { path: '/ws/chat/12' });
		await below.settled();
		expect(below.seen.status).toBe(404);
	});

	it.each([
		['https://mal.example', [], 403],
		['null', [], 403],
		['https://mal.example', ['https://painel.example'], 403],
		['https://painel.example', ['https://painel.example/'], 0],
		['https://api.provedor.example', [], 0],
		['null', ['*'], 0],
	])('a page of %s, where %j may, is answered %d', async (origin, allowedOrigins, status) => {
		const { connect } = await sockets.serve({ publicUrl: 'https://api.provedor.example/atende', allowedOrigins });
		const { token } = await loggedIn();
		const one = connect(token, { headers: { origin } });
		await one.settled();
		expect([one.seen.status, one.seen.isOpen]).toEqual([status, status === 0]);
	});

	it('three times each, also where ten come at once; whoever goes makes room', async () => {
		const { connect } = await sockets.serve();
		const [ana, bia] = [await loggedIn(), await loggedIn()];
		const ten = Array.from({ length: 10 }, () => connect(ana.token));
		await Promise.all(ten.map(async (one) => await one.settled()));
		expect(await until(() => ten.filter(({ seen }) => seen.isOpen).length === 3)).toBe(true);
		const refused = ten.filter(({ seen }) => !seen.isOpen);
		expect(new Set(refused.map(({ seen }) => seen.status || seen.code))).toEqual(new Set([429]));
		const other = connect(bia.token);
		await other.settled();
		expect(other.seen.isOpen).toBe(true);
		ten.find(({ seen }) => seen.isOpen)!.seen.socket.close();
		expect(
			await until(async () => {
				const again = connect(ana.token);
				await again.settled();
				return again.seen.isOpen;
			}),
		).toBe(true);
	});

	it('not while the database is away: later', async () => {
		const gateway = await sockets.gateway();
		const { connect } = await sockets.serve({}, gateway.url);
		const { token } = await loggedIn();
		await gateway.down();
		const one = connect(token);
		expect(await until(() => one.seen.status > 0, 20_000)).toBe(true);
		expect(one.seen.status).toBe(503);
		await gateway.up();
	});
});

describe('a token that is over', () => {
	it.each<[string, (id: string, login: string) => Promise<unknown>]>([
		['logged out', async (_, login) => await sql(`update attendance_logins set ended_at = now() where id = $1`, [login])],
		['switched off', async (id) => await sql('update attendants set active = false where id = $1', [id])],
	])('ends the connection of who is %s; the others go on', async (_, end) => {
		const { joined } = await sockets.serve();
		const [ana, bia] = [await loggedIn(), await loggedIn()];
		const [hers, others] = [await joined(ana), await joined(bia)];
		await end(ana.id, ana.login);
		expect([await hers.ended(), hers.seen.code, hers.seen.reason]).toEqual([true, 4002, 'Token is over']);
		expect(others.seen.isOpen).toBe(true);
	});

	it('by its time ends it by the database’s clock', async () => {
		const { joined } = await sockets.serve();
		const ana = await loggedIn();
		const [short, long] = [await joined({ ...ana, token: await endingIn(ana, 3) }), await joined(ana)];
		expect(short.seen.isOpen).toBe(true);
		expect([await short.ended(), short.seen.code]).toEqual([true, 4002]);
		expect(long.seen.isOpen).toBe(true);
	});

	it.each([1, -1])('is none sooner or later where this machine’s clock is %d hour off', async (hours) => {
		const doNotFake = [
			'setTimeout',
			'clearTimeout',
			'setInterval',
			'clearInterval',
			'setImmediate',
			'clearImmediate',
			'nextTick',
			'queueMicrotask',
		] as const;
		const ana = await loggedIn();
		jest.useFakeTimers({ now: Date.now() + hours * 3_600_000, doNotFake: [...doNotFake, 'performance', 'hrtime'] });
		const { joined, connect } = await sockets.serve();
		const { id, place } = await attended();
		const one = await joined({ ...ana, token: await endingIn(ana, 600) }, id);
		await given(place, ana.id);
		expect(await until(() => ofType(one, 'conversation_assigned').length === 1)).toBe(true);
		const over = connect(await endingIn(ana, -600));
		await over.settled();
		expect([over.seen.status, one.seen.isOpen]).toEqual([401, true]);
	});
});
