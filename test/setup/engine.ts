import './engineEnvironment';
import 'reflect-metadata';
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, InstanceSettings, LazyPackageDirectoryLoader, PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	Expression,
	createRunExecutionData,
	LoggerProxy,
	NodeHelpers,
	Workflow,
	type ExecuteWorkflowData,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteResponsePromiseData,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { MemoryCredentials } from './credentialsHelper';
import { ownNodes } from './ownNodes';

export type Credentials = Record<string, ICredentialDataDecryptedObject>;

export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
	settings?: IDataObject;
	/** What n8n keeps of it between executions: changed by them. */
	staticData?: IDataObject;
}

export interface Engine {
	nodeTypes: INodeTypes;
	/** Adds a node of a test's own, known as `test.<name>`. */
	addNode: (name: string, node: INodeType) => void;
	/** Makes a workflow of n8n out of its JSON; nodes get the credentials that their types ask for. */
	workflow: (json: WorkflowJson, credentials: Credentials) => Workflow;
	additionalData: (
		json: WorkflowJson,
		credentials: Credentials,
		responses?: IExecuteResponsePromiseData[],
	) => IWorkflowExecuteAdditionalData;
	/**
	 * Runs a workflow in n8n-core's real engine, from one node that is given its output, as a webhook would, or as somebody who presses "Execute workflow".
	 * @returns what each node gave, by output, and what was answered to the webhook
	 */
	run: (
		json: WorkflowJson,
		options: { from: string; items: IDataObject[]; credentials: Credentials; mode?: 'webhook' | 'manual' },
	) => Promise<EngineRun>;
	/** Runs a workflow as n8n does for what a trigger emitted: each output of the trigger has its items. */
	emitted: (json: WorkflowJson, options: { from: string; outputs: INodeExecutionData[][]; credentials: Credentials }) => Promise<EngineRun>;
}

export interface EngineRun {
	status: IRun['status'];
	error: (Error & { description?: string | null; context?: IDataObject; node?: INode }) | undefined;
	/** Names of the nodes that ran, in order. */
	ran: string[];
	/** The items of a node's output (0 when absent); empty if it did not run. */
	items: (node: string, output?: number) => IDataObject[];
	responses: IExecuteResponsePromiseData[];
	/** Executions that this one started, of the same workflow, without waiting for them. */
	called: EngineRun[];
}

declare global {
	// Once a worker: what n8n has of its own is the same for every file.
	var n8nNodesBase: LazyPackageDirectoryLoader | undefined;
}

async function n8nNodesBase(): Promise<LazyPackageDirectoryLoader> {
	const loader = new LazyPackageDirectoryLoader(path.dirname(require.resolve('n8n-nodes-base/package.json')));
	await loader.loadAll();
	return loader;
}

let engine: Promise<Engine> | undefined;

/** n8n-core's engine with n8n's own nodes and the built package, once a test file. */
export const startEngine = (): Promise<Engine> => (engine ??= start());

async function start(): Promise<Engine> {
	LoggerProxy.init(Container.get(Logger));
	Container.get(InstanceSettings);
	Expression.setExpressionEngine?.('legacy');
	const base = (globalThis.n8nNodesBase ??= await n8nNodesBase());
	const ours = ownNodes();
	const loaders: Record<string, PackageDirectoryLoader> = { [base.packageName]: base, [ours.packageName]: ours };
	const own: Record<string, INodeType> = {};
	const nodeTypes = nodeTypesOf(loaders, own);
	const credentialType = (name: string) => {
		for (const loader of Object.values(loaders))
			try {
				return loader.getCredential(name).type;
			} catch {
				// Not in this package: try the next one.
			}
		return undefined;
	};

	const additionalData: Engine['additionalData'] = (json, credentials, responses = []) => {
		const hooks = new ExecutionLifecycleHooks('webhook', '1', {
			id: 'w1',
			name: json.name,
			nodes: json.nodes,
			connections: json.connections,
		} as never);
		hooks.addHandler('sendResponse', (response) => {
			responses.push(response);
		});
		const url = 'http://127.0.0.1:5678';
		return {
			credentialsHelper: new MemoryCredentials(credentials, credentialType),
			hooks,
			executionId: '1',
			currentNodeExecutionIndex: 0,
			restApiUrl: `${url}/rest`,
			instanceBaseUrl: `${url}/`,
			formWaitingBaseUrl: `${url}/form-waiting`,
			webhookBaseUrl: `${url}/webhook`,
			webhookWaitingBaseUrl: `${url}/webhook-waiting`,
			webhookTestBaseUrl: `${url}/webhook-test`,
			variables: {},
			externalSecretsProxy: { hasProvider: () => false, listProviders: () => [] },
			logAiEvent: () => {},
			setExecutionStatus: () => {},
			sendDataToUI: () => {},
		} as unknown as IWorkflowExecuteAdditionalData;
	};
	const workflow: Engine['workflow'] = (json, credentials) =>
		new Workflow({
			id: 'w1',
			name: json.name,
			nodes: json.nodes.map((node) => withCredentials(node, nodeTypes, credentials)),
			connections: json.connections,
			active: false,
			nodeTypes,
			settings: { executionOrder: 'v1' },
			staticData: json.staticData ?? {},
		});

	const run: Engine['run'] = async (json, { from, items, credentials, mode = 'webhook' }) => {
		const responses: IExecuteResponsePromiseData[] = [];
		const called: Array<Promise<EngineRun>> = [];
		const additional = additionalData(json, credentials, responses);
		additional.executeWorkflow = async (_, __, { inputData }) => {
			called.push(
				runCalled(
					json,
					credentials,
					(inputData ?? []).map((item) => item.json),
				),
			);
			return { executionId: String(called.length + 1), data: [] } as ExecuteWorkflowData;
		};
		const made = workflow(json, credentials);
		const startNode = made.getNode(from) ?? undefined;
		const pinData = { [from]: items.map((item) => ({ json: item })) } as IPinData;
		if (mode === 'manual') additional.executionId = randomUUID();
		const done = await new WorkflowExecute(additional, mode).run({ workflow: made, startNode, pinData });
		return { ...asEngineRun(done, responses), called: await Promise.all(called) };
	};
	const emitted: Engine['emitted'] = async (json, { from, outputs, credentials }) => {
		const responses: IExecuteResponsePromiseData[] = [];
		const additional = additionalData(json, credentials, responses);
		additional.executionId = randomUUID();
		const made = workflow(json, credentials);
		const executionData = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node: made.getNode(from)!, data: { main: outputs }, source: null }] },
		});
		const done = await new WorkflowExecute(additional, 'trigger', executionData).processRunExecutionData(made);
		return { ...asEngineRun(done, responses), called: [] };
	};
	const runCalled = async (json: WorkflowJson, credentials: Credentials, items: IDataObject[]): Promise<EngineRun> => {
		const entry = json.nodes.find(({ type }) => type === 'n8n-nodes-base.executeWorkflowTrigger');
		if (!entry) throw new Error('The workflow calls itself, but has no trigger for that');
		return await run(json, { from: entry.name, items, credentials });
	};
	const addNode: Engine['addNode'] = (name, node) => {
		own[`test.${name}`] = node;
	};
	return { nodeTypes, addNode, additionalData, workflow, run, emitted };
}

function asEngineRun(run: IRun, responses: IExecuteResponsePromiseData[]): Omit<EngineRun, 'called'> {
	const { runData, error } = run.data.resultData;
	return {
		status: run.status,
		error: error as EngineRun['error'],
		ran: Object.entries(runData)
			.sort(([, [a]], [, [b]]) => a.executionIndex - b.executionIndex)
			.map(([name]) => name),
		items: (node, output = 0) => (runData[node] ?? []).flatMap((task) => task.data?.main?.[output] ?? []).map((item) => item.json),
		responses,
	};
}

function withCredentials(node: INode, nodeTypes: INodeTypes, credentials: Credentials): INode {
	const wanted = nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description.credentials ?? [];
	const given = wanted.filter(({ name }) => name in credentials).map(({ name }) => [name, { id: idOf(credentials[name]), name }]);
	return given.length > 0 ? { ...structuredClone(node), credentials: Object.fromEntries(given) } : structuredClone(node);
}

/** Other values are another credential, as in n8n. */
const idOf = (data: object): string => createHash('sha256').update(JSON.stringify(data)).digest('hex');

function nodeTypesOf(loaders: Record<string, PackageDirectoryLoader>, own: Record<string, INodeType>): INodeTypes {
	const lookup = (type: string): INodeType | IVersionedNodeType => {
		const dot = type.lastIndexOf('.');
		return own[type] ?? loaders[type.slice(0, dot)].getNode(type.slice(dot + 1)).type;
	};
	return {
		getByName: lookup,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(lookup(type), version),
		getKnownTypes: () => ({}),
	};
}
