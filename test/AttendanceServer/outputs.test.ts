import { ExecuteContext } from 'n8n-core';
import type { INode, INodeExecutionData } from 'n8n-workflow';

import { startEngine } from '../setup/engine';
import { credentials } from '../setup/house';

it('in an execution each output gives what was emitted by it, also where the first one has nothing', async () => {
	const engine = await startEngine();
	const node = {
		id: '1',
		name: 'Server',
		type: 'n8n-nodes-atendeaqui.attendanceServerTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	} as unknown as INode;
	const json = { name: 'w', nodes: [node], connections: {} };
	const workflow = engine.workflow(json, credentials as never);
	const main: INodeExecutionData[][] = [[], [{ json: { text: 'Oi' } }], []];
	const context = new ExecuteContext(
		workflow,
		workflow.getNode('Server')!,
		engine.additionalData(json, credentials as never),
		'trigger',
		{ resultData: { runData: {} } } as never,
		0,
		main[1],
		{ main },
		{ node, data: { main }, source: null },
		[],
	);
	const type = engine.nodeTypes.getByNameAndVersion(node.type, 1);
	expect(await type.execute!.call(context)).toEqual(main);
});
