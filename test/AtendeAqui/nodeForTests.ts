import type { IDataObject, INode } from 'n8n-workflow';

import { startAtendeAqui, type AtendeAqui } from '../sandbox/atendeaqui';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { startEngine, type Engine, type WorkflowJson } from '../setup/engine';

export const TOKEN = 'sandbox-token-for-tests';
export const OTHER = { ...DEMO_FLOW, key: '00000000-0000-4000-8000-000000000002', slug: 'outro', name: 'Outro' };
export let engine: Engine;
export let api: AtendeAqui;

/** n8n's engine, and for each test a product of its own that no call may offend. */
export function withApi(): void {
	beforeAll(async () => {
		engine = await startEngine();
	});
	beforeEach(async () => {
		api = await startAtendeAqui({ apiToken: TOKEN, flows: [DEMO_FLOW, OTHER] });
	});
	afterEach(async () => {
		expect(api.violations).toEqual([]);
		await api.stop();
	});
}

export const credential = (changes: IDataObject = {}) => ({
	atendeAquiApi: { environment: 'own', baseUrl: api.baseUrl, apiToken: TOKEN, flowKey: DEMO_FLOW.key, ...changes } as Record<
		string,
		string
	>,
});

export const workflow = (parameters: IDataObject, settings: object = {}): WorkflowJson => {
	const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
	const node = { id: '2', name: 'API', type: 'n8n-nodes-atendeaqui.atendeAqui', typeVersion: 1, position: [9, 0], parameters, ...settings };
	return {
		name: 'w',
		nodes: [start, node] as INode[],
		connections: { Start: { main: [[{ node: 'API', type: 'main', index: 0 }]] } } as WorkflowJson['connections'],
	};
};

export const run = async (parameters: IDataObject, { items = [{}], credentials = credential(), settings = {} }: RunOptions = {}) =>
	await engine.run(workflow(parameters, settings), { from: 'Start', items, credentials });
interface RunOptions {
	items?: IDataObject[];
	credentials?: ReturnType<typeof credential>;
	settings?: object;
}

export const start = { resource: 'progress', operation: 'start' };
export const onUser = (operation: string, more: IDataObject = {}) => ({ resource: 'progress', operation, userId: 'u1', ...more });
