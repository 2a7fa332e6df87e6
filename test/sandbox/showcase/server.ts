import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { Sandbox } from '../sandbox';
import { Customers, type Files } from './customers';
import { teamOf } from './team';
import { thoughtsOf } from './thoughts';

const TYPES: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
const PAGES: Record<string, string> = {
	'/': 'page.html',
	'/page.css': 'page.css',
	'/client.js': 'client.js',
	'/recorder.js': 'recorder.js',
};
const LARGEST_FILE = 5_000_000;

export interface ShowcaseOptions {
	port: number;
	/** What this machine is reached at: 127.0.0.1, or all of it inside a container. */
	host: string;
	files: Files;
	/** Whether a real model answers, and hears. */
	isReal: boolean;
}

export interface Showcase {
	url: string;
	customers: Customers;
	/** Where the page leads to, once it is known. */
	links: Record<'page' | 'editor', string>;
	/** How the story stands, in one line. */
	told: (line: string) => void;
	stop: () => Promise<void>;
}

/**
 * The page of `npm start`: a customer's phone, what the agent thinks, what the team has. It shows the sandbox and changes nothing of the product: what is
 * written in it comes in by the providers' doors.
 * @throws one sentence when the port is taken
 */
export async function startShowcase(sandbox: Sandbox, { port, host, files, isReal }: ShowcaseOptions): Promise<Showcase> {
	const customers = new Customers(sandbox, files, isReal);
	const links: Showcase['links'] = { page: '', editor: '' };
	let story = '';
	const shown = async (phone: string) => ({
		customers: customers.all,
		story,
		links,
		isReal,
		phone: await customers.bubbles(phone),
		thoughts: await thoughtsOf(sandbox, phone),
		team: await teamOf(sandbox, phone),
	});
	const answer = async (request: IncomingMessage): Promise<object> => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
		const phone = searchParams.get('phone') ?? '';
		switch (`${request.method} ${pathname}`) {
			case 'GET /state':
				return await shown(phone);
			case 'POST /customers':
				return customers.add();
			case 'POST /messages':
				return { status: await customers.write(phone, String(await bodyOf(request))) };
			case 'POST /files': {
				const file = {
					name: searchParams.get('name') ?? '',
					mimeType: request.headers['content-type'] ?? '',
					content: await bodyOf(request),
				};
				return { status: await customers.sendFile(phone, file) };
			}
			default:
				throw new RangeError(`There is nothing at ${pathname}`);
		}
	};
	const server = createServer((request, response) => {
		void handled(request, response, answer).catch(() => response.destroy());
	});
	await listening(server, port, host);
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		customers,
		links,
		told: (line) => (story = line),
		stop: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function handled(
	request: IncomingMessage,
	response: ServerResponse,
	answer: (request: IncomingMessage) => Promise<object>,
): Promise<void> {
	const file = PAGES[(request.url ?? '/').replace(/[?#].*/, '')];
	if (request.method === 'GET' && file) {
		response.writeHead(200, { 'content-type': `${TYPES[file.split('.')[1]]}; charset=utf-8` });
		response.end(readFileSync(path.join(__dirname, file)));
		return;
	}
	// A page of somebody else in the same browser does not write here.
	const isForeign = !['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site'] as string | undefined);
	const [status, body] = isForeign
		? [403, { problem: 'Only the page itself may ask' }]
		: await answer(request).then(
				(given): [number, object] => [200, given],
				(error: Error): [number, object] => [error instanceof RangeError ? 400 : 500, { problem: error.message }],
			);
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		size += (part as Buffer).length;
		if (size > LARGEST_FILE) throw new RangeError('The file is larger than 5 MB');
		parts.push(part as Buffer);
	}
	return Buffer.concat(parts);
}

const listening = async (server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> =>
	await new Promise((resolve, reject) => {
		server.once('error', ({ code }: NodeJS.ErrnoException) =>
			reject(
				new Error(
					`Port ${port} is taken: end the program that uses it, or choose another one with PAGE_PORT=${port + 1} npm start (${code}).`,
				),
			),
		);
		server.listen(port, host, () => resolve());
	});
