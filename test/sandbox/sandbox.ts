import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startModel, type Model } from './model';
import { startN8n, type N8n } from './n8n';
import { connect, type N8nApi, type WorkflowTemplate } from './n8nApi';
import { installN8n } from './n8nInstall';
import { layPackage } from './n8nPackage';
import { startSupabase, type Supabase } from './supabase';
import { startZApi, type ZApi } from './zapi';
import { INSTANCE_ID, receivedText, type Envelope } from './zapiPayloads';

const WORKFLOWS = path.resolve(__dirname, '../../workflows');

export interface SandboxOptions {
	port: number;
	report: (line: string) => void;
	/** A real key: the real model answers then, instead of the stand-in. */
	openAiApiKey?: string;
	/** How long customers must be quiet before they are answered; as in the template unless told. */
	quietSeconds?: number;
}

/** Everything that an operator has, on this machine: n8n with the package and its workflows, a database, a WhatsApp number, a model. */
export interface Sandbox {
	supabase: Supabase;
	zapi: ZApi;
	/** The stand-in; not asked when a real key was given. */
	model: Model;
	n8n: () => N8n;
	api: () => N8nApi;
	workflows: { sdrAgent: string; errorAlert: string };
	credentials: Record<string, { id: string; data: Record<string, unknown> }>;
	/** A customer writes: Z-API delivers to the URL that the trigger registered. */
	write: (message: Envelope & { text: string }) => Promise<{ status: number; body: unknown }>;
	/** Starts n8n again after it was stopped or killed, on the same data. */
	startAgain: () => Promise<void>;
	stop: () => Promise<void>;
}

/** @throws one sentence when a step fails; what was started by then has ended */
export async function startSandbox({ port, report, openAiApiKey, quietSeconds }: SandboxOptions): Promise<Sandbox> {
	const started: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		while (started.length > 0) await started.pop()?.();
	};
	try {
		const installed = await installN8n(report);
		report('Starting PostgreSQL and PostgREST, and the stand-ins for Z-API and the model …');
		const userFolder = await mkdtemp(path.join(tmpdir(), 'atendeaqui-n8n-'));
		started.push(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 3 }));
		const supabase = await startSupabase();
		started.push(supabase.stop);
		const secrets = { instanceToken: token(), clientToken: token(), modelKey: `sk-${token()}` };
		const zapi = await startZApi({ instanceId: INSTANCE_ID, token: secrets.instanceToken, clientToken: secrets.clientToken });
		started.push(zapi.stop);
		const model = await startModel({ apiKey: secrets.modelKey });
		started.push(model.stop);

		report('Packing the package and installing it into n8n …');
		await layPackage(userFolder);
		report(`Starting n8n ${installed.version} (half a minute) …`);
		let n8n = await startN8n(installed, { userFolder, port });
		started.push(async () => await n8n.stop());
		let api = await connect(n8n.url);

		report('Adding the credentials, importing and publishing the workflows …');
		const credentials = await addCredentials(api, {
			atendeAquiZApi: {
				instanceId: INSTANCE_ID,
				instanceToken: secrets.instanceToken,
				clientToken: secrets.clientToken,
				baseUrl: zapi.baseUrl,
			},
			supabaseApi: { host: supabase.url, serviceRole: supabase.serviceRoleKey },
			openAiApi: openAiApiKey ? { apiKey: openAiApiKey } : { apiKey: secrets.modelKey, url: model.baseUrl },
		});
		return {
			supabase,
			zapi,
			model,
			n8n: () => n8n,
			api: () => api,
			credentials,
			workflows: await publishWorkflows(api, credentials, quietSeconds),
			write: async (message) => await zapi.deliver(receivedText(message)),
			startAgain: async () => {
				n8n = await startN8n(installed, { userFolder, port });
				api = await connect(n8n.url);
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function addCredentials(api: N8nApi, data: Record<string, Record<string, unknown>>): Promise<Sandbox['credentials']> {
	const added: Sandbox['credentials'] = {};
	for (const [type, fields] of Object.entries(data)) added[type] = { id: await api.createCredential(type, type, fields), data: fields };
	return added;
}

/** The steps of the templates' own notes: import both, choose the credentials and the error workflow, publish. */
async function publishWorkflows(
	api: N8nApi,
	credentials: Sandbox['credentials'],
	quietSeconds: number | undefined,
): Promise<Sandbox['workflows']> {
	const ids = Object.fromEntries(Object.entries(credentials).map(([type, { id }]) => [type, id]));
	const errorAlert = await api.importWorkflow(await template('error-alert'), ids);
	await api.publish(errorAlert);
	const sdr = withQuietPeriod(await template('sdr-agent'), quietSeconds);
	const sdrAgent = await api.importWorkflow({ ...sdr, settings: { ...(sdr.settings as object), errorWorkflow: errorAlert.id } }, ids);
	await api.publish(sdrAgent);
	return { sdrAgent: sdrAgent.id, errorAlert: errorAlert.id };
}

function withQuietPeriod(workflow: WorkflowTemplate, quietSeconds: number | undefined): WorkflowTemplate {
	if (quietSeconds === undefined) return workflow;
	const nodes = workflow.nodes.map((node) => {
		const parameters = node.parameters as Record<string, unknown> | undefined;
		return parameters && 'quietSeconds' in parameters ? { ...node, parameters: { ...parameters, quietSeconds } } : node;
	});
	return { ...workflow, nodes };
}

const template = async (name: string): Promise<WorkflowTemplate> =>
	JSON.parse(await readFile(path.join(WORKFLOWS, `${name}.json`), 'utf8')) as WorkflowTemplate;
const token = (): string => randomBytes(16).toString('hex').toUpperCase();
