import { createHmac } from 'node:crypto';

import { endpoints, violations as violationsOf, type Endpoint } from '../contracts/whatsappCloudContract';
import { matching } from '../contracts/route';
import { faultQueue, type Faults } from './faults';
import { act } from './graphActs';
import { errorBody, refusal } from './graphErrors';
import { inspected, startUpload, takeFile, takeUpload, fileAnswer } from './graphFiles';
import { newGraphState, type Body, type GraphState } from './graphState';
import { deliverTo, tellOf, type Telling } from './graphTold';
import type { Delivery } from './graphWebhooks';
import { TEMPLATES } from './graphTemplates';
import { startServer, type Answer, type Call } from './server';

export interface GraphOptions {
	token: string;
	phoneNumberId: string;
	accountId: string;
	appId?: string;
	appSecret?: string;
	/** The number itself, digits alone. */
	number?: string;
	/** Whether the app demands `appsecret_proof`. */
	demandsProof?: boolean;
	/** Whether a person must have written in the last 24 hours; `state.lastWritten` tells when. */
	windows?: boolean;
	/** Whether and how it tells what became of its messages, at the URL that is set for the number; not at all unless told. */
	telling?: Telling;
	now?: () => number;
}

export interface Graph {
	/** Like https://graph.facebook.com: the version comes after it. */
	baseUrl: string;
	state: GraphState;
	/** Accepted messages, in order. */
	sent: GraphState['sent'];
	/** What was wrong with refused requests: `METHOD /path: where: what`. */
	violations: string[];
	/** Every request, also those that a fault hit; `path` is without the version. */
	requests: Array<{ method: string; path: string; query: Record<string, string>; headers: Call['headers']; body: unknown }>;
	faults: Faults;
	/** From now on it tells what became of its messages in this way. */
	tells(telling: Telling): void;
	/**
	 * Posts a delivery to the URL that is set for the number, signed as Meta does.
	 * @throws when no URL is set
	 */
	deliver(delivery: Delivery): Promise<{ status: number; body: string }>;
	stop(): Promise<void>;
}

/** Versions that Meta answers to. */
const VERSIONS = /^\/v(2[1-6])\.0(?=\/)/;

/** Starts a stand-in for graph.facebook.com: it refuses what the documentation does not allow, and remembers what it was asked. */
export async function startGraph(options: GraphOptions): Promise<Graph> {
	const { now = Date.now, number = '5531900009999', windows = false, appSecret = '' } = options;
	let { telling } = options;
	const stopping = new AbortController();
	const state = newGraphState(TEMPLATES);
	const faults = faultQueue();
	const violations: string[] = [];
	const requests: Graph['requests'] = [];
	const setting = { ...options, number, windows };
	const server = await startServer({
		faults,
		faultPath: pathOf,
		faultBody: (status) => errorBody(status >= 500 ? 131000 : 100, `The sandbox was told to answer with ${status}`),
		onCall: ({ method, path, query, headers, text }) => {
			requests.push({ method, path: pathOf(path), query: Object.fromEntries(query), headers, body: parsed(text) });
		},
		answer: async (call): Promise<Answer> => {
			if (call.path.startsWith('/files/')) return fileAnswer(call, state, options.token);
			if (!VERSIONS.test(call.path)) return refusal(2635, '', 'This version of the API is deprecated or unknown');
			const path = pathOf(call.path);
			const denied = tokenProblem(call, path, options);
			if (denied) return denied;
			const [kind, id] = kindOf(path, options, state);
			if (!kind) return refusal(100, '', 'Unsupported request. Object does not exist or cannot be loaded', { error_subcode: 33 });
			const root = kind === 'debug_token' ? '/debug_token' : `/{${kind}}`;
			const own = endpoints.filter((endpoint) => endpoint.path === root || endpoint.path.startsWith(`${root}/`));
			const candidates = matching(own, call.method, `${root}${path.slice(id.length + 1)}`);
			if (candidates.length === 0) return refusal(2500, '', 'Unknown path components');
			if (candidates[0].id === 'media.upload') return await takeFile(call, state, violations);
			if (candidates[0].id === 'upload.send') return takeUpload(call, state, id, violations);
			const query = Object.fromEntries(call.query);
			const body = parsed(call.text);
			const meant = candidates.filter((endpoint) => isMeant(endpoint, body as Body, query));
			const [violation] = violationsOf(meant, query, body);
			if (violation) {
				violations.push(`${call.method} ${path}: ${violation}`);
				return refusal(100, violation, 'Invalid parameter');
			}
			if (meant[0].id === 'upload.createSession') return startUpload(state, query);
			if (meant[0].id === 'token.debug') return inspected(options, query);
			const before = state.sent.length;
			const answer = act(state, setting, {
				endpoint: meant[0],
				query,
				body: (body ?? {}) as Body,
				id,
				code: decodeURIComponent(path.split('/').at(-1)!),
				base: server.url,
				now: now(),
			});
			const where = { secret: appSecret, channel: options.phoneNumberId, stopping: stopping.signal };
			if (telling) for (const message of state.sent.slice(before)) tellOf(state, message, telling, where);
			if (answer.status >= 400) violations.push(`${call.method} ${path}: ${String(answer.body)}`);
			return answer;
		},
	});
	return {
		baseUrl: server.url,
		state,
		sent: state.sent,
		violations,
		requests,
		faults,
		tells: (changed) => {
			telling = changed;
		},
		deliver: async (delivery) => await deliverTo(state, delivery, appSecret),
		stop: async () => {
			stopping.abort();
			await server.stop();
		},
	};
}

const pathOf = (path: string): string => decodeURIComponent(path.replace(/^\/v\d+\.\d+(?=\/)/, ''));

function parsed(text: string): unknown {
	try {
		return text === '' ? undefined : JSON.parse(text);
	} catch {
		return text;
	}
}

/** One route has several operations: which one, the body or the query says. */
function isMeant({ id }: Endpoint, body: Body | undefined, query: Record<string, string>): boolean {
	if (id === 'message.markRead') return body?.status !== undefined;
	if (id === 'message.send') return body?.status === undefined;
	if (id === 'qr.update') return body?.code !== undefined;
	if (id === 'qr.create') return body?.code === undefined;
	if (id === 'analytics.enable') return query.is_enabled_for_insights !== undefined;
	return true;
}

/** Of which kind the object is that a path begins with. */
function kindOf(
	path: string,
	{ phoneNumberId, accountId, appId = '900000000000050' }: GraphOptions,
	state: GraphState,
): [kind: string, id: string] {
	const id = path.split('/')[1];
	if (id === phoneNumberId) return ['phone_number_id', id];
	if (id === accountId) return ['waba_id', id];
	if (id === appId) return ['app_id', id];
	if (id === '900000000000040') return ['business_id', id];
	if (id.startsWith('upload:')) return ['upload_session_id', id];
	if (state.media.has(id)) return ['media_id', id];
	if (state.templates.some((one) => one.id === id)) return ['template_id', id];
	return [id === 'debug_token' ? id : '', id];
}

function tokenProblem(
	{ headers, query }: Call,
	path: string,
	{ token, appId = '900000000000050', appSecret = '', demandsProof }: GraphOptions,
): Answer | null {
	const isOfApp = path === '/debug_token' || /^\/\d+\/subscriptions$/.test(path);
	const wanted = isOfApp ? `Bearer ${appId}|${appSecret}` : `${path.startsWith('/upload:') ? 'OAuth' : 'Bearer'} ${token}`;
	if (headers.authorization !== wanted)
		return refusal(190, '', 'Invalid OAuth access token - Cannot parse access token', { error_subcode: 467 });
	const proof = query.get('appsecret_proof');
	const right = createHmac('sha256', appSecret).update(token).digest('hex');
	if (proof !== null && proof !== right) return refusal(100, '', 'Invalid appsecret_proof provided in the API argument');
	return demandsProof && !isOfApp && proof === null
		? refusal(100, '', 'API calls from the server require an appsecret_proof argument')
		: null;
}
