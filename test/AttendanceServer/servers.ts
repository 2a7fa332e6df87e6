import type { IDataObject, INode, WorkflowActivateMode } from 'n8n-workflow';

import { freePort } from '../sandbox/ports';
import type { WorkflowJson } from '../setup/engine';
import { credentials } from '../setup/house';
import { publish } from '../setup/published';

/** One trigger by itself, as a workflow. */
export const alone = (type: string, id: string, parameters: IDataObject, name = id): WorkflowJson => {
	const node = { id, name: 'Trigger', type: `n8n-nodes-atendeaqui.${type}`, typeVersion: 1, position: [0, 0], webhookId: id, parameters };
	return { name, nodes: [node as unknown as INode], connections: {} };
};
/** Nothing stands behind the trigger. */
export const play = async () => await Promise.resolve('success' as const);

/** Our server, published on a port of its own in n8n-core's context. */
export async function openServer(
	parameters: IDataObject = {},
	given: { port?: number; id?: string; name?: string; activation?: WorkflowActivateMode } = {},
) {
	const { port = await freePort(), id = '7d1c2a52-0000-4000-8000-0000000000da', name = 'Atendimento', activation = 'activate' } = given;
	const url = `http://127.0.0.1:${port}`;
	const { options, ...more } = parameters;
	const own = {
		ownPort: true,
		port,
		publicUrl: url,
		autoResumeSeconds: 0,
		...more,
		options: { callsPerMinute: 100_000, ...(options as IDataObject) },
	};
	const json = alone('attendanceServerTrigger', id, own, name);
	const published = await publish(json, { node: 'Trigger', credentials: credentials as never, activation, play });
	return { port, url, close: published.close };
}
