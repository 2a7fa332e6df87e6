import type { IDataObject } from 'n8n-workflow';

import { startEngine, type Credentials, type EngineRun, type WorkflowJson } from './engine';

export interface OneNode {
	type: string;
	parameters: IDataObject;
	items?: IDataObject[];
	credentials: Credentials;
	/** Of the node itself, e.g. onError. */
	settings?: object;
}

/** Runs one node of this package in n8n's engine, once over the given items; its output is that of the node "Node". */
export async function runNode({ type, parameters, items = [{}], credentials, settings = {} }: OneNode): Promise<EngineRun> {
	const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
	const node = { id: '2', name: 'Node', type: `n8n-nodes-atendeaqui.${type}`, typeVersion: 1, position: [200, 0], parameters, ...settings };
	const json = { name: 'w', nodes: [start, node], connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } } };
	return await (await startEngine()).run(json as unknown as WorkflowJson, { from: 'Start', items, credentials });
}
