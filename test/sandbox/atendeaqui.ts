import { matchRoute, violations as violationsOf, type Endpoint } from '../contracts/atendeaquiContract';
import { Clients } from './atendeaquiClients';
import { DEMO_FLOW, Flow, type FlowSeed, type StoredProgress } from './atendeaquiFlow';
import { notFound, refused, Refusal, type ErrorForm } from './atendeaquiRefusal';
import { faultQueue, type Faults } from './faults';
import { json, startServer, type Answer, type Call } from './server';

export interface AtendeAquiOptions {
	apiToken: string;
	/** By default the one flow of the vendor's example. */
	flows?: FlowSeed[];
	/** Epoch milliseconds; the clock of this machine by default. */
	now?: () => number;
}

/** What the vendor's documentation leaves open, or has in several forms: can be changed while it runs. */
export interface AtendeAquiHabits {
	errors: ErrorForm;
	/** `django`: `{count, next, previous, results}`, and 404 behind the last page. */
	lists: 'results' | 'bare' | 'django';
	/** The order of the list of progress. */
	order: 'newestActivityFirst' | 'oldestFirst';
}

export interface AtendeAqui {
	baseUrl: string;
	clients: Clients;
	flow(slug?: string): Flow;
	habits: AtendeAquiHabits;
	/** What was wrong with refused requests: `METHOD /path: where: what`. */
	violations: string[];
	/** Every request, also those that a fault hit; `path` is below the base URL. */
	requests: Array<{ method: string; path: string; query: Record<string, string>; headers: Call['headers']; body: unknown }>;
	faults: Faults;
	stop(): Promise<void>;
}

const BASE = '/v1';

/** Starts a stand-in for api.atendeaqui.com.br that keeps clients, flows and progress, and refuses what the contract does not allow. */
export async function startAtendeAqui({ apiToken, flows = [DEMO_FLOW], now = Date.now }: AtendeAquiOptions): Promise<AtendeAqui> {
	const clients = new Clients(now);
	const running = flows.map((seed) => new Flow(seed, now));
	const habits: AtendeAquiHabits = { errors: 'coded', lists: 'results', order: 'newestActivityFirst' };
	const faults = faultQueue();
	const violations: string[] = [];
	const requests: AtendeAqui['requests'] = [];
	const server = await startServer({
		faults,
		faultPath: routeOf,
		faultBody: (status) => ({
			error: { code: status === 429 ? 'RATE_LIMITED' : 'SERVER_ERROR', message: 'A sandbox foi instruída a falhar.' },
		}),
		onCall: ({ method, path, query, headers, text }) =>
			requests.push({ method, path: routeOf(path), query: Object.fromEntries(query), headers, body: parse(text) }),
		answer: (call) => {
			try {
				return perform(call, { apiToken, clients, flows: running, habits, violations });
			} catch (error) {
				if (error instanceof Refusal) return refused(error, habits.errors);
				throw error;
			}
		},
	});
	return {
		baseUrl: `${server.url}${BASE}`,
		clients,
		flow: (slug = running[0].seed.slug) => bySlug(running, slug),
		habits,
		violations,
		requests,
		faults,
		stop: server.stop,
	};
}

/** Hits every nth request: for faults that never end. */
export function everyNth(n: number): () => boolean {
	let seen = 0;
	return () => ++seen % n === 0;
}

interface World {
	apiToken: string;
	clients: Clients;
	flows: Flow[];
	habits: AtendeAquiHabits;
	violations: string[];
}

type Body = Record<string, unknown>;

function perform(call: Call, world: World): Answer {
	const path = routeOf(call.path);
	const found = matchRoute(call.method, path);
	if (!found) return json(404, { detail: 'Não encontrado.' });
	const { endpoint, parameters } = found;
	const body = parse(call.text);
	const [violation] = [...wrongHeaders(call, endpoint), ...violationsOf(endpoint, Object.fromEntries(call.query), body)];
	if (violation) world.violations.push(`${call.method} ${path}: ${violation}`);
	const flow = admitted(call, endpoint, parameters, world);
	if (violation) throw new Refusal(400, 'VALIDATION_ERROR', violation);
	const answer = ANSWERS[endpoint.id]({ world, flow, parameters, body: (body ?? {}) as Body });
	if (Array.isArray(answer)) return list(answer, call.query, endpoint, world.habits);
	return answer === undefined
		? { status: 204, body: '' }
		: json(endpoint.method === 'POST' && endpoint.id.endsWith('.create') ? 201 : 200, answer);
}

function wrongHeaders({ headers, text }: Call, { auth }: Endpoint): string[] {
	const named = headers['x-onboarding-key'];
	return [
		...(auth === 'token' && named !== undefined ? ['header X-Onboarding-Key: is not expected'] : []),
		...(auth !== 'token' && named === undefined ? ['header X-Onboarding-Key: is required'] : []),
		...(text !== '' && !/^application\/json\b/i.test(headers['content-type'] ?? '')
			? ['header Content-Type: must be application/json']
			: []),
	];
}

/** The flow that the call belongs to, once it is clear that the caller may ask. */
function admitted({ headers }: Call, { auth }: Endpoint, parameters: Record<string, string>, { apiToken, flows }: World): Flow | undefined {
	const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
	if (bearer?.startsWith('expired')) throw new Refusal(401, 'TOKEN_EXPIRED', 'O token expirou.');
	if (bearer !== undefined && bearer !== apiToken) throw new Refusal(401, 'AUTH_REQUIRED', 'Token inválido.');
	if (headers.origin !== undefined) throw new Refusal(403, 'ORIGIN_NOT_ALLOWED', 'Origem não permitida.');
	if (auth === 'token') {
		if (bearer === undefined) throw new Refusal(401, 'AUTH_REQUIRED', 'As credenciais de autenticação não foram fornecidas.');
		return parameters.slug === undefined ? undefined : bySlug(flows, parameters.slug);
	}
	const named = String(headers['x-onboarding-key'] ?? '');
	const flow = flows.find(({ seed }) => seed.key === (parameters.flow_key ?? named));
	if (!flow) throw notFound('FLOW_NOT_FOUND', 'Fluxo não encontrado.');
	if (named !== flow.seed.key) throw new Refusal(401, 'AUTH_REQUIRED', 'A chave do cabeçalho é de outro fluxo.');
	return flow;
}

function bySlug(flows: Flow[], slug: string): Flow {
	const flow = flows.find(({ seed }) => seed.slug === slug);
	if (!flow) throw notFound('FLOW_NOT_FOUND', 'Fluxo não encontrado.');
	return flow;
}

interface Asked {
	world: World;
	flow: Flow | undefined;
	parameters: Record<string, string>;
	body: Body;
}

const onUser =
	(act: (flow: Flow, userId: string, body: Body) => StoredProgress) =>
	({ flow, parameters, body }: Asked) =>
		act(flow!, parameters.user_id, body);

/** What each call of the contract does; an array becomes a list, undefined an empty answer. */
const ANSWERS: Record<string, (asked: Asked) => unknown> = {
	'client.getMany': ({ world }) => world.clients.all(),
	'client.get': ({ world, parameters }) => world.clients.get(parameters.client_id),
	'client.create': ({ world, body }) => world.clients.create(body),
	'client.update': ({ world, parameters, body }) => world.clients.update(parameters.client_id, body),
	'teamMember.getMany': ({ world, parameters }) => world.clients.team(parameters.client_id),
	'teamMember.add': ({ world, parameters, body }) => world.clients.addMember(parameters.client_id, body),
	'teamMember.update': ({ world, parameters, body }) => world.clients.updateMember(parameters.client_id, parameters.member_id, body),
	'teamMember.remove': ({ world, parameters }) => world.clients.removeMember(parameters.client_id, parameters.member_id),
	'flow.getStructure': ({ flow }) => flow!.structure(),
	'flow.getMany': ({ world }) =>
		world.flows.map((flow) => ({ slug: flow.seed.slug, name: flow.seed.name, ...flow.analytics(), step_drop_off: undefined })),
	'flow.get': ({ flow }) => flow!.structure(),
	'flow.getAnalytics': ({ flow }) => flow!.analytics(),
	'progress.start': ({ world, flow, body }) => {
		if (body.client_id !== undefined && !world.clients.has(String(body.client_id)))
			throw new Refusal(400, 'VALIDATION_ERROR', 'Cliente não encontrado.', 'client_id');
		return flow!.start(body);
	},
	'progress.get': onUser((flow, userId) => flow.get(userId)),
	'progress.startStep': onUser((flow, userId, { step_key }) => flow.startStep(userId, String(step_key))),
	'progress.completeStep': onUser((flow, userId, body) => flow.completeSteps(userId, [body as { step_key: string }])),
	'progress.completeSteps': onUser((flow, userId, { steps }) => flow.completeSteps(userId, steps as Array<{ step_key: string }>)),
	'progress.skipStep': onUser((flow, userId, { step_key }) => flow.skipStep(userId, String(step_key))),
	'progress.complete': onUser((flow, userId) => flow.finish(userId, 'COMPLETED')),
	'progress.abandon': onUser((flow, userId) => flow.finish(userId, 'ABANDONED')),
	'progress.restart': onUser((flow, userId) => flow.restart(userId)),
	'progress.updateMetadata': onUser((flow, userId, { metadata }) => flow.mergeMetadata(userId, metadata as Body)),
	'progress.getMany': ({ flow, world }) => {
		const all = [...flow!.users.values()];
		const at = ({ last_activity_at }: StoredProgress) => Date.parse(last_activity_at ?? '') || 0;
		return world.habits.order === 'oldestFirst' ? all : all.sort((a, b) => at(b) - at(a));
	},
	'widgetToken.create': ({ flow, body }) => ({
		token: ['e30', Buffer.from(JSON.stringify({ flow: flow!.seed.slug, ...body })).toString('base64url'), 'c2FuZGJveA'].join('.'),
		expires_in: Number(body.ttl ?? 600),
	}),
};

function list(entries: unknown[], query: URLSearchParams, { query: documented }: Endpoint, { lists }: AtendeAquiHabits): Answer {
	const isPaged = 'page' in documented;
	const page = Number(query.get('page') ?? 1);
	const size = Number(query.get('page_size') ?? 50);
	const cut = isPaged ? entries.slice((page - 1) * size, page * size) : entries;
	if (lists === 'bare') return json(200, cut);
	if (lists === 'results' || !isPaged) return json(200, { results: cut });
	if (cut.length === 0 && page > 1) return json(404, { detail: 'Página inválida.' });
	const link = (n: number) => (n < 1 || (n - 1) * size >= entries.length ? null : `?page=${n}&page_size=${size}`);
	return json(200, { count: entries.length, next: link(page + 1), previous: link(page - 1), results: cut });
}

const routeOf = (path: string): string => (path.startsWith(`${BASE}/`) ? path.slice(BASE.length) : path);

function parse(text: string): unknown {
	try {
		return text === '' ? undefined : (JSON.parse(text) as unknown);
	} catch {
		return text;
	}
}
