import { setTimeout as pause } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { startAtendeAqui, type AtendeAqui } from '../../sandbox/atendeaqui';
import { DEMO_FLOW, type Flow } from '../../sandbox/atendeaquiFlow';
import { startEngine, type Engine } from '../../setup/engine';
import { published as publish, TOKEN } from './published';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let engine: Engine;
let api: AtendeAqui;
let flow: Flow;
let now: number;

beforeAll(async () => {
	engine = await startEngine();
});
beforeEach(async () => {
	now = Date.UTC(2026, 2, 2, 12);
	api = await startAtendeAqui({ apiToken: TOKEN, now: () => now });
	flow = api.flow();
});
afterEach(async () => {
	expect(api.violations).toEqual([]);
	await api.stop();
});

const published = (parameters: IDataObject = {}) => publish({ engine, api, now: () => now }, parameters);

const brief = (items: IDataObject[]): string[] =>
	items.map(({ userId, event, step }) => [userId, event, ...(step === undefined ? [] : [step])].map(String).join(' '));

const start = (id: string, details: object = {}) => flow.start({ external_user_id: id, ...details });
const complete = (id: string, ...keys: string[]) =>
	flow.completeSteps(
		id,
		keys.map((step_key) => ({ step_key })),
	);

describe('what happens to a user', () => {
	it('is told once, with what a message needs', async () => {
		const trigger = published();
		expect(await trigger.poll()).toEqual([]);
		now += MINUTE;
		api.clients.create({ full_name: 'Acme', client_id: '456' });
		start('u1', { name: 'Ana', external_user_email: 'ana@example.com', client_id: '456' });
		const at = new Date(now).toISOString();
		expect(await trigger.poll()).toEqual([
			{
				event: 'started',
				eventId: `${DEMO_FLOW.slug}/u1/started/${at}`,
				at,
				flow: DEMO_FLOW.slug,
				userId: 'u1',
				name: 'Ana',
				email: 'ana@example.com',
				clientId: '456',
				status: 'IN_PROGRESS',
				percentage: 0,
				nextStep: { key: 'perfil', title: 'Conte sobre a empresa' },
				progress: expect.objectContaining({ external_user_id: 'u1' }),
			},
		]);
		expect(await trigger.poll()).toEqual([]);
	});

	it('is told in order, from the start over skips and steps to the end', async () => {
		const trigger = published();
		await trigger.poll();
		now += MINUTE;
		start('u1');
		complete('u1', 'perfil');
		expect(brief(await trigger.poll())).toEqual(['u1 started', 'u1 stepCompleted perfil']);
		now += MINUTE;
		flow.skipStep('u1', 'convidar-equipe');
		expect(brief(await trigger.poll())).toEqual(['u1 stepSkipped convidar-equipe']);
		now += MINUTE;
		complete('u1', 'configuracao-api');
		expect(brief(await trigger.poll())).toEqual(['u1 stepCompleted configuracao-api', 'u1 completed']);
		now += MINUTE;
		flow.restart('u1');
		expect(brief(await trigger.poll())).toEqual(['u1 restarted']);
		now += MINUTE;
		flow.finish('u1', 'ABANDONED');
		expect(brief(await trigger.poll())).toEqual(['u1 abandoned']);
		expect(await trigger.poll()).toEqual([]);
	});

	it('is told of a stall once, and again after a sign of life', async () => {
		const trigger = published({ stalledAfterHours: 24 });
		start('u1');
		await trigger.poll();
		now += 23 * HOUR;
		expect(await trigger.poll()).toEqual([]);
		now += 3 * HOUR;
		expect(await trigger.poll()).toEqual([expect.objectContaining({ event: 'stalled', userId: 'u1', inactiveHours: 26 })]);
		now += 48 * HOUR;
		expect(await trigger.poll()).toEqual([]);
		complete('u1', 'perfil');
		expect(brief(await trigger.poll())).toEqual(['u1 stepCompleted perfil']);
		now += 24 * HOUR;
		expect(brief(await trigger.poll())).toEqual(['u1 stalled']);
	});

	it('has no secret in it', async () => {
		const trigger = published();
		await trigger.poll();
		start('u1');
		flow.completeSteps('u1', [{ step_key: 'configuracao-api', step_data: { api_token: 'invented-secret' } }]);
		const items = await trigger.poll();
		expect(items).toHaveLength(2);
		expect(JSON.stringify([items, trigger.data()])).not.toContain('invented-secret');
	});

	it('is told only if it was asked for, and not later on', async () => {
		const trigger = published({ events: ['completed'] });
		await trigger.poll();
		start('u1');
		complete('u1', 'perfil');
		expect(await trigger.poll()).toEqual([]);
		now += MINUTE;
		complete('u1', 'configuracao-api');
		expect(brief(await trigger.poll())).toEqual(['u1 completed']);
	});
});

describe('the beginning', () => {
	it('takes those who are there as they are, stalled ones too', async () => {
		start('u1');
		complete('u1', 'perfil');
		now += 48 * HOUR;
		const trigger = published();
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
	});

	it('tells of them once if that is wished', async () => {
		start('u1');
		complete('u1', 'perfil');
		now += 48 * HOUR;
		const trigger = published({ options: { includeExisting: true } });
		expect(brief(await trigger.poll())).toEqual(['u1 started', 'u1 stepCompleted perfil', 'u1 stalled']);
		expect(await trigger.poll()).toEqual([]);
	});

	it('starts anew for another flow', async () => {
		start('u1');
		const trigger = published();
		await trigger.poll();
		Object.assign(trigger.data(), { flow: 'another' });
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('a restart of n8n', () => {
	it('tells what happened meanwhile, and nothing twice', async () => {
		const trigger = published();
		await trigger.poll();
		start('u1');
		await trigger.poll();
		trigger.restart();
		expect(await trigger.poll()).toEqual([]);
		now += HOUR;
		complete('u1', 'perfil');
		start('u2');
		trigger.restart();
		expect(brief(await trigger.poll()).sort()).toEqual(['u1 stepCompleted perfil', 'u2 started']);
	});

	it('may come without warning once something was told', async () => {
		const trigger = published();
		await trigger.poll();
		start('u1');
		await trigger.poll();
		await trigger.poll();
		now += HOUR;
		complete('u1', 'perfil');
		trigger.restart({ killed: true });
		expect(brief(await trigger.poll())).toEqual(['u1 stepCompleted perfil']);
		trigger.restart({ killed: true });
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('failures', () => {
	it('of the API lose nothing: the next poll tells', async () => {
		const trigger = published();
		await trigger.poll();
		for (let n = 0; n < 120; n++) start(`u${n}`);
		api.faults.push({ kind: 'status', status: 500, times: 4, match: () => api.requests.at(-1)?.query.page === '2' });
		await expect(trigger.poll()).rejects.toThrow('is in trouble');
		expect(await trigger.poll()).toHaveLength(120);
		expect(await trigger.poll()).toEqual([]);
	});

	it('are overcome when they are of the moment', async () => {
		const trigger = published();
		await trigger.poll();
		start('u1');
		api.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '1' } }, { kind: 'reset' });
		expect(await trigger.poll()).toHaveLength(1);
	});

	it.each([
		[{ flow: { __rl: true, mode: 'id', value: '' } }, 'Flow is empty'],
		[{ events: [] }, 'Events is empty'],
		[{ flow: { __rl: true, mode: 'id', value: 'unknown' } }, 'FLOW_NOT_FOUND'],
		[{ stalledAfterHours: 0 }, 'Stalled After must be more than 0 hours'],
	])('of the operator are said: %j', async (parameters, message) => {
		await expect(published(parameters as IDataObject).poll()).rejects.toThrow(message);
	});

	it('come from the node as n8n shows them', async () => {
		api.faults.push({ kind: 'status', status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'Expirou' } } });
		await expect(published().pollNode()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: 'AtendeAqui says that the token has expired (TOKEN_EXPIRED): Expirou',
			description: expect.stringContaining('Make a new API token'),
		});
	});

	it('a poll that is overtaken by the next one tells nothing, neither twice nor from what it read before', async () => {
		const trigger = published();
		start('u1');
		complete('u1', 'perfil');
		await trigger.poll();
		api.faults.push({ kind: 'delay', ms: 200 });
		const asked = api.requests.length;
		const slow = trigger.poll();
		while (api.requests.length === asked) await pause(5);
		await pause(20);
		flow.skipStep('u1', 'convidar-equipe');
		expect(brief(await trigger.poll())).toEqual(['u1 stepSkipped convidar-equipe']);
		expect(await slow).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('a test in the editor', () => {
	it('shows the latest events and remembers nothing', async () => {
		for (let n = 0; n < 20; n++) {
			now += MINUTE;
			start(`u${n}`);
		}
		const trigger = published();
		const items = await trigger.poll('manual');
		expect(items).toHaveLength(10);
		expect(brief(items).at(-1)).toBe('u19 started');
		expect(trigger.data()).toEqual({});
	});

	it('says when there is nothing to show', async () => {
		await expect(published().poll('manual')).rejects.toThrow('None of the chosen events');
	});
});

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
