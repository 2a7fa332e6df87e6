import type { Ended } from '../../../nodes/Conversation/trigger/ended';
import { startLoop, type Loop, type Work } from '../../../nodes/Conversation/trigger/loop';
import type { Claim, Due } from '../../../nodes/shared/store/dueTurns';
import type { ClaimedTurn } from '../../../nodes/shared/store/turns';

/** A queue of due turns in place of the database, and a clock that the test moves. */
function world({ atOnce = 2, leaseSeconds = 90, broken = false }: { atOnce?: number; leaseSeconds?: number; broken?: boolean } = {}) {
	const due: string[] = [];
	const log: string[] = [];
	const ends = new Map<string, (ended: Ended) => void>();
	const state = {
		now: 0,
		broken,
		lost: new Set<string>(),
		unplayable: false,
		slow: Promise.resolve(),
		tookOver: 0,
		asked: 0,
		looks: 0,
		deaf: false,
	};
	const told = (line: string) => {
		log.push(line);
		if (state.deaf) throw new Error('nobody listens');
	};
	const work: Work = {
		now: () => state.now,
		takeOver: async () => {
			if (state.broken) throw new Error('down');
			state.tookOver++;
		},
		next: async (limit): Promise<Due> => {
			state.asked++;
			if (state.broken) throw new Error('down');
			const turns = due.splice(0, limit).map((turn_id) => ({ turn_id, lease_token: `token of ${turn_id}` }) as ClaimedTurn);
			await state.slow;
			return { turns, team: [], due_in_ms: null };
		},
		hold: async (claims) => {
			log.push(`hold ${claims.map(({ turn_id }) => turn_id).join(' ')}`);
			return claims.map(({ turn_id }) => turn_id).filter((id) => !state.lost.has(id));
		},
		letGo: async (claims: Claim[]) => void log.push(`let go ${claims.map(({ turn_id }) => turn_id).join(' ')}`),
		giveBack: async ({ turn_id }) => void log.push(`give back ${turn_id}`),
		play: async ({ turn_id }) => {
			log.push(`play ${turn_id}`);
			if (state.unplayable) throw new Error('not started');
			return await new Promise<Ended>((resolve) => ends.set(turn_id, resolve));
		},
		hand: () => undefined,
		failed: (_, failures) => told(`failed ${failures}`),
		recovered: (failures) => told(`recovered after ${failures}`),
		look: async () => {
			state.looks++;
			if (state.broken) throw new Error('down');
			await state.slow;
		},
	};
	const loop: Loop = startLoop(work, { atOnce, leaseSeconds });
	return { due, log, ends, state, loop };
}
const settle = async () => await new Promise((resolve) => setTimeout(resolve, 40));

let running: Loop;
afterEach(async () => {
	await running.stop();
});

it('plays no more turns at once than it may, and the next as soon as one has ended, whatever the end', async () => {
	const { due, log, ends, loop } = world();
	running = loop;
	due.push('a', 'b', 'c', 'd');
	loop.wake();
	await settle();
	expect(log).toEqual(['play a', 'play b']);
	ends.get('a')!('done');
	await settle();
	expect(log).toEqual(['play a', 'play b', 'play c']);
	ends.get('b')!('failed');
	await settle();
	expect(log.slice(3).sort()).toEqual(['give back b', 'play d']);
});

it('an execution that cannot be started gives its turn back and its place to the next', async () => {
	const { due, log, state, loop } = world({ atOnce: 1 });
	running = loop;
	state.unplayable = true;
	due.push('a', 'b');
	loop.wake();
	await settle();
	expect(log.filter((line) => line.startsWith('give back'))).toEqual(['give back a', 'give back b']);
});

it.each([
	['died', 70_000, 'let go a'],
	// It never began: n8n's queue misses no worker that soon.
	['died', 500, 'give back a'],
	['failed', 70_000, 'give back a'],
] as const)('an execution that %s after %i ms: %s', async (ended, afterMs, what) => {
	const { due, log, ends, state, loop } = world();
	running = loop;
	due.push('a');
	loop.wake();
	await settle();
	state.now = afterMs;
	ends.get('a')!(ended);
	await settle();
	expect(log.filter((line) => !line.startsWith('hold'))).toEqual(['play a', what]);
});

it('renews what is under way at a third of the lease, and forgets what was taken from it', async () => {
	const { due, log, state, loop } = world();
	running = loop;
	due.push('a', 'b');
	loop.wake();
	await settle();
	state.now = 31_000;
	state.lost.add('a');
	loop.wake();
	await settle();
	state.now = 62_000;
	loop.wake();
	await settle();
	expect(log.slice(2)).toEqual(['hold a b', 'hold b']);
});

it('a turn whose worker is never heard of again frees its place after a quarter of an hour', async () => {
	const { due, log, state, loop } = world({ atOnce: 1 });
	running = loop;
	due.push('a', 'b');
	loop.wake();
	await settle();
	state.now = 15 * 60_000 + 31_000;
	loop.wake();
	await settle();
	expect(log).toEqual(['play a', 'play b']);
});

it('an execution that waits leaves its place to others and keeps its turn', async () => {
	const { due, log, ends, state, loop } = world({ atOnce: 1 });
	running = loop;
	due.push('a', 'b');
	loop.wake();
	await settle();
	ends.get('a')!('waiting');
	await settle();
	state.now = 31_000;
	loop.wake();
	await settle();
	expect(log).toEqual(['play a', 'play b', 'hold a b']);
});

it('what was claimed while it was being closed is started by nobody, and is due again', async () => {
	const { due, log, state, loop } = world();
	running = loop;
	await settle();
	let goOn = (): void => undefined;
	state.slow = new Promise((resolve) => (goOn = resolve));
	due.push('a');
	loop.wake();
	await settle();
	const stopped = loop.stop();
	goOn();
	await stopped;
	expect(log).toEqual(['let go a']);
	due.push('b');
	loop.wake();
	await settle();
	expect(log).toEqual(['let go a']);
});

it('a database that is down ends nothing: it asks again, and says so when it is back', async () => {
	const { due, log, state, loop } = world();
	running = loop;
	await settle();
	state.broken = true;
	loop.wake();
	await settle();
	loop.wake();
	await settle();
	expect(log).toEqual(['failed 1', 'failed 2']);
	state.broken = false;
	due.push('a');
	loop.wake();
	await settle();
	expect(log).toEqual(['failed 1', 'failed 2', 'play a', 'recovered after 2']);
});

it('takes over what an earlier process held before it claims anything, once, however long the database is down', async () => {
	const { due, log, state, loop } = world({ broken: true });
	running = loop;
	due.push('a');
	await settle();
	expect([state.tookOver, state.asked]).toEqual([0, 0]);
	state.broken = false;
	loop.wake();
	await settle();
	loop.wake();
	await settle();
	expect([state.tookOver, log]).toEqual([1, ['failed 1', 'play a', 'recovered after 1']]);
});

it('goes on where not even the failure can be told', async () => {
	const { due, log, ends, state, loop } = world();
	running = loop;
	await settle();
	state.deaf = state.broken = true;
	loop.wake();
	await settle();
	state.broken = false;
	due.push('a');
	loop.wake();
	await settle();
	ends.get('a')!('done');
	due.push('b');
	loop.wake();
	await settle();
	expect(log).toEqual(['failed 1', 'play a', 'recovered after 1', 'play b']);
});

it('nobody asks in circles while nothing is due', async () => {
	const { state, loop } = world();
	running = loop;
	await settle();
	await settle();
	expect(state.asked).toBe(1);
});

it('looks at what others have to do once a minute, beside its own work, and lives on when that fails', async () => {
	const { due, log, state, loop } = world();
	running = loop;
	const looksAt = async (now: number) => {
		state.now = now;
		loop.wake();
		await settle();
		return state.looks;
	};
	expect([await looksAt(1_000), await looksAt(59_000), await looksAt(60_000), await looksAt(61_000)]).toEqual([0, 0, 1, 1]);
	state.broken = true;
	expect(await looksAt(90_000)).toBe(1);
	state.broken = false;
	due.push('a');
	await settle();
	expect([await looksAt(119_000), await looksAt(120_000)]).toEqual([1, 2]);
	expect(log).toContain('play a');
});
