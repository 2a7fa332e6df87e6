import { setTimeout as sleep } from 'node:timers/promises';

import { client, echoing, handshake } from './socketsForTests';
import { call, echo, portsForTests, posted, SHORT, until } from './portForTests';

const ports = portsForTests();
afterEach(ports.end);
const at = (port: number, path: string) => `ws://127.0.0.1:${port}${path}`;

describe('a WebSocket', () => {
	it('is opened below a part that has one; texts come and go, also in binary frames and in pieces', async () => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		await ports.mount(port, part);
		const one = client(at(port, '/ws/chat?token=a'));
		await one.settled();
		one.say('{"n":1}');
		one.seen.socket.send(Buffer.from('{"n":2}'));
		one.seen.socket.send('{"n"', { fin: false });
		one.seen.socket.send(':"ação 👍"}', { fin: true });
		expect(await one.hears(3)).toBe(true);
		expect(seen.heard).toEqual(['{"n":1}', '{"n":2}', '{"n":"ação 👍"}']);
		one.seen.socket.close(1000);
		expect(await until(() => seen.over === 1)).toBe(true);
	});

	it('is refused before it is opened, with an answer like any other', async () => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		await ports.mount(port, part);
		const one = client(at(port, '/ws/chat?token=wrong'));
		await one.settled();
		expect([one.seen.status, await until(() => one.seen.refusal === '{"error":"no"}')]).toEqual([401, true]);
		expect(seen.lines).toHaveLength(0);
		const raw = await ports.raw(port, handshake('/ws/chat?token=wrong'));
		expect(await until(() => raw.closed)).toBe(true);
		expect(raw.text).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n[\s\S]*www-authenticate: Bearer\r\n[\s\S]*\r\n\r\n\{"error":"no"\}$/);
	});

	it.each([
		['without a key', { 'sec-websocket-key': '' }, 400],
		['with a key that is none', { 'sec-websocket-key': 'x' }, 400],
		['of an old version', { 'sec-websocket-version': '7' }, 400],
	])('whose handshake is wrong, %s, is refused; the port goes on', async (_, headers, status) => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		await ports.mount(port, part);
		const raw = await ports.raw(port, handshake('/ws/chat', headers as never));
		expect(await until(() => raw.closed)).toBe(true);
		expect(raw.text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
		expect([seen.lines.length, (await call(port, '/ws/chat')).status]).toEqual([0, 200]);
	});

	it('ends with its code for a frame without a mask, text that is no UTF-8, and a message that is too large; the largest passes', async () => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		await ports.mount(port, part, { ...SHORT, messageBytes: 1000 });
		const [large, invalid] = [client(at(port, '/ws/chat')), client(at(port, '/ws/chat'))];
		await large.settled();
		await invalid.settled();
		large.say('x'.repeat(1000));
		expect(await large.hears(1)).toBe(true);
		large.say('x'.repeat(1001));
		invalid.seen.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
		expect([await large.ended(), large.seen.code, await invalid.ended(), invalid.seen.code]).toEqual([true, 1009, true, 1007]);
		const raw = await ports.raw(port, handshake('/ws/chat'));
		await until(() => raw.text.includes('\r\n\r\n'));
		raw.socket.write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]));
		expect(await until(() => raw.closed)).toBe(true);
		expect(await until(() => seen.over === 3)).toBe(true);
		expect(seen.heard).toHaveLength(1);
	});

	it('that is cut in the middle of a message, or of its handshake, is over; nothing of it is heard', async () => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		await ports.mount(port, part);
		const raw = await ports.raw(port, handshake('/ws/chat'));
		await until(() => raw.text.includes('\r\n\r\n'));
		// Says that a hundred bytes come, and sends ten.
		raw.socket.write(Buffer.concat([Buffer.from([0x81, 0xe4, 0, 0, 0, 0]), Buffer.from('{"type":"x')]));
		await sleep(50);
		raw.socket.destroy();
		expect(await until(() => seen.over === 1)).toBe(true);
		const half = await ports.raw(port, handshake('/ws/chat').slice(0, 60));
		half.socket.destroy();
		expect([seen.heard, (await call(port, '/ws/chat')).status]).toEqual([[], 200]);
	});
});

describe('what is bounded', () => {
	it('how many are open: one more is refused until one goes', async () => {
		const port = await ports.freePort();
		const { part } = echoing('/ws/chat');
		await ports.mount(port, part, { ...SHORT, sockets: 2 });
		const [one, two] = [client(at(port, '/ws/chat')), client(at(port, '/ws/chat'))];
		await Promise.all([one.settled(), two.settled()]);
		const three = client(at(port, '/ws/chat'));
		await three.settled();
		expect([three.seen.status, (await call(port, '/ws/chat')).status]).toEqual([503, 200]);
		one.seen.socket.close();
		await one.ended();
		expect(
			await until(async () => {
				const again = client(at(port, '/ws/chat'));
				await again.settled();
				return again.seen.isOpen;
			}),
		).toBe(true);
		expect(two.seen.isOpen).toBe(true);
	});

	it('what waits for one that does not read: it is cut off, the others go on', async () => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		await ports.mount(port, part);
		const slow = await ports.raw(port, handshake('/ws/chat'));
		await until(() => seen.lines.length === 1);
		slow.socket.pause();
		const quick = client(at(port, '/ws/chat'));
		await quick.settled();
		const before = process.memoryUsage().arrayBuffers;
		const text = 'x'.repeat(60_000);
		// Ten times what may wait; the system's own buffers take some of it.
		for (let n = 0; n < 400; n++) {
			for (const line of seen.lines) line.send({ text });
			await sleep(1);
		}
		expect(await until(() => seen.over === 1)).toBe(true);
		expect(await quick.hears(400)).toBe(true);
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
	});

	it('how long one may be silent: who answers the ping stays, who is gone is found out', async () => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		await ports.mount(port, part, { ...SHORT, beatMs: 150 });
		const [there, gone] = [client(at(port, '/ws/chat')), await ports.raw(port, handshake('/ws/chat'))];
		await there.settled();
		expect(await until(() => gone.closed)).toBe(true);
		await sleep(400);
		expect([there.seen.isOpen, seen.over]).toEqual([true, 1]);
	});
});

describe('calls that are none', () => {
	/** As Java's HttpClient and `curl --http2` call. */
	const H2C = 'connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n';

	it('ask for HTTP/2 and are answered as if they had not, with their bodies, one after another on one connection', async () => {
		const port = await ports.freePort();
		await ports.mount(port, echoing('/ws/chat').part);
		await ports.mount(port, echo('/zapi/a'));
		const body = JSON.stringify({ text: 'ação' });
		const post = `POST /zapi/a/s HTTP/1.1\r\nhost: x\r\n${H2C}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
		const raw = await ports.raw(port, post, body);
		for (let n = 1; n <= 15; n++) {
			expect(await until(() => raw.text.split('"name":"/zapi/a"').length > n)).toBe(true);
			raw.socket.write(`${post}${body}`);
		}
		expect(raw.text).toContain('"body":{"text":"ação"}');
		expect([raw.text.includes('101'), raw.closed]).toEqual([false, false]);
	});

	it('ask for a WebSocket where there is none: what is there answers, or nobody', async () => {
		const port = await ports.freePort();
		await ports.mount(port, echo('/zapi/a'));
		const [plain, nowhere] = [client(at(port, '/zapi/a/s')), client(at(port, '/ws/chat'))];
		await Promise.all([plain.settled(), nowhere.settled()]);
		expect([plain.seen.status, nowhere.seen.status]).toEqual([200, 404]);
		expect((await call(port, '/zapi/a/s', posted('{}'))).status).toBe(200);
	});

	it('of a longer path are those of its part', async () => {
		const port = await ports.freePort();
		await ports.mount(port, echo('/api/v1'));
		await ports.mount(port, echoing('/api/v1/ws/chat').part);
		const one = client(at(port, '/api/v1/ws/chat'));
		await one.settled();
		expect([one.seen.isOpen, (await call(port, '/api/v1/ws')).body]).toEqual([true, { name: '/api/v1', rest: 'ws', body: null }]);
	});
});

describe('the end of a part', () => {
	it('is told to who is connected; who comes back in between waits for the next one', async () => {
		const port = await ports.freePort();
		const before = echoing('/ws/chat', 'before');
		const mounted = await ports.mount(port, before.part);
		const one = client(at(port, '/ws/chat'));
		await one.settled();
		const began = performance.now();
		await mounted.close();
		expect(performance.now() - began).toBeLessThan(2000);
		expect([await one.ended(), one.seen.code, one.seen.reason, before.seen.over]).toEqual([true, 1012, 'Service Restart', 1]);
		const again = client(at(port, '/ws/chat'));
		await sleep(100);
		expect(again.seen.isOpen).toBe(false);
		await ports.mount(port, echoing('/ws/chat', 'after').part);
		await again.settled();
		again.say('{}');
		expect(await again.hears(1)).toBe(true);
		expect(again.seen.frames[0].name).toBe('after');
	});

	it('does not wait for one that is gone without a word', async () => {
		const port = await ports.freePort();
		const { part, seen } = echoing('/ws/chat');
		const mounted = await ports.mount(port, part);
		const raw = await ports.raw(port, handshake('/ws/chat'));
		await until(() => seen.lines.length === 1);
		const began = performance.now();
		await mounted.close();
		expect(performance.now() - began).toBeLessThan(3800);
		expect(await until(() => raw.closed)).toBe(true);
		expect(
			await until(
				async () =>
					await call(port, '/').then(
						() => false,
						() => true,
					),
			),
		).toBe(true);
	});
});
