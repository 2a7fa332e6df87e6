import { WebSocket, type ClientOptions } from 'ws';

import { answerOf } from '../../../nodes/shared/server/answer';
import type { Part } from '../../../nodes/shared/server/mount';
import type { Line } from '../../../nodes/shared/server/sockets';
import { until } from './portForTests';

/** A part that says back what it hears, and what became of each that came. */
export function echoing(path: string, name = path) {
	const seen = { heard: [] as string[], over: 0, lines: [] as Line[] };
	const part: Part = {
		path,
		answer: async () => await Promise.resolve(answerOf(200, { name })),
		socket: async (request) => {
			if (new URL(request.url).searchParams.get('token') === 'wrong')
				return answerOf(401, { error: 'no' }, { 'www-authenticate': 'Bearer' });
			return await Promise.resolve((line: Line) => {
				seen.lines.push(line);
				return {
					heard: (text: string) => {
						seen.heard.push(text);
						line.send({ name, text });
					},
					over: () => seen.over++,
				};
			});
		},
	};
	return { part, seen };
}

/** One client: what it heard, and how it ended (the code of the closing, or the status of a refusal). */
export function client(url: string, options: ClientOptions = {}) {
	const socket = new WebSocket(url, options);
	const seen = { socket, frames: [] as Array<Record<string, unknown>>, code: 0, reason: '', status: 0, refusal: '', isOpen: false };
	socket.on('open', () => (seen.isOpen = true));
	socket.on('message', (data) => seen.frames.push(JSON.parse(String(data)) as Record<string, unknown>));
	socket.on('close', (code, reason) => Object.assign(seen, { code, reason: String(reason), isOpen: false }));
	socket.on('error', () => undefined);
	socket.on('unexpected-response', (request, response) => {
		seen.status = response.statusCode ?? 0;
		response.on('data', (chunk) => (seen.refusal += String(chunk)));
		response.on('end', () => request.destroy());
	});
	return {
		...seenOf(seen),
		say: (message: object | string) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
		/** Waits for the handshake, whatever it comes to. */
		settled: async () => await until(() => seen.isOpen || seen.status > 0 || seen.code > 0),
		ended: async (withinMs = 8000) => await until(() => seen.code > 0, withinMs),
		hears: async (count: number) => await until(() => seen.frames.length >= count),
	};
}
const seenOf = <T extends object>(seen: T): { seen: T } => ({ seen });
export type Client = ReturnType<typeof client>;

/** The head of a handshake, for connections that are written to byte by byte. */
export const handshake = (path: string, headers: Record<string, string> = {}): string =>
	`${[
		`GET ${path} HTTP/1.1`,
		...Object.entries({
			host: 'x',
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
			...headers,
		})
			.filter(([, value]) => value !== '')
			.map(([name, value]) => `${name}: ${value}`),
	].join('\r\n')}\r\n\r\n`;
