import { Refused, type Logins } from './attendanceLogin';
import { documentedConversation, documentedMessage, documentedQueue, documentedUser, utc } from './attendanceShapes';
import type { AttendanceState, StandInConversation, StandInUser } from './attendanceState';

export interface Asked {
	state: AttendanceState;
	logins: Logins;
	me: StandInUser;
	authorization: string | undefined;
	parameters: Record<string, string>;
	query: Record<string, string>;
	body: Record<string, unknown>;
	/** What the assistant answers. */
	bot: Record<string, unknown>;
	health: { status: number; body: unknown };
}
export type Act = (asked: Asked) => unknown;

export const found = ({ state, parameters }: Asked): StandInConversation => {
	const conversation = state.get(parameters.conversation_id ?? parameters.id);
	if (!conversation) throw new Refused(404, 'NOT_FOUND', 'Conversa não encontrada');
	return conversation;
};
export const userOf = ({ state, parameters }: Asked): StandInUser => {
	const user = state.users.find(({ id }) => String(id) === parameters.user_id);
	if (!user) throw new Refused(404, 'NOT_FOUND', 'Usuário não encontrado');
	return user;
};
/** The page that was asked for, and how many there are. */
export function page<T>(
	entries: T[],
	query: Record<string, string>,
	size: number,
): { entries: T[]; total: number; page: number; pages: number } {
	const at = Number(query.page ?? 1);
	return {
		entries: entries.slice((at - 1) * size, at * size),
		total: entries.length,
		page: at,
		pages: Math.ceil(entries.length / size),
	};
}
export function addUser({ state, body }: Asked): StandInUser {
	if (state.users.some(({ email }) => email === body.email)) throw new Refused(400, 'VALIDATION_ERROR', 'E-mail já existe', {}, 'email');
	const user = { id: 13 + state.users.length, role: 'user', is_active: true, ...body } as unknown as StandInUser;
	state.users.push(user);
	return user;
}

/** What each operation of the document does. */
export const DOCUMENTED: Record<string, Act> = {
	login: ({ logins, body }) => logins.login(body.email, body.password),
	logout: ({ logins, authorization }) => void logins.logout(authorization),
	refresh: ({ logins, body }) => logins.refresh(body.refresh_token),
	me: ({ me }) => documentedUser(me),
	listUsers: ({ state, query }) => {
		const all = state.users.filter(({ role }) => query.role === undefined || role === query.role);
		const { entries, ...counts } = page(all, query, Number(query.limit ?? 20));
		return { users: entries.map(documentedUser), ...counts };
	},
	createUser: (asked) => documentedUser(addUser(asked)),
	getUser: (asked) => documentedUser(userOf(asked)),
	updateUser: (asked) => documentedUser(Object.assign(userOf(asked), asked.body)),
	deactivateUser: (asked) => void Object.assign(userOf(asked), { is_active: false }),
	listConversations: ({ state, query, me }) => {
		const seen = state.conversations.filter(
			({ status, assignedTo }) =>
				(query.status === undefined || status === query.status) &&
				(query.assigned_to === undefined || String(assignedTo) === query.assigned_to) &&
				(me.role !== 'atendente' || assignedTo === me.id || assignedTo === null),
		);
		return { conversations: seen.map(documentedConversation), total: seen.length + 3 };
	},
	getConversation: (asked) => {
		const conversation = found(asked);
		return { ...documentedConversation(conversation), messages: conversation.messages.map(documentedMessage) };
	},
	sendConversationMessage: (asked) => documentedMessage(asked.state.says(found(asked), String(asked.body.content), 'agent')),
	transferConversation: (asked) => void Object.assign(found(asked), { assignedTo: asked.body.to_agent_id, status: 'in_progress' }),
	closeConversation: (asked) => {
		const conversation = found(asked);
		asked.state.end(conversation);
		conversation.notes = String(asked.body.notes ?? '');
	},
	verifyWebhook: ({ query }) => {
		if (query['hub.verify_token'] !== 'segredo-de-teste') throw new Refused(403, 'FORBIDDEN', 'Sem permissão');
		return query['hub.challenge'];
	},
	receiveWebhook: () => ({ status: 'received' }),
	sendWhatsApp: ({ state, body }) => sent(state, body),
	sendTemplate: ({ state, body }) => sent(state, body),
	chatbotMessage: ({ bot }) => bot,
	escalate: ({ state, body }) => {
		const conversation = state.get(String(body.conversation_id));
		if (!conversation) throw new Refused(404, 'NOT_FOUND', 'Conversa não encontrada');
		Object.assign(conversation, { status: 'queue', assignedTo: null });
	},
	dashboardMetrics: ({ state }) => ({
		conversations: { active: state.conversations.length, in_queue: state.queue().length, resolved_today: 88 },
		agents: { online: 6, busy: 4, available: 2 },
		performance: { avg_response_time_seconds: 52, avg_resolution_time_minutes: 14, satisfaction_rate: 4.4 },
	}),
	dashboardAgents: () => ({
		agents: [{ id: 12, nome: 'Bia Atendente', status: 'online', current_conversations: 2, max_conversations: 5, avg_response_time: 41 }],
	}),
	dashboardQueue: ({ state }) => documentedQueue(state.queue()),
	health: ({ health }) => health.body,
	metrics: () =>
		'# HELP http_requests_total Requests\n# TYPE http_requests_total counter\nhttp_requests_total{method="GET",path="/a\\"b",status="200"} 12\nconversations_active_total 31\n',
};

function sent(state: AttendanceState, body: Record<string, unknown>): object {
	state.sent.push({ to: String(body.to), body });
	return { message_id: `wamid.EXAMPLE${state.sent.length}`, status: 'sent' };
}

/** The word of a server that is well. */
export const healthy = (now: number): unknown => ({
	status: 'healthy',
	version: '2.0.0',
	timestamp: utc(now),
	services: { database: 'healthy', redis: 'healthy', sqlserver: 'healthy', whatsapp_api: 'healthy' },
});
