import type { Duplex, IncomingMessage, WebSocket, WebSocketServer } from '../bundled/ws';
import type { Limits } from './limits';

/** An open WebSocket (RFC 6455), as far as a part needs it. */
export interface Line {
	/** One object as one text frame; nothing once it is closed. Who reads too slowly is cut off. */
	send: (message: object) => void;
	/** Tells the other side why, and resolves once the connection is gone. A reason has 123 bytes at the most (section 5.5). */
	close: (code: number, reason: string) => Promise<void>;
}

/** What a part does with an open WebSocket: it hears whole messages, in order, and is told once that it is over. */
export type Talk = (line: Line) => { heard: (text: string) => void; over: () => void };

/** The codes with which a WebSocket is closed here (section 7.4.1, and IANA's list). */
export const CLOSED_FOR = { goingAway: 1001, policy: 1008, restart: 1012, tooSlow: 1013 } as const;

/** How much may wait for a listener that reads too slowly, bytes: some thousand events. It does better to come back and ask anew. */
const MOST_WAITING = 1024 * 1024;
/** Who does not answer the closing within this is gone. */
const CLOSING_MS = 3000;

/** The WebSockets of a port, as many as it may have; those that are being checked count as well. */
export function socketsUpTo({ sockets: most, messageBytes, beatMs }: Limits) {
	const open = new Set<WebSocket>();
	let checked = 0;
	let shaking: Promise<WebSocketServer> | undefined;
	return {
		count: () => open.size,
		hasRoom: () => open.size + checked < most,
		/** Counts one for as long as the work takes. */
		checking: async <T>(work: () => Promise<T>): Promise<T> => {
			checked++;
			try {
				return await work();
			} finally {
				checked--;
			}
		},
		/** Answers the handshake and begins to talk; one that is wrong is refused here. */
		open: async (request: IncomingMessage, connection: Duplex, head: Buffer, talk: Talk): Promise<void> => {
			const shake = await (shaking ??= shakerFor(messageBytes));
			shake.handleUpgrade(request, connection, head, (socket) => {
				open.add(socket);
				socket.once('close', () => open.delete(socket));
				begin(socket, talk, beatMs);
			});
		},
		/** Cuts off whoever is left. */
		end: () => open.forEach((socket) => socket.terminate()),
	};
}

/** What answers handshakes. Compressing would cost memory for each connection, and save little for messages as short as these. */
async function shakerFor(messageBytes: number): Promise<WebSocketServer> {
	const { WebSocketServer } = await import('../bundled/ws');
	const options = { noServer: true, clientTracking: false, maxPayload: messageBytes, perMessageDeflate: false, closeTimeout: CLOSING_MS };
	return new WebSocketServer(options);
}

function begin(socket: WebSocket, talk: Talk, beatMs: number): void {
	const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
	const isOpen = () => socket.readyState === socket.OPEN;
	let isAlive = true;
	const { heard, over } = talk({
		send: (message) => {
			if (!isOpen()) return;
			const text = JSON.stringify(message);
			// Before it is added: one large message may not go over what is left.
			if (socket.bufferedAmount + Buffer.byteLength(text) > MOST_WAITING) socket.terminate();
			else socket.send(text);
		},
		close: async (code, reason) => {
			socket.close(code, reason);
			await gone;
		},
	});
	// What breaks the protocol, or is too large, is closed with its code by the library (1002, 1007, 1009).
	socket.on('error', () => undefined);
	socket.on('message', (data) => {
		isAlive = true;
		// A program may send its JSON as binary frames: it is the same text.
		if (isOpen()) heard(String(data));
	});
	socket.on('pong', () => (isAlive = true));
	// No proxy takes the silence for death, and a peer that vanished without a word is found out.
	const beat = setInterval(() => {
		if (!isAlive) return socket.terminate();
		isAlive = false;
		socket.ping();
	}, beatMs);
	beat.unref();
	socket.once('close', () => {
		clearInterval(beat);
		over();
	});
}
