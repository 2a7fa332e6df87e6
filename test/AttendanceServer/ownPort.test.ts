import { TriggerContext } from 'n8n-core';
import type { IDataObject, IExecuteResponsePromiseData, INode, INodeExecutionData, ITriggerResponse } from 'n8n-workflow';

import { freePort } from '../sandbox/ports';
import { startEngine } from '../setup/engine';
import { credentials, newPlace } from '../setup/house';
import { closeSql } from '../setup/supabase';
import { problemsOf } from './documentForTests';
import { until } from '../shared/server/portForTests';
import { addUser, attendanceOf, PASSWORD, waits, writes } from './team';

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
	await close?.();
	close = undefined;
});
afterAll(closeSql);

type Answering = { resolve: (data: IExecuteResponsePromiseData) => void } | undefined;
type Ending = { resolve: (run: never) => void; reject: (error: Error) => void } | undefined;

/** The server published on a port of its own; `workflow` is what n8n does with what it is started with. */
async function publish(
	workflow: (items: INodeExecutionData[][], answer: Answering, end: Ending) => void = () => undefined,
	given: IDataObject = {},
) {
	const engine = await startEngine();
	const port = await freePort();
	const node = {
		id: '1',
		name: 'Server',
		type: 'n8n-nodes-atendeaqui.attendanceServerTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: '7d1c2a52-0000-4000-8000-0000000000aa',
		parameters: { ownPort: true, port, publicUrl: `http://127.0.0.1:${port}`, ...given },
	} as unknown as INode;
	const json = { name: 'w', nodes: [node], connections: {} };
	const whole = engine.workflow(json, credentials as never);
	const additional = engine.additionalData(json, credentials as never);
	const emitted: INodeExecutionData[][][] = [];
	const context = new TriggerContext(whole, whole.getNode('Server')!, additional, 'trigger', 'activate', (data, answer, end) => {
		emitted.push(data);
		workflow(data, answer as Answering, end as Ending);
	});
	const response = (await engine.nodeTypes.getByNameAndVersion(node.type, 1).trigger!.call(context)) as ITriggerResponse;
	close = async () => void (await response.closeFunction?.());
	const call = async (route: string, { token, body }: { token?: string; body?: unknown } = {}) => {
		const [method, path] = route.split(' ');
		const headers = {
			...(token && { authorization: `Bearer ${token}` }),
			...(body !== undefined && { 'content-type': 'application/json' }),
		};
		const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
			method,
			headers,
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await answer.text();
		const isJson = answer.headers.get('content-type')?.includes('json') === true;
		const read = (isJson ? JSON.parse(text) : text) as IDataObject & string;
		expect(problemsOf(method, path, answer.status, read)).toEqual([]);
		return { status: answer.status, headers: answer.headers, body: read };
	};
	const login = async (role: Parameters<typeof addUser>[0] = 'atendente') => {
		const { email } = await addUser(role);
		return String((await call('POST /api/v1/auth/login', { body: { email, password: PASSWORD } })).body.access_token);
	};
	return { call, login, emitted, port };
}

it('has the API below /api/v1, health and figures at the origin, and its document for everybody', async () => {
	const { call, login } = await publish();
	const token = await login();
	expect((await call('GET /api/v1/auth/me', { token })).status).toBe(200);
	expect([200, 503]).toContain((await call('GET /health')).status);
	expect((await call('GET /metrics')).body).toMatch(/http_requests_total\{endpoint="\/api\/v1\/auth\/me",method="GET",status="200"\} 1/);
	expect((await call('GET /api/v1/openapi.json')).body).toMatchObject({ openapi: '3.1.0', paths: { '/conversations/queue/next': {} } });
	expect((await call('GET /api/v1/health')).status).toBe((await call('GET /health')).status);
	expect((await call('POST /api/v1/auth/login', { body: '{' })).status).toBe(400);
});

it('what an attendant writes leaves by the output that sends; a change by its own', async () => {
	const { call, login, emitted } = await publish(undefined, { sendsAtOnce: true });
	const place = newPlace();
	const id = await waits(place);
	const token = await login();
	await call(`POST /api/v1/conversations/${id}/take`, { token });
	await call(`POST /api/v1/conversations/${id}/messages`, { token, body: { content: 'Oi' } });
	expect(await until(() => emitted.length > 1, 10_000)).toBe(true);
	expect(emitted.map((outputs) => outputs.map((items) => items.length))).toEqual([
		[1, 0, 0],
		[0, 1, 0],
	]);
	expect(emitted[0][0][0].json).toMatchObject({ event: 'takeover', conversation_id: id, phone: place.phone });
});

describe('a question to the chatbot', () => {
	async function asked(workflow: Parameters<typeof publish>[0]) {
		const { call, login } = await publish(workflow);
		const place = newPlace();
		await writes(place, 'quero o boleto');
		const { id } = await attendanceOf(place);
		return await call('POST /api/v1/chatbot/message', {
			token: await login('user'),
			body: { conversation_id: id, message: 'quero o boleto' },
		});
	}
	const REPLY = { response: 'Aqui está', intent: 'segunda_via_boleto', confidence: 0.85, should_transfer: false, suggested_actions: [] };

	it('is answered by what the workflow answers, given as it is or as a whole response', async () => {
		expect((await asked((_, answer) => answer!.resolve(REPLY as never))).body).toEqual(REPLY);
		await close?.();
		expect((await asked((_, answer) => answer!.resolve({ statusCode: 200, headers: {}, body: REPLY } as never))).body).toEqual(REPLY);
	});

	it('also in other words than those of the document', async () => {
		expect((await asked((_, answer) => answer!.resolve({ reply: 'Aqui está' } as never))).body).toMatchObject({
			response: 'Aqui está',
			intent: 'segunda_via_boleto',
			should_transfer: false,
		});
	});

	it.each<[string, Parameters<typeof publish>[0]]>([
		['ends without an answer', (_, __, end) => end!.resolve({ status: 'success' } as never)],
		['fails', (_, __, end) => end!.reject(new Error('no model'))],
		['answers garbage', (_, answer) => answer!.resolve('{' as never)],
	])('a workflow that %s is an answer all the same: a person is wanted', async (_, workflow) => {
		expect(await asked(workflow)).toMatchObject({ status: 200, body: { should_transfer: true, response: '' } });
	});
});

it.each([
	['https://127.0.0.1:9', 'max-age=31536000'],
	['http://127.0.0.1:9', null],
])('where the world comes by %s, it is told %j of how to come', async (publicUrl, told) => {
	const port = await freePort();
	await publish(undefined, { port, publicUrl });
	for (const path of ['/health', '/api/v1/nothing', '/api/v1/users'])
		expect((await fetch(`http://127.0.0.1:${port}${path}`)).headers.get('strict-transport-security')).toBe(told);
});
