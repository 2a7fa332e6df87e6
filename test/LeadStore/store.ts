import { randomInt } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { sandboxSupabase } from '../setup/supabase';

const { url, serviceRoleKey } = sandboxSupabase();
const credentials = { supabaseApi: { host: url, serviceRole: serviceRoleKey } };

/** Runs the Lead Store in n8n's engine over the given items. */
export async function run(parameters: IDataObject, items: IDataObject[] = [{}], settings: object = {}): Promise<EngineRun> {
	const node = {
		id: '2',
		name: 'Store',
		type: 'n8n-nodes-atendeaqui.leadStore',
		typeVersion: 1,
		position: [200, 0],
		parameters,
		...settings,
	};
	const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
	const json = { name: 'w', nodes: [start, node], connections: { Start: { main: [[{ node: 'Store', type: 'main', index: 0 }]] } } };
	return await (await startEngine()).run(json as unknown as WorkflowJson, { from: 'Start', items, credentials });
}

/** The items that an operation gives for one item; fails with the node's own error. */
export async function ask(
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	item: IDataObject = {},
): Promise<IDataObject[]> {
	const done = await run({ resource, operation, ...parameters }, [item]);
	if (done.error) throw new Error(done.error.message);
	return done.items('Store');
}

export const newPhone = (): string => `55119${String(randomInt(1e8)).padStart(8, '0')}`;
