import { pauseMs } from '../../../nodes/AttendanceApi/socket/line';
import { settled, startLine } from './lineForTests';

const PING = JSON.stringify({ type: 'ping' });
const refusedUpgrade = (statusCode: number) => [{}, { statusCode }] as const;

describe('the pauses between tries', () => {
	it('grow from one second to a minute', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => pauseMs(failures, () => 0))).toEqual([
			1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
		]);
	});

	it('are up to a quarter longer by chance', () => {
		expect([pauseMs(1, () => 1), pauseMs(1, () => 0.5), pauseMs(9, () => 1)]).toEqual([1250, 1125, 75_000]);
	});
});

describe('a line', () => {
	it('pings every thirty seconds, and stays while it is answered', async () => {
		const { clock, wires, wire, opens, line, failures } = startLine();
		await settled();
		await opens();
		for (let round = 1; round <= 5; round++) {
			await clock.pass(30_000);
			expect(wire().said.filter((one) => one === PING)).toHaveLength(round);
			await clock.pass(9_000);
			wire().hears({ type: 'pong' });
		}
		expect([wires.length, failures]).toEqual([1, []]);
		await line.stop();
	});

	it('comes back when no pong came in ten seconds, whatever else was heard', async () => {
		const { clock, wires, wire, opens, line, failures, opened } = startLine();
		await settled();
		await opens();
		await clock.pass(30_000);
		wire().hears({ type: 'agent_typing', agent_id: 3 });
		await clock.pass(9_999);
		expect(failures).toEqual([]);
		await clock.pass(1);
		expect([failures, wires[0].isTerminated]).toEqual([[['no pong came in time', 1]], true]);
		await clock.pass(999);
		expect(wires).toHaveLength(1);
		await clock.pass(1);
		await opens();
		expect([wires.length, opened()]).toEqual([2, 2]);
		// The new line is pinged as the old one was (solidjs-community/solid-primitives 528, freongrr in atmosphere-javascript 128).
		await clock.pass(30_000);
		expect(wire().said).toEqual([PING]);
		await line.stop();
	});

	it('backs off while nobody answers, and starts anew after it stood for a minute', async () => {
		const { clock, wires, wire, opens, line, failures, recovered } = startLine();
		await settled();
		for (const pause of [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
			const before = wires.length;
			wire().emit('error', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
			await clock.pass(pause - 1);
			expect(wires).toHaveLength(before);
			await clock.pass(1);
			expect(wires).toHaveLength(before + 1);
		}
		expect(failures.at(-1)).toEqual(['it broke (ECONNREFUSED)', 8]);
		await opens();
		expect(recovered()).toBe(1);
		// Two programs with one account push each other out: a line that stood for a moment is no success.
		wire().emit('close', 1001);
		expect(failures).toHaveLength(8);
		await settled();
		expect(failures.at(-1)).toEqual(['it was closed (1001)', 9]);
		await clock.pass(60_000);
		await opens();
		await clock.pass(30_000);
		wire().hears({ type: 'pong' });
		await clock.pass(30_000);
		wire().hears({ type: 'pong' });
		wire().emit('close', 1006);
		await settled();
		expect(failures.at(-1)).toEqual(['it was closed (1006)', 1]);
		await line.stop();
	});

	it('asks for a token before each try', async () => {
		const { clock, wires, wire, line } = startLine();
		await settled();
		wire().emit('close', 1006);
		await clock.pass(1000);
		wire().emit('close', 1006);
		await clock.pass(2000);
		expect(wires.map(({ url }) => /token=(\w+)/.exec(url)?.[1])).toEqual(['t1', 't2', 't3']);
		await line.stop();
	});

	it.each([1008, 4001, 4002, 4003])('gets another token when it is closed with %d', async (code) => {
		const { wire, opens, line, renewals } = startLine();
		await settled();
		await opens();
		wire().emit('close', code);
		await settled();
		expect(renewals()).toBe(1);
		await line.stop();
	});

	it.each([401, 403])('gets another token when the opening is answered with %d, and tries no other path', async (status) => {
		const { wires, wire, line, renewals } = startLine();
		await settled();
		wire().emit('unexpected-response', ...refusedUpgrade(status));
		await settled();
		expect([renewals(), wires.length]).toEqual([1, 1]);
		await line.stop();
	});

	it.each(['documented', 'v2'] as const)(
		'tries three paths in the dialect %s, and stays with the one that leads somewhere',
		async (dialect) => {
			const { clock, wires, wire, opens, line } = startLine(dialect);
			await settled();
			wire().emit('unexpected-response', ...refusedUpgrade(404));
			await settled();
			wire().emit('unexpected-response', ...refusedUpgrade(404));
			await settled();
			await opens();
			wire().emit('close', 1006);
			await clock.pass(1000);
			const order =
				dialect === 'documented'
					? ['/ws/chat', '/ws/chat/{user}', '/ws/ws/chat/{user}', '/ws/ws/chat/{user}']
					: ['/ws/chat/{user}', '/ws/ws/chat/{user}', '/ws/chat', '/ws/chat'];
			expect(wires.map(({ url }) => new URL(url).pathname.replace(/%7B/g, '{').replace(/%7D/g, '}'))).toEqual(order);
			await line.stop();
		},
	);

	it('knocks at one path alone when that is fixed', async () => {
		const { wires, wire, line, failures } = startLine('documented', '/ws/ws/chat/{user}');
		await settled();
		wire().emit('unexpected-response', ...refusedUpgrade(404));
		await settled();
		expect([wires.length, failures]).toEqual([1, [['no path leads to a socket', 1]]]);
		await line.stop();
	});

	it('lives on when there is no token to be had', async () => {
		const { clock, world, wires, opens, line, failures } = startLine();
		world.noToken = new Error('Attendance API has locked this account');
		await settled();
		await settled();
		wires[0]?.emit('close', 1006);
		await clock.pass(1000);
		expect(failures.at(-1)?.[0]).toContain('locked');
		world.noToken = null;
		await clock.pass(4000);
		await opens();
		await line.stop();
	});

	it('shows no address in what it tells', async () => {
		const { wire, line, failures } = startLine();
		await settled();
		wire().emit('error', new Error(`getaddrinfo ENOTFOUND ${wire().url}`));
		await settled();
		expect(JSON.stringify(failures)).not.toMatch(/token|a\.example/);
		await line.stop();
	});

	it('passes over what is no event, and ends on none of it', async () => {
		const { wire, opens, line, heard } = startLine();
		await settled();
		await opens();
		for (const text of ['', 'oi', '[]', 'null', '7', '{}', '{"type":{}}', '{"event":"x","data":null}'])
			wire().emit('message', Buffer.from(text));
		wire().hears({ type: 'new_message', conversation_id: 'c', content: 'Oi', direction: 'incoming' });
		expect(heard.map(({ type }) => type)).toEqual(['x', 'new_message']);
		await line.stop();
	});

	it('closes in order, and leaves no timer behind', async () => {
		const { clock, wire, opens, line } = startLine();
		await settled();
		await opens();
		await line.stop();
		expect([wire().closedWith, clock.pending]).toEqual([1000, 0]);
		expect(line.say({ type: 'ping' })).toBe(false);
	});

	it('can be closed while it waits, and while it opens', async () => {
		const waiting = startLine();
		await settled();
		waiting.wire().emit('close', 1006);
		await settled();
		await waiting.line.stop();
		expect(waiting.clock.pending).toBe(0);
		const opening = startLine();
		await settled();
		const ended = opening.line.stop();
		opening.wire().emit('error', new Error('closed before it opened'));
		await ended;
		expect(opening.clock.pending).toBe(0);
	});
});

describe('the code dialect', () => {
	it('is spoken in its own words, and joins nothing', async () => {
		const { clock, wire, opens, line, heard } = startLine('v2');
		await settled();
		await opens();
		await clock.pass(30_000);
		expect([
			line.say({ type: 'join_conversation', conversation_id: '501' }),
			line.say({ type: 'typing_start', conversation_id: '501' }),
		]).toEqual([false, true]);
		expect(wire().said.map((one) => JSON.parse(one) as unknown)).toEqual([
			{ event: 'heartbeat', data: {} },
			{ event: 'typing_start', data: { room_id: '501' } },
		]);
		wire().hears({ event: 'heartbeat', data: { status: 'alive' } });
		wire().hears({ event: 'message', data: { id: 'm', room_id: '501', sender_id: '9', sender_role: 'cliente', content: 'Oi' } });
		wire().hears({ event: 'bot_response', data: { id: 'n', room_id: '501', content: 'Vou ver' } });
		wire().hears({ event: 'message_read', data: { reader_id: '9', message_ids: ['a', 'b'] } });
		expect(heard).toMatchObject([
			{ type: 'new_message', conversationId: '501', data: { direction: 'incoming' } },
			{ type: 'new_message', data: { direction: 'outgoing', sent_by: 'bot' } },
			{ type: 'message_status', data: { message_ids: ['a', 'b'] } },
		]);
		await line.stop();
	});
});
