import type { IDataObject, INode } from 'n8n-workflow';

import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type Credentials, type EngineRun } from '../setup/engine';

export const INSTANCE_ID = '3D00000000000000000000000000000A';
const TOKEN = 'F'.repeat(24);

export const openZApi = async (): Promise<ZApi> => await startZApi({ instanceId: INSTANCE_ID, token: TOKEN });
export const credentialsOf = (zapi: ZApi): Credentials => ({
	atendeAquiZApi: { instanceId: INSTANCE_ID, instanceToken: TOKEN, clientToken: '', baseUrl: zapi.baseUrl },
});

/** The built node in a workflow of n8n-core's engine, which goes on when an item fails. */
export async function runNode(parameters: IDataObject, items: IDataObject[], credentials: Credentials): Promise<EngineRun> {
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const json = {
		name: 'w',
		nodes: [
			node('Começo', 'n8n-nodes-base.manualTrigger'),
			node('WhatsApp', 'n8n-nodes-atendeaqui.whatsApp', {
				parameters: { resource: 'message', ...parameters } as INode['parameters'],
				onError: 'continueErrorOutput',
			}),
		],
		connections: { Começo: { main: [[{ node: 'WhatsApp', type: 'main' as const, index: 0 }]] } },
	};
	return await (await startEngine()).run(json, { from: 'Começo', items, credentials });
}
