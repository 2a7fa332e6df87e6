import { TriggerContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, IRun, ITriggerResponse, WorkflowActivateMode } from 'n8n-workflow';

import { startEngine, type Credentials, type EngineRun, type WorkflowJson } from './engine';

export interface Published {
	/** What was emitted, in order, by output. */
	emissions: IDataObject[][][];
	/** Executions that have ended. */
	runs: EngineRun[];
	/** Errors that the trigger put into the list of executions. */
	failures: Error[];
	/** What n8n keeps of the node. */
	staticData: () => IDataObject;
	close: () => Promise<void>;
}

interface Options {
	/** The trigger's name. */
	node: string;
	credentials: Credentials;
	activation?: WorkflowActivateMode;
	/** What n8n kept of the node from before; the same object is what it keeps from now on. */
	staticData?: IDataObject;
	/** What an execution does in place of the workflow. */
	play?: (outputs: INodeExecutionData[][]) => Promise<IRun['status']>;
}

/** Publishes a trigger node with a loop of its own in n8n-core's own context, and runs the workflow behind it for each thing that it emits, as n8n does. */
export async function publish(
	json: WorkflowJson,
	{ node: name, credentials, activation = 'activate', staticData, play }: Options,
): Promise<Published> {
	const engine = await startEngine();
	const workflow = engine.workflow(json, credentials);
	const node = workflow.getNode(name)!;
	if (staticData) Object.assign(workflow.getStaticData('node', node), staticData);
	const emissions: IDataObject[][][] = [];
	const runs: EngineRun[] = [];
	const failures: Error[] = [];
	const underWay = new Set<Promise<void>>();
	const execute = async (outputs: INodeExecutionData[][]): Promise<IRun['status']> => {
		if (play) return await play(outputs);
		const run = await engine.emitted(json, { from: name, outputs, credentials });
		runs.push(run);
		return run.status;
	};
	const context = new TriggerContext(
		workflow,
		node,
		engine.additionalData(json, credentials),
		'trigger',
		activation,
		(outputs, _, done) => {
			emissions.push(outputs.map((items) => items.map((item) => item.json)));
			const ended = execute(outputs).then(
				(status) => done?.resolve({ status } as IRun),
				(error: Error) => done?.reject(error),
			);
			underWay.add(ended);
			void ended.finally(() => underWay.delete(ended));
		},
		(error) => {
			throw error;
		},
		(error) => failures.push(error),
	);
	const type = engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const response = (await type.trigger!.call(context)) as ITriggerResponse;
	return {
		emissions,
		runs,
		failures,
		staticData: () => workflow.getStaticData('node', node),
		close: async () => {
			await response.closeFunction?.();
			await Promise.all(underWay);
		},
	};
}
