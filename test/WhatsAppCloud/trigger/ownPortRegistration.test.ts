import { randomUUID } from 'node:crypto';

import { ACCOUNT, messageFrom, PHONE_NUMBER_ID } from '../../sandbox/graphWebhooks';
import { startNumberAtMeta, type NumberAtMeta } from '../../sandbox/graphWebhooksServer';
import { faultQueue } from '../../sandbox/faults';
import { json, startServer } from '../../sandbox/server';
import { newPlace } from '../../setup/house';
import { closeSql, sql } from '../../setup/supabase';
import { hook, TOKEN } from './hook';
import { onPort, post, type Published } from './portHook';

let meta: NumberAtMeta;
const open: Array<() => Promise<unknown>> = [];
beforeEach(async () => {
	meta = await startNumberAtMeta({ phoneNumberId: PHONE_NUMBER_ID, token: TOKEN, account: ACCOUNT, verifies: true });
	open.push(meta.stop);
});
afterEach(async () => {
	await Promise.all(open.splice(0).map(async (close) => await close()));
	expect(meta.violations).toEqual([]);
});
afterAll(closeSql);

const trigger = async (given: Published = {}) => await onPort({ ...given, credential: { baseUrl: meta.baseUrl, ...given.credential } });
const writes = () => meta.requests.filter((request) => request.startsWith('POST'));

it('Meta gets the challenge from the port while it is told the address, before n8n starts the trigger', async () => {
	const { given, url } = await trigger();
	expect(await hook('checkExists', given)).toBe(false);
	await hook('create', given);
	expect(meta.callbacks.phone_number).toBe(url);
	expect(await hook('checkExists', given)).toBe(true);
	await hook('delete', given);
	expect(meta.callbacks.phone_number).toBe('');
});

it('what Meta delivers between that and the start of the trigger is stored', async () => {
	const place = newPlace();
	const { given, url, start } = await trigger({ parameters: { options: { allNumbers: true } } });
	await hook('create', given);
	const delivered = post(url, messageFrom({ phone: place.phone }, { id: randomUUID(), text: { body: 'Oi' } }, place.channel));
	await new Promise((resolve) => setTimeout(resolve, 300));
	open.push(await start());
	expect(await delivered).toEqual({ status: 200, body: { received: 1 } });
	expect(await sql('select text from inbox where channel = $1', [place.channel])).toEqual([{ text: 'Oi' }]);
});

it('a port that is taken, and a public URL that leads elsewhere, are told before Meta is told anything', async () => {
	const other = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => json(404, { code: 404 }) });
	open.push(other.stop);
	const port = Number(new URL(other.url).port);
	await expect(hook('create', (await trigger({ port })).given)).rejects.toMatchObject({
		message: `Port ${port} is taken by another program`,
		description: expect.stringContaining('"Port"'),
	});
	const elsewhere = await trigger({ parameters: { publicUrl: other.url } });
	await expect(hook('create', elsewhere.given)).rejects.toMatchObject({
		message: `${other.url} does not lead to this port: it answered 404`,
	});
	expect(writes()).toEqual([]);
});

it('where nothing answers from here, Meta’s own answer is what counts, and the address to paste is the port’s', async () => {
	const { given } = await trigger({ parameters: { publicUrl: 'http://127.0.0.1:9' } });
	await expect(hook('create', given)).rejects.toMatchObject({
		message: expect.stringContaining('Callback verification failed'),
		description: expect.stringMatching(/By Hand.*http:\/\/127\.0\.0\.1:9\/webhook\//),
	});
	expect(meta.callbacks.phone_number).toBe('');
});

it('published again, nobody asks whether the public URL leads there but Meta', async () => {
	const { given, url } = await trigger();
	await hook('create', given, 'trigger', 'update');
	expect(meta.callbacks.phone_number).toBe(url);
	const other = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => json(404, { code: 404 }) });
	open.push(other.stop);
	const elsewhere = await trigger({ parameters: { publicUrl: other.url } });
	await expect(hook('create', elsewhere.given, 'trigger', 'update')).rejects.toMatchObject({
		message: expect.stringContaining('HTTP Status Code = 404'),
	});
});

it('from the webhook to the port and back is one publishing each, and no URL stays behind', async () => {
	const port = (await trigger()).port;
	const n8nUrl = async (ownPort: boolean) => await trigger({ port, parameters: { ownPort } });
	// n8n's webhook is not there in this test: this one believes every URL.
	meta = await startNumberAtMeta({ phoneNumberId: PHONE_NUMBER_ID, token: TOKEN, account: ACCOUNT });
	open.push(meta.stop);
	for (const ownPort of [false, true, false]) {
		const { given } = await n8nUrl(ownPort);
		expect(await hook('checkExists', given)).toBe(false);
		await hook('create', given);
		expect(meta.callbacks.phone_number.startsWith(`http://127.0.0.1:${port}/`)).toBe(ownPort);
	}
});

it('what was set is taken away also after the parameters were changed', async () => {
	const { given } = await trigger();
	await hook('create', given);
	given.workflow.getNode('Trigger')!.parameters.publicUrl = 'http://127.0.0.1:9';
	await hook('delete', given);
	expect(meta.callbacks.phone_number).toBe('');
});

it('a test gets its messages through n8n, and takes none away from the port', async () => {
	const { given, url } = await trigger();
	await hook('create', given);
	await hook('create', given, 'manual');
	await hook('delete', given, 'manual');
	expect(meta.callbacks.phone_number).toBe(url);
	expect(writes()).toHaveLength(1);
});

it.each([
	['http://whatsapp.example.com', /"Public URL" is at http:\/\/whatsapp\.example\.com/],
	[`https://whatsapp.example.com/${'a'.repeat(200)}`, /Meta takes 200/],
	['whatsapp.example.com', /"Public URL" must be/],
])('%s is no address for Meta', async (publicUrl, reason) => {
	const { given } = await trigger({ parameters: { publicUrl }, credential: { baseUrl: 'https://graph.facebook.com' } });
	await expect(hook('create', given)).rejects.toMatchObject({
		message: expect.stringMatching(reason),
		description: expect.stringMatching(/Public URL|https/),
	});
});
