import { setTimeout as sleep } from 'node:timers/promises';

import { hearAgainDelay } from '../../../nodes/ControlApi/page/client/backoff';
import { hear } from '../../../nodes/ControlApi/page/client/hear';
import { eventsOf } from '../../../nodes/ControlApi/page/client/stream';
import { session } from './sample';

const LIST = { sessions: [session()], now: '2026-03-10T15:00:00.000Z', me: { id: 'ana', name: 'Ana', role: 'attendant' } };
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

describe('server-sent events', () => {
	it.each([
		['one', [event('changes', { a: 1 })], [{ name: 'changes', data: { a: 1 } }]],
		[
			'two in one piece',
			[`${event('all', {})}${event('all', {})}`],
			[
				{ name: 'all', data: {} },
				{ name: 'all', data: {} },
			],
		],
		['one in three pieces', ['event: al', 'l\ndata: {', '}\n', '\n'], [{ name: 'all', data: {} }]],
		['comments', [':\n\n', ': ok\n\n'], []],
		['a comment within', ['event: all\n:\ndata: {}\n\n'], [{ name: 'all', data: {} }]],
		['line ends of Windows', ['event: all\r\ndata: {}\r\n\r\n'], [{ name: 'all', data: {} }]],
		['data on two lines', ['data: [1,\ndata: 2]\n\n'], [{ name: 'message', data: [1, 2] }]],
		['no JSON', ['event: all\ndata: <html>\n\n'], [{ name: 'all', data: undefined }]],
		['what is not finished', ['event: all\ndata: {}\n'], []],
	])('%s', (_, pieces, expected) => {
		const take = eventsOf();
		expect(pieces.flatMap(take)).toEqual(expected);
	});
});

describe('how often it is tried', () => {
	it('after about a second where a stream lasted, then ever less often, never all pages at once', () => {
		expect([0, 1, 2, 3, 20].map((failures) => hearAgainDelay(failures, 0.5))).toEqual([1000, 2000, 4000, 8000, 300_000]);
		expect([0, 0.999].map((random) => hearAgainDelay(1, random))).toEqual([1000, 2998]);
	});
});

describe('listening', () => {
	/** A server whose streams a test holds in its hands. */
	function server() {
		const opened: Array<ReadableStreamDefaultController<Uint8Array>> = [];
		const heard: unknown[] = [];
		let lost = 0;
		const state = { refuses: false };
		const api = {
			events: async (signal: AbortSignal) => {
				if (state.refuses) return await Promise.reject(new Error('There are no events'));
				const body = new ReadableStream<Uint8Array>({ start: (controller) => void opened.push(controller) });
				signal.addEventListener('abort', () => opened.at(-1)?.error(signal.reason));
				return body;
			},
		};
		const stop = hear(api, { heard: (changes) => heard.push(changes), lost: () => lost++ }, () => 0);
		const say = async (text: string) => {
			opened.at(-1)!.enqueue(new TextEncoder().encode(text));
			await sleep(5);
		};
		return { state, opened, heard, stop, say, lost: () => lost };
	}
	afterEach(() => {
		jest.useRealTimers();
	});

	it('takes lists and the word to read anew, and nothing else', async () => {
		const { heard, say, stop, lost } = server();
		await sleep(5);
		for (const text of [':\n\n', event('other', LIST), event('changes', { sessions: 'x' }), event('changes', LIST), event('all', {})])
			await say(text);
		expect(heard).toEqual([LIST, null]);
		stop();
		await sleep(5);
		expect(lost()).toBe(0);
	});

	it('says that nothing is heard any more once the stream ends, and comes back', async () => {
		const { opened, say, heard, stop, lost } = server();
		await sleep(5);
		await say(event('changes', LIST));
		opened[0].close();
		await sleep(20);
		expect(lost()).toBe(1);
		await sleep(1200);
		expect(opened).toHaveLength(2);
		await say(event('changes', LIST));
		expect(heard).toHaveLength(2);
		stop();
	});

	it('a proxy that keeps all back, or lets comments through alone, is given up after a while; one that cuts is tried ever less often', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] as never, now: 0 });
		const { opened, heard, stop, lost } = server();
		const settle = async () => await new Promise(setImmediate);
		await settle();
		opened[0].enqueue(new TextEncoder().encode(':\n\n'));
		await settle();
		await jest.advanceTimersByTimeAsync(14_900);
		expect(opened).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(200);
		await settle();
		await jest.advanceTimersByTimeAsync(1100);
		expect([opened.length, heard.length, lost()]).toEqual([2, 0, 0]);
		// Cut right after the first word: heard, and lost again, each time later.
		for (const [n, waits] of [2000, 4000, 8000].entries()) {
			opened[n + 1].enqueue(new TextEncoder().encode(event('changes', LIST)));
			await settle();
			opened[n + 1].close();
			await settle();
			await settle();
			await jest.advanceTimersByTimeAsync(waits - 100);
			expect(opened).toHaveLength(n + 2);
			await jest.advanceTimersByTimeAsync(200);
			await settle();
			expect(opened).toHaveLength(n + 3);
		}
		expect(lost()).toBe(3);
		stop();
		await jest.advanceTimersByTimeAsync(600_000);
		expect(opened).toHaveLength(5);
	});

	it('goes on while heartbeats come, and gives up a line that fell silent', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] as never, now: 0 });
		const { opened, stop, lost } = server();
		const settle = async () => await new Promise(setImmediate);
		const beat = async (text: string) => {
			opened[0].enqueue(new TextEncoder().encode(text));
			await settle();
		};
		await settle();
		await beat(event('changes', LIST));
		for (let n = 0; n < 8; n++) {
			await jest.advanceTimersByTimeAsync(15_000);
			await beat(':\n\n');
		}
		expect(lost()).toBe(0);
		await jest.advanceTimersByTimeAsync(40_100);
		await settle();
		expect(lost()).toBe(1);
		stop();
	});
});
