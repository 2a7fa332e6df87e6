import { TriggerContext, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import type { IDataObject, IExecuteResponsePromiseData, INodeExecutionData, ITriggerResponse, WorkflowActivateMode } from 'n8n-workflow';

import { deliveryOf, receivedText } from '../sandbox/zapiPayloads';
import { faultQueue } from '../sandbox/faults';
import { freePort } from '../sandbox/ports';
import { json as jsonAnswer, startServer } from '../sandbox/server';
import { startZApi } from '../sandbox/zapi';
import { startEngine } from '../setup/engine';
import { newPlace, type Place } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { hook, SECRET, TOKEN, triggerOf, WEBHOOK_ID } from './hook';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();
let place: Place;
const open: Array<() => Promise<unknown>> = [];
beforeEach(() => {
	place = newPlace();
});
afterEach(async () => await Promise.all(open.splice(0).map(async (close) => await close())));
afterAll(closeSql);

interface Given {
	parameters?: IDataObject;
	activation?: WorkflowActivateMode;
	supabaseHost?: string;
	baseUrl?: string;
	/** What the workflow answers to a delivery that starts it. */
	respond?: IExecuteResponsePromiseData;
	/** Published with this port. */
	port?: number;
}

/** The trigger with a port of its own, and what its workflow was started with. */
async function publish({
	parameters = {},
	activation = 'activate',
	supabaseHost = host,
	baseUrl = 'http://127.0.0.1:9',
	respond,
	port,
}: Given = {}) {
	const at = port ?? (await freePort());
	const own = {
		noteSent: true,
		messages: 'store',
		ownPort: true,
		port: at,
		publicUrl: `http://127.0.0.1:${at}`,
		options: { ownMessages: true, deliveries: true },
	};
	const given = await triggerOf(
		{ baseUrl },
		{ ...own, ...parameters },
		{
			atendeAquiZApi: { instanceId: place.channel, instanceToken: TOKEN, clientToken: '', baseUrl },
			supabaseApi: { host: supabaseHost, serviceRole },
		},
	);
	const items: IDataObject[] = [];
	const emit = (data: INodeExecutionData[][], answer?: { resolve: (value: IExecuteResponsePromiseData) => void }) => {
		items.push(...data[0].map(({ json }) => json));
		if (respond) answer?.resolve(respond);
	};
	const context = new TriggerContext(given.workflow, given.workflow.getNode('Trigger')!, given.additional(), 'trigger', activation, emit);
	const start = async () => {
		const response = (await given.type.trigger!.call(context)) as ITriggerResponse;
		const close = async () => await response.closeFunction?.();
		open.push(close);
		return close;
	};
	return { given, start, items, port: at, url: `http://127.0.0.1:${at}/zapi/${WEBHOOK_ID}/${SECRET}` };
}

async function post(url: string, body: unknown, contentType = 'application/json') {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body: text });
	return { status: response.status, body: (await response.json()) as IDataObject };
}
const told = (payload: object) => ({ ...payload, instanceId: place.channel });
const inbox = async () => await sql('select text from inbox where channel = $1 order by id', [place.channel]);

it('stores a message before the answer, once, and starts nothing', async () => {
	const { start, url, items } = await publish();
	await start();
	const message = told(receivedText({ phone: place.phone, text: 'Oi' }));
	expect(await post(url, message)).toEqual({ status: 200, body: { stored: true } });
	expect(await post(url, message)).toEqual({ status: 200, body: { stored: false, reason: 'duplicate_message' } });
	expect([await inbox(), items]).toEqual([[{ text: 'Oi' }], []]);
});

it.each<[string, (url: string) => Promise<{ status: number; body: IDataObject }>, number, RegExp]>([
	['a wrong secret', async (url) => await post(url.replace(/\w+$/, '0'.repeat(32)), receivedText()), 403, /not the one/],
	['no secret', async (url) => await post(url.replace(/\/\w+$/, ''), receivedText()), 403, /not the one/],
	['a message of another instance', async (url) => await post(url, receivedText({ instanceId: '3DFFFFFF' })), 403, /another instance/],
	['text that is not JSON', async (url) => await post(url, '{"phone": "5511'), 422, /parse/i],
	['plain text', async (url) => await post(url, 'olá', 'text/plain'), 400, /JSON object/i],
	['an empty body', async (url) => await post(url, ''), 400, /./],
	['a list', async (url) => await post(url, '[]'), 400, /./],
	['more than 1 MB', async (url) => await post(url, told({ ...receivedText(), text: { message: 'a'.repeat(2 ** 20) } })), 413, /larger/],
])('%s is refused as through the webhook', async (_, ask, status, reason) => {
	const { start, url } = await publish();
	await start();
	const answer = await ask(url);
	expect(answer).toEqual({ status, body: { error: expect.stringMatching(reason) } });
	expect(await inbox()).toEqual([]);
});

it('a database that does not take it: 503, so that nobody believes it is safe', async () => {
	const { start, url } = await publish({ supabaseHost: 'http://127.0.0.1:9' });
	await start();
	expect(await post(url, told(receivedText()))).toMatchObject({
		status: 503,
		body: { error: expect.stringContaining('could not be stored') },
	});
});

it('a delivery that failed starts the workflow, whose answer is given on', async () => {
	const { start, url, items } = await publish({ respond: { statusCode: 202, body: { told: true }, headers: {} } });
	await start();
	const delivery = deliveryOf(place.channel, { zaapId: 'Z', messageId: 'S', body: { phone: place.phone, message: 'x' } });
	expect(await post(url, { ...delivery, error: 'Phone does not exist' })).toEqual({ status: 202, body: { told: true } });
	expect(items).toEqual([expect.objectContaining({ error: expect.stringContaining('Phone does not exist') })]);
});

it('nobody listens for a test, where it is switched off, and where messages start the workflow', async () => {
	for (const parameters of [{ ownPort: false }, { messages: 'start' }, { noteSent: false }]) {
		const { start, port } = await publish({ parameters });
		await start();
		await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
	}
});

it.each([
	[{ port: 5678 }, /Port 5678 .* n8n itself/],
	[{ port: 5679 }, /Port 5679 .* task runners/],
	[{ port: 70_000 }, /"Port" must be/],
	[{ publicUrl: '' }, /"Public URL" must be/],
	[{ publicUrl: 'whatsapp.example.com' }, /"Public URL" must be/],
	[{ publicUrl: 'https://example.com/?a=b' }, /"Public URL" must be/],
])('%j is refused with a sentence, when it is published and when its URL is set', async (parameters, reason) => {
	const { start, given } = await publish({ parameters });
	await expect(start()).rejects.toMatchObject({
		message: expect.stringMatching(reason),
		description: expect.stringMatching(/For example|Choose/),
	});
	await expect(hook('create', given)).rejects.toThrow(reason);
});

it('a port that is taken: told at the publishing, waited for after a restart', async () => {
	const other = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => jsonAnswer(200, {}) });
	const port = Number(new URL(other.url).port);
	await expect((await publish({ port })).start()).rejects.toMatchObject({ message: `Port ${port} is taken by another program` });
	const { start, url } = await publish({ port, activation: 'init' });
	await start();
	await other.stop();
	const deadline = Date.now() + 10_000;
	let status = 0;
	while (status !== 200 && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 100));
		({ status } = await post(url, told(receivedText({ phone: place.phone }))).catch(() => ({ status: 0 })));
	}
	expect(status).toBe(200);
});

it('a public URL that leads somewhere else is told, with its status; one where nothing answers is not refused', async () => {
	const other = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => jsonAnswer(404, { code: 404 }) });
	open.push(other.stop);
	const wrong = await publish({ parameters: { publicUrl: other.url } });
	await expect(wrong.start()).rejects.toMatchObject({ message: `${other.url} does not lead to this port: it answered 404` });
	const silent = await publish({ parameters: { publicUrl: 'http://127.0.0.1:9/whatsapp/' } });
	await silent.start();
	expect((await post(silent.url, told(receivedText({ phone: place.phone })))).status).toBe(200);
});

it('Z-API is given the public URL and the path; a test gets the one of n8n, and gives it back', async () => {
	const zapi = await startZApi({ instanceId: place.channel, token: TOKEN });
	open.push(zapi.stop);
	const { given, url } = await publish({ baseUrl: zapi.baseUrl });
	await hook('create', given);
	expect(zapi.callbackUrls.receivedCallbackUrl).toBe(url);
	expect(await hook('checkExists', given)).toBe(true);
	await hook('create', given, 'manual');
	expect(zapi.callbackUrls.receivedCallbackUrl).toContain('/webhook-test/');
	await hook('delete', given, 'manual');
	expect(zapi.callbackUrls.receivedCallbackUrl).toBe(url);
});

it('from the webhook to the port and back is one publishing each, without a word about a foreign URL', async () => {
	const zapi = await startZApi({ instanceId: place.channel, token: TOKEN });
	open.push(zapi.stop);
	const port = await freePort();
	for (const ownPort of [false, true, false]) {
		const { given } = await publish({ baseUrl: zapi.baseUrl, parameters: { ownPort }, port });
		expect(await hook('checkExists', given)).toBe(false);
		await hook('create', given);
		expect(zapi.callbackUrls.receivedCallbackUrl.startsWith(`http://127.0.0.1:${port}/`)).toBe(ownPort);
	}
});

it('the real Z-API is not given a public URL without https', async () => {
	const { given } = await publish({ baseUrl: 'https://api.z-api.io', parameters: { publicUrl: 'http://whatsapp.example.com' } });
	await expect(hook('create', given)).rejects.toMatchObject({
		message: expect.stringContaining('"Public URL" is at http://whatsapp.example.com'),
	});
});

it.each(['manual', 'webhook'] as const)('a %s execution goes on with what its webhook gave, and waits for nothing', async (mode) => {
	const { given } = await publish();
	const engine = await startEngine();
	const trigger = given.workflow.getNode('Trigger')!;
	const next = { ...trigger, id: '2', name: 'Next', type: 'n8n-nodes-base.noOp', parameters: {} };
	const connections = { Trigger: { main: [[{ node: 'Next', type: 'main' as const, index: 0 }]] } };
	const workflow = engine.workflow({ name: 'w', nodes: [trigger, next], connections }, given.credentials);
	const data = { main: [[{ json: { text: 'Oi' } }]] };
	// As n8n starts one for a webhook (webhook-helpers.js).
	const started = createRunExecutionData({
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [{ node: workflow.getNode('Trigger')!, data, source: null }],
		},
	});
	const additional = given.additional();
	const { status, data: result } = await new WorkflowExecute(additional, mode, started).processRunExecutionData(workflow);
	expect([status, result.resultData.runData.Next[0].data?.main[0]?.[0].json]).toEqual(['success', { text: 'Oi' }]);
});
