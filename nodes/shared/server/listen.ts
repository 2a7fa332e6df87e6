import type { IncomingMessage, ServerResponse } from '../bundled/hono';
import { doors } from '../core/limits/doors';
import { answerOf } from './answer';
import { asRequest } from './asRequest';
import { connectionsUpTo } from './connections';
import { LIMITS, type Limits } from './limits';
import { notePeer } from './peer';
import { refusedBySystem } from './refusals';
import { asksForSocket, upgrades, type TakeSocket } from './upgrade';

export interface Place {
	port: number;
	/** The address of this machine that it listens on. */
	host: string;
}

export interface Listening {
	/** Takes no more calls, and resolves once those under way are answered, or their time is over. */
	close: () => Promise<void>;
	crowd: () => { connections: number; atWork: number; sockets: number };
}

export { answerOf };

/**
 * Opens a port. Heads and bodies that take too long, heads that are too large, garbage and too many connections are dealt with here; an `answer` that throws is a 500.
 * @param takeSocket absent where no WebSockets are opened
 * @param refused what is said in place of an answer, as whoever asked may read it
 * @throws {PortRefused}
 */
export async function listen(
	{ port, host }: Place,
	answer: (request: Request) => Promise<Response>,
	limits: Limits = LIMITS,
	takeSocket: TakeSocket = async () => await Promise.resolve(null),
	refused: Refused = (_, refusal) => refusal,
): Promise<Listening> {
	const { Hono, createServer, getRequestListener } = await import('../bundled/hono');
	const app = new Hono();
	app.all('*', async ({ req, env }) => {
		notePeer(req.raw, (env as { incoming?: IncomingMessage }).incoming?.socket.remoteAddress);
		return unbuffered(await answer(req.raw));
	});
	app.onError(wentWrong);
	// n8n's own Request and Response stay as they are.
	const handle = getRequestListener(app.fetch, { overrideGlobalObjects: false });
	const connections = connectionsUpTo(limits.connections);
	const atWork = new Set<IncomingMessage>();
	let closing = false;

	const take = (request: IncomingMessage, response: ServerResponse) => {
		const { socket } = request;
		connections.asks(socket);
		if (atWork.size >= limits.atWork) endSlowest(atWork);
		const isOneTooMany = atWork.size >= limits.atWork;
		atWork.add(request);
		response.once('close', () => {
			atWork.delete(request);
			connections.answered(socket);
			if (closing) socket.destroySoon();
		});
		if (!isOneTooMany) return void handle(request, response);
		doors.note('unknown', 503);
		void turnAway(request, response, refused).catch(() => socket.destroy());
	};
	const server = createServer(
		{
			headersTimeout: limits.headersMs,
			requestTimeout: limits.requestMs,
			keepAliveTimeout: limits.keepAliveMs,
			connectionsCheckingInterval: Math.min(1000, limits.headersMs / 2),
			maxHeaderSize: 16 * 1024,
			// A peer that vanished without a word is found out.
			keepAlive: true,
			keepAliveInitialDelay: 60_000,
			// Node 24.9 on; an older one hands over whatever asks for another protocol (upgrade.ts).
			shouldUpgradeCallback: asksForSocket,
		},
		take,
	);
	server.on('connection', connections.opened);
	server.prependListener('upgrade', ({ socket }: IncomingMessage) => connections.asks(socket));
	const sockets = upgrades(server, takeSocket, limits);
	await new Promise<void>((resolve, reject) => {
		server.once('error', ({ code }: NodeJS.ErrnoException) => reject(refusedBySystem(code, port, host)));
		server.listen({ port, host, exclusive: true }, resolve);
	});
	// Such as too many open files: who waits to be taken is taken later.
	server.on('error', () => undefined);

	return {
		crowd: () => ({ connections: connections.count(), atWork: atWork.size, sockets: sockets.count() }),
		close: async () => {
			closing = true;
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			connections.endIdle();
			const tooLong = setTimeout(() => {
				server.closeAllConnections();
				sockets.end();
			}, limits.finishMs);
			await closed;
			clearTimeout(tooLong);
		},
	};
}

/** What an answer is that throws. */
export const wentWrong = (): Response => answerOf(500, { error: 'Something went wrong here; try again later' });
const tooMany = (): Response =>
	answerOf(503, { error: 'Too many calls at once; try again later' }, { 'retry-after': '1', connection: 'close' });

type Refused = (request: Request, refusal: Response) => Response;

/** Answers one too many, without the adapter, which would begin to read the body. Programs name no origin: in a crowd of them nothing is made of a call. */
async function turnAway(request: IncomingMessage, response: ServerResponse, refused: Refused): Promise<void> {
	const asked = request.headers.origin === undefined ? null : asRequest(request);
	const answer = asked === null ? tooMany() : refused(asked, tooMany());
	response.writeHead(answer.status, Object.fromEntries(answer.headers));
	response.end(await answer.text());
}

/** What is sent bit by bit is to arrive so: nginx, and what is built on it, would keep it back until there is enough of it. */
function unbuffered(response: Response): Response {
	if (response.headers.get('content-type')?.startsWith('text/event-stream')) response.headers.set('x-accel-buffering', 'no');
	return response;
}

/** Who has been sending a body for longest makes room: a crowd that sends slowly keeps nobody out. */
function endSlowest(atWork: Set<IncomingMessage>): void {
	const slowest = [...atWork].find(({ complete }) => !complete);
	if (slowest === undefined) return;
	atWork.delete(slowest);
	slowest.socket.destroy();
}
