import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { CleanMessage } from '../../nodes/shared/core/message/message';
import { readEvent, type Reading } from '../../nodes/ZApi/events';
import { DEMO_AGENT } from '../sandbox/demoCompany';
import { startGateway, type Gateway } from '../sandbox/gateway';
import { startModel, type Model } from '../sandbox/model';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { receivedAudio, receivedText, type ReceivedCallback } from '../sandbox/zapiPayloads';
import type { Credentials, EngineRun, WorkflowJson } from '../setup/engine';
import { sandboxSupabase } from '../setup/supabase';

const TOKEN = 'F00000000000000000000000000TOKEN';
const CLIENT_TOKEN = 'C00000000000000000000000000TOKEN';
const API_KEY = 'sk-sandbox-000000000000';

/** What a company has around its workflow: the real database behind a gateway of its own, stand-ins for Z-API and the model. */
export interface Company {
	gateway: Gateway;
	zapi: ZApi;
	model: Model;
	credentials: Credentials;
	secrets: string[];
	/** Calls of the database since the start or the last reset, but for the Conversation Trigger's question: it comes once a second whatever there is to do. */
	calls: () => string[];
	stop: () => Promise<void>;
}

/** A company with one of the workflows that answer its customers. */
export interface Shop extends Company {
	/** One delivery of Z-API's; @returns the execution that answered it */
	deliver: (message: Message, credentials?: Credentials) => Promise<EngineRun>;
	/** A delivery that edits or deletes an earlier message; @returns the execution, where it starts one */
	change: (payload: ReceivedCallback) => Promise<EngineRun | null>;
}

/**
 * @param agent parameters of the SDR Agent, besides those of the template
 * @param quietSeconds long enough for a burst of parallel runs, short enough for a test
 */
export type OpenShop = (agent?: IDataObject, quietSeconds?: number) => Promise<Shop>;

export interface Message {
	phone: string;
	text: string;
	/** Where the voice note is to be had that is sent instead of the text. */
	audioUrl?: string;
	messageId?: string;
	momment?: number;
	name?: string;
	/** Whether somebody of the team typed it on the company's phone. */
	fromMe?: boolean;
	/** Whether a message of our own was sent through the API, as an echo tells. */
	fromApi?: boolean;
	/** Who wrote, by lid; empty where only the phone is told. */
	senderLid?: string;
}

export async function openCompany(): Promise<Company> {
	const supabase = sandboxSupabase();
	const instanceId = randomUUID().replaceAll('-', '').toUpperCase();
	const [gateway, zapi, model] = await Promise.all([
		startGateway(supabase),
		startZApi({ instanceId, token: TOKEN, clientToken: CLIENT_TOKEN }),
		startModel({ apiKey: API_KEY }),
	]);
	return {
		gateway,
		zapi,
		model,
		credentials: {
			atendeAquiZApi: { instanceId, instanceToken: TOKEN, clientToken: CLIENT_TOKEN, baseUrl: zapi.baseUrl },
			supabaseApi: { host: gateway.url, serviceRole: supabase.serviceRoleKey },
			openAiApi: { apiKey: API_KEY, url: model.baseUrl },
		},
		calls: () => gateway.requestLog.map((call) => call.path.replace(/.*\/rpc\//, '')).filter((name) => name !== 'next_turns'),
		secrets: [TOKEN, CLIENT_TOKEN, API_KEY, supabase.serviceRoleKey],
		stop: async () => {
			await Promise.all([gateway.stop(), zapi.stop(), model.stop()]);
		},
	};
}

/** A message as the trigger of Z-API reads it. */
export function asRead({ credentials }: Company, message: Message): CleanMessage {
	const given = { ...(message.fromMe && { fromApi: false }), ...message, instanceId: String(credentials.atendeAquiZApi.instanceId) };
	const received = message.audioUrl ? receivedAudio({ ...given, url: message.audioUrl }) : receivedText(given);
	const reading = readEvent(received, { groups: false, ownMessages: true }, false);
	if (reading.kind !== 'message') throw new Error(`It is not taken for a message: ${JSON.stringify(reading)}`);
	return reading.message;
}

/** A change as the trigger of Z-API reads it. */
export function changeRead({ credentials }: Company, payload: ReceivedCallback): Extract<Reading, { kind: 'change' }> {
	const given = { ...payload, instanceId: String(credentials.atendeAquiZApi.instanceId) };
	const reading = readEvent(given, { groups: false, ownMessages: true, changes: true }, false);
	if (reading.kind !== 'change') throw new Error(`It is not taken for a change: ${JSON.stringify(reading)}`);
	return reading;
}

export type Template = WorkflowJson & { pinData: Record<string, Array<{ json: IDataObject }>> };

/** A workflow, filled in for the company of the demonstration, but for the waiting times and where audio may come from. @param file below `test/workflows` */
export function filledIn(file: string, agent: IDataObject, quietSeconds: number): Template {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, file), 'utf8')) as Template;
	for (const node of json.nodes) {
		if ('quietSeconds' in node.parameters) node.parameters.quietSeconds = quietSeconds;
		if (node.name === 'Agente SDR') Object.assign(node.parameters, DEMO_AGENT, agent);
		if (node.name === 'Ouvir áudio') node.parameters.audio = { allowPrivate: true, mediaHosts: '127.0.0.1' };
		if (node.parameters.operation === 'sweep') node.parameters.limits = { graceSeconds: 0 };
	}
	return json;
}
