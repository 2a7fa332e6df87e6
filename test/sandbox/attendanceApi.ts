import { endpointOf, parametersOf, violations as violationsOf, type Dialect, type Endpoint } from '../contracts/attendanceApiContract';
import { CODE } from './attendanceCodeActs';
import { DOCUMENTED, healthy, type Asked } from './attendanceActs';
import { Logins, Refused } from './attendanceLogin';
import { startLines, type Lines } from './attendanceSocket';
import { AttendanceState } from './attendanceState';
import { faultQueue, type Faults } from './faults';
import { json, startServer, type Answer, type Call } from './server';

/** How a refusal is worded: the documented form, or the three of the code. */
export type ErrorForm = 'documented' | 'http' | 'detail' | 'list';

export interface AttendanceApi {
	/** Without `/api/v1`. */
	root: string;
	dialect: Dialect;
	state: AttendanceState;
	logins: Logins;
	lines: Lines;
	/** Every request, also those that a fault hit; `path` is below the base. */
	requests: Array<{ method: string; path: string; query: Record<string, string>; headers: Call['headers']; body: unknown }>;
	/** What was wrong with refused requests: `METHOD /path: where: what`. */
	violations: string[];
	faults: Faults;
	habits: { errors: ErrorForm; health: { status: number; body: unknown }; bot: Record<string, unknown> };
	credential: Record<string, string>;
	/** As a server that is not there, and back. */
	down(): Promise<void>;
	up(): Promise<void>;
	stop(): Promise<void>;
}

const PREFIX = '/api/v1';
export const PASSWORD = 'Fibra2026!';

/**
 * Starts a stand-in for an attendance server in one of its dialects: it refuses what the document does not allow, and keeps users, conversations and logins.
 * @param who e-mail of the account that the credential is of
 */
export async function startAttendanceApi({
	dialect = 'documented' as Dialect,
	who = 'ana.gerente@provedor.example',
	now = Date.now,
} = {}): Promise<AttendanceApi> {
	const isCode = dialect === 'v2';
	const state = new AttendanceState(isCode, now);
	const logins = new Logins(state, isCode);
	const lines = startLines(dialect, logins);
	const [requests, violations]: [AttendanceApi['requests'], string[]] = [[], []];
	const faults = faultQueue();
	const habits: AttendanceApi['habits'] = {
		errors: isCode ? 'http' : 'documented',
		health: { status: 200, body: isCode ? codeHealth(true) : healthy(now()) },
		bot: { ...(isCode ? CODE_REPLY : DOCUMENTED_REPLY) },
	};
	const world = { dialect, state, logins, habits, violations };
	const server = await startServer({
		faults,
		faultPath: below,
		faultBody: () => ({ detail: 'O stand-in foi instruído a falhar' }),
		onCall: ({ method, path, query, headers, text }) =>
			requests.push({ method, path: below(path), query: Object.fromEntries(query), headers, body: parsed(text) }),
		onUpgrade: lines.upgrade,
		answer: (call) => {
			try {
				return perform(call, world);
			} catch (error) {
				if (error instanceof Refused) return refusal(error, habits.errors);
				throw error;
			}
		},
	});
	return {
		root: server.url,
		dialect,
		state,
		logins,
		lines,
		requests,
		violations,
		faults,
		habits,
		credential: { baseUrl: server.url, email: who, password: PASSWORD, dialect, timeZone: 'America/Sao_Paulo' },
		down: async () => {
			lines.cut();
			await server.down();
		},
		up: server.up,
		stop: async () => {
			lines.cut();
			await server.stop();
		},
	};
}

interface World {
	dialect: Dialect;
	state: AttendanceState;
	logins: Logins;
	habits: AttendanceApi['habits'];
	violations: string[];
}

function perform(call: Call, { dialect, state, logins, habits, violations }: World): Answer {
	const path = below(call.path);
	const isBelow = call.path.startsWith(`${PREFIX}/`);
	const endpoint = endpointOf(dialect, call.method, path);
	// What stands at the origin stands nowhere else, and the other way round.
	if (!endpoint || (endpoint.atOrigin === true) === isBelow) throw new Refused(404, 'NOT_FOUND', 'Not Found');
	const query = Object.fromEntries(call.query);
	const body = parsed(call.text);
	const [wrong] = violationsOf(endpoint, path, query, body);
	if (wrong) violations.push(`${call.method} ${path}: ${wrong}`);
	const me = endpoint.open ? state.users[0] : logins.who(call.headers.authorization);
	if (wrong) throw new Refused(dialect === 'v2' ? 422 : 400, 'VALIDATION_ERROR', wrong, {}, wrong.split(':')[0]);
	if (!endpoint.open && endpoint.roles && !mayDo(endpoint, me.role)) throw new Refused(403, 'FORBIDDEN', 'Sem permissão');
	const act = dialect === 'v2' ? CODE[`${endpoint.method} ${endpoint.path}`] : DOCUMENTED[endpoint.id!];
	const asked: Asked = {
		state,
		logins,
		me,
		authorization: call.headers.authorization,
		parameters: parametersOf(endpoint, path),
		query,
		body: (body ?? {}) as Record<string, unknown>,
		bot: habits.bot,
		health: habits.health,
	};
	const answer = act(asked);
	const status = path === '/health' ? habits.health.status : endpoint.status;
	if (Buffer.isBuffer(answer)) return { status, headers: { 'content-type': 'application/pdf' }, body: answer };
	if (typeof answer === 'string') return { status, headers: { 'content-type': 'text/plain' }, body: answer };
	return json(status, answer, { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '95', 'X-RateLimit-Reset': '1795000000' });
}

/** A conversation's own attendant may do with it what his superiors may. */
const mayDo = ({ roles = [] }: Endpoint, role: string): boolean =>
	roles.includes(role) || role === 'admin' || (roles.includes('owner') && role !== 'user');

function refusal({ status, code, message, headers, field }: Refused, form: ErrorForm): Answer {
	const bodies: Record<ErrorForm, unknown> = {
		documented: { detail: message, error_code: code, field },
		http: { error: { code: status, message, timestamp: 1795000000.12 } },
		detail: { detail: message },
		list: { detail: [{ loc: ['body', field ?? 'content'], msg: message, type: 'value_error' }] },
	};
	return json(status, bodies[form], headers);
}

const below = (path: string): string => (path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path);

function parsed(text: string): unknown {
	try {
		return text === '' ? undefined : (JSON.parse(text) as unknown);
	} catch {
		return text;
	}
}

/** What the code says of itself. */
export const codeHealth = (isHealthy: boolean): unknown => ({
	status: isHealthy ? 'healthy' : 'unhealthy',
	version: '2.0.0',
	checks: { database: isHealthy, redis: false, timestamp: 1795000000.12 },
});

export const DOCUMENTED_REPLY = {
	response: 'Vou conferir o sinal.',
	intent: 'suporte_tecnico',
	confidence: 0.91,
	should_transfer: false,
	suggested_actions: ['verificar_modem'],
};
export const CODE_REPLY = {
	success: true,
	message: 'Vou conferir o sinal.',
	intent: 'internet_lenta',
	sentiment: 'negativo',
	confidence: 0.7,
	should_escalate: true,
	escalation_reason: 'tentativas | sentimento',
	quick_replies: ['Sim', 'Não'],
	suggested_actions: [],
	metadata: { bot_attempts: 3 },
};
