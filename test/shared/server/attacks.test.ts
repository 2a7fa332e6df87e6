import { LIMITS } from '../../../nodes/shared/server/limits';
import { answerOf, listen } from '../../../nodes/shared/server/listen';
import { call, echo, portsForTests, posted, SHORT, until } from './portForTests';

/** Each takes a descriptor at both ends of this process; `crowds.test.ts` has larger ones in another. */
const CROWD = 500;
const ports = portsForTests();
afterEach(ports.end);

/** A port with one part that answers what it gets. */
async function open(limits = SHORT): Promise<number> {
	const port = await ports.freePort();
	await ports.mount(port, echo('/zapi/a'), limits);
	return port;
}
const HEAD = 'POST /zapi/a/s HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
const isServed = async (port: number) => (await call(port, '/zapi/a/s', posted('{"x":1}'))).status === 200;

it.each<[string, string[]]>([
	['says nothing', []],
	['begins a head and never ends it', ['POST /zapi/a/s HTTP/1.1\r\nx: ']],
])('who %s is cut off after the time of a head, and others are served meanwhile', async (_, writes) => {
	const port = await open();
	const slow = await ports.raw(port, ...writes);
	expect(await isServed(port)).toBe(true);
	expect(slow.closed).toBe(false);
	expect(await until(() => slow.closed)).toBe(true);
	expect(slow.text).not.toContain('200');
});

it('a head that comes one byte at a time has no longer than one that stands still', async () => {
	const port = await open();
	const slow = await ports.raw(port, 'GET /zapi/a/s HTTP/1.1\r\n');
	const drip = setInterval(() => slow.socket.write('x'), 50);
	expect(await until(() => slow.closed, 4000)).toBe(true);
	clearInterval(drip);
});

it('a body that comes one byte at a time is cut off, and was never handed on', async () => {
	const port = await open();
	const slow = await ports.raw(port, `${HEAD}content-length: 1000\r\n\r\n{`);
	const drip = setInterval(() => slow.socket.write(' '), 50);
	expect(await isServed(port)).toBe(true);
	expect(await until(() => slow.closed, 6000)).toBe(true);
	clearInterval(drip);
	expect(slow.text).not.toContain('200 OK');
});

it.each([
	['with its length', { 'content-type': 'application/json' }],
	['without', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }],
])('a body of 15 MB %s is refused, and little of it is kept', async (_, headers) => {
	const port = await open();
	const before = process.memoryUsage().rss;
	const isChunked = 'transfer-encoding' in headers;
	const chunk = 'a'.repeat(64 * 1024);
	const client = await ports.raw(
		port,
		`${HEAD}${isChunked ? 'transfer-encoding: chunked' : `content-length: ${15 * 1024 * 1024}`}\r\n\r\n`,
	);
	for (let sent = 0; sent < 15 * 1024 * 1024 && !client.closed; sent += chunk.length) {
		if (!client.socket.write(isChunked ? `${chunk.length.toString(16)}\r\n${chunk}\r\n` : chunk))
			await new Promise<void>((resolve) => {
				client.socket.once('drain', resolve);
				client.socket.once('close', () => resolve());
			});
	}
	expect(await until(() => client.closed || client.text !== '')).toBe(true);
	// A peer that goes on writing may lose the answer with the connection, but never gets another one.
	expect(client.text === '' || client.text.startsWith('HTTP/1.1 413')).toBe(true);
	expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
	expect(await isServed(port)).toBe(true);
});

it('1 MB is taken, a byte more is not, wherever the length is told', async () => {
	const port = await open();
	const text = (length: number) => JSON.stringify({ x: 'a'.repeat(length - 8) });
	expect((await call(port, '/zapi/a/s', posted(text(1024 * 1024)))).status).toBe(200);
	expect((await call(port, '/zapi/a/s', posted(text(1024 * 1024 + 1)))).status).toBe(413);
	const body = new ReadableStream({
		start(controller) {
			for (let n = 0; n < 17; n++) controller.enqueue(new Uint8Array(64 * 1024));
			controller.close();
		},
	});
	const streamed = { method: 'POST', body, duplex: 'half' } as RequestInit;
	expect((await call(port, '/zapi/a/s', streamed).catch(() => ({ status: 413 }))).status).toBe(413);
});

it.each<[string, string]>([
	['a TLS greeting', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
	['zeros', '\0'.repeat(2000)],
	['a head of a megabyte', `GET / HTTP/1.1\r\nx: ${'a'.repeat(1024 * 1024)}`],
	['a length that is none', `${HEAD}content-length: 1e3\r\n\r\n`],
	['two lengths', `${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\nxx`],
	['a length and chunks (request smuggling)', `${HEAD}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
	['HTTP/2 without being asked', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
	['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com\r\n\r\n'],
	['a socket', 'GET /zapi/b HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'],
	['a path that is an address', 'GET http://[::1 HTTP/1.1\r\nhost: x\r\n\r\n'],
	['a host that is none', 'GET /zapi/a HTTP/1.1\r\nhost: a b@c/..\r\n\r\n'],
])('%s: refused, and the next one is served', async (_, bytes) => {
	const port = await open();
	const strange = await ports.raw(port, bytes);
	expect(await until(() => strange.closed || strange.text !== '')).toBe(true);
	expect(strange.text).not.toMatch(/^HTTP\/1\.1 [235]/);
	expect(await isServed(port)).toBe(true);
});

it('half-open: who asks and then says nothing more gets the answer; who only ends is let go', async () => {
	const port = await open();
	const asks = await ports.raw(port, `${HEAD}content-length: 2\r\n\r\n{}`);
	asks.socket.end();
	expect(await until(() => asks.text.includes('200 OK'))).toBe(true);
	const ends = await ports.raw(port);
	ends.socket.end();
	expect(await until(() => ends.closed)).toBe(true);
	const cutOff = await ports.raw(port, `${HEAD}content-length: 9\r\n\r\n{`);
	cutOff.socket.resetAndDestroy();
	expect(await isServed(port)).toBe(true);
});

it(`${CROWD} connections that say nothing keep nobody out`, async () => {
	const port = await open({ ...SHORT, headersMs: 20_000, requestMs: 20_000, connections: 100 });
	const before = process.memoryUsage().rss;
	const crowd: Array<Awaited<ReturnType<typeof ports.raw>>> = [];
	for (let n = 0; n < CROWD; n++) crowd.push(await ports.raw(port, n % 2 === 0 ? 'POST /zapi/a/s HTTP/1.1\r\n' : ''));
	for (let n = 0; n < 20; n++) {
		const { status } = await call(port, '/zapi/a/s', { headers: { connection: 'close' } });
		expect(status).toBe(200);
	}
	expect(await until(() => crowd.filter(({ closed }) => !closed).length <= 100)).toBe(true);
	expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
});

it('more calls at once than it takes: the others are told to come again, and none is lost', async () => {
	const port = await ports.freePort();
	let letGo = (): void => undefined;
	const gone = new Promise<void>((resolve) => (letGo = resolve));
	const answer = async () => {
		await gone;
		return answerOf(200, {});
	};
	await ports.mount(port, { path: '/zapi/a', answer }, { ...SHORT, atWork: 5 });
	const answers = Array.from({ length: 12 }, async () => await call(port, '/zapi/a'));
	let refused = 0;
	for (const one of answers) void one.then(() => refused++);
	expect(await until(() => refused === 7)).toBe(true);
	letGo();
	const statuses = (await Promise.all(answers)).map(({ status }) => status).sort();
	expect(statuses).toEqual([...Array<number>(5).fill(200), ...Array<number>(7).fill(503)]);
	expect((await call(port, '/zapi/a')).status).toBe(200);
});

it('an answer that throws is a 500 without a word of why', async () => {
	const port = await ports.freePort();
	const answer = async () => await Promise.reject<Response>(new Error('secret'));
	const listening = await listen({ port, host: '127.0.0.1' }, answer, LIMITS);
	const { status, body } = await call(port, '/');
	await listening.close();
	expect([status, JSON.stringify(body)]).toEqual([500, expect.not.stringContaining('secret')]);
});

it("n8n's own Request and Response stay what they were", async () => {
	const [request, response] = [globalThis.Request, globalThis.Response];
	expect(await isServed(await open())).toBe(true);
	expect([globalThis.Request === request, globalThis.Response === response]).toEqual([true, true]);
});
