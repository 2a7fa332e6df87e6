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

/** One agent for the tests of a file, its model as new before each; nothing that it asked of the model was against the vendor's rules. */
export function withAgent(use: (agent: Agent) => void): void {
	let agent: Agent;
	beforeAll(async () => {
		agent = await openAgent();
		use(agent);
	});
	afterAll(async () => await agent.stop());
	beforeEach(() => {
		agent.model.respondWith(null);
		agent.model.requests.length = 0;
		agent.model.faults.clear();
	});
	afterEach(() => {
		expect(agent.model.violations).toEqual([]);
	});
}

export interface ModelRequest {
	model: string;
	messages: Array<{ role: string; content: string }>;
	response_format: { json_schema: { name: string; schema: object } };
}
export const requestsTo = ({ model }: Agent): ModelRequest[] => model.requests as unknown as ModelRequest[];
/** All that a request says as instructions. */
export const instructionsIn = ({ messages }: ModelRequest): string =>
	messages
		.filter(({ role }) => role === 'system')
		.map(({ content }) => content)
		.join('\n');

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
