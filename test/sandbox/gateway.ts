import { Agent, request as send, type IncomingMessage } from 'node:http';

import { faultQueue, type Faults } from './faults';
import { json, startServer, type Answer, type Call } from './server';

export interface GatewayOptions {
	postgrestUrl: string;
	anonKey: string;
	serviceRoleKey: string;
}

export interface Gateway {
	url: string;
	/** Requests under /rest/v1 since the start or the last reset, refused ones too; not the question which schema it is, once a process and for no reply. */
	requests(): number;
	requestLog: Array<{ method: string; path: string }>;
	resetRequests(): void;
	faults: Faults;
	/** Refuses the next requests; 503 unless told. */
	fail(fault: { status?: number; times: number; match?: (path: string) => boolean }): void;
	down(): Promise<void>;
	up(): Promise<void>;
	stop(): Promise<void>;
}

const PREFIX = '/rest/v1';
const isRest = (path: string): boolean => path === PREFIX || path.startsWith(`${PREFIX}/`);
const asksVersion = (method: string, path: string): boolean => method === 'GET' && path === `${PREFIX}/settings`;
/** Headers of one connection, not of the message. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'host', 'content-length'];

/** Starts what stands before PostgREST at Supabase: the path, and the check of the API key. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
	const faults = faultQueue();
	const requestLog: Gateway['requestLog'] = [];
	// Idle connections are closed here before PostgREST closes them: a request never meets one that is just going.
	const agent = new Agent({ keepAlive: true, timeout: 5000 });
	const server = await startServer({
		faults,
		onCall: ({ method, path }) => {
			if (isRest(path) && !asksVersion(method, path)) requestLog.push({ method, path });
		},
		faultBody: (status) => ({ message: `The sandbox was told to answer with ${status}` }),
		answer: async (call) => refusal(call, options) ?? (await forward(call, options.postgrestUrl, agent)),
	});
	return {
		url: server.url,
		requests: () => requestLog.length,
		requestLog,
		resetRequests: () => {
			requestLog.length = 0;
		},
		faults,
		fail: ({ status = 503, times, match }) => faults.push({ kind: 'status', status, times, match }),
		down: server.down,
		up: server.up,
		stop: async () => {
			await server.stop();
			agent.destroy();
		},
	};
}

function refusal({ path, headers }: Call, { anonKey, serviceRoleKey }: GatewayOptions): Answer | null {
	if (!isRest(path)) return json(404, { message: 'no Route matched with those values' });
	const key = headers.apikey;
	if (!key) return json(401, { message: 'No API key found in request', hint: 'No `apikey` request header or url param was found.' });
	if (key === anonKey || key === serviceRoleKey) return null;
	return json(401, { message: 'Invalid API key', hint: 'Double check your Supabase `anon` or `service_role` API key.' });
}

async function forward({ method, path, search, headers, text }: Call, postgrestUrl: string, agent: Agent): Promise<Answer> {
	const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		send(`${postgrestUrl}${path.slice(PREFIX.length) || '/'}${search}`, {
			agent,
			method,
			headers: {
				...passed,
				authorization: headers.authorization ?? `Bearer ${String(headers.apikey)}`,
				'content-length': Buffer.byteLength(text),
			},
		})
			.once('response', resolve)
			.once('error', reject)
			.end(text);
	});
	const parts: Buffer[] = [];
	for await (const part of response) parts.push(part as Buffer);
	const answered = Object.entries(response.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
	return {
		status: response.statusCode ?? 502,
		headers: Object.fromEntries(answered.map(([name, value]) => [name, String(value)])),
		body: Buffer.concat(parts),
	};
}
