import type { IDataObject } from 'n8n-workflow';

import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import type { Chatwoot } from '../sandbox/chatwoot';

/** The token of a person of the stand-in; 1 is the administrator of the integration. */
export const tokenOf = ({ state }: Chatwoot, id: number): string =>
	[...state.users, ...state.bots].find((one) => one.id === id)?.token ?? 'none';

export const credentialsFor = (chatwoot: Chatwoot, userId = 1): { atendeAquiChatwootApi: Record<string, string> } => ({
	atendeAquiChatwootApi: { baseUrl: chatwoot.baseUrl, accountId: '7', apiAccessToken: tokenOf(chatwoot, userId) },
});

interface Run {
	userId?: number;
	items?: IDataObject[];
	settings?: object;
	/** A text that becomes the binary field `data` of the items. */
	file?: { text: string; fileName: string };
	/** A binary field of the result that is read as text by a node after it, named Read. */
	read?: string;
}

/** Runs the node in n8n's engine against the stand-in. */
export async function runNode(
	chatwoot: Chatwoot,
	parameters: IDataObject,
	{ userId, items = [{}], settings = {}, file, read }: Run = {},
): Promise<EngineRun> {
	const node = {
		id: '2',
		name: 'Chatwoot',
		type: 'n8n-nodes-atendeaqui.chatwoot',
		typeVersion: 1,
		position: [200, 0],
		parameters,
		...settings,
	};
	const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
	const toFile = {
		id: '3',
		name: 'File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [100, 0],
		parameters: { operation: 'toText', sourceProperty: 'text', binaryPropertyName: 'data', options: { fileName: file?.fileName } },
	};
	const toText = {
		id: '4',
		name: 'Read',
		type: 'n8n-nodes-base.moveBinaryData',
		typeVersion: 1.1,
		position: [300, 0],
		parameters: {
			mode: 'binaryToJson',
			setAllData: false,
			sourceKey: read,
			destinationKey: 'content',
			options: { useRawData: true, encoding: 'utf8' },
		},
	};
	const nodes = [start, ...(file ? [toFile] : []), node, ...(read ? [toText] : [])];
	const links = nodes.slice(0, -1).map(({ name }, n) => [name, { main: [[{ node: nodes[n + 1].name, type: 'main', index: 0 }]] }]);
	const json = { name: 'w', nodes, connections: Object.fromEntries(links) as object };
	const engine = await startEngine();
	const given = file ? items.map((item) => ({ ...item, text: file.text })) : items;
	return await engine.run(json as unknown as WorkflowJson, { from: 'Start', items: given, credentials: credentialsFor(chatwoot, userId) });
}
