import { demandDeliverable } from '../../nodes/ZApi/trigger/url';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { INSTANCE_ID } from '../sandbox/zapiPayloads';
import { hook, TOKEN, triggerOf } from './hook';

let zapi: ZApi;
beforeEach(async () => {
	zapi = await startZApi({ instanceId: INSTANCE_ID, token: TOKEN });
});
afterEach(async () => await zapi.stop());

/** The trigger on an n8n of that public address, with that "Base URL" in its credential. */
async function trigger(address: string, baseUrl: string) {
	const given = await triggerOf({ baseUrl });
	const own = given.additional();
	return {
		...given,
		additional: () => Object.assign(own, { webhookBaseUrl: `${address}/webhook`, webhookTestBaseUrl: `${address}/webhook-test` }),
	};
}

it.each([
	['http://n8n.example.com', 'https://api.z-api.io'],
	['http://localhost:5678', ''],
	['http://localhost:5678', ' https://api.z-api.io/ '],
])('an n8n at %s is not given to Z-API (Base URL "%s"): nothing would arrive', async (address, baseUrl) => {
	const failure = await hook('create', trigger(address, baseUrl)).catch((error: unknown) => error);
	expect(failure).toMatchObject({ message: expect.stringContaining(address), description: expect.stringContaining('WEBHOOK_URL') });
	expect((failure as Error).message).not.toMatch(/[0-9a-f]{32}/);
});

it.each([
	['https://n8n.example.com/webhook/a/a/b', 'https://api.z-api.io'],
	['https://n8n.example.com/webhook/a/a/b', ''],
	['http://127.0.0.1:5678/webhook/a/a/b', 'http://127.0.0.1:9000'],
	['http://localhost:5678/webhook/a/a/b', 'https://proxy.example.com/z-api'],
	['http://localhost:5678/webhook/a/a/b', 'no address'],
])('%s is given to the server at "%s"', async (url, baseUrl) => {
	await expect(demandDeliverable({ getCredentials: async () => await Promise.resolve({ baseUrl }) }, url)).resolves.toBeUndefined();
});

it('a test server gets an address of this machine', async () => {
	await hook('create', trigger('http://127.0.0.1:5678', zapi.baseUrl));
	expect(zapi.callbackUrls.receivedCallbackUrl).toMatch(/^http:/);
});
