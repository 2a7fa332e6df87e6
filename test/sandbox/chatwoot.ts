import { formViolations, matchRoute, violations as violationsOf, type Endpoint } from '../contracts/chatwootContract';
import { acts as newActs, type Acts, type NewMessage } from './chatwootActs';
import { Invalid } from './chatwootContactActs';
import { contactRoutes, Throttled } from './chatwootContacts';
import { conversationRoutes } from './chatwootConversations';
import { deliverer, type Delivery, type DeliveryRules } from './chatwootDelivery';
import { Forbidden, messageRoutes } from './chatwootMessages';
import { isAdministrator, NotFound, type Account, type Caller, type Routes } from './chatwootRoute';
import { settingRoutes } from './chatwootSettings';
import { newState, type Attachment, type Conversation, type Message, type State, type Values } from './chatwootState';
import { views } from './chatwootViews';
import { faultQueue, type Faults } from './faults';
import { json, startServer, type Answer, type Call } from './server';

export interface Chatwoot {
	baseUrl: string;
	/** Everything that the account remembers. */
	state: State;
	acts: Acts;
	/** How records look in answers and deliveries. */
	show: Account['show'];
	/** What was wrong with refused requests: `METHOD /path: where: what`. */
	violations: string[];
	/** Every request, also those that a fault hit; paths are whole. */
	requests: Array<{ method: string; path: string; query: Record<string, string>; headers: Call['headers']; body: unknown }>;
	/** Faults match the path without the account, like `/contacts`. */
	faults: Faults;
	deliveries: Delivery[];
	rules: DeliveryRules;
	/** A person writes in the app. */
	writes(userId: number, conversationId: number, message: NewMessage): Message;
	/** Waits until every webhook was delivered or given up. */
	settled(): Promise<void>;
	down(): Promise<void>;
	up(): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts a stand-in for a Chatwoot server with one account: real envelopes, rights by token, refusals of duplicates, and webhooks that are
 * signed, posted once within five seconds, and in no order. A request that the documents do not allow is refused and remembered.
 */
export async function startChatwoot(options: Partial<DeliveryRules> & { now?: () => number } = {}): Promise<Chatwoot> {
	const { now = Date.now, ...given } = options;
	const rules: DeliveryRules = { delayMs: () => 0, copies: () => 1, timeoutMs: 5000, botRetryMs: 3000, signs: true, ...given };
	const state = newState(now);
	const faults = faultQueue();
	const violations: string[] = [];
	const requests: Chatwoot['requests'] = [];
	let baseUrl = '';
	const show = views(state, () => baseUrl);
	const jobs = deliverer(state, rules);
	const acts = newActs(state, jobs, show);
	const account: Account = { state, acts, show };
	const routes: Routes = {
		...contactRoutes(account),
		...conversationRoutes(account),
		...messageRoutes(account),
		...settingRoutes(account),
	};
	const server = await startServer({
		faults,
		faultPath: inAccount,
		faultBody: (status) => ({ error: `The sandbox was told to answer with ${status}` }),
		onCall: ({ method, path, query, headers, text }) => {
			const body = isJson(headers) && text !== '' ? (JSON.parse(text) as unknown) : text;
			requests.push({ method, path, query: Object.fromEntries(query), headers, body });
		},
		answer: async (call) => file(call, state) ?? (await answer(call, account, routes, rules, violations)),
	});
	baseUrl = server.url;
	return {
		baseUrl,
		state,
		acts,
		show,
		violations,
		requests,
		faults,
		deliveries: jobs.deliveries,
		rules,
		writes: (userId, conversationId, message) => {
			const conversation = state.conversations.find(({ id }) => id === conversationId) as Conversation;
			return acts.addMessage(conversation, { type: 'User', id: userId }, message);
		},
		settled: jobs.settled,
		down: server.down,
		up: server.up,
		stop: async () => {
			await jobs.stop();
			await server.stop();
		},
	};
}

const inAccount = (path: string): string => path.replace(/^\/api\/v1\/accounts\/[^/]+/, '');
const isJson = (headers: Call['headers']): boolean => /^application\/json\b/i.test(headers['content-type'] ?? '');

/** Files: the link of an attachment redirects to the storage, which wants no token. */
function file({ path }: Call, state: State): Answer | null {
	const link = /^\/rails\/active_storage\/blobs\/redirect\/(\d+)\/(.+)$/.exec(path);
	if (link) return { status: 302, headers: { location: `/storage/${link[1]}` }, body: '' };
	const stored = /^\/storage\/(\d+)$/.exec(path);
	if (!stored) return null;
	const files = state.conversations.flatMap(({ messages }) => messages.flatMap(({ attachments }) => attachments));
	const found = files.find(({ id }) => id === Number(stored[1]));
	return found ? { status: 200, headers: { 'content-type': found.content_type }, body: found.content } : json(404, { error: 'Not found' });
}

async function answer(call: Call, account: Account, routes: Routes, rules: DeliveryRules, violations: string[]): Promise<Answer> {
	const { state, show } = account;
	if (!call.path.startsWith('/api/'))
		return { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Chatwoot</title>' };
	const caller = callerOf(call, state);
	if (!caller) return json(401, { error: 'Invalid Access Token' });
	if (call.path === '/api/v1/profile') {
		if (caller.kind === 'bot') return json(401, { error: 'Access to this endpoint is not authorized for bots' });
		const accounts = [{ id: state.account.id, name: state.account.name, role: caller.user.role }];
		return json(200, { ...show.restAgent(caller.user), access_token: caller.user.token, pubsub_token: 'p'.repeat(24), accounts });
	}
	const [, version, id] = /^\/api\/(v\d)\/accounts\/([^/]+)/.exec(call.path) ?? [];
	if (id !== String(state.account.id)) return json(401, { error: 'You are not authorized to access this account' });
	const endpoint = matchRoute(call.method, call.path);
	if (!endpoint) return json(404, { error: 'Resource could not be found' });
	const { body, files, problems } = await read(call, endpoint, state);
	if (problems.length > 0) {
		violations.push(...problems.map((problem) => `${call.method} ${inAccount(call.path)}: ${problem}`));
		return json(422, { error: problems[0] });
	}
	const template = inAccount(endpoint.path);
	const route = routes[`${call.method} ${template}`];
	if (!route) return json(200, version === 'v2' ? [] : { payload: [] });
	if (caller.kind === 'bot' && !route.bots) return json(401, { error: 'Access to this endpoint is not authorized for bots' });
	if (route.admin && !isAdministrator(caller)) return json(401, { error: 'You are not authorized to do this action' });
	try {
		const result = route.run({ params: parameters(endpoint.path, call.path), query: call.query, body, files, caller });
		return json(200, rules.signs ? result : unsigned(result));
	} catch (error) {
		if (error instanceof Invalid)
			return json(422, error.attributes.length > 0 ? { message: error.message, attributes: error.attributes } : { error: error.message });
		if (error instanceof NotFound) return json(404, { error: error.message });
		if (error instanceof Forbidden) return json(403, { error: error.message });
		if (error instanceof Throttled) return { status: 429, headers: { 'content-type': 'text/plain' }, body: 'Retry later\n' };
		throw error;
	}
}

function callerOf({ headers }: Call, { users, bots }: State): Caller | null {
	const token = headers.api_access_token ?? headers['api-access-token'];
	const user = users.find((one) => one.token === token);
	const bot = bots.find((one) => one.token === token);
	return user ? { kind: 'user', user } : bot ? { kind: 'bot', bot } : null;
}

/** The body, whether JSON or a form with files, checked against the contract. */
async function read(call: Call, endpoint: Endpoint, state: State): Promise<{ body: Values; files: Attachment[]; problems: string[] }> {
	const query = queryOf(call.query);
	const contentType = call.headers['content-type'] ?? '';
	if (contentType.startsWith('multipart/form-data')) {
		const form = await new Response(new Uint8Array(call.bytes), { headers: { 'content-type': contentType } }).formData();
		const files = await Promise.all(form.getAll('attachments[]').map(async (part) => await attachmentOf(part as File, state.newId())));
		form.delete('attachments[]');
		const body = Object.fromEntries(form) as Values;
		return { body, files, problems: formViolations(endpoint, body) };
	}
	if (call.text !== '' && !isJson(call.headers)) return { body: {}, files: [], problems: ['Content-Type must be application/json'] };
	const body = call.text === '' ? undefined : (JSON.parse(call.text) as Values);
	return { body: body ?? {}, files: [], problems: violationsOf(endpoint, query, endpoint.hasBody ? (body ?? {}) : body) };
}

/** Keys with brackets are lists. */
function queryOf(query: URLSearchParams): Record<string, unknown> {
	const keys = [...new Set(query.keys())];
	return Object.fromEntries(
		keys.map((key) => (/\[\d*\]$/.test(key) ? [key.replace(/\[\d*\]$/, ''), query.getAll(key)] : [key, query.get(key)])),
	);
}

async function attachmentOf(part: File, id: number): Promise<Attachment> {
	const kind = /^(image|audio|video)\//.exec(part.type)?.[1] as Attachment['file_type'] | undefined;
	const content = Buffer.from(await part.arrayBuffer());
	return { id, file_type: kind ?? 'file', content_type: part.type, name: part.name, content, isVoice: false };
}

function parameters(pattern: string, path: string): Record<string, string> {
	const given = path.split('/');
	const named = pattern.split('/').flatMap((part, n) => (part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(given[n])]] : []));
	return Object.fromEntries(named) as Record<string, string>;
}

/** A server that signs nothing shows no secrets. */
const unsigned = (result: unknown): unknown =>
	result === undefined
		? undefined
		: JSON.parse(JSON.stringify(result, (key: string, value: unknown) => (key === 'secret' ? undefined : value)));
