import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startAtendeAqui, type AtendeAqui } from './atendeaqui';
import { DEMO_FLOW } from './atendeaquiFlow';
import { startChatwoot, type Chatwoot } from './chatwoot';
import { cloudCredential, startCloudNumber } from './cloudNumber';
import { crmSwitchedOn } from './crm';
import type { Graph } from './graph';
import { startModel, type Model } from './model';
import { startN8n, type N8n } from './n8n';
import { connect, type N8nApi } from './n8nApi';
import { installN8n } from './n8nInstall';
import { layPackage } from './n8nPackage';
import type { N8nQueue } from './n8nSettings';
import { startPipeRun, type PipeRunStandIn } from './piperun';
import { asCompanyWith, type ProviderId } from './providers';
import { asDemoCompany } from './demoCompany';
import { keepingExecutions, publishWorkflows, withParameters, type Adjust } from './publish';
import { startRedis } from './redis';
import { startSupabase, type Supabase } from './supabase';
import { startZApi, type ZApi, type ZApiOptions } from './zapi';
import { INSTANCE_ID, receivedText, type Envelope } from './zapiPayloads';

/** The workflows of a conversation; those that are not there yet are left out. */
export const TEMPLATES = ['bastidores', 'sdr-agent', 'handoff-control-api'];
const CRM_TEMPLATES = ['crm-back-to-whatsapp'];
/** The API inbox of the stand-in for Chatwoot, which the operator chooses in the editor. */
export const CHATWOOT_INBOX = 12;
/** Whose credential it is. */
const SLOTS: Record<string, ProviderId> = { atendeAquiZApi: 'zapi', atendeAquiWhatsAppCloudApi: 'whatsapp_cloud' };
/** As an operator calls them who has one of each; the others are called as their type. */
const CALLED: Record<string, string> = { atendeAquiZApi: 'Z-API', openAiApi: 'OpenAI', supabaseApi: 'Supabase' };
/** n8n's own tables in queue mode, beside the product's database on the same server. */
const N8N_DATABASE = 'n8n';

export interface SandboxOptions {
	port: number;
	report: (line: string) => void;
	/** A real key: the real model answers then, instead of the stand-in. */
	openAiApiKey?: string;
	/** How long customers must be quiet before they are answered; as in the template unless told. */
	quietSeconds?: number;
	/** Queue mode with so many worker processes, on one Redis; one process that does everything unless told. */
	workers?: number;
	/** Whether leads go to PipeRun and what happens to their deals comes back; as in the templates, they do not. */
	crm?: boolean;
	/** Which templates are published. */
	templates?: string[];
	/** Settings of n8n beside those of the sandbox. */
	env?: Record<string, string>;
	/** Which share of the time n8n may run, once its workflows are published and at each later start; all of it unless told. */
	cpuShare?: number;
	/** Files that customers send, see `zapi.mediaUrl`. */
	media?: ZApiOptions['media'];
	/** Which providers of WhatsApp the operator has a credential of, and sets the templates up for; Z-API unless told. */
	providers?: ProviderId[];
	/** Types of the credentials that the operator has made; all of them unless told. */
	credentialTypes?: string[];
	/** Whether n8n keeps executions that went well, so that they can be looked at; as in the templates, it keeps none. */
	keepsExecutions?: boolean;
	/** Changes the templates as an operator does in the editor: waiting times, schedules. */
	adjust?: Adjust;
}

/** Everything that an operator has, on this machine: n8n with the package and its workflows, a database, a WhatsApp number, a model. */
export interface Sandbox {
	supabase: Supabase;
	zapi: ZApi;
	/** Meta's side of a number of the Cloud API. */
	graph: Graph;
	/** Asked for nothing unless the CRM is switched on. */
	piperun: PipeRunStandIn;
	/** With `handoff-chatwoot` among the templates it shows the conversations. */
	chatwoot: Chatwoot;
	/** The stand-in; not asked when a real key was given. */
	model: Model;
	atendeAqui: AtendeAqui;
	n8n: () => N8n;
	api: () => N8nApi;
	workflows: { sdrAgent: string; errorAlert: string };
	/** Ids of all published workflows by the name of their template. */
	published: Record<string, string>;
	credentials: Record<string, { id: string; data: Record<string, unknown> }>;
	/** A customer writes: Z-API delivers to the URL that the trigger registered. */
	write: (message: Envelope & { text: string }) => Promise<{ status: number; body: unknown }>;
	/** n8n's own folder, with its database. */
	userFolder: string;
	/** Starts n8n again after it was stopped or killed, on the same data; with other settings of n8n where they are given. */
	startAgain: (settings?: Record<string, string>) => Promise<void>;
	stop: () => Promise<void>;
}

/** @throws one sentence when a step fails; what was started by then has ended */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const { port, report, openAiApiKey, workers = 0, env, cpuShare = 1, providers = ['zapi'] } = options;
	const started: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		while (started.length > 0) await started.pop()?.();
	};
	try {
		const installed = await installN8n(report);
		report('Starting PostgreSQL and PostgREST, and the stand-ins for Z-API, Meta, Chatwoot, PipeRun, AtendeAqui and the model …');
		const userFolder = await mkdtemp(path.join(tmpdir(), 'atendeaqui-n8n-'));
		started.push(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 3 }));
		const supabase = await startSupabase();
		started.push(supabase.stop);
		const secrets = {
			instanceToken: token(),
			clientToken: token(),
			cloudToken: `EAA${token()}`,
			modelKey: `sk-${token()}`,
			pipeRunToken: token(),
			apiToken: token(),
			webhookKey: token(),
		};
		const zapi = await startZApi({
			instanceId: INSTANCE_ID,
			token: secrets.instanceToken,
			clientToken: secrets.clientToken,
			tellsOfSent: true,
			media: options.media,
		});
		started.push(zapi.stop);
		const graph = await startCloudNumber(secrets.cloudToken);
		started.push(graph.stop);
		const piperun = await startPipeRun({ token: secrets.pipeRunToken });
		started.push(piperun.stop);
		const model = await startModel({ apiKey: secrets.modelKey });
		started.push(model.stop);
		const chatwoot = await startChatwoot();
		started.push(chatwoot.stop);
		const atendeAqui = await startAtendeAqui({ apiToken: secrets.apiToken });
		started.push(atendeAqui.stop);

		report('Packing the package and installing it into n8n …');
		await layPackage(userFolder);
		const queue = workers > 0 ? await queueOf(workers, supabase, started) : undefined;
		report(`Starting n8n ${installed.version} (half a minute) …`);
		let n8n = await startN8n(installed, { userFolder, port, queue, env });
		started.push(async () => await n8n.stop());
		let api = await connect(n8n.url);

		report('Adding the credentials, importing and publishing the workflows …');
		const all: Record<string, Record<string, unknown>> = {
			atendeAquiZApi: {
				instanceId: INSTANCE_ID,
				instanceToken: secrets.instanceToken,
				clientToken: secrets.clientToken,
				baseUrl: zapi.baseUrl,
			},
			atendeAquiWhatsAppCloudApi: cloudCredential(graph.baseUrl, secrets.cloudToken),
			atendeAquiPipeRunApi: { token: secrets.pipeRunToken, webhookSecret: token(), baseUrl: piperun.baseUrl },
			atendeAquiApi: { environment: 'own', baseUrl: atendeAqui.baseUrl, apiToken: secrets.apiToken, flowKey: DEMO_FLOW.key },
			// Opens the webhooks of the workflows to the systems of the operator.
			httpHeaderAuth: { name: 'X-Api-Key', value: secrets.webhookKey },
			supabaseApi: { host: supabase.url, serviceRole: supabase.serviceRoleKey },
			atendeAquiChatwootApi: {
				baseUrl: chatwoot.baseUrl,
				accountId: String(chatwoot.state.account.id),
				apiAccessToken: chatwoot.state.users[0].token,
			},
			slackApi: { accessToken: `xoxb-${token()}`, signatureSecret: token() },
			openAiApi: openAiApiKey ? { apiKey: openAiApiKey } : { apiKey: secrets.modelKey, url: model.baseUrl },
		};
		const made = options.credentialTypes ?? Object.keys(all);
		const credentials = await addCredentials(api, Object.fromEntries(made.map((type) => [type, all[type]])));
		const ids = Object.fromEntries(
			Object.entries(credentials)
				.filter(([type]) => !(type in SLOTS) || providers.includes(SLOTS[type]))
				.map(([type, { id }]) => [type, id]),
		);
		const published = await publishWorkflows(api, ids, templatesOf(options), adjustOf(options, piperun));
		n8n.holdBack(cpuShare);
		return {
			supabase,
			zapi,
			graph,
			piperun,
			chatwoot,
			model,
			atendeAqui,
			n8n: () => n8n,
			api: () => api,
			credentials,
			workflows: { sdrAgent: published['sdr-agent'], errorAlert: published.bastidores },
			published,
			write: async (message) => await zapi.deliver(receivedText(message)),
			userFolder,
			startAgain: async (settings = {}) => {
				n8n = await startN8n(installed, { userFolder, port, queue, env: { ...env, ...settings }, cpuShare });
				api = await connect(n8n.url);
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** What n8n needs to share its work: Redis, and a database that all its processes reach. */
async function queueOf(workers: number, { pool, databaseUrl }: Supabase, started: Array<() => Promise<unknown>>): Promise<N8nQueue> {
	const redis = await startRedis();
	started.push(redis.stop);
	await pool.query(`create database ${N8N_DATABASE}`);
	const { hostname, port, username } = new URL(databaseUrl);
	return { workers, redis, database: { host: hostname, port: Number(port), user: username, database: N8N_DATABASE } };
}

async function addCredentials(api: N8nApi, data: Record<string, Record<string, unknown>>): Promise<Sandbox['credentials']> {
	const added: Sandbox['credentials'] = {};
	for (const [type, fields] of Object.entries(data))
		added[type] = { id: await api.createCredential(CALLED[type] ?? type, type, fields), data: fields };
	return added;
}

const templatesOf = ({ templates = TEMPLATES, crm = false }: SandboxOptions): string[] =>
	crm ? [...templates, ...CRM_TEMPLATES] : templates;

function adjustOf(
	{ quietSeconds, crm = false, adjust = asItIs, providers = ['zapi'], keepsExecutions = false }: SandboxOptions,
	{ ids }: PipeRunStandIn,
): Adjust {
	const chosen = withParameters({ inbox: CHATWOOT_INBOX, ...(quietSeconds !== undefined && { quietSeconds }) });
	const steps: Adjust[] = [
		(template, name) => asCompanyWith(providers, asDemoCompany(template, name)),
		chosen,
		crm ? crmSwitchedOn(ids) : asItIs,
		keepsExecutions ? keepingExecutions : asItIs,
		adjust,
	];
	return (template, name) => steps.reduce((changed, step) => step(changed, name), template);
}

const asItIs: Adjust = (template) => template;

const token = (): string => randomBytes(16).toString('hex').toUpperCase();
