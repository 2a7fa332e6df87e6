import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Fault, Faults } from './faults';

export interface Call {
	method: string;
	path: string;
	query: URLSearchParams;
	/** The query as it was written, with its question mark. */
	search: string;
	headers: IncomingHttpHeaders;
	text: string;
	/** The body as it came, for what is no text. */
	bytes: Buffer;
}

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body: string | Buffer;
}

export interface Behaviour {
	/** Does the work of one request. */
	answer: (call: Call) => Answer | Promise<Answer>;
	/** Sees every request, also those that a fault hits. */
	onCall?: (call: Call) => void;
	faults: Faults;
	/** The path that faults are matched against; the URL's unless told. */
	faultPath?: (path: string) => string;
	/** The body of a refusal that brings none. */
	faultBody: (status: number) => unknown;
	/** Takes over a connection that becomes a socket; without it none does. */
	onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface Server {
	url: string;
	port: number;
	/** Refuses connections until `up`, as a server that is not there. */
	down(): Promise<void>;
	up(): Promise<void>;
	stop(): Promise<void>;
}

/** An answer with a JSON body; undefined is an empty one. */
export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
	status,
	headers: { 'content-type': 'application/json', ...headers },
	body: value === undefined ? '' : JSON.stringify(value),
});

/** Starts an HTTP server of a stand-in on a port of 127.0.0.1 and plays its faults. */
export async function startServer(behaviour: Behaviour): Promise<Server> {
	const stopping = new AbortController();
	const server = createServer((request, response) => {
		handle(behaviour, request, response, stopping.signal).catch((error: unknown) => {
			if (stopping.signal.aborted || response.headersSent) response.destroy();
			else write(response, json(500, { error: `The stand-in broke: ${String(error)}` }));
		});
	});
	if (behaviour.onUpgrade) server.on('upgrade', behaviour.onUpgrade);
	const listen = async (port: number) =>
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, '127.0.0.1', () => {
				server.off('error', reject);
				resolve();
			});
		});
	const down = async () =>
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	await listen(0);
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		down,
		up: async () => {
			if (!server.listening) await listen(port);
		},
		stop: async () => {
			stopping.abort();
			await down();
		},
	};
}

async function handle(behaviour: Behaviour, request: IncomingMessage, response: ServerResponse, stopping: AbortSignal): Promise<void> {
	const { pathname, searchParams, search } = new URL(request.url ?? '/', 'http://stand-in');
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	const bytes = Buffer.concat(parts);
	const text = bytes.toString('utf8');
	const call: Call = {
		method: request.method ?? 'GET',
		path: pathname,
		query: searchParams,
		search,
		headers: request.headers,
		text,
		bytes,
	};
	behaviour.onCall?.(call);
	const fault = behaviour.faults.take(behaviour.faultPath?.(pathname) ?? pathname);
	if (fault) await play(fault, behaviour, call, response, stopping);
	else write(response, await behaviour.answer(call));
}

async function play(fault: Fault, behaviour: Behaviour, call: Call, response: ServerResponse, stopping: AbortSignal): Promise<void> {
	switch (fault.kind) {
		case 'status':
			return write(response, json(fault.status, fault.body ?? behaviour.faultBody(fault.status), fault.headers));
		case 'okWithError':
			return write(response, json(200, fault.body));
		case 'timeout':
			return;
		case 'reset':
			response.destroy();
			return;
		case 'resetAfter':
			await behaviour.answer(call);
			response.destroy();
			return;
		case 'statusAfter':
			await behaviour.answer(call);
			return write(response, json(fault.status, behaviour.faultBody(fault.status)));
		case 'delay': {
			const answer = await behaviour.answer(call);
			await sleep(fault.ms, undefined, { signal: stopping });
			return write(response, answer);
		}
	}
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
	response.writeHead(status, headers).end(body);
}
