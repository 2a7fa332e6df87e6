import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startChatwoot, type Chatwoot } from './chatwoot';

interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	text: string;
	body: Record<string, unknown>;
}

let answer: (path: string) => number | null;
export let chatwoot: Chatwoot;
export let received: Received[];
export let url: string;

/** A Chatwoot of its own for each test, and who receives what it sends, which answers with a status or not at all. */
export function withChatwoot(answering: (path: string) => number | null): void {
	answer = answering;
	beforeAll(async () => {
		await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
	});
	afterAll(async () => {
		receiver.closeAllConnections();
		await new Promise((closed) => receiver.close(closed));
	});
	beforeEach(async () => {
		received = [];
		chatwoot = await startChatwoot({ botRetryMs: 5, timeoutMs: 200 });
	});
	afterEach(async () => await chatwoot.stop());
}

const receiver = createServer((request, response) => {
	let text = '';
	request.on('data', (part) => (text += String(part)));
	request.on('end', () => {
		const path = request.url ?? '';
		received.push({ path, headers: request.headers, text, body: JSON.parse(text) as Record<string, unknown> });
		const status = answer(path);
		if (status !== null) response.writeHead(status).end();
	});
});

export const token = (id: number) => [...chatwoot.state.users, ...chatwoot.state.bots].find((one) => one.id === id)?.token as string;

export async function api(method: string, path: string, body?: unknown, as = token(1)): Promise<{ status: number; body: unknown }> {
	const answered = await fetch(`${chatwoot.baseUrl}/api/v1/accounts/7${path}`, {
		method,
		headers: { api_access_token: as, ...(body !== undefined && { 'content-type': 'application/json' }) },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answered.text();
	return { status: answered.status, body: /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : text };
}

export const subscribe = async (...subscriptions: string[]) => await api('POST', '/webhooks', { url: `${url}/account`, subscriptions });
export function conversation() {
	const contact = chatwoot.acts.createContact({ name: 'Marina', phone_number: '+5511999990001' });
	return chatwoot.acts.createConversation(chatwoot.acts.link(contact, 12, '5511999990001'), {});
}
export const events = (path: string) => received.filter((one) => one.path === path).map(({ body }) => body.event);
