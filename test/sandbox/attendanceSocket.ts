import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer, type WebSocket } from 'ws';

import type { Dialect } from '../contracts/attendanceApiContract';
import { Refused, type Logins } from './attendanceLogin';

export interface Lines {
	upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
	/** Every knock: the path, without what it carries. */
	knocks: string[];
	/** The tokens that were shown, in order. */
	tokens: string[];
	/** Everything that clients said. */
	said: Array<Record<string, unknown>>;
	habits: { path: string; answersPing: boolean };
	/** How many are open. */
	open: () => number;
	/** Closed in order by the client, so far. */
	closes: number[];
	/** Says something to everybody, in the dialect's own form. */
	tell: (frame: Record<string, unknown>) => void;
	/** Ends all connections as a lost network does. */
	cut: () => void;
	/** Closes all of them with a code. */
	close: (code: number) => void;
}

/** The socket of the stand-in. */
export function startLines(dialect: Dialect, logins: Logins): Lines {
	const server = new WebSocketServer({ noServer: true });
	const isCode = dialect === 'v2';
	const lines: Lines = {
		knocks: [],
		tokens: [],
		said: [],
		closes: [],
		habits: { path: isCode ? '/ws/ws/chat/' : '/ws/chat', answersPing: true },
		open: () => server.clients.size,
		tell: (frame) => server.clients.forEach((client) => client.send(JSON.stringify(frame))),
		cut: () => server.clients.forEach((client) => client.terminate()),
		close: (code) => server.clients.forEach((client) => client.close(code)),
		upgrade: (request, socket, head) => {
			const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
			lines.knocks.push(pathname);
			const isRight = isCode ? pathname.startsWith(lines.habits.path) : pathname === lines.habits.path;
			if (!isRight) return refuse(socket, '404 Not Found');
			const token = searchParams.get('token') ?? '';
			lines.tokens.push(token);
			try {
				if (!isCode) logins.who(`Bearer ${token}`);
			} catch (error) {
				if (error instanceof Refused) return refuse(socket, '401 Unauthorized');
				throw error;
			}
			server.handleUpgrade(request, socket, head, (client) => serve(client, lines, isCode));
		},
	};
	return lines;
}

function refuse(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serve(client: WebSocket, lines: Lines, isCode: boolean): void {
	client.on('close', (code) => lines.closes.push(code));
	client.on('message', (data) => {
		const frame = JSON.parse((data as Buffer).toString('utf8')) as Record<string, unknown>;
		lines.said.push(frame);
		const isPing = isCode ? frame.event === 'heartbeat' : frame.type === 'ping';
		if (isPing && lines.habits.answersPing)
			client.send(JSON.stringify(isCode ? { event: 'heartbeat', data: { status: 'alive' } } : { type: 'pong' }));
		if (isCode && frame.event === 'join_room')
			client.send(JSON.stringify({ event: 'error', data: { error: 'Invalid message format', details: 'join_room' } }));
	});
}
