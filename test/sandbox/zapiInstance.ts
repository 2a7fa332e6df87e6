import { randomBytes } from 'node:crypto';

import type { Endpoint } from '../contracts/zapiContract';
import { pageOf, type ZApiRecords } from './zapiRecords';

type Body = Record<string, unknown>;

export interface SentMessage {
	route: string;
	body: Body;
	zaapId: string;
	messageId: string;
	/** Epoch milliseconds. */
	at: number;
}

/** The webhook URLs, under the names that `GET /me` gives them. */
export interface CallbackUrls {
	receivedCallbackUrl: string;
	deliveryCallbackUrl: string;
	messageStatusCallbackUrl: string;
	disconnectedCallbackUrl: string;
	connectedCallbackUrl: string;
	presenceChatCallbackUrl: string;
}

/** What a connected WhatsApp number remembers. */
export interface Instance {
	sent: SentMessage[];
	callbackUrls: CallbackUrls;
	records: ZApiRecords;
	setConnected(connected: boolean): void;
	/** Somebody wrote in a chat of the number, at epoch milliseconds. */
	noteMessage(phone: string, at: number): void;
	/** Whether it delivers messages of its own too. */
	tellsOfOwn(): boolean;
	/** Does one operation whose request is known to be right; `address` is its path with everything before the route. */
	perform(
		route: { endpoint: Endpoint; path: string },
		query: URLSearchParams,
		body: Body,
		address: string,
	): { status: number; body: unknown };
}

/** Disconnected, that many messages wait; further ones are refused (the vendor does not say how). */
const LONGEST_QUEUE = 1000;
const CONNECTED_PHONE = '5511999990000';

const SETTERS: Record<string, keyof CallbackUrls> = {
	'/update-webhook-received': 'receivedCallbackUrl',
	'/update-webhook-received-delivery': 'receivedCallbackUrl',
	'/update-webhook-delivery': 'deliveryCallbackUrl',
	'/update-webhook-message-status': 'messageStatusCallbackUrl',
	'/update-webhook-disconnected': 'disconnectedCallbackUrl',
	'/update-webhook-connected': 'connectedCallbackUrl',
	'/update-webhook-chat-presence': 'presenceChatCallbackUrl',
};

/** A number that is connected, has an empty queue and no webhooks. */
export function newInstance(instanceId: string, token: string): Instance {
	const sent: SentMessage[] = [];
	let queue: SentMessage[] = [];
	let connected = true;
	const records: ZApiRecords = {};
	const settings = {
		name: 'Sandbox',
		receiveCallbackSentByMe: false,
		callRejectAuto: false,
		callRejectMessage: '',
		autoReadMessage: false,
	};
	const callbackUrls: CallbackUrls = {
		receivedCallbackUrl: '',
		deliveryCallbackUrl: '',
		messageStatusCallbackUrl: '',
		disconnectedCallbackUrl: '',
		connectedCallbackUrl: '',
		presenceChatCallbackUrl: '',
	};
	const done = { status: 200, body: { value: true } as unknown };
	const setConnected = (now: boolean) => {
		connected = now;
		// The queue empties by itself on reconnection.
		if (connected) queue = [];
	};
	const page = (from: number, size: number) => queue.slice(from, from + size).map((message) => queueRow(instanceId, message));
	const lastMessages = new Map<string, number>();
	const noteMessage = (phone: string, at: number) => {
		lastMessages.set(phone, Math.max(at, lastMessages.get(phone) ?? 0));
	};
	const send = (route: string, body: Body) => {
		if (!connected && queue.length >= LONGEST_QUEUE) return { status: 400, body: { error: 'The queue is full' } };
		const message = { route, body, zaapId: newId(), messageId: newId(), at: Date.now() };
		sent.push(message);
		noteMessage(String(body.phone), message.at);
		if (!connected) queue.push(message);
		return { status: 200, body: { zaapId: message.zaapId, messageId: message.messageId, id: message.messageId } };
	};

	const operations: Record<string, (body: Body, query: URLSearchParams, path: string) => { status: number; body: unknown }> = {
		'GET /me': () => ({
			status: 200,
			body: {
				id: instanceId,
				token,
				...settings,
				due: Date.UTC(2100, 0, 1),
				connected,
				paymentStatus: 'PAID',
				created: '2024-01-01T00:00:00Z',
				...callbackUrls,
				initialDataCallbackUrl: '',
			},
		}),
		'GET /chats/{phone}': (_body, _query, path) => {
			const phone = decodeURIComponent(path.split('/')[2]);
			const seconds = String(Math.floor((lastMessages.get(phone) ?? 0) / 1000));
			return { status: 200, body: { phone, unread: '0', lastMessageTime: seconds, isMuted: '0', isMarkedSpam: 'false', about: '' } };
		},
		// The text is filled on success too.
		'GET /status': () => ({
			status: 200,
			body: { connected, smartphoneConnected: connected, error: connected ? 'You are already connected.' : 'You are not connected.' },
		}),
		'GET /device': () => ({
			status: 200,
			body: {
				phone: CONNECTED_PHONE,
				imgUrl: '',
				about: 'Sandbox',
				name: settings.name,
				device: { sessionName: 'Z-API', device_model: 'Z-API' },
				originalDevice: 'smba',
				sessionId: 1,
				isBusiness: true,
			},
		}),
		'GET /disconnect': () => {
			setConnected(false);
			return done;
		},
		'POST /queue': ({ pageSize = 20, pagingState = '' }) => {
			const from = Number(pagingState);
			const to = from + Number(pageSize);
			return { status: 200, body: { messages: page(from, Number(pageSize)), pagingState: String(to), hasMore: to < queue.length } };
		},
		// Its page number is documented as having no effect any more.
		'GET /queue': (_, query) => ({ status: 200, body: page(0, Number(query.get('pageSize'))) }),
		'GET /queue/count': () => ({ status: 200, body: { count: queue.length } }),
		'DELETE /queue': () => {
			queue = [];
			return { status: 200, body: undefined };
		},
		'DELETE /queue/{zaapId}': (_body, _query, path) => {
			queue = queue.filter(({ zaapId }) => zaapId !== decodeURIComponent(path.split('/')[2]));
			return { status: 200, body: undefined };
		},
		'PUT /update-every-webhooks': ({ value, notifySentByMe }) => {
			for (const name of Object.values(SETTERS)) callbackUrls[name] = String(value);
			if (notifySentByMe !== undefined) settings.receiveCallbackSentByMe = notifySentByMe === true;
			return done;
		},
		'PUT /update-notify-sent-by-me': ({ notifySentByMe }) => {
			settings.receiveCallbackSentByMe = notifySentByMe === true;
			return done;
		},
		'PUT /update-name': ({ value }) => {
			settings.name = String(value);
			return done;
		},
		'PUT /update-call-reject-auto': ({ value }) => {
			settings.callRejectAuto = value === true;
			return done;
		},
		'PUT /update-call-reject-message': ({ value }) => {
			settings.callRejectMessage = String(value);
			return done;
		},
		'PUT /update-auto-read-message': ({ value }) => {
			settings.autoReadMessage = value === true;
			return done;
		},
	};

	return {
		sent,
		callbackUrls,
		records,
		setConnected,
		noteMessage,
		tellsOfOwn: () => settings.receiveCallbackSentByMe,
		perform: ({ endpoint, path }, query, body) => {
			const setter = SETTERS[endpoint.path];
			if (setter) {
				callbackUrls[setter] = String(body.value);
				if (endpoint.path === '/update-webhook-received-delivery') settings.receiveCallbackSentByMe = true;
				return done;
			}
			const operation = operations[`${endpoint.method} ${endpoint.path}`];
			if (operation) return operation(body, query, path);
			const page = pageOf(endpoint, records, { ...Object.fromEntries(query), ...body });
			if (page) return { status: 200, body: page };
			return isSend(endpoint) ? send(path, body) : { status: 200, body: withoutError(endpoint.answer) };
		},
	};
}

/** A route that puts a message into the queue answers with its queue id. */
const isSend = ({ answer }: Endpoint): boolean => typeof answer === 'object' && answer !== null && 'zaapId' in answer;

/** Samples name the keys of a failure too. */
function withoutError(answer: unknown): unknown {
	if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer ?? undefined;
	return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== 'error'));
}

const newId = (): string => randomBytes(16).toString('hex').toUpperCase();

const queueRow = (instanceId: string, { body, zaapId, messageId, at }: SentMessage) => ({
	_id: zaapId,
	DelayMessage: body.delayMessage ?? -1,
	Message: body.message ?? '',
	InstanceId: instanceId,
	Phone: body.phone ?? '',
	ZaapId: zaapId,
	DelayTyping: body.delayTyping ?? 0,
	MessageId: messageId,
	Created: at,
	CreatedAt: new Date(at).toISOString(),
	Beta: false,
	IsTrial: false,
});
