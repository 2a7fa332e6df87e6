import { randomUUID } from 'node:crypto';

import { WebhookContext } from 'n8n-core';
import type { IDataObject, INode } from 'n8n-workflow';

import { startEngine } from '../setup/engine';
import { credentials } from '../setup/house';
import { sql } from '../setup/supabase';
import { problemsOf } from './documentForTests';

export interface Called {
	status: number;
	body: IDataObject & { conversations?: IDataObject[]; messages?: IDataObject[]; users?: IDataObject[]; user?: IDataObject };
	headers: Record<string, string>;
	/** What the workflow is started with, by output. */
	outputs: IDataObject[][];
}
export interface Given {
	token?: string;
	body?: unknown;
	query?: IDataObject;
	headers?: IDataObject;
	rawBody?: Buffer;
	parameters?: IDataObject;
	credentials?: IDataObject;
	/** Where the call is from: limits are an address's own. */
	ip?: string;
	/** Of the node: limits are a node's own. */
	webhookId?: string;
}

/** The node behind its routes: each call is one HTTP call, as n8n hands it to the node; every answer is held against the document. */
export async function startCalls() {
	const engine = await startEngine();
	// What other files left in the database that they share: of whom nobody knows a phone the provider's id is shown, for which the document has no form.
	await sql(`delete from attendances where attendance_phone(phone) !~ '^\\+[1-9][0-9]{7,14}$'`);
	const ofThisFile = randomUUID();
	return async function call(
		route: string,
		{
			token,
			body,
			query = {},
			headers = {},
			rawBody,
			parameters = {},
			credentials: given = credentials,
			ip,
			webhookId = ofThisFile,
		}: Given = {},
	): Promise<Called> {
		const [method, path] = route.split(' ');
		const names = Object.keys(given).map((name) => [name, { id: name, name }]);
		const node = {
			id: '1',
			name: 'Server',
			type: 'n8n-nodes-atendeaqui.attendanceServerTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId,
			parameters: { ...parameters, options: { callsPerMinute: 100_000, ...(parameters.options as IDataObject) } },
			credentials: Object.fromEntries(names),
		} as unknown as INode;
		const json = { name: 'w', nodes: [node], connections: {} };
		const workflow = engine.workflow(json, given as never);
		const additional = engine.additionalData(json, given as never);
		const answered = { status: 0, body: {} as never, headers: {} as Record<string, string> };
		const response = {
			setHeader: (name: string, value: string) => void (answered.headers[name] = value),
			status: (code: number) => {
				answered.status = code;
				return response;
			},
			json: (value: unknown) => void (answered.body = JSON.parse(JSON.stringify(value)) as never),
			send: (value: never) => void (answered.body = value),
		};
		const raw = rawBody ?? (body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)));
		const request = {
			method,
			path: `/webhook/${webhookId}/${webhookId}${path}`,
			body,
			headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
			params: {},
			query,
			rawBody: raw,
			ip: ip ?? `198.51.100.${Math.floor(Math.random() * 250)}`,
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
		const context = new WebhookContext(workflow, workflow.getNode('Server')!, additional, 'webhook', webhookData as never, [], null);
		const result = await type.webhook!.call(context);
		const outputs = (result.workflowData ?? []).map((items) => items.map(({ json: item }) => item));
		if (result.noWebhookResponse) expect(problemsOf(method, path, answered.status, answered.body)).toEqual([]);
		return { ...answered, outputs };
	};
}
export type Calls = Awaited<ReturnType<typeof startCalls>>;
