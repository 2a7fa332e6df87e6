import type { IDataObject } from 'n8n-workflow';

import { startAtendeAqui } from '../sandbox/atendeaqui';
import { startChatwoot } from '../sandbox/chatwoot';
import { startModel } from '../sandbox/model';
import { startPipeRun } from '../sandbox/piperun';
import { startZApi } from '../sandbox/zapi';
import { credentialsFor } from '../Chatwoot/node';
import { credentialOf, openGraph } from '../WhatsAppCloud/bench';
import type { Credentials } from '../setup/engine';
import { runNode } from '../setup/oneNode';
import { sandboxSupabase } from '../setup/supabase';

const TOKEN = 'F'.repeat(24);
export const MODEL_KEY = 'sk-of-the-health-tests-0001';
let instances = 0;

/** Every vendor's stand-in, with right credentials for all of them; a Z-API instance of one's own, so that nothing of another test is told here. */
export async function openBench() {
	const instanceId = `3D${String(Date.now()).slice(-8)}${String(instances++).padStart(22, '0')}`;
	const [zapi, graph, chatwoot, piperun, model, atendeAqui] = await Promise.all([
		startZApi({ instanceId, token: TOKEN }),
		openGraph(),
		startChatwoot(),
		startPipeRun({ token: 'piperun-token-0001' }),
		startModel({ apiKey: MODEL_KEY }),
		startAtendeAqui({ apiToken: 'atendeaqui-token-0001' }),
	]);
	const { url, serviceRoleKey, anonKey } = sandboxSupabase();
	const credentials = {
		supabaseApi: { host: url, serviceRole: serviceRoleKey },
		openAiApi: { apiKey: MODEL_KEY, url: model.baseUrl },
		atendeAquiZApi: { instanceId, instanceToken: TOKEN, clientToken: '', baseUrl: zapi.baseUrl },
		atendeAquiWhatsAppCloudApi: credentialOf(graph),
		...credentialsFor(chatwoot),
		atendeAquiPipeRunApi: { token: 'piperun-token-0001', baseUrl: piperun.baseUrl },
		atendeAquiApi: { environment: 'own', apiToken: 'atendeaqui-token-0001', baseUrl: atendeAqui.baseUrl },
	} as Credentials;
	return {
		instanceId,
		anonKey,
		...{ zapi, graph, chatwoot, piperun, model, atendeAqui, credentials },
		stop: async () => {
			for (const one of [zapi, graph, chatwoot, piperun, model, atendeAqui]) await one.stop();
		},
	};
}
export type Bench = Awaited<ReturnType<typeof openBench>>;

export interface Row extends IDataObject {
	integration: string;
	outcome: string;
	text: string;
	message: string | null;
	remedy: string | null;
	reason: string | null;
	changed?: boolean;
}

/** One look with these credentials alone. */
export async function look(credentials: Credentials, parameters: IDataObject = {}, items: IDataObject[] = [{}]): Promise<Row[]> {
	const run = await runNode({ type: 'health', parameters, items, credentials });
	if (run.error) throw run.error;
	return run.items('Node') as Row[];
}

export const pick = (all: Credentials, ...types: string[]): Credentials =>
	Object.fromEntries(Object.entries(all).filter(([type]) => types.includes(type)));
