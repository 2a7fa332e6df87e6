import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { DEMO_FLOW } from '../../sandbox/atendeaquiFlow';
import { HOUR, MINUTE, api, brief, complete, flow, published, start, withApi } from './pollForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

let now: number;

beforeEach(() => {
	now = Date.UTC(2026, 2, 2, 12);
});
withApi(() => now);

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
