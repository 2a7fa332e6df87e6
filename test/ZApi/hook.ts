import { HookContext, WebhookContext } from 'n8n-core';
import type { IConnections, IDataObject, INode, IWebhookData, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import { pathSecret } from '../../nodes/shared/webhook/secret';
import { startEngine, type Credentials } from '../setup/engine';
import type { ZApi } from '../sandbox/zapi';
import { webhookAnswer } from '../setup/webhookAnswer';
import { INSTANCE_ID } from '../sandbox/zapiPayloads';

export const TOKEN = 'F'.repeat(32);
export const WEBHOOK_ID = '7d1c2a52-0000-4000-8000-000000000001';
export const SECRET = pathSecret(TOKEN, WEBHOOK_ID);

/**
 * The trigger in n8n's engine, with the credential of that instance.
 * @param behind parameters of the Conversation node behind it, if there is one
 */
export async function triggerOf(
	{ baseUrl }: Pick<ZApi, 'baseUrl'>,
	parameters: IDataObject = {},
	others: Credentials = {},
	behind?: INode['parameters'],
) {
	const engine = await startEngine();
	const node: INode = {
		id: '1',
		name: 'Trigger',
		type: 'n8n-nodes-atendeaqui.zApiTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: WEBHOOK_ID,
		parameters: parameters as INode['parameters'],
	};
	const credentials = { atendeAquiZApi: { instanceId: INSTANCE_ID, instanceToken: TOKEN, clientToken: '', baseUrl }, ...others };
	const next = behind && { ...node, id: '2', name: 'Next', type: 'n8n-nodes-atendeaqui.conversation', parameters: behind };
	const connections: IConnections = next ? { Trigger: { main: [[{ node: next.name, type: 'main', index: 0 }]] } } : {};
	const json = { name: 'w', nodes: [node, ...(next ? [next] : [])], connections };
	const workflow = engine.workflow(json, credentials);
	const type = engine.nodeTypes.getByNameAndVersion(node.type, 1);
	const webhookData = (additional: IWorkflowExecuteAdditionalData): IWebhookData => ({
		httpMethod: 'POST',
		node: node.name,
		path: '',
		webhookDescription: type.description.webhooks![0],
		workflowId: 'w1',
		workflowExecuteAdditionalData: additional,
	});
	return { workflow, type, credentials, additional: () => engine.additionalData(json, credentials), webhookData };
}

export type Trigger = Awaited<ReturnType<typeof triggerOf>>;
type Given = Trigger | Promise<Trigger>;

/** What n8n calls when a workflow is published, tested or unpublished. */
export async function hook(
	method: 'checkExists' | 'create' | 'delete',
	of: Given,
	mode: 'manual' | 'trigger' = 'trigger',
): Promise<boolean> {
	const given = await of;
	const additional = given.additional();
	const context = new HookContext(
		given.workflow,
		given.workflow.getNode('Trigger')!,
		additional,
		mode,
		mode === 'manual' ? 'manual' : 'activate',
		{ ...given.webhookData(additional), isTest: mode === 'manual' },
	);
	return await given.type.webhookMethods!.default![method].call(context);
}

/** One delivery to its webhook: what was answered, and what the workflow was started with. */
export async function call(of: Given, body: unknown, { secret = SECRET, headers = {} } = {}) {
	const given = await of;
	const { answered, response } = webhookAnswer();
	const additional = given.additional();
	Object.assign(additional, { httpRequest: { body, headers, params: { secret }, query: {} }, httpResponse: response });
	const node = given.workflow.getNode('Trigger')!;
	const context = new WebhookContext(given.workflow as Workflow, node, additional, 'webhook', given.webhookData(additional), [], null);
	const result = await given.type.webhook!.call(context);
	return { answered, items: result.workflowData?.[0].map(({ json }) => json) };
}
