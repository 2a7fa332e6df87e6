import { HookContext, WebhookContext } from 'n8n-core';
import type { IConnections, IDataObject, INode, IWebhookData, Workflow, WorkflowActivateMode } from 'n8n-workflow';

import { APP_SECRET, PHONE_NUMBER_ID, signatureOf } from '../../sandbox/graphWebhooks';
import { startEngine, type Credentials } from '../../setup/engine';

export const VERIFY_TOKEN = 'palavra-de-exemplo';
export const TOKEN = 'EAA-exemplo-de-token-0001';
export const WEBHOOK_ID = '7d1c2a52-0000-4000-8000-0000000000c1';
export const PRODUCTION = `http://127.0.0.1:5678/webhook/${WEBHOOK_ID}/whatsapp`;
export const TEST = PRODUCTION.replace('/webhook/', '/webhook-test/');

export const CREDENTIAL = {
	accessToken: TOKEN,
	phoneNumberId: PHONE_NUMBER_ID,
	businessAccountId: '',
	appSecret: APP_SECRET,
	verifyToken: VERIFY_TOKEN,
	appSecretProof: false,
	graphVersion: 'v26.0',
	baseUrl: 'http://127.0.0.1:9',
};

/**
 * The built trigger in n8n's engine.
 * @param behind parameters of the Conversation node behind it, if there is one
 */
export async function triggerOf(
	parameters: IDataObject = {},
	credential: Partial<typeof CREDENTIAL> = {},
	others: Credentials = {},
	behind?: INode['parameters'],
) {
	const engine = await startEngine();
	const node: INode = {
		id: '1',
		name: 'Trigger',
		type: 'n8n-nodes-atendeaqui.whatsAppCloudTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: WEBHOOK_ID,
		parameters: parameters as INode['parameters'],
	};
	const credentials = { atendeAquiWhatsAppCloudApi: { ...CREDENTIAL, ...credential }, ...others };
	const next = behind && { ...node, id: '2', name: 'Next', type: 'n8n-nodes-atendeaqui.conversation', parameters: behind };
	const connections: IConnections = next ? { Trigger: { main: [[{ node: next.name, type: 'main', index: 0 }]] } } : {};
	const json = { name: 'w', nodes: [node, ...(next ? [next] : [])], connections };
	const workflow = engine.workflow(json, credentials);
	const type = engine.nodeTypes.getByNameAndVersion(node.type, 1);
	const webhookData = (name: 'setup' | 'default'): IWebhookData =>
		({
			httpMethod: name === 'setup' ? 'GET' : 'POST',
			node: node.name,
			path: `${WEBHOOK_ID}/whatsapp`,
			webhookDescription: type.description.webhooks!.find((one) => one.name === name),
			workflowId: 'w1',
		}) as unknown as IWebhookData;
	return { workflow, type, credentials, webhookData, additional: () => engine.additionalData(json, credentials) };
}
type Given = Awaited<ReturnType<typeof triggerOf>>;

/** Publishing, testing and what follows. */
export async function hook(
	method: 'checkExists' | 'create' | 'delete',
	given: Given,
	mode: 'trigger' | 'manual' = 'trigger',
	activation: WorkflowActivateMode = 'activate',
) {
	const node = given.workflow.getNode('Trigger')!;
	const isTest = mode === 'manual';
	const context = new HookContext(given.workflow, node, given.additional(), mode, isTest ? 'manual' : activation, {
		...given.webhookData('default'),
		isTest,
	} as IWebhookData);
	return await given.type.webhookMethods!.default![method].call(context);
}

interface Answered {
	status?: number;
	body?: unknown;
	headers: Record<string, string>;
}

async function ask(given: Given, name: 'setup' | 'default', request: IDataObject) {
	const answered: Answered = { headers: {} };
	const response = {
		get statusCode() {
			return answered.status ?? 200;
		},
		status: (code: number) => Object.assign(response, void (answered.status = code)),
		json: (value: unknown) => void (answered.body = value),
		send: (value: unknown) => void (answered.body = value),
		set: (headers: Record<string, string>) => Object.assign(response, void Object.assign(answered.headers, headers)),
	};
	const additional = given.additional();
	Object.assign(additional, { httpRequest: { params: {}, query: {}, headers: {}, ...request }, httpResponse: response });
	const node = given.workflow.getNode('Trigger')!;
	const context = new WebhookContext(given.workflow as Workflow, node, additional, 'webhook', given.webhookData(name), [], null);
	const result = await given.type.webhook!.call(context);
	return { answered, items: result.workflowData?.[0].map(({ json }) => json) };
}

/** Meta's question whether the URL is ours. */
export const verify = async (given: Given, query: IDataObject) => await ask(given, 'setup', { query });

/**
 * One delivery, as bytes. What n8n parsed of them stands beside them, and is not to be believed.
 * @param header undefined for one that is not signed
 */
export const deliverBytes = async (given: Given, raw: Buffer, header: string | undefined, parsed: unknown = {}) =>
	await ask(given, 'default', {
		rawBody: raw,
		body: parsed,
		headers: header === undefined ? {} : { 'x-hub-signature-256': header },
	} as IDataObject);

/** One delivery that Meta signed. */
export async function deliver(of: Given | Promise<Given>, body: unknown) {
	const raw = Buffer.from(JSON.stringify(body));
	return await deliverBytes(await of, raw, signatureOf(raw), body);
}
