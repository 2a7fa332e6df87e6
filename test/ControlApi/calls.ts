import { createHmac } from 'node:crypto';

import { WebhookContext } from 'n8n-core';
import type { IDataObject, INode } from 'n8n-workflow';

import { startEngine } from '../setup/engine';
import { credentials } from '../setup/house';

const WEBHOOK_ID = '7d1c2a52-0000-4000-8000-000000000002';
export const SIGNING_SECRET = 'sandbox-signing-secret';
export const withSlack = { ...credentials, slackApi: { accessToken: 'xoxb-sandbox', signatureSecret: SIGNING_SECRET } };

export interface Called {
	status: number;
	body: IDataObject & { data?: IDataObject; sessions?: IDataObject[] };
	headers: Record<string, string>;
	event: IDataObject | undefined;
}
export interface Given {
	key?: string;
	body?: unknown;
	query?: IDataObject;
	headers?: IDataObject;
	rawBody?: Buffer;
	parameters?: IDataObject;
	credentials?: typeof withSlack | typeof credentials;
}

/** The node behind its routes: each call is one HTTP call, as n8n hands it to the node. */
export async function startCalls() {
	const engine = await startEngine();
	return async function call(
		route: string,
		{ key, body, query = {}, headers = {}, rawBody, parameters = {}, credentials: given = credentials }: Given = {},
	): Promise<Called> {
		const [method, path] = route.split(' ');
		const node = {
			id: '1',
			name: 'Trigger',
			type: 'n8n-nodes-atendeaqui.controlApiTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK_ID,
			parameters,
		} as INode;
		const json = { name: 'w', nodes: [node], connections: {} };
		const workflow = engine.workflow(json, given as never);
		const additional = engine.additionalData(json, given as never);
		const answered = { status: 0, body: {} as never, headers: {} as Record<string, string> };
		const response = {
			setHeader: (name: string, value: string) => {
				answered.headers[name] = value;
			},
			status: (code: number) => {
				answered.status = code;
				return response;
			},
			json: (value: never) => {
				answered.body = value;
			},
			send: (value: never) => {
				answered.body = value;
			},
		};
		const request = {
			method,
			path: `/webhook/${WEBHOOK_ID}/${WEBHOOK_ID}${path}`,
			body,
			headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers },
			params: {},
			query,
			rawBody,
		};
		Object.assign(additional, { httpRequest: request, httpResponse: response });
		const type = engine.nodeTypes.getByNameAndVersion(node.type, 1);
		const webhookData = {
			httpMethod: method,
			node: node.name,
			path: '',
			webhookDescription: type.description.webhooks![0],
			workflowId: 'w1',
			workflowExecuteAdditionalData: additional,
		};
		const context = new WebhookContext(workflow, workflow.getNode('Trigger')!, additional, 'webhook', webhookData as never, [], null);
		const result = await type.webhook!.call(context);
		return { ...answered, event: result.workflowData?.[0][0].json };
	};
}
export type Calls = Awaited<ReturnType<typeof startCalls>>;

/** A call as Slack makes it: a form with the payload, signed. */
export function clickOf(payload: string, { secret = SIGNING_SECRET, age = 0, tampered = false } = {}): Given {
	const raw = `payload=${encodeURIComponent(payload)}`;
	const timestamp = String(Math.floor(Date.now() / 1000) - age);
	const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${raw}`).digest('hex')}`;
	return {
		body: { payload },
		rawBody: Buffer.from(tampered ? `${raw}x` : raw),
		headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
		credentials: withSlack,
	};
}
