import { matchRoute, violations as violationsOf } from '../contracts/piperunContract';
import { faultQueue, type Faults } from './faults';
import { newAccount, refused, type Account } from './piperunAccount';
import { json, startServer, type Answer, type Call } from './server';

export interface PipeRunOptions {
	token: string;
	/** Epoch milliseconds; the machine's clock unless told. */
	now?: () => number;
}

export interface PipeRunStandIn {
	/** Like https://api.pipe.run/v1. */
	baseUrl: string;
	account: Account;
	/** What was wrong with refused requests: `METHOD /route: where: what`. */
	violations: string[];
	/** Every request, also those that a fault hit. */
	requests: Array<{ method: string; path: string; query: Record<string, string>; body: unknown }>;
	/** One request without the network between, for tests of very many. */
	answer(call: Pick<Call, 'method' | 'path' | 'query' | 'text'>): Answer;
	/** Faults are matched against `METHOD /path`. */
	faults: Faults;
	/** Ids of the records that every account has. */
	ids: { pipeline: number; stage: number; nextStage: number; otherStage: number; origin: number; user: number; lostReason: number };
	down(): Promise<void>;
	up(): Promise<void>;
	stop(): Promise<void>;
}

/** Starts a stand-in for api.pipe.run with one account: it refuses what the contract does not know, and keeps what it is given. */
export async function startPipeRun({ token, now = Date.now }: PipeRunOptions): Promise<PipeRunStandIn> {
	const account = newAccount(now);
	const ids = furnish(account);
	const faults = faultQueue();
	const violations: string[] = [];
	const requests: PipeRunStandIn['requests'] = [];
	let method = '';
	const server = await startServer({
		faults,
		faultPath: (path) => `${method} ${routeOf(path)}`,
		faultBody: (status) => ({ success: false, message: status === 429 ? 'Too Many Attempts.' : 'Server Error' }),
		// The fault of a call is looked up right after this, before any other call.
		onCall: (call) => {
			method = call.method;
			requests.push({ method, path: routeOf(call.path), query: Object.fromEntries(call.query), body: parse(call.text).value });
		},
		answer: (call) => {
			if (call.headers.token !== token) return json(401, { success: false, message: 'Unauthorized' });
			return perform(call, account, violations);
		},
	});
	const { down, up, stop } = server;
	const answer: PipeRunStandIn['answer'] = (call) => perform(call, account, violations);
	return { baseUrl: `${server.url}/v1`, account, violations, requests, answer, faults, ids, down, up, stop };
}

const routeOf = (path: string): string => path.replace(/^\/v1/, '');

function perform(call: Pick<Call, 'method' | 'path' | 'query' | 'text'>, account: Account, violations: string[]): Answer {
	const path = routeOf(call.path);
	const candidates = matchRoute(call.method, path);
	const violate = (answer: Answer, violation: string): Answer => {
		violations.push(`${call.method} ${path}: ${violation}`);
		return answer;
	};
	if (candidates.length === 0) return violate(json(404, { success: false, message: 'Not Found' }), 'no such route');
	const body = parse(call.text);
	if (!body.ok) return violate(json(422, { success: false, message: 'Malformed JSON.' }), 'body: is not JSON');
	const [violation] = violationsOf(candidates, Object.fromEntries(call.query), body.value);
	if (violation) return violate(json(422, refused(violation.split(/[.:]/)[1], violation).body), violation);
	const done = account.perform(candidates[0], path, call.query, (body.value ?? {}) as Record<string, unknown>);
	return json(done.status, done.body);
}

function parse(text: string): { ok: boolean; value?: unknown } {
	try {
		return { ok: true, value: text === '' ? undefined : JSON.parse(text) };
	} catch {
		return { ok: false };
	}
}

/** What an account has before any lead comes. City names contain one another, as in life. */
function furnish(account: Account): PipeRunStandIn['ids'] {
	const add = (collection: string, fields: Record<string, unknown>) => account.add(collection, fields).id;
	const user = add('users', { name: 'Ana Lima', email: 'ana@example.com', active: 1 });
	const pipeline = add('pipelines', { name: 'Vendas', funnel_type: 0, user_id: user });
	const other = add('pipelines', { name: 'Pós-venda', funnel_type: 2, user_id: user });
	for (const [name, uf] of CITIES) add('cities', { name, uf });
	return {
		user,
		pipeline,
		stage: add('stages', { name: 'Lead novo SDR', pipeline_id: pipeline, order: 0 }),
		nextStage: add('stages', { name: 'Proposta', pipeline_id: pipeline, order: 1 }),
		otherStage: add('stages', { name: 'Entrega', pipeline_id: other, order: 0 }),
		origin: add('origins', { name: 'WhatsApp', active: 1 }),
		lostReason: add('lostReasons', { name: 'Preço', status: 0 }),
	};
}

const CITIES = [
	['Santa Maria do Oeste', 'PR'],
	['Santa Maria', 'RN'],
	['Santa Maria', 'RS'],
	['São Paulo', 'SP'],
	['Mogi das Cruzes', 'SP'],
	['Campinas', 'SP'],
];
