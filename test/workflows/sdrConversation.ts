import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { readEvent } from '../../nodes/ZApi/events';
import { DEMO_AGENT } from '../sandbox/demoCompany';
import { startGateway, type Gateway } from '../sandbox/gateway';
import { startModel, type Model } from '../sandbox/model';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { receivedAudio, receivedText } from '../sandbox/zapiPayloads';
import { startEngine, type Credentials, type Engine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { sandboxSupabase } from '../setup/supabase';

const TOKEN = 'F00000000000000000000000000TOKEN';
const CLIENT_TOKEN = 'C00000000000000000000000000TOKEN';
const API_KEY = 'sk-sandbox-000000000000';

/** The bundled workflow with everything around it: real database behind a gateway of its own, stand-ins for Z-API and the model. */
export interface Shop {
	gateway: Gateway;
	zapi: ZApi;
	model: Model;
	credentials: Credentials;
	secrets: string[];
	/** One delivery of Z-API's, played through the workflow's trigger node onwards. */
	deliver: (message: Message, credentials?: Credentials) => Promise<EngineRun>;
	/** One tick of the schedule. */
	sweep: () => Promise<EngineRun>;
	stop: () => Promise<void>;
}

export interface Message {
	phone: string;
	text: string;
	/** Where the voice note is to be had that is sent instead of the text. */
	audioUrl?: string;
	messageId?: string;
	momment?: number;
	name?: string;
}

/**
 * @param agent parameters of the SDR Agent, besides those of the template
 * @param quietSeconds long enough for a burst of parallel runs, short enough for a test
 */
export async function openShop(agent: IDataObject = {}, quietSeconds = 1): Promise<Shop> {
	const engine = await startEngine();
	const supabase = sandboxSupabase();
	const workflow = () => sdrAgent(agent, quietSeconds);
	const instanceId = randomUUID().replaceAll('-', '').toUpperCase();
	const [gateway, zapi, model] = await Promise.all([
		startGateway(supabase),
		startZApi({ instanceId, token: TOKEN, clientToken: CLIENT_TOKEN }),
		startModel({ apiKey: API_KEY }),
	]);
	const credentials: Credentials = {
		atendeAquiZApi: { instanceId, instanceToken: TOKEN, clientToken: CLIENT_TOKEN, baseUrl: zapi.baseUrl },
		supabaseApi: { host: gateway.url, serviceRole: supabase.serviceRoleKey },
		openAiApi: { apiKey: API_KEY, url: model.baseUrl },
	};
	return {
		gateway,
		zapi,
		model,
		credentials,
		secrets: [TOKEN, CLIENT_TOKEN, API_KEY, supabase.serviceRoleKey],
		deliver: async (message, given = credentials) => await deliver(engine, workflow(), instanceId, message, given),
		sweep: async () => await engine.run(workflow(), { from: 'A cada minuto', items: [{}], credentials }),
		stop: async () => {
			await Promise.all([gateway.stop(), zapi.stop(), model.stop()]);
		},
	};
}

async function deliver(
	engine: Engine,
	workflow: WorkflowJson,
	instanceId: string,
	message: Message,
	credentials: Credentials,
): Promise<EngineRun> {
	const { audioUrl } = message;
	const received = audioUrl ? receivedAudio({ ...message, url: audioUrl, instanceId }) : receivedText({ ...message, instanceId });
	const reading = readEvent(received, { groups: false, ownMessages: false }, false);
	if (reading.kind !== 'message') throw new Error(`The trigger would not have started: ${JSON.stringify(reading)}`);
	return await engine.run(workflow, { from: 'Mensagem no WhatsApp', items: [reading.message as IDataObject], credentials });
}

/** The bundled workflow, filled in for the company of the demonstration, but for the waiting times and where audio may come from. */
function sdrAgent(agent: IDataObject, quietSeconds: number): WorkflowJson {
	const file = path.resolve(__dirname, '../../workflows/sdr-agent.json');
	const json = JSON.parse(readFileSync(file, 'utf8')) as WorkflowJson;
	for (const node of json.nodes) {
		if ('quietSeconds' in node.parameters) node.parameters.quietSeconds = quietSeconds;
		if (node.name === 'Agente SDR') Object.assign(node.parameters, DEMO_AGENT, agent);
		if (node.name === 'Ouvir áudio') node.parameters.audio = { allowPrivate: true, mediaHosts: '127.0.0.1' };
		if (node.parameters.operation === 'sweep') node.parameters.limits = { graceSeconds: 0 };
	}
	return json;
}
