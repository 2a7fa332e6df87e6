import { ExecuteContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type IWebhookData,
	type Workflow,
} from 'n8n-workflow';

import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type Credentials, type Engine } from '../setup/engine';

export const SECRETS = { instanceToken: 'F'.repeat(24), clientToken: 'C'.repeat(24), partnerToken: 'P'.repeat(24) };
export const INSTANCE_ID = '3D00000000000000000000000000000A';
const TYPE = 'n8n-nodes-atendeaqui.zApi';

/** Where the pickers stand: a node has the credential of its resource alone. */
const MESSAGE = { resource: 'message', operation: 'sendText' };
const PARTNER = { resource: 'partner', operation: 'cancelInstance' };

/** A file that somebody sent. */
const media = { 'voz.ogg': { mimeType: 'application/octet-stream', content: Buffer.from('conteúdo da voz') } };

/** A customer's number. */
export const TO = '5511999990001';

export const json = (items: INodeExecutionData[]): IDataObject[] => items.map((item) => item.json);

export interface Answered {
	/** What the browser shows; null when n8n sends `response`. */
	page: { status: number; headers: Record<string, string>; html: string } | null;
	response: unknown;
	/** What the workflow goes on with; undefined when it still waits. */
	items: IDataObject[] | undefined;
}

/** The built Z-API node on n8n-core's engine, with a stand-in for the vendor. */
export interface Bench {
	zapi: ZApi;
	/** The requests of one route, in order. */
	asked: (route: string) => ZApi['requests'];
	/** Runs the node for the given items; a `binary` beside the `json` is a file of the item. */
	run: (parameters: IDataObject, items?: INodeExecutionData[], node?: Partial<INode>) => Promise<INodeExecutionData[]>;
	/** Whether the last run put the execution to wait, and until when. */
	waitsUntil: () => Date | undefined;
	/** A call to the address of a question that the node asked with these parameters. */
	answer: (parameters: IDataObject, method: 'GET' | 'POST', body?: unknown) => Promise<Answered>;
	/** One page of a picker's list. */
	search: (lookup: string, words?: string, page?: string) => Promise<INodeListSearchResult>;
	stop: () => Promise<void>;
}

/** @param more credentials besides Z-API's, by type */
export async function startBench(more: Credentials = {}): Promise<Bench> {
	const engine = await startEngine();
	const { instanceToken, clientToken, partnerToken } = SECRETS;
	const zapi = await startZApi({ instanceId: INSTANCE_ID, token: instanceToken, clientToken, partnerToken, media });
	const credentials = {
		...more,
		atendeAquiZApi: { instanceId: INSTANCE_ID, instanceToken, clientToken, baseUrl: zapi.baseUrl },
		atendeAquiZApiPartnerApi: { partnerToken, baseUrl: zapi.baseUrl },
	};
	const type = engine.nodeTypes.getByNameAndVersion(TYPE, 1);
	let waitTill: Date | undefined;
	const made = (parameters: IDataObject, changes: Partial<INode> = {}) => nodeIn(engine, credentials, parameters, changes);
	return {
		zapi,
		asked: (wanted) => zapi.requests.filter(({ route }) => route === wanted),
		run: async (parameters, items = [{ json: {} }], changes = {}) => {
			const { workflow, node, additional } = made(parameters, changes);
			const inputs = { main: [items] };
			const executeData = { node, data: inputs, source: null };
			const runData = createRunExecutionData();
			const context = new ExecuteContext(workflow, node, additional, 'manual', runData, 0, items, inputs, executeData, []);
			const [output] = (await type.execute!.call(context)) as INodeExecutionData[][];
			waitTill = runData.waitTill;
			return output;
		},
		waitsUntil: () => waitTill,
		answer: async (parameters, method, body) => {
			const { workflow, node, additional } = made(parameters);
			const page: NonNullable<Answered['page']> = { status: 0, headers: {}, html: '' };
			const httpResponse = {
				status: (status: number) => Object.assign(httpResponse, void (page.status = status)),
				set: (headers: Record<string, string>) => Object.assign(httpResponse, void (page.headers = headers)),
				send: (html: string) => void (page.html = html),
			};
			Object.assign(additional, { httpRequest: { method, body, headers: {}, params: {}, query: {} }, httpResponse });
			const webhookData = { webhookDescription: type.description.webhooks![0] } as IWebhookData;
			const context = new WebhookContext(workflow, node, additional, 'webhook', webhookData, [], null);
			const { noWebhookResponse, webhookResponse, workflowData } = await type.webhook!.call(context);
			return {
				page: noWebhookResponse ? page : null,
				response: webhookResponse as unknown,
				items: workflowData?.[0].map((item) => item.json),
			};
		},
		search: async (lookup, words, page) => {
			const { workflow, node, additional } = made(lookup === 'searchInstances' ? PARTNER : MESSAGE);
			const context = new LoadOptionsContext(workflow, node, additional, '');
			return await type.methods!.listSearch![lookup].call(context, words, page);
		},
		stop: zapi.stop,
	};
}

function nodeIn(engine: Engine, credentials: Parameters<Engine['workflow']>[1], parameters: IDataObject, changes: Partial<INode>) {
	const json = {
		name: 'w',
		nodes: [
			{
				id: '1',
				name: 'Z-API',
				type: TYPE,
				typeVersion: 1,
				position: [0, 0],
				parameters: parameters as INode['parameters'],
				...changes,
			} as INode,
		],
		connections: {},
	};
	const workflow: Workflow = engine.workflow(json, credentials);
	return { workflow, node: workflow.getNode('Z-API')!, additional: engine.additionalData(json, credentials) };
}
