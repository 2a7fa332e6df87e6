import { freePort } from '../sandbox/ports';
import { closeSql } from '../setup/supabase';
import { client } from '../shared/server/socketsForTests';
import { openServer } from './servers';
import { addUser, PASSWORD } from './team';

const close: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const one of close.splice(0)) await one();
});
afterAll(closeSql);

const PANEL = 'https://painel.example';
/** The server, for pages of these origins. */
async function serve(origins?: string) {
	const server = await openServer(origins === undefined ? {} : { options: { origins } });
	close.push(server.close);
	const ask = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
		const answer = await fetch(`${server.url}${path}`, init);
		await answer.text();
		const of = (name: string) => answer.headers.get(name);
		return {
			status: answer.status,
			headers: answer.headers,
			origin: of('access-control-allow-origin'),
			credentials: of('access-control-allow-credentials'),
			vary: of('vary'),
		};
	};
	/** What a browser asks before it calls. */
	const preflight = async (origin: string, path = '/api/v1/conversations', method = 'GET') =>
		await ask(path, {
			method: 'OPTIONS',
			headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type' },
		});
	return { ...server, ask, preflight };
}
const named = (headers: Headers) => [...headers.keys()].filter((name) => name.startsWith('access-control'));

it('a page of a named origin asks first, and may call with its token', async () => {
	const { preflight, ask } = await serve(`${PANEL}, https://outro.example`);
	const asked = await preflight(PANEL, '/api/v1/conversations/7b1e0f52-3c64-4a0e-9d58-0c2f6a1be401/close', 'POST');
	expect(asked).toMatchObject({ status: 204, origin: PANEL, credentials: 'true', vary: 'Origin' });
	expect(asked.headers.get('access-control-allow-methods')).toBe('POST');
	expect(asked.headers.get('access-control-allow-headers')).toMatch(/\bauthorization\b.*\bcontent-type\b/);
	expect(Number(asked.headers.get('access-control-max-age'))).toBeGreaterThan(0);
	const { email } = await addUser();
	const login = await ask('/api/v1/auth/login', {
		method: 'POST',
		headers: { origin: PANEL, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password: PASSWORD }),
	});
	expect(login).toMatchObject({ status: 200, origin: PANEL, credentials: 'true', vary: 'Origin' });
	expect((await preflight('https://outro.example', '/health')).origin).toBe('https://outro.example');
});

it('a refusal is told to it, too: what it has to do, and when to come again', async () => {
	const { ask } = await serve(PANEL);
	const refused = await ask('/api/v1/auth/me', { headers: { origin: PANEL, authorization: 'Bearer x' } });
	expect(refused).toMatchObject({ status: 401, origin: PANEL });
	expect(refused.headers.get('access-control-expose-headers')).toMatch(/retry-after.*www-authenticate.*x-ratelimit-remaining/);
	const large = await ask('/api/v1/users', { method: 'POST', headers: { origin: PANEL }, body: 'x'.repeat(1_100_000) });
	expect(large).toMatchObject({ status: 413, origin: PANEL });
	expect(await ask('/api/v1/nowhere', { headers: { origin: PANEL } })).toMatchObject({ status: 404, origin: PANEL });
});

it.each([
	'https://mal.example',
	'http://painel.example',
	'https://painel.example:8443',
	'https://painel.example.mal.example',
	'null',
	'x',
	'',
])('a page of %p, which nobody named, is given no header, at the preflight neither', async (origin) => {
	const { preflight, ask } = await serve(PANEL);
	const asked = await preflight(origin);
	expect([asked.status, named(asked.headers), asked.vary]).toEqual([405, [], 'Origin']);
	const called = await ask('/health', { headers: { origin } });
	expect([named(called.headers), called.vary]).toEqual([[], 'Origin']);
});

it.each([
	['https://painel.example/', PANEL],
	['HTTPS://Painel.Example', PANEL],
	['https://painel.example:443', PANEL],
	['https://a.example;https://painel.example', PANEL],
	['http://localhost:5173', 'http://localhost:5173'],
	['*', 'https://mal.example'],
	['*', 'null'],
])('where %p is named, a page of %p is let in', async (origins, origin) => {
	const { preflight } = await serve(origins);
	expect(await preflight(origin)).toMatchObject({ status: 204, origin });
});

it('where the operator named nobody, nothing is said of origins, not even to pages of the own address; programs are not told either', async () => {
	const { preflight, ask, url } = await serve();
	for (const origin of [PANEL, url]) {
		const asked = await preflight(origin);
		expect([asked.status, named(asked.headers), asked.vary]).toEqual([405, [], null]);
	}
	const other = await serve(PANEL);
	const program = await other.ask('/health');
	expect([named(program.headers), program.vary]).toEqual([[], 'Origin']);
	expect(named((await ask('/health', { headers: { origin: PANEL } })).headers)).toEqual([]);
});

// A call with a token is asked for first: without that answer the page never learns that its address is wrong (jsdelivr/jsdelivr 2038).
it.each(['/api/v1/nowhere', '/api/v2/users', '/conversations', '/', '/ws/chat/x'])(
	'that there is nothing at %s is told to a named page, also to one that calls with a token',
	async (path) => {
		const { preflight, ask } = await serve(PANEL);
		const asked = await preflight(PANEL, path, 'DELETE');
		expect(asked).toMatchObject({ status: 204, origin: PANEL });
		expect(asked.headers.get('access-control-allow-methods')).toMatch(/\bDELETE\b/);
		const called = async (origin?: string) => await ask(path, { headers: { authorization: 'Bearer x', ...(origin && { origin }) } });
		expect(await called(PANEL)).toMatchObject({ origin: PANEL, credentials: 'true', vary: 'Origin' });
		expect([404, 426]).toContain((await called(PANEL)).status);
		for (const origin of ['https://mal.example', undefined]) {
			const { headers, vary } = await called(origin);
			expect([named(headers), vary]).toEqual([[], 'Origin']);
		}
		expect((await preflight('https://mal.example', path)).status).toBeGreaterThanOrEqual(400);
	},
);

it('while the API is away for a moment a named page may go on asking: its call waits for it', async () => {
	const { preflight } = await serve(PANEL);
	await close.pop()!();
	expect(await preflight(PANEL)).toMatchObject({ status: 204, origin: PANEL });
});

it('what a program asks by OPTIONS is no preflight', async () => {
	const { ask } = await serve(PANEL);
	expect(await ask('/api/v1/users', { method: 'OPTIONS', headers: { origin: PANEL } })).toMatchObject({ status: 405, origin: PANEL });
});

it('the socket lets in whom the API lets in', async () => {
	const { url, ask } = await serve(PANEL);
	const { email } = await addUser();
	const body = JSON.stringify({ email, password: PASSWORD });
	const login = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	const { access_token: token } = (await login.json()) as { access_token: string };
	for (const [origin, isIn] of [
		[PANEL, true],
		['https://mal.example', false],
	] as const) {
		const one = client(`${url.replace('http', 'ws')}/ws/chat?token=${token}`, { headers: { origin } });
		await one.settled();
		expect([one.seen.isOpen, (await ask('/health', { headers: { origin } })).origin === origin]).toEqual([isIn, isIn]);
		one.seen.socket.terminate();
	}
});

describe('one place on one port', () => {
	const published = async (...given: Parameters<typeof openServer>) => {
		const server = await openServer(...given);
		close.push(server.close);
		return server;
	};
	const statusOf = async (port: number) => (await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)).status;

	it('is one workflow’s: a second one is refused in a sentence, and the first one stays; elsewhere it is taken', async () => {
		const { port } = await published({}, { id: 'first', name: 'Atendimento da loja' });
		await expect(published({}, { id: 'second', port })).rejects.toThrow('The workflow "Atendimento da loja" serves /health on port');
		await expect(published({}, { id: 'second', port })).rejects.toMatchObject({
			description: expect.stringContaining('Unpublish that workflow'),
		});
		expect(await statusOf(port)).toBe(200);
		const other = await published({}, { id: 'second', port: await freePort() });
		expect(await statusOf(other.port)).toBe(200);
	});

	it('is the second one’s once the first one is unpublished', async () => {
		const { port } = await published({}, { id: 'first' });
		await close.pop()!();
		await published({}, { id: 'second', port });
		expect(await statusOf(port)).toBe(200);
	});

	it('stays the same workflow’s when it is published again: nobody is refused meanwhile, whichever comes first, the old one’s end or the new one', async () => {
		const { port } = await published({}, { id: 'first' });
		const seen: Array<Promise<number>> = [];
		const flow = setInterval(() => seen.push(statusOf(port)), 10);
		for (const isOverlapping of [false, true]) {
			const before = close.pop()!;
			if (!isOverlapping) await before();
			await published({}, { id: 'first', port });
			if (isOverlapping) await before();
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		clearInterval(flow);
		expect(new Set(await Promise.all(seen))).toEqual(new Set([200]));
	});

	it('after a restart the second one goes on trying, and has it once the first one is gone', async () => {
		const { port } = await published({}, { id: 'first' });
		const first = close.pop()!;
		await published({ options: { origins: PANEL } }, { id: 'second', port, activation: 'init' });
		const isSecond = async () =>
			(await fetch(`http://127.0.0.1:${port}/health`, { headers: { origin: PANEL } })).headers.has('access-control-allow-origin');
		expect(await isSecond()).toBe(false);
		await first();
		const deadline = performance.now() + 15_000;
		while (!(await isSecond()) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
		expect(await isSecond()).toBe(true);
	});
});
