import { gzipSync, deflateSync } from 'node:zlib';

import { BodyRefused, bodyOf, bytesOf } from '../../../nodes/shared/server/body';
import { LARGEST_TOGETHER, SMALL_BODY } from '../../../nodes/shared/server/limits';

type Body = string | Buffer | ReadableStream;
const MB = 1024 * 1024;
const sent = (body: Body, headers: Record<string, string> = {}) =>
	new Request('http://x/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
const statusOf = async (reading: Promise<unknown>) =>
	await reading.then(
		() => 200,
		(error: unknown) => (error instanceof BodyRefused ? error.status : error),
	);
const JSON_TYPE = { 'content-type': 'application/json' };

it.each<[string, Body, Record<string, string>, unknown]>([
	['gzip', gzipSync('{"x":"ação"}'), { 'content-encoding': 'gzip' }, { x: 'ação' }],
	['deflate, in capitals', deflateSync('{"x":1}'), { 'content-encoding': 'Deflate' }, { x: 1 }],
	['identity', '{"x":1}', { 'content-encoding': 'identity' }, { x: 1 }],
	['none, with a byte order mark', '\ufeff{"x":1}', {}, { x: 1 }],
	['none, with nothing in it', '', {}, {}],
])('%s is read', async (_, body, headers, value) => {
	expect(await bodyOf(sent(body, { ...JSON_TYPE, ...headers }))).toEqual(value);
});

it.each<[string, Buffer, string, number]>([
	['a way that n8n does not know either', Buffer.from('{}'), 'br', 415],
	['two ways, one in the other', gzipSync(gzipSync('{}')), 'gzip, gzip', 415],
	['what is not compressed as it says', Buffer.from('{"x":1}'), 'gzip', 422],
	['what was cut off', gzipSync('a'.repeat(5000)).subarray(0, 20), 'gzip', 422],
	['a bomb', gzipSync(Buffer.alloc(64 * MB)), 'gzip', 413],
])('%s is refused', async (_, body, encoding, status) => {
	const before = process.memoryUsage().rss;
	expect(await statusOf(bodyOf(sent(body, { ...JSON_TYPE, 'content-encoding': encoding })))).toBe(status);
	expect(process.memoryUsage().rss - before).toBeLessThan(60 * MB);
});

it('who hangs up half-way is refused, and it is no fault of ours', async () => {
	const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) });
	expect(await statusOf(bytesOf(sent(body)))).toBe(400);
});

/** A body whose sender stops half-way, until it is told to go on. */
function halted(bytes: number) {
	let goOn = (): void => undefined;
	let pulls = 0;
	const body = new ReadableStream({
		pull: async (controller) => {
			if (pulls++ === 0) return controller.enqueue(new Uint8Array(bytes));
			await new Promise<void>((resolve) => (goOn = resolve));
			controller.close();
		},
	});
	return { reading: bytesOf(sent(body), 3 * MB), goOn: () => goOn() };
}

it('all who send slowly hold no more memory than is set; small bodies are read all the same, and large ones again afterwards', async () => {
	const crowd = Array.from({ length: LARGEST_TOGETHER / (2 * MB) }, () => halted(2 * MB));
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(await statusOf(bytesOf(sent('a'.repeat(SMALL_BODY + 1))))).toBe(503);
	expect(await statusOf(bytesOf(sent('a'.repeat(SMALL_BODY))))).toBe(200);
	for (const { goOn } of crowd) goOn();
	expect((await Promise.all(crowd.map(async ({ reading }) => await reading))).map(({ byteLength }) => byteLength)).toEqual(
		crowd.map(() => 2 * MB),
	);
	expect(await statusOf(bytesOf(sent('a'.repeat(SMALL_BODY + 1))))).toBe(200);
});
