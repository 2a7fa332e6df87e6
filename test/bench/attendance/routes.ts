import { randomUUID } from 'node:crypto';

import type { State } from './filled';
import type { AttendanceHouse } from './houses';

/** One call of the API, as it is measured. */
export interface MeasuredRoute {
	name: string;
	/** Method and path; `:id` is the conversation of the measured calls. */
	at: string;
	/** How that conversation has to stand; absent where it is nothing to the call. */
	state?: State;
	/** Whose token: a limit of sends holds for each by themself. */
	who?: 'admin' | 'supervisor';
	body?: (house: AttendanceHouse) => object;
	/** What has to be there for one call: its path, where it is another one each time. */
	before?: (house: AttendanceHouse) => Promise<string | null>;
	/** What is answered; anything else is no measurement. */
	status?: number;
}

const conversation = (name: string, what: string, state: State, body: object = {}): MeasuredRoute => ({
	name,
	at: `POST /api/v1/conversations/:id/${what}`,
	state,
	body: () => body,
});

/** Every route that the server has, the list by each of its filters. */
export const MEASURED: MeasuredRoute[] = [
	{ name: 'login', at: 'POST /api/v1/auth/login', body: ({ email, password }) => ({ email, password }) },
	{ name: 'refresh', at: 'POST /api/v1/auth/refresh', body: (house) => ({ refresh_token: house.refresh }) },
	{ name: 'logout', at: 'POST /api/v1/auth/logout', before: async (house) => await house.another(), body: () => ({}) },
	{ name: 'me', at: 'GET /api/v1/auth/me' },
	{ name: 'listUsers', at: 'GET /api/v1/users?limit=20' },
	{
		name: 'createUser',
		at: 'POST /api/v1/users',
		status: 201,
		body: () => ({ email: `${randomUUID()}@provedor.example`, nome: 'Nova', password: 'Fibra2026!' }),
	},
	{ name: 'getUser', at: 'GET /api/v1/users/1003' },
	{ name: 'updateUser', at: 'PUT /api/v1/users/1003', body: () => ({ nome: `Pessoa ${Math.random()}` }) },
	{ name: 'deactivateUser', at: 'DELETE /api/v1/users/1004' },
	{ name: 'listConversations', at: 'GET /api/v1/conversations' },
	{ name: 'listConversations, of the queue', at: 'GET /api/v1/conversations?status=queue' },
	{ name: 'listConversations, in progress', at: 'GET /api/v1/conversations?status=in_progress' },
	{ name: 'listConversations, resolved', at: 'GET /api/v1/conversations?status=resolved&limit=20' },
	{ name: 'listConversations, closed', at: 'GET /api/v1/conversations?status=closed&limit=20' },
	{ name: 'listConversations, of one', at: 'GET /api/v1/conversations?assigned_to=1003&limit=5' },
	{ name: 'listConversations, since a day', at: `GET /api/v1/conversations?start_date=${new Date(Date.now() - 86_400_000).toISOString()}` },
	{ name: 'getConversation', at: 'GET /api/v1/conversations/:id', state: 'mine' },
	conversation('sendMessage', 'messages', 'mine', { content: 'Bom dia!' }),
	conversation('transferConversation', 'transfer', 'mine', { to_agent_id: 1007 }),
	conversation('closeConversation', 'close', 'mine', { resolution: 'resolved', notes: 'Feito' }),
	conversation('takeConversation', 'take', 'queue'),
	{ name: 'takeNext', at: 'POST /api/v1/conversations/queue/next', state: 'queue', body: () => ({}) },
	{ name: 'verifyWebhook', at: 'GET /api/v1/whatsapp/webhook?hub.mode=subscribe', status: 403 },
	{ name: 'receiveWebhook', at: 'POST /api/v1/whatsapp/webhook', body: () => ({}), status: 401 },
	{
		name: 'sendWhatsApp',
		at: 'POST /api/v1/whatsapp/send',
		state: 'mine',
		body: ({ phone }) => ({ to: `+${phone}`, type: 'text', content: 'Oi' }),
	},
	{
		name: 'sendTemplate',
		at: 'POST /api/v1/whatsapp/send-template',
		state: 'bot',
		who: 'supervisor',
		body: ({ phone }) => ({ to: `+${phone}`, template_name: 'aviso', components: [] }),
	},
	{
		name: 'chatbotMessage',
		at: 'POST /api/v1/chatbot/message',
		state: 'bot',
		body: ({ id }) => ({ conversation_id: id, message: 'quero o boleto' }),
	},
	{ name: 'escalate', at: 'POST /api/v1/chatbot/escalate', state: 'bot', body: ({ id }) => ({ conversation_id: id }) },
	{ name: 'dashboardMetrics', at: 'GET /api/v1/dashboard/metrics' },
	{ name: 'dashboardAgents', at: 'GET /api/v1/dashboard/agents' },
	{ name: 'dashboardQueue', at: 'GET /api/v1/dashboard/queue' },
	{ name: 'health', at: 'GET /health' },
	{ name: 'metrics', at: 'GET /metrics' },
	{ name: 'document', at: 'GET /api/v1/openapi.json' },
];
