import type { Duplex, IncomingMessage, Server } from '../bundled/ws';
import { answerOf } from './answer';
import { asRequest } from './asRequest';
import type { Limits } from './limits';
import { socketsUpTo, type Talk } from './sockets';

/** Whether a WebSocket is opened for a request: what is done with it, a refusal, or null where nobody has any and it is a call like another. */
export type TakeSocket = (request: Request) => Promise<Talk | Response | null>;

/** Whether a request asks for a WebSocket (RFC 6455 section 4.1). */
export const asksForSocket = ({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean =>
	method === 'GET' && /^websocket$/i.test(headers.upgrade ?? '');

/**
 * Lets a server open WebSockets. Whatever else asks for another protocol is answered as if it had not: Java's HttpClient and `curl --http2` ask for HTTP/2 with
 * every call, and Node would hand all of these to whoever listens for WebSockets (denoland/deno 32857).
 */
export function upgrades(server: Server, take: TakeSocket, limits: Limits) {
	const sockets = socketsUpTo(limits);
	server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
		// Until the handshake nobody else listens for it, and an error without a listener ends the process.
		const broken = () => connection.destroy();
		connection.on('error', broken);
		const plain = () => {
			connection.off('error', broken);
			asPlain(server, request, connection, head);
		};
		void upgraded(request, connection, head, plain).catch(
			async () => await refuse(connection, answerOf(500, { error: 'Something went wrong here; try again later' })),
		);
	});

	async function upgraded(request: IncomingMessage, connection: Duplex, head: Buffer, plain: () => void): Promise<void> {
		if (!asksForSocket(request)) return plain();
		const asked = asRequest(request);
		if (asked === null) return await refuse(connection, answerOf(400, { error: 'The address cannot be read' }));
		if (!sockets.hasRoom())
			return await refuse(connection, answerOf(503, { error: 'Too many are connected; try again later' }, { 'retry-after': '10' }));
		const taken = await sockets.checking(async () => await take(asked));
		if (taken === null) plain();
		else if (taken instanceof Response) await refuse(connection, taken);
		else await sockets.open(request, connection, head, taken);
	}

	return { count: sockets.count, end: sockets.end };
}

/** The same request once more, without the wish for another protocol. */
function asPlain(server: Server, { method, url, httpVersion, rawHeaders }: IncomingMessage, connection: Duplex, head: Buffer): void {
	const lines = [`${method} ${url} HTTP/${httpVersion}`];
	for (let at = 0; at < rawHeaders.length; at += 2)
		if (!/^(?:upgrade|http2-settings)$/i.test(rawHeaders[at])) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
	connection.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
	server.emit('connection', connection);
}

/** An answer in place of the handshake, after which nothing comes (RFC 6455 section 4.2.2). */
async function refuse(connection: Duplex, response: Response): Promise<void> {
	const { STATUS_CODES } = await import('../bundled/ws');
	const body = Buffer.from(await response.arrayBuffer());
	const headers = [...response.headers, ['content-length', String(body.length)], ['connection', 'close']];
	const head = [
		`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ''}`,
		...headers.map(([name, value]) => `${name}: ${value}`),
	];
	connection.once('finish', () => connection.destroy());
	connection.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
}
