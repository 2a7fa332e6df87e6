import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What listens at one webhook id: answers a call with the last segment of its path. */
export type Listener = (secret: string) => Promise<{ status: number; body?: unknown }>;

/** n8n's public door: its published webhooks, and its own words where none is. */
export interface N8nDoor {
	/** Up to and with `/webhook`. */
	base: string;
	/** By webhook id. */
	listeners: Record<string, Listener>;
	/** What was called, in order. */
	paths: string[];
	/** Answers instead of n8n: a proxy, or an n8n that is still starting. */
	instead?: (response: ServerResponse) => void;
	stop(): Promise<void>;
}

export async function startN8nDoor(): Promise<N8nDoor> {
	const door: N8nDoor = { base: '', listeners: {}, paths: [], stop: async () => await closed(server) };
	const handle = async ({ url = '', method = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
		door.paths.push(url);
		if (door.instead) return door.instead(response);
		const path = url.split('/').slice(2).join('/');
		const [id, , secret] = path.split('/');
		const { status, body } = (await door.listeners[id]?.(secret)) ?? {
			status: 404,
			// n8n 2.37, errors/response-errors/webhook-not-found.error.js
			body: { code: 404, message: `The requested webhook "${method} ${path}" is not registered.`, hint: 'The workflow must be active …' },
		};
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
	};
	const server = createServer((request, response) => void handle(request, response));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	door.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	return door;
}

async function closed(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
}
