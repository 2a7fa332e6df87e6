import { HookContext, WebhookContext } from 'n8n-core';
import type { IDataObject, INode, IWebhookData, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';

import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import type { Row } from '../sandbox/piperunAccount';
import { startEngine, type Engine } from '../setup/engine';
import { webhookAnswer } from '../setup/webhookAnswer';

export const SECRET = 'k3v9Qw7ZpT2mX8aB';
export const WEBHOOK_ID = '7d1c2a52-0000-4000-8000-000000000001';
export const PHONE = '5511999990001';

let engine: Engine;
export let piperun: PipeRunStandIn;

/** n8n's engine, and for each test a PipeRun of its own by the test's clock, which no call may offend. */
export function withPipeRun(now: () => number): void {
	beforeAll(async () => {
		engine = await startEngine();
	});
	beforeEach(async () => {
		piperun = await startPipeRun({ token: 'TOKEN', now });
	});
	afterEach(async () => {
		await piperun.stop();
		expect(piperun.violations).toEqual([]);
	});
}

export function node(type: string, parameters: IDataObject, webhookSecret = '') {
	const json: INode = {
		id: '1',
		name: 'Trigger',
		type: `n8n-nodes-atendeaqui.${type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId: WEBHOOK_ID,
		parameters: parameters as INode['parameters'],
	};
	const credentials = { atendeAquiPipeRunApi: { token: 'TOKEN', baseUrl: piperun.baseUrl, webhookSecret } };
	const workflowJson = { name: 'w', nodes: [json], connections: {} };
	const workflow = engine.workflow(workflowJson, credentials);
	return {
		workflow,
		self: workflow.getNode('Trigger')!,
		type: engine.nodeTypes.getByNameAndVersion(json.type, 1),
		additional: () => engine.additionalData(workflowJson, credentials),
	};
}
export type Given = ReturnType<typeof node>;

export const trigger = (parameters: IDataObject = {}, webhookSecret = ''): Given =>
	node(
		'pipeRunTrigger',
		{ events: ['created', 'moved', 'won', 'lost'], authentication: 'path', secret: SECRET, ...parameters },
		webhookSecret,
	);

const webhookData = (given: Given, additional: IWorkflowExecuteAdditionalData): IWebhookData => ({
	httpMethod: 'POST',
	node: 'Trigger',
	path: '',
	webhookDescription: given.type.description.webhooks![0],
	workflowId: 'w1',
	workflowExecuteAdditionalData: additional,
});

export function hookContext(given: Given): HookContext {
	const additional = given.additional();
	return new HookContext(given.workflow, given.self, additional, 'trigger', 'activate', webhookData(given, additional));
}
export const activate = async (given: Given) => await given.type.webhookMethods!.default!.create.call(hookContext(given));

export async function call(given: Given, body: unknown, { headers = {}, query = {} }: { headers?: IDataObject; query?: IDataObject } = {}) {
	const { answered, response } = webhookAnswer();
	const additional = given.additional();
	Object.assign(additional, { httpRequest: { body, headers, params: {}, query }, httpResponse: response });
	const data = webhookData(given, additional);
	const context = new WebhookContext(given.workflow as Workflow, given.self, additional, 'webhook', data, [], null);
	const result = await given.type.webhook!.call(context);
	return { answered, items: result.workflowData?.[0].map(({ json }) => json) };
}

export const newDeal = (fields: IDataObject = {}): Row => {
	const { pipeline, stage } = piperun.ids;
	return piperun.account.add('deals', { title: 'Lead', pipeline_id: pipeline, stage_id: stage, ...fields });
};
