import { HOUR, MINUTE, api, brief, complete, flow, published, start, withApi } from './pollForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

let now: number;

beforeEach(() => {
	now = Date.UTC(2026, 2, 2, 12);
});
withApi(() => now);

describe('thousands of users', () => {
	/** Finished ones, and some who began in another order than they were last active. */
	function crowd(size: number) {
		for (let n = 0; n < size; n++) {
			now += MINUTE;
			start(`u${n}`);
		}
		for (let n = size - 1; n >= 0; n--) {
			now += MINUTE;
			complete(`u${n}`, 'perfil', 'configuracao-api');
		}
	}
	async function cost<T>(work: () => Promise<T>): Promise<{ result: T; requests: number }> {
		const before = api.requests.length;
		const result = await work();
		return { result, requests: api.requests.length - before };
	}

	it('cost one page a poll once they have finished, however many they are', async () => {
		crowd(3000);
		const trigger = published();
		expect((await cost(trigger.poll)).requests).toBe(61);
		now += HOUR;
		expect(await cost(trigger.poll)).toEqual({ result: [], requests: 1 });
		start('new');
		flow.restart('u2999');
		flow.restart('u0');
		const { result, requests } = await cost(trigger.poll);
		expect(brief(result).sort()).toEqual(['new started', 'u0 restarted', 'u2999 restarted']);
		expect(requests).toBe(1);
		expect(trigger.size()).toBeLessThan(3000 * 45);
	});

	it('are looked through as far as somebody may have stalled, and no further', async () => {
		crowd(1000);
		const trigger = published({ stalledAfterHours: 24 });
		start('slow');
		await trigger.poll();
		for (let n = 0; n < 130; n++) {
			now += MINUTE;
			start(`later${n}`);
		}
		expect(await trigger.poll()).toHaveLength(130);
		now += 24 * HOUR - 130 * MINUTE;
		// The day's whole look.
		await trigger.poll();
		now += MINUTE;
		const { result, requests } = await cost(trigger.poll);
		expect(brief(result)).toEqual(['later0 stalled']);
		expect(requests).toBeLessThanOrEqual(4);
	});

	it('are read whole now and then, and whenever the list has another order', async () => {
		crowd(200);
		const trigger = published();
		await trigger.poll();
		now += 7 * HOUR;
		expect((await cost(trigger.poll)).requests).toBe(5);
		complete('u100', 'convidar-equipe');
		expect((await cost(trigger.poll)).requests).toBe(1);
		api.habits.order = 'oldestFirst';
		now += HOUR;
		complete('u150', 'convidar-equipe');
		start('new');
		const { result, requests } = await cost(trigger.poll);
		expect(brief(result).sort()).toEqual(['new started', 'u150 stepCompleted convidar-equipe']);
		expect(requests).toBe(5);
		flow.restart('u150');
		expect(brief(await trigger.poll())).toEqual(['u150 restarted']);
	});

	it('who did nothing since they began do not pass for a list by activity', async () => {
		for (let n = 0; n < 120; n++) {
			now += MINUTE;
			start(`u${n}`);
		}
		const trigger = published();
		await trigger.poll();
		expect(trigger.data().isNewestFirst).toBe(false);
		expect((await cost(trigger.poll)).requests).toBe(3);
	});

	it('are not waited for once they are gone', async () => {
		start('gone');
		crowd(200);
		const trigger = published({ stalledAfterHours: 10 });
		await trigger.poll();
		flow.users.delete('gone');
		now += 4 * HOUR;
		expect(await cost(trigger.poll)).toEqual({ result: [], requests: 5 });
		expect(await cost(trigger.poll)).toEqual({ result: [], requests: 1 });
	});

	it.each(['newestActivityFirst', 'oldestFirst'] as const)(
		'have every one of their doings told once, listed %s, over restarts',
		async (order) => {
			api.habits.order = order;
			const trigger = published({ stalledAfterHours: 1000 });
			const expected: string[] = [];
			const told: string[] = [];
			// A small generator: the same doings on every run.
			let state = 7;
			const random = (below: number) => (state = (state * 48271) % 2147483647) % below;
			await trigger.poll();
			for (let round = 0; round < 60; round++) {
				now += 5 * MINUTE;
				const acting = new Set(Array.from({ length: 8 }, () => `u${random(400)}`));
				for (const id of acting) expected.push(...act(id, random(8)));
				if (random(6) === 0) trigger.restart({ killed: random(2) === 0 });
				if (random(3) > 0) {
					told.push(...brief(await trigger.poll()));
					continue;
				}
				// Nobody acts twice between two polls, so that what they did can be told apart.
				told.push(...brief(await trigger.poll()), ...brief(await trigger.poll()));
			}
			expect(told.sort()).toEqual(expected.sort());
			expect(told.length).toBeGreaterThan(300);
		},
	);

	function act(id: string, choice: number): string[] {
		const user = flow.users.get(id);
		if (!user) {
			start(id);
			return [`${id} started`];
		}
		if (user.status === 'COMPLETED' || user.status === 'ABANDONED') {
			flow.restart(id);
			return [`${id} restarted`];
		}
		const next = user.current_step_key as string | null;
		if (choice === 0) {
			flow.finish(id, 'ABANDONED');
			return [`${id} abandoned`];
		}
		if (next === null) return [];
		if (choice < 4 && next === 'convidar-equipe') {
			flow.skipStep(id, next);
			return [`${id} stepSkipped ${next}`];
		}
		complete(id, next);
		return [`${id} stepCompleted ${next}`, ...(flow.get(id).status === 'COMPLETED' ? [`${id} completed`] : [])];
	}
});
