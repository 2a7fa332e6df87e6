import type { Sandbox } from '../../sandbox/sandbox';
import { STOCK_TABLES, STOCK_WEBHOOK, stockWorkflow } from '../stock/stock';
import type { Saved } from './proof';

export const NAMES = ['ours', 'stock'] as const;
export type Name = (typeof NAMES)[number];

/** One way to answer on WhatsApp, in the sandbox's n8n. Only one of them is published at a time, so that neither pays for what the other does while it is idle. */
export interface Pipeline {
	name: Name;
	/** From here on Z-API delivers to it. */
	publish: () => Promise<void>;
	unpublish: () => Promise<void>;
	/** What it kept, by phone. */
	saved: () => Promise<Map<string, Saved>>;
}

const savedIn =
	({ supabase: { pool } }: Sandbox, sql: string): Pipeline['saved'] =>
	async () => {
		const { rows } = await pool.query<Saved & { phone: string }>(sql);
		return new Map(rows.map(({ phone, messages, replies }) => [phone, { messages, replies }]));
	};

/** The product's `sdr-agent`, which the sandbox has published: it is taken off line until it plays. */
export async function ours(sandbox: Sandbox): Promise<Pipeline> {
	const id = sandbox.workflows.sdrAgent;
	const unpublish = async () => await sandbox.api().unpublish(id);
	await unpublish();
	return {
		name: 'ours',
		publish: async () => await sandbox.api().publishAgain(id),
		unpublish,
		saved: savedIn(
			sandbox,
			`select lead_phone as phone, count(*) filter (where role = 'user')::int as messages, count(*) filter (where role = 'assistant' and status = 'sent')::int as replies
			from conversations group by lead_phone`,
		),
	};
}

/** The same with n8n's own nodes; its URL is typed into Z-API's page by hand, as its operator would. */
export async function stock(
	sandbox: Sandbox,
	{ quietSeconds, ownMessages }: { quietSeconds: number; ownMessages: boolean },
): Promise<Pipeline> {
	const { supabase, zapi, model, credentials } = sandbox;
	await supabase.pool.query(STOCK_TABLES);
	const { instanceId, instanceToken, clientToken } = credentials.atendeAquiZApi.data as Record<string, string>;
	const instance = `${zapi.baseUrl}/instances/${instanceId}/token/${instanceToken}`;
	const { hostname: host, port, username: user } = new URL(supabase.databaseUrl);
	const database = { host, port: Number(port), user, database: 'postgres', password: '', ssl: 'disable', sshTunnel: false };
	const workflow = stockWorkflow({
		quietSeconds,
		modelUrl: `${model.baseUrl}/chat/completions`,
		sendUrl: `${instance}/send-text`,
		credentials: {
			postgres: await sandbox.api().createCredential('Postgres', 'postgres', database),
			openAiApi: credentials.openAiApi.id,
			httpHeaderAuth: await sandbox.api().createCredential('Client-Token', 'httpHeaderAuth', { name: 'Client-Token', value: clientToken }),
		},
	});
	const { id } = await sandbox.api().importWorkflow(workflow, {});
	const setOwnMessages = async (value: boolean) =>
		await fetch(`${instance}/update-notify-sent-by-me`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json', 'client-token': clientToken },
			body: JSON.stringify({ notifySentByMe: value }),
		});
	return {
		name: 'stock',
		publish: async () => {
			await sandbox.api().publishAgain(id);
			zapi.callbackUrls.receivedCallbackUrl = `${sandbox.n8n().url}${STOCK_WEBHOOK}`;
			await setOwnMessages(ownMessages);
		},
		unpublish: async () => {
			zapi.callbackUrls.receivedCallbackUrl = '';
			await sandbox.api().unpublish(id);
		},
		saved: savedIn(
			sandbox,
			`select phone, (select count(*)::int from stock.buffer b where b.phone = h.phone and b.answered) as messages,
				count(*) filter (where role = 'assistant' and message_id is not null)::int as replies
			from stock.history h group by phone`,
		),
	};
}
