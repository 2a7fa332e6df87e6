import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type ResourceMapperFields,
	type Workflow,
} from 'n8n-workflow';

import { startGraph, type Graph, type GraphOptions } from '../sandbox/graph';
import { startEngine, type Credentials, type Engine } from '../setup/engine';

export const IDS = { phoneNumberId: '900000000000020', accountId: '900000000000010', appId: '900000000000050' };
export const SECRETS = {
	accessToken: `EAAG${'x7'.repeat(20)}`,
	appSecret: 'exemplo-app-secret-0001',
	verifyToken: 'palavra-de-verificacao',
};
const TYPE = 'n8n-nodes-atendeaqui.whatsAppCloud';

/** A customer's number. */
export const TO = '+5531900000001';

export const json = (items: INodeExecutionData[]): IDataObject[] => items.map((item) => item.json);

export const credentialOf = (graph: Pick<Graph, 'baseUrl'>, changes: IDataObject = {}): IDataObject => ({
	accessToken: SECRETS.accessToken,
	phoneNumberId: IDS.phoneNumberId,
	businessAccountId: IDS.accountId,
	appSecret: SECRETS.appSecret,
	verifyToken: SECRETS.verifyToken,
	appSecretProof: false,
	graphVersion: 'v26.0',
	baseUrl: graph.baseUrl,
	...changes,
});

export const openGraph = async (changes: Partial<GraphOptions> = {}): Promise<Graph> =>
	await startGraph({ token: SECRETS.accessToken, appSecret: SECRETS.appSecret, ...IDS, ...changes });

/** The built node on n8n-core's engine, with a stand-in for Meta. */
export interface Bench {
	graph: Graph;
	/** Runs the node for the given items; a `binary` beside the `json` is a file of the item. */
	run: (parameters: IDataObject, items?: INodeExecutionData[], node?: Partial<INode>) => Promise<INodeExecutionData[]>;
	/** One page of a picker's list. */
	search: (lookup: string, words?: string, page?: string) => Promise<INodeListSearchResult>;
	/** The fields of what a form's values are for. */
	mapped: (parameters: IDataObject) => Promise<ResourceMapperFields>;
	stop: () => Promise<void>;
}

/** @param more credentials besides Meta's, by type */
export async function startBench(changes: Partial<GraphOptions> = {}, more: Credentials = {}): Promise<Bench> {
	const engine = await startEngine();
	const graph = await openGraph(changes);
	const credentials = { ...more, atendeAquiWhatsAppCloudApi: credentialOf(graph) } as Credentials;
	const type = engine.nodeTypes.getByNameAndVersion(TYPE, 1);
	const options = (parameters: IDataObject) => {
		const { workflow, node, additional } = nodeIn(engine, credentials, parameters, {});
		return new LoadOptionsContext(workflow, node, Object.assign(additional, { currentNodeParameters: parameters }), '');
	};
	return {
		graph,
		run: async (parameters, items = [{ json: {} }], changed = {}) => {
			const { workflow, node, additional } = nodeIn(engine, credentials, parameters, changed);
			const inputs = { main: [items] };
			const executeData = { node, data: inputs, source: null };
			const context = new ExecuteContext(workflow, node, additional, 'manual', createRunExecutionData(), 0, items, inputs, executeData, []);
			const [output] = (await type.execute!.call(context)) as INodeExecutionData[][];
			return output;
		},
		search: async (lookup, words, page) =>
			await type.methods!.listSearch![lookup].call(options({ resource: 'message', operation: 'sendTemplate' }), words, page),
		mapped: async (parameters) => await type.methods!.resourceMapping!.templateValues.call(options(parameters)),
		stop: graph.stop,
	};
}

function nodeIn(engine: Engine, credentials: Credentials, parameters: IDataObject, changes: Partial<INode>) {
	const node = {
		id: '1',
		name: 'Cloud',
		type: TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...changes,
	} as INode;
	const json = { name: 'w', nodes: [node], connections: {} };
	const workflow: Workflow = engine.workflow(json, credentials);
	return { workflow, node: workflow.getNode('Cloud')!, additional: engine.additionalData(json, credentials) };
}

/** A file of an item. */
export const file = (mimeType: string, content: Buffer | string, fileName?: string): INodeExecutionData['binary'] => ({
	data: {
		data: Buffer.from(content).toString('base64'),
		mimeType,
		...(fileName && { fileName, fileExtension: fileName.split('.').at(-1) }),
	},
});
