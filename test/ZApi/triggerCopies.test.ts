import type { IDataObject } from 'n8n-workflow';

import { pathSecret } from '../../nodes/shared/webhook/secret';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { INSTANCE_ID, receivedText } from '../sandbox/zapiPayloads';
import { startN8nDoor, type N8nDoor } from '../setup/n8nDoor';
import { call, hook, TOKEN, triggerOf, type Trigger } from './hook';

const FIRST = '7d1c2a52-0000-4000-8000-0000000000a1';
const SECOND = '7d1c2a52-0000-4000-8000-0000000000a2';

let zapi: ZApi;
let door: N8nDoor;
beforeEach(async () => {
	zapi = await startZApi({ instanceId: INSTANCE_ID, token: TOKEN });
	door = await startN8nDoor();
});
afterEach(async () => {
	await zapi.stop();
	await door.stop();
	expect(zapi.violations).toEqual([]);
});

/** One import of the template: a node with a webhook id of its own, on the n8n behind the door. */
async function copy(webhookId: string, parameters: IDataObject = {}): Promise<Trigger> {
	const given = await triggerOf(zapi, parameters);
	given.workflow.getNode('Trigger')!.webhookId = webhookId;
	return {
		...given,
		additional: () => Object.assign(given.additional(), { webhookBaseUrl: door.base, webhookTestBaseUrl: `${door.base}-test` }),
	};
}
const publish = async (webhookId: string, parameters: IDataObject = {}): Promise<Trigger> => {
	const given = await copy(webhookId, parameters);
	await hook('create', given);
	door.listeners[webhookId] = async (secret) => {
		const { status = 200, body } = (await call(given, receivedText(), { secret })).answered;
		return { status, body };
	};
	return given;
};
const unpublish = async (given: Trigger): Promise<void> => {
	await hook('delete', given);
	delete door.listeners[given.workflow.getNode('Trigger')!.webhookId!];
};
const urlOf = (id: string) => `${door.base}/${id}/${id}/${pathSecret(TOKEN, id)}`;
const current = () => zapi.callbackUrls.receivedCallbackUrl;

it('takes over from a copy that is not published any more, unasked, and never sets its URL again', async () => {
	await unpublish(await publish(FIRST));
	expect(current()).toBe(urlOf(FIRST));
	const second = await publish(SECOND, { otherUrl: 'replace' });
	expect(current()).toBe(urlOf(SECOND));
	await unpublish(second);
	expect(current()).toBe(urlOf(SECOND));
});

it('takes all URLs of a dead copy, asking once', async () => {
	const events = { events: ['received', 'delivery', 'status', 'connected', 'disconnected', 'presence'] };
	await unpublish(await publish(FIRST, events));
	door.paths.length = 0;
	await publish(SECOND, events);
	expect(new Set(Object.values(zapi.callbackUrls))).toEqual(new Set([urlOf(SECOND)]));
	expect(door.paths).toHaveLength(1);
});

it('takes over from a test that nobody ended', async () => {
	zapi.callbackUrls.receivedCallbackUrl = urlOf(FIRST).replace('/webhook/', '/webhook-test/');
	await publish(SECOND);
	expect(current()).toBe(urlOf(SECOND));
});

it('takes nothing from a copy that is published, and says which it is', async () => {
	await publish(FIRST);
	await expect(publish(SECOND)).rejects.toMatchObject({
		message: expect.stringContaining('127.0.0.1'),
		description: expect.stringContaining('Another workflow of this n8n is published'),
	});
	expect(current()).toBe(urlOf(FIRST));
	expect(door.paths.at(-1)).toBe(`/webhook/${FIRST}/${FIRST}/${'0'.repeat(32)}`);
});

it('replaces a published copy on request, and gives it its URL back, unless it went meanwhile', async () => {
	const first = await publish(FIRST);
	await unpublish(await publish(SECOND, { otherUrl: 'replace' }));
	expect(current()).toBe(urlOf(FIRST));
	const again = await publish(SECOND, { otherUrl: 'replace' });
	await unpublish(first);
	await unpublish(again);
	expect(current()).toBe(urlOf(SECOND));
});

it.each([
	['the address is that of a proxy without n8n behind it', 404, '<html>404 Not Found</html>'],
	['n8n is starting', 200, 'n8n is starting up. Please wait'],
	['a tunnel answers for it', 502, '{"code":404}'],
])('leaves a copy alone of which nobody can tell whether it is published: %s', async (_, status, body) => {
	zapi.callbackUrls.receivedCallbackUrl = urlOf(FIRST);
	door.instead = (response) => response.writeHead(status).end(body);
	await expect(publish(SECOND)).rejects.toMatchObject({ description: expect.stringContaining('could not be asked') });
	expect(current()).toBe(urlOf(FIRST));
});

it.each([
	['another n8n', 'https://n8n.example.com/webhook/ID/ID/SECRET'],
	['a Webhook node of this n8n', 'HERE/zapi'],
	['a Webhook node of this n8n with a path of parts', 'HERE/ID/zapi/SECRET'],
	['another path of this host', 'HOST/other/webhook/ID/ID/SECRET'],
	['no URL at all', 'zapi'],
])('takes nothing from %s, and calls nobody there', async (_, form) => {
	const url = form
		.replace('HERE', door.base)
		.replace('HOST', new URL(door.base).origin)
		.replaceAll('ID', FIRST)
		.replace('SECRET', pathSecret(TOKEN, FIRST));
	zapi.callbackUrls.receivedCallbackUrl = url;
	await expect(publish(SECOND)).rejects.toMatchObject({ description: expect.stringContaining('Another system receives these events') });
	expect(current()).toBe(url);
	expect(door.paths).toEqual([]);
});
