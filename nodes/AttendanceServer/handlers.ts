import type { Answer } from './answers';
import * as auth from './authRoutes';
import type { Call, KnownCall } from './call';
import * as chatbot from './chatbot';
import * as conversations from './conversations';
import { dashboard } from './dashboard';
import { document } from './document';
import * as hands from './hands';
import { health } from './health';
import { metrics } from './metrics';
import type { Route } from './routes';
import { say } from './says';
import * as users from './users';
import { verify } from './webhook';
import { send, sendTemplate } from './whatsapp';

/** What needs no token; `receiveWebhook` is believed by its bytes, and stands by itself. */
export type OpenRoute = 'login' | 'refresh' | 'verifyWebhook' | 'health' | 'metrics' | 'healthBelow' | 'metricsBelow' | 'document';
export const OPEN: Record<OpenRoute, (call: Call) => Promise<Answer>> = {
	login: auth.login,
	refresh: auth.refresh,
	verifyWebhook: verify,
	health,
	metrics,
	healthBelow: health,
	metricsBelow: metrics,
	document,
};

/** What only somebody who is logged in may call; which roles, the routes say. */
export const KNOWN: Record<Exclude<Route, OpenRoute | 'receiveWebhook'>, (call: KnownCall) => Promise<Answer>> = {
	logout: auth.logout,
	me: auth.me,
	listUsers: users.list,
	createUser: users.create,
	getUser: users.get,
	updateUser: users.update,
	deactivateUser: users.deactivate,
	listConversations: conversations.list,
	getConversation: conversations.get,
	sendMessage: say,
	transferConversation: hands.transfer,
	closeConversation: hands.close,
	takeConversation: hands.take,
	takeNext: hands.takeNext,
	sendWhatsApp: send,
	sendTemplate,
	chatbotMessage: chatbot.message,
	escalate: chatbot.escalate,
	...dashboard,
};
