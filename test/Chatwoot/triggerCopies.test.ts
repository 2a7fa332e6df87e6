import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { startN8nDoor, type N8nDoor } from '../setup/n8nDoor';
import { startTrigger, type Trigger } from './hook';

const GONE = '7d1c2a52-0000-4000-8000-0000000000b1';
const LIVE = '7d1c2a52-0000-4000-8000-0000000000b2';

let chatwoot: Chatwoot;
let door: N8nDoor;
let started: Trigger[];
beforeEach(async () => {
	chatwoot = await startChatwoot({ botRetryMs: 5, timeoutMs: 2000 });
	door = await startN8nDoor();
	// As a published trigger of Chatwoot answers a wrong path (see receive.ts).
	door.listeners[LIVE] = async () => ({ status: 401, body: { error: 'The URL is not the one that was registered' } });
	started = [];
});
afterEach(async () => {
	await chatwoot.stop();
	await door.stop();
	await Promise.all(started.map(async ({ stop }) => await stop()));
	expect(chatwoot.violations).toEqual([]);
});

const trigger = async (parameters: IDataObject = {}): Promise<Trigger> => {
	const one = await startTrigger(chatwoot, parameters, 1, door.base);
	started.push(one);
	return one;
};
const urlOf = (id: string, endpoint = 'webhook') => `${door.base.replace(/webhook$/, endpoint)}/${id}/${id}/${'c'.repeat(32)}`;
const failure = async (run: Promise<unknown>) => (await run.catch((error: unknown) => error)) as Error & { description: string };

describe('account webhooks', () => {
	const other = { name: null, inbox_id: null, secret: 's', subscriptions: [] };
	const register = (...urls: string[]) => chatwoot.state.webhooks.push(...urls.map((url, n) => ({ id: n + 1, url, ...other })));
	const left = () => chatwoot.state.webhooks.map(({ id }) => id);

	it('of copies that are not published any more are taken away, in test and production mode', async () => {
		register(urlOf(GONE), urlOf(GONE, 'webhook-test'), urlOf(LIVE), 'https://crm.example.com/hook', `${door.base}/chatwoot`);
		await (await trigger()).hook('create');
		expect(left()).toEqual([3, 4, 5, expect.any(Number)]);
	});

	it('stay when nobody can tell', async () => {
		register(urlOf(GONE), urlOf(LIVE));
		door.instead = (response) => response.writeHead(404).end('404 page not found');
		await (await trigger()).hook('create');
		expect(left()).toEqual([1, 2, expect.any(Number)]);
	});
});

const api = () => chatwoot.state.inboxes[0];
describe.each([
	['inbox', { mode: 'inbox', inbox: 12 }, () => api().webhook_url, (url: string) => (api().webhook_url = url)],
	[
		'agent bot',
		{ mode: 'agentBot', agentBot: 9 },
		() => chatwoot.state.bots[0].outgoing_url,
		(url: string) => (chatwoot.state.bots[0].outgoing_url = url),
	],
])('%s', (_, parameters, current, set) => {
	it('is taken over from a copy that is not published any more, and is empty afterwards', async () => {
		set(urlOf(GONE));
		const given = await trigger({ ...parameters, otherUrl: 'replace' });
		await given.hook('create');
		expect(current()).toContain(door.base);
		expect(current()).not.toBe(urlOf(GONE));
		await given.hook('delete');
		expect(current()).toBe('');
	});

	it('is left to a copy that is published', async () => {
		set(urlOf(LIVE));
		expect((await failure((await trigger(parameters)).hook('create'))).description).toContain('Another workflow of this n8n is published');
		expect(current()).toBe(urlOf(LIVE));
	});

	it('goes back to the copy that it was taken from, and to nobody when that one went meanwhile', async () => {
		set(urlOf(LIVE));
		const given = await trigger({ ...parameters, otherUrl: 'replace' });
		await given.hook('create');
		await given.hook('delete');
		expect(current()).toBe(urlOf(LIVE));
		await given.hook('create');
		delete door.listeners[LIVE];
		await given.hook('delete');
		expect(current()).toBe('');
	});
});
