import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { CleanMessage } from '../../nodes/shared/core/message/message';
import { DEMO_AGENT, inVersion } from '../sandbox/demoCompany';
import { startGateway, type Gateway } from '../sandbox/gateway';
import { startModel, type Model } from '../sandbox/model';
import { asCompanyWith, type ProviderId } from '../sandbox/providers';
import type { ZApi } from '../sandbox/zapi';
import type { Credentials, EngineRun, WorkflowJson } from '../setup/engine';
import { sandboxSupabase } from '../setup/supabase';
import { openCloudNumber } from './cloudNumber';
import type { CompanyNumber, Message, MessageChange } from './numbers';
import { messageOf, openZApiNumber, type ZApiNumber } from './zapiNumber';

export type { Message };

const API_KEY = 'sk-sandbox-000000000000';

/** What a company has around its workflow: the real database behind a gateway of its own, its numbers at stand-ins of their providers, and one for the model. */
export interface Company {
	gateway: Gateway;
	/** Its numbers; the tests speak with the first one unless told. */
	numbers: CompanyNumber[];
	number: CompanyNumber;
	/** The stand-in of its Z-API number; absent where it has none. */
	zapi: ZApi;
	model: Model;
	credentials: Credentials;
	secrets: string[];
	/** What a person received by the first number, or everybody did. */
	sentTo: (address?: string) => string[];
	/** Calls of the database since the start or the last reset, but for the Conversation Trigger's questions: at publishing, and once a second whatever there is to do. */
	calls: () => string[];
	stop: () => Promise<void>;
}

/** A company with one of the workflows that answer its customers. */
export interface Shop extends Company {
	/** One delivery of the provider's; @returns the execution that answered it */
	deliver: (message: Message, credentials?: Credentials) => Promise<EngineRun>;
	edit: (change: MessageChange) => Promise<void>;
	revoke: (change: MessageChange) => Promise<void>;
}

/**
 * @param agent parameters of the SDR Agent, besides those of the template
 * @param quietSeconds long enough for a burst of parallel runs, short enough for a test
 */
export type OpenShop = (agent?: IDataObject, quietSeconds?: number) => Promise<Shop>;

const OPEN: Record<ProviderId, () => Promise<CompanyNumber>> = {
	zapi: openZApiNumber,
	whatsapp_cloud: openCloudNumber,
};

/** What publishing asks, once. */
const AT_PUBLISHING = ['company_told', 'note_setup', 'give_back_held'];

/** @param providers of its numbers, one each, and of nothing else it has a credential */
export async function openCompany(providers: ProviderId[] = ['zapi']): Promise<Company> {
	const supabase = sandboxSupabase();
	const [gateway, model, ...numbers] = await Promise.all([
		startGateway(supabase),
		startModel({ apiKey: API_KEY }),
		...providers.map(async (provider) => await OPEN[provider]()),
	]);
	const [number] = numbers;
	return {
		gateway,
		numbers,
		number,
		zapi: numbers.find((one): one is ZApiNumber => one.provider === 'zapi')?.zapi as ZApi,
		model,
		credentials: Object.assign(
			{
				supabaseApi: { host: gateway.url, serviceRole: supabase.serviceRoleKey },
				openAiApi: { apiKey: API_KEY, url: model.baseUrl },
			},
			...numbers.map((one) => one.credentials),
		) as Credentials,
		sentTo: (address) =>
			number
				.sent()
				.filter(({ to }) => address === undefined || to === address)
				.map(({ text }) => text),
		calls: () =>
			gateway.requestLog
				.map((call) => call.path.replace(/.*\/rpc\//, ''))
				.filter((name) => !AT_PUBLISHING.includes(name) && name !== 'next_turns'),
		secrets: [API_KEY, supabase.serviceRoleKey, ...numbers.flatMap(({ secrets }) => secrets)],
		stop: async () => {
			await Promise.all([gateway.stop(), model.stop(), ...numbers.map(async (one) => await one.stop())]);
		},
	};
}

/** A message as the trigger of Z-API reads it. */
export const asRead = ({ credentials }: Pick<Company, 'credentials'>, message: Message): CleanMessage =>
	messageOf(String(credentials.atendeAquiZApi.instanceId), message);

export type Template = WorkflowJson & { pinData: Record<string, Array<{ json: IDataObject }>> };

/**
 * A workflow, filled in for the company of the demonstration, but for the waiting times and where audio may come from.
 * @param file below `test/workflows`
 * @param providers that the company has; the workflow is as it came where nothing is told
 */
export function filledIn(file: string, agent: IDataObject, quietSeconds: number, providers?: ProviderId[]): Template {
	const shipped = JSON.parse(readFileSync(path.resolve(__dirname, file), 'utf8')) as Template;
	const json = providers ? asCompanyWith(providers, shipped) : shipped;
	for (const node of json.nodes) {
		if ('quietSeconds' in node.parameters) node.parameters.quietSeconds = quietSeconds;
		if (node.name === 'Agente SDR') Object.assign(node.parameters, inVersion(node.typeVersion, { ...DEMO_AGENT, ...agent }));
		if (node.name === 'Ouvir áudio') node.parameters.audio = { allowPrivate: true, mediaHosts: '127.0.0.1' };
		if (node.parameters.operation === 'sweep') node.parameters.limits = { graceSeconds: 0 };
	}
	return json;
}
