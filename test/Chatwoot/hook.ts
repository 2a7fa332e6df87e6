import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, WebhookContext } from 'n8n-core';
import type { IDataObject, INode, IWebhookData, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import { startEngine } from '../setup/engine';
import type { Chatwoot } from '../sandbox/chatwoot';
import { credentialsFor } from './node';

export const WEBHOOK_ID = '7d1c2a52-0000-4000-8000-000000000006';
type Method = 'checkExists' | 'create' | 'delete';
type Mode = 'trigger' | 'manual';

export interface Answered {
	status: number;
	body?: unknown;
}

/** The trigger in n8n's engine, behind an HTTP server as n8n's own would be. */
export interface Trigger {
	/** Where the server listens, up to and with `/webhook`. */
	base: string;
	hook(method: Method, mode?: Mode): Promise<boolean>;
	/** What the workflow was started with. */
	items: IDataObject[];
	/** What was answered, in order; 200 without a body where the workflow started. */
	answers: Answered[];
	staticData: () => IDataObject;
	stop(): Promise<void>;
}

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts);
};

/** @param publicBase n8n's public address up to and with `/webhook`, when it is not the server's own */
export async function startTrigger(chatwoot: Chatwoot, parameters: IDataObject = {}, userId = 1, publicBase?: string): Promise<Trigger> {
	const engine = await startEngine();
	const type = engine.nodeTypes.getByNameAndVersion('n8n-nodes-atendeaqui.chatwootTrigger', 1);
	const node = {
		id: '1',
		name: 'Trigger',
		type: 'n8n-nodes-atendeaqui.chatwootTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: WEBHOOK_ID,
		parameters,
	} as unknown as INode;
	const credentials = credentialsFor(chatwoot, userId);
	const json = { name: 'w', nodes: [node], connections: {} };
	const workflow = engine.workflow(json, credentials);
	const items: IDataObject[] = [];
	const answers: Answered[] = [];
	let base = '';

	const additional = (): IWorkflowExecuteAdditionalData =>
		Object.assign(engine.additionalData(json, credentials), { webhookBaseUrl: base, webhookTestBaseUrl: `${base}-test` });
	const webhookData = (given: IWorkflowExecuteAdditionalData, isTest: boolean): IWebhookData => ({
		httpMethod: 'POST',
		node: node.name,
		path: '',
		webhookDescription: type.description.webhooks![0],
		workflowId: 'w1',
		workflowExecuteAdditionalData: given,
		isTest,
	});

	const deliver = async (request: IncomingMessage): Promise<Answered> => {
		const rawBody = await bytesOf(request);
		const answered: Answered = { status: 200 };
		const response = {
			get statusCode() {
				return answered.status;
			},
			status: (code: number) => {
				answered.status = code;
				return response;
			},
			json: (value: unknown) => {
				answered.body = value;
			},
		};
		let body: unknown;
		try {
			body = JSON.parse(rawBody.toString()) as unknown;
		} catch {
			body = rawBody.toString();
		}
		const secret = request.url?.split('/').at(-1) ?? '';
		const given = additional();
		Object.assign(given, {
			httpRequest: { body, rawBody, headers: request.headers, params: { secret }, query: {} },
			httpResponse: response,
		});
		const context = new WebhookContext(
			workflow as Workflow,
			workflow.getNode('Trigger')!,
			given,
			'webhook',
			webhookData(given, false),
			[],
			null,
		);
		const result = await type.webhook!.call(context);
		items.push(...(result.workflowData?.[0] ?? []).map((item) => item.json));
		return answered;
	};
	const server = createServer((request, response) => {
		void deliver(request).then(
			(answered) => {
				answers.push(answered);
				response.writeHead(answered.status).end(JSON.stringify(answered.body ?? {}));
			},
			(error: unknown) => response.writeHead(500).end(String(error)),
		);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	base = publicBase ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;

	return {
		base,
		items,
		answers,
		staticData: () => workflow.getStaticData('node', workflow.getNode('Trigger')!),
		hook: async (method, mode = 'trigger') => {
			const given = additional();
			const activation = mode === 'manual' ? 'manual' : 'activate';
			const data = webhookData(given, mode === 'manual');
			const context = new HookContext(workflow, workflow.getNode('Trigger')!, given, mode, activation, data);
			return await type.webhookMethods!.default![method].call(context);
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
