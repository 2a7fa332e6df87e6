import { eventStream } from '../../../nodes/shared/server/eventStream';
import { portsForTests, SHORT, until } from './portForTests';

const ports = portsForTests();
afterEach(ports.end);

/** A part that tells one listener after another, and what became of them. */
async function telling() {
	const port = await ports.freePort();
	const streams: Array<{ stream: ReturnType<typeof eventStream>; over: number }> = [];
	const mounted = await ports.mount(port, {
		path: '/t',
		answer: async ({ signal }) => {
			const one = { over: 0 } as (typeof streams)[number];
			one.stream = eventStream(signal, () => one.over++);
			streams.push(one);
			return await Promise.resolve(new Response(one.stream.body, { headers: one.stream.headers }));
		},
	});
	const listen = async (signal?: AbortSignal) => {
		const { body, headers } = await fetch(`http://127.0.0.1:${port}/t`, { signal });
		const reader = body!.getReader();
		const next = async () => {
			const { done, value } = await reader.read();
			return done ? null : new TextDecoder().decode(value);
		};
		return { headers, next };
	};
	return { port, streams, listen, mounted };
}

it('what is sent is there at once, event by event, on one line each; a beat is a comment', async () => {
	const { streams, listen } = await telling();
	const { next } = await listen();
	const [{ stream }] = streams;
	stream.send('changes', { text: 'uma\nlinha' });
	expect(await next()).toBe('event: changes\ndata: {"text":"uma\\nlinha"}\n\n');
	stream.beat();
	expect(await next()).toBe(':\n\n');
	stream.end();
	expect([await next(), streams[0].over]).toEqual([null, 1]);
	stream.send('changes', {});
	stream.end();
	expect(streams[0].over).toBe(1);
});

it('a listener that is cut off is known to be, though nothing is sent', async () => {
	const { streams, listen } = await telling();
	const cutting = new AbortController();
	await listen(cutting.signal);
	expect(streams[0].over).toBe(0);
	cutting.abort();
	expect(await until(() => streams[0].over === 1)).toBe(true);
});

it('a listener that was gone before anything began is none', async () => {
	let over = 0;
	const { body } = eventStream(AbortSignal.abort(), () => over++);
	expect(over).toBe(0);
	await new Promise(setImmediate);
	expect([over, (await body.getReader().read()).done]).toEqual([1, true]);
});

it('one that reads nothing is cut off once a megabyte waits, and its connection with it; one that reads is not', async () => {
	const { port, streams, listen } = await telling();
	const asking = 'GET /t HTTP/1.1\r\nHost: x\r\n\r\n';
	const lazy = await ports.raw(port);
	lazy.socket.pause();
	lazy.socket.write(asking);
	expect(await until(() => streams.length === 1)).toBe(true);
	const { next } = await listen();
	const piece = 'x'.repeat(100_000);
	for (let n = 0; n < 200 && streams[0].over === 0; n++) {
		for (const { stream } of streams) stream.send('changes', piece);
		await next();
		await new Promise(setImmediate);
	}
	expect(streams.map(({ over }) => over)).toEqual([1, 0]);
	lazy.socket.resume();
	expect(await until(() => lazy.closed)).toBe(true);
});

it('a port that is closed waits for no listener longer than it must', async () => {
	const { streams, listen, mounted } = await telling();
	const { next } = await listen();
	streams[0].stream.end();
	const began = performance.now();
	await mounted.close();
	expect(performance.now() - began).toBeLessThan(SHORT.finishMs / 2);
	expect(await next()).toBeNull();
});
