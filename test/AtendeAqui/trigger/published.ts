import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { poll } from '../../../nodes/AtendeAqui/trigger/poll';
import type { AtendeAqui } from '../../sandbox/atendeaqui';
import type { Engine } from '../../setup/engine';

export const TOKEN = 'sandbox-token-for-tests';
const ALL = ['started', 'stepCompleted', 'stepSkipped', 'completed', 'abandoned', 'restarted', 'stalled'];

type Mode = 'trigger' | 'manual';

export interface World {
	engine: Engine;
	api: AtendeAqui;
	/** Simulated, epoch milliseconds. */
	now: () => number;
}

/** A published workflow with the trigger: what n8n keeps of it survives `restart` as JSON. */
export function published({ engine, api, now }: World, parameters: IDataObject = {}) {
	const node: INode = {
		id: '1',
		name: 'Trigger',
		type: 'n8n-nodes-atendeaqui.atendeAquiTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { flow: { __rl: true, mode: 'id', value: api.flow().seed.slug }, events: ALL, ...parameters } as INode['parameters'],
	};
	const credentials = { atendeAquiApi: { environment: 'own', baseUrl: api.baseUrl, apiToken: TOKEN, flowKey: '' } };
	const json = { name: 'w', nodes: [node], connections: {} };
	const load = (saved: string) => {
		const made = engine.workflow(json, credentials);
		Object.assign(made.getStaticData('node', made.getNode('Trigger')!), JSON.parse(saved));
		return made;
	};
	let workflow = load('{}');
	let saved = '{}';
	const data = () => workflow.getStaticData('node', workflow.getNode('Trigger')!);
	const context = (mode: Mode) =>
		new PollContext(workflow, workflow.getNode('Trigger')!, engine.additionalData(json, credentials), mode, 'activate');
	return {
		/** Items of one poll, at the simulated time; n8n saves only when there are some. */
		poll: async (mode: Mode = 'trigger'): Promise<IDataObject[]> => {
			const result: INodeExecutionData[][] | null = await poll(context(mode), now());
			if (result && mode === 'trigger') saved = JSON.stringify(data());
			return (result?.[0] ?? []).map(({ json: item }) => item);
		},
		/** Through the node itself, at the time of this machine. */
		pollNode: async () => await engine.nodeTypes.getByNameAndVersion(node.type, 1).poll!.call(context('trigger')),
		/** n8n ends in order, which saves, or is killed, which does not. */
		restart: ({ killed = false } = {}) => {
			if (!killed) saved = JSON.stringify(data());
			workflow = load(saved);
		},
		size: () => JSON.stringify(data()).length,
		data,
	};
}
