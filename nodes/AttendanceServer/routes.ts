import type { IWebhookDescription } from 'n8n-workflow';

import type { AttendanceRole } from '../shared/store/attendanceLogins';
import { parametersIn } from '../shared/webhook/parametersIn';

/** Who may call a route. `own`: whoever is logged in comes in, and the route looks whose it is (`self` and `owner` of the document). */
type Who = 'public' | 'own' | AttendanceRole[];

const ALL: AttendanceRole[] = ['admin', 'supervisor', 'atendente', 'user'];
const TEAM: AttendanceRole[] = ['admin', 'supervisor', 'atendente'];
const HEADS: AttendanceRole[] = ['admin', 'supervisor'];
const ADMIN: AttendanceRole[] = ['admin'];

interface Row {
	/** Method and path below the origin; names with a colon come from the address. */
	at: string;
	who: Who;
	/** A limit of its own; all others share one. */
	limit?: 'login' | 'send' | 'none';
}

/** Every route, as the document has them (its `x-roles`, its `x-rate-limit`); those that it has not stand last and in the document of our own. */
export const ROUTES = {
	login: { at: 'POST api/v1/auth/login', who: 'public', limit: 'login' },
	logout: { at: 'POST api/v1/auth/logout', who: ALL },
	refresh: { at: 'POST api/v1/auth/refresh', who: 'public' },
	me: { at: 'GET api/v1/auth/me', who: ALL },
	listUsers: { at: 'GET api/v1/users', who: ADMIN },
	createUser: { at: 'POST api/v1/users', who: ADMIN },
	getUser: { at: 'GET api/v1/users/:user_id', who: 'own' },
	updateUser: { at: 'PUT api/v1/users/:user_id', who: ADMIN },
	deactivateUser: { at: 'DELETE api/v1/users/:user_id', who: ADMIN },
	listConversations: { at: 'GET api/v1/conversations', who: TEAM },
	getConversation: { at: 'GET api/v1/conversations/:conversation_id', who: TEAM },
	sendMessage: { at: 'POST api/v1/conversations/:conversation_id/messages', who: TEAM },
	transferConversation: { at: 'POST api/v1/conversations/:conversation_id/transfer', who: TEAM },
	closeConversation: { at: 'POST api/v1/conversations/:conversation_id/close', who: TEAM },
	verifyWebhook: { at: 'GET api/v1/whatsapp/webhook', who: 'public' },
	receiveWebhook: { at: 'POST api/v1/whatsapp/webhook', who: 'public', limit: 'none' },
	sendWhatsApp: { at: 'POST api/v1/whatsapp/send', who: TEAM, limit: 'send' },
	sendTemplate: { at: 'POST api/v1/whatsapp/send-template', who: TEAM, limit: 'send' },
	chatbotMessage: { at: 'POST api/v1/chatbot/message', who: ALL },
	escalate: { at: 'POST api/v1/chatbot/escalate', who: ALL },
	dashboardMetrics: { at: 'GET api/v1/dashboard/metrics', who: HEADS },
	dashboardAgents: { at: 'GET api/v1/dashboard/agents', who: HEADS },
	dashboardQueue: { at: 'GET api/v1/dashboard/queue', who: HEADS },
	health: { at: 'GET health', who: 'public' },
	metrics: { at: 'GET metrics', who: 'public' },
	// Where clients look that take the server line of the document for all of it.
	healthBelow: { at: 'GET api/v1/health', who: 'public' },
	metricsBelow: { at: 'GET api/v1/metrics', who: 'public' },
	takeNext: { at: 'POST api/v1/conversations/queue/next', who: TEAM },
	takeConversation: { at: 'POST api/v1/conversations/:conversation_id/take', who: TEAM },
	document: { at: 'GET api/v1/openapi.json', who: 'public' },
} satisfies Record<string, Row>;
export type Route = keyof typeof ROUTES;

/** The one whose answer a workflow gives. */
const ASKS: Route = 'chatbotMessage';

// n8n puts the node's id before paths with parameters by itself: the others get it twice, so that all share one base.
const ID = '={{ $webhookId }}';
const pathOf = (template: string): string => (template.includes(':') ? `${ID}/${template}` : `${ID}/{{ $webhookId }}/${template}`);

/** The routes as n8n registers them; the editor shows the address of the login. */
export const webhooks: IWebhookDescription[] = Object.entries(ROUTES).map(([name, { at }]) => {
	const [httpMethod, template] = at.split(' ');
	return {
		name: 'default',
		httpMethod: httpMethod as IWebhookDescription['httpMethod'],
		path: pathOf(template),
		isFullPath: true,
		responseMode: name === ASKS ? 'responseNode' : 'onReceived',
		ndvHideUrl: name !== 'login',
	};
});

/** A route of a call, with what stands in its address; `methods` where the address is one of ours, and the method is none of it. */
export type Found = { route: Route; parameters: Record<string, string> } | { route: null; methods: string[] };

/**
 * The route of a call. A slash at the end says nothing.
 * @param path of the request, whatever stands before the route
 */
export function routeOf(method: string, path: string, webhookId: string): Found {
	const base = `${webhookId}/${webhookId}`;
	const start = webhookId === '' ? -1 : path.indexOf(base);
	const called = path
		.slice(start < 0 ? 0 : start + base.length)
		.split('/')
		.filter(Boolean);
	const at = Object.entries(ROUTES).flatMap(([route, row]) => {
		const [verb, template] = row.at.split(' ');
		const parameters = parametersIn(template.split('/'), called);
		return parameters ? [{ route: route as Route, verb, parameters }] : [];
	});
	const found = at
		.filter(({ verb }) => verb === (method === 'HEAD' ? 'GET' : method))
		.sort((a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length)[0];
	return found ? { route: found.route, parameters: found.parameters } : { route: null, methods: [...new Set(at.map(({ verb }) => verb))] };
}

/** The route's own address, without what a call put into it. */
export const templateOf = (route: Route): string => `/${ROUTES[route].at.split(' ')[1]}`;
