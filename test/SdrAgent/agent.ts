import type { IDataObject } from 'n8n-workflow';

import type { TurnResult } from '../../nodes/SdrAgent/result';
import { startModel, type Model } from '../sandbox/model';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';

const API_KEY = 'sk-sandbox-000000000000';

/** The real node in n8n's engine, with a stand-in for the model. */
export interface Agent {
	model: Model;
	/** Runs the node over items; the parameters add to the defaults. */
	run: (items: IDataObject[], parameters?: IDataObject, settings?: object) => Promise<EngineRun>;
	/** One turn, and what the node made of it. */
	turn: (item: IDataObject, parameters?: IDataObject) => Promise<TurnResult & IDataObject>;
	stop: () => Promise<void>;
}

export async function openAgent(given: IDataObject = {}): Promise<Agent> {
	const model = await startModel({ apiKey: API_KEY });
	const credentials = { openAiApi: { apiKey: API_KEY, url: model.baseUrl }, ...(given.credentials as object) };
	const run: Agent['run'] = async (items, parameters = {}, settings = {}) => {
		const node = {
			id: '2',
			name: 'Agent',
			type: 'n8n-nodes-atendeaqui.sdrAgent',
			typeVersion: 1,
			position: [200, 0],
			parameters,
			...settings,
		};
		const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
		const json = { name: 'w', nodes: [start, node], connections: { Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] } } };
		return await (await startEngine()).run(json as unknown as WorkflowJson, { from: 'Start', items, credentials });
	};
	return {
		model,
		run,
		turn: async (item, parameters) => {
			const done = await run([item], parameters);
			if (done.error) throw done.error;
			return done.items('Agent')[0] as TurnResult & IDataObject;
		},
		stop: model.stop,
	};
}

/** What a model answers, the parts that matter given. */
export const modelSays = (parts: IDataObject): string =>
	JSON.stringify({
		reply: 'Certo!',
		lead: {},
		temperature: 'cold',
		temperature_reason: 'Sem dados.',
		intent: 'other',
		confidence: 0.9,
		should_transfer: false,
		transfer_reason: null,
		technical_question: null,
		suggested_actions: [],
		...parts,
	});
