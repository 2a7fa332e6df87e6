import { setTimeout as sleep } from 'node:timers/promises';

import { matchRoute, violations as violationsOf, type Endpoint } from '../contracts/zapiContract';
import { faultQueue, type Faults } from './faults';
import { json, startServer, type Answer, type Call } from './server';
import { newInstance, type CallbackUrls, type Instance, type SentMessage } from './zapiInstance';
import { newPartner, type PartnerInstance } from './zapiPartner';
import { deliveryOf, echoOf } from './zapiPayloads';
import type { ZApiRecords } from './zapiRecords';

export interface ZApiOptions {
	instanceId: string;
	token: string;
	/** The account security token; demanded when given. */
	clientToken?: string;
	/** Tells of what was sent, as Z-API does: a delivery, and the message itself where the instance wants to know of its own. */
	tellsOfSent?: boolean;
	/** The account's token for the partner routes; without it there are none. */
	partnerToken?: string;
	/** Files that callbacks link to, served under `mediaUrl(name)`. */
	media?: Record<string, { mimeType: string; content: Buffer }>;
}

export interface ZApi {
	/** Like https://api.z-api.io: the instance's path comes after it. */
	baseUrl: string;
	/** Accepted messages, in order. */
	sent: SentMessage[];
	/** What was wrong with refused requests: `METHOD /route: where: what`. */
	violations: string[];
	/** Every request, also those that a fault hit; `route` is the path without instance and token. */
	requests: Array<{ method: string; route: string; query: Record<string, string>; headers: Call['headers']; body: unknown }>;
	faults: Faults;
	callbackUrls: CallbackUrls;
	/** What the lists give, page by page, by their route. */
	records: ZApiRecords;
	/** The instances of the partner's account. */
	instances: PartnerInstance[];
	setConnected(connected: boolean): void;
	/** Somebody wrote in a chat of the number, at epoch milliseconds. */
	noteMessage(phone: string, at: number): void;
	mediaUrl(name: string): string;
	/**
	 * Posts a callback to the URL set for its type, as Z-API does.
	 * @throws when no URL is set
	 */
	deliver(payload: object): Promise<{ status: number; body: unknown }>;
	stop(): Promise<void>;
}

/** Z-API spaces messages by one to three seconds. */
const TELLS_AFTER_MS = 1500;

const CALLBACKS: Record<string, keyof CallbackUrls> = {
	DeliveryCallback: 'deliveryCallbackUrl',
	MessageStatusCallback: 'messageStatusCallbackUrl',
	DisconnectedCallback: 'disconnectedCallbackUrl',
	ConnectedCallback: 'connectedCallbackUrl',
	PresenceChatCallback: 'presenceChatCallbackUrl',
};

/** Starts a stand-in for api.z-api.io: it refuses whatever the documentation does not allow, and remembers what it was asked. */
export async function startZApi(options: ZApiOptions): Promise<ZApi> {
	const { instanceId, token, media = {} } = options;
	const instance = newInstance(instanceId, token);
	const partner = newPartner();
	const faults = faultQueue();
	const violations: string[] = [];
	const requests: ZApi['requests'] = [];
	const server = await startServer({
		faults,
		faultPath: routeOf,
		faultBody: (status) => ({ error: `The sandbox was told to answer with ${status}` }),
		onCall: ({ method, path, query, headers, text }) => {
			const body = parse(text);
			requests.push({ method, route: routeOf(path), query: Object.fromEntries(query), headers, body: body.ok ? body.value : text });
		},
		answer: (call) => {
			const file = /^\/media\/(.+)$/.exec(call.path);
			if (file) return fileAnswer(media[decodeURIComponent(file[1])]);
			const isPartner = options.partnerToken !== undefined && call.headers.authorization === `Bearer ${options.partnerToken}`;
			if (isPartner) return perform(call, (candidates) => candidates.filter((one) => one.partner), partner.perform, violations);
			if (call.path.startsWith('/instances') && routeOf(call.path) === call.path && options.partnerToken !== undefined)
				return json(401, { error: 'Unauthorized' });
			const before = instance.sent.length;
			const answer = refusal(call, options) ?? perform(call, ofInstance, instance.perform, violations);
			if (options.tellsOfSent) for (const message of instance.sent.slice(before)) void tellOf(message, instance, options);
			return answer;
		},
	});
	return {
		baseUrl: server.url,
		sent: instance.sent,
		violations,
		requests,
		faults,
		callbackUrls: instance.callbackUrls,
		records: instance.records,
		instances: partner.instances,
		setConnected: instance.setConnected,
		noteMessage: instance.noteMessage,
		mediaUrl: (name) => `${server.url}/media/${encodeURIComponent(name)}`,
		deliver: async (payload) => {
			const { phone, momment } = payload as { phone?: string; momment?: number };
			if (phone !== undefined && momment !== undefined) instance.noteMessage(phone, momment);
			return await deliver(payload, instance.callbackUrls, token);
		},
		stop: server.stop,
	};
}

/** The path without `/instances/{id}/token/{token}`. */
const routeOf = (path: string): string => path.replace(/^\/instances\/[^/]*\/token\/[^/]*/, '') || '/';

function refusal({ path, headers }: Call, { instanceId, token, clientToken }: ZApiOptions): Answer | null {
	const [, id, secret] = /^\/instances\/([^/]*)\/token\/([^/]*)/.exec(path) ?? [];
	if (decodeURIComponent(id ?? '') !== instanceId || decodeURIComponent(secret ?? '') !== token)
		return json(400, { error: 'Instance not found' });
	const given = headers['client-token'];
	if (!clientToken || given === clientToken) return null;
	if (!given) return json(400, { error: 'your client-token is not configured' });
	return json(403, { error: `Client-Token ${String(given)} not allowed` });
}

/** Partner routes belong to the account, not to an instance. */
const ofInstance = (candidates: Endpoint[]): Endpoint[] => candidates.filter(({ partner }) => !partner);

function perform(call: Call, mayCall: (candidates: Endpoint[]) => Endpoint[], doIt: Instance['perform'], violations: string[]): Answer {
	const path = routeOf(call.path);
	const candidates = mayCall(matchRoute(call.method, path));
	if (candidates.length === 0) return json(200, { error: 'NOT_FOUND', message: 'Unable to find matching target resource method' });
	const refuse = (status: number, violation: string) => {
		violations.push(`${call.method} ${path}: ${violation}`);
		return json(status, { error: violation });
	};
	const wantsBody = candidates.some(({ bodyType }) => bodyType !== 'none');
	const isJson = /^application\/json\b/i.test(call.headers['content-type'] ?? '');
	if (!isJson && (wantsBody || call.text !== '')) return refuse(415, 'Content-Type must be application/json');
	const body = parse(call.text);
	if (!body.ok) return refuse(400, 'body: is not JSON');
	const [violation] = violationsOf(candidates, Object.fromEntries(call.query), body.value);
	if (violation) return refuse(400, violation);
	const done = doIt({ endpoint: candidates[0], path }, call.query, (body.value ?? {}) as Record<string, unknown>, call.path);
	return json(done.status, done.body);
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
	try {
		return { ok: true, value: text === '' ? undefined : JSON.parse(text) };
	} catch {
		return { ok: false };
	}
}

function fileAnswer(file: { mimeType: string; content: Buffer } | undefined): Answer {
	if (!file) return json(404, { error: 'File not found' });
	return { status: 200, headers: { 'content-type': file.mimeType }, body: file.content };
}

/** Each callback once, whether or not somebody listens: the vendor documents no retries. */
async function tellOf(message: SentMessage, instance: Instance, { instanceId, token }: ZApiOptions): Promise<void> {
	await sleep(TELLS_AFTER_MS);
	const told = [deliveryOf(instanceId, message), ...(instance.tellsOfOwn() ? [echoOf(instanceId, message)] : [])];
	for (const payload of told) await deliver(payload, instance.callbackUrls, token).catch(() => undefined);
}

async function deliver(payload: object, urls: CallbackUrls, token: string): Promise<{ status: number; body: unknown }> {
	const type = 'type' in payload ? String(payload.type) : '';
	const slot = CALLBACKS[type] ?? 'receivedCallbackUrl';
	if (!urls[slot]) throw new Error(`No URL is set for ${slot}: nothing would be delivered.`);
	const answer = await fetch(urls[slot], {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'z-api-token': token, origin: 'https://api.z-api.io' },
		body: JSON.stringify(payload),
	});
	const text = await answer.text();
	const body = parse(text);
	return { status: answer.status, body: body.ok ? body.value : text };
}
