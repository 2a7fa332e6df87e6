import type { Socket } from '../bundled/hono';

/**
 * The connections of a port, as many as it may have. Where one too many comes, the one that has been silent for longest makes room: first of those that never
 * asked anything, then of those between two requests. Nobody who is being answered is cut off, and a crowd that only holds connections keeps nobody out.
 */
export function connectionsUpTo(most: number) {
	const open = new Set<Socket>();
	const [neverAsked, idle] = [new Set<Socket>(), new Set<Socket>()];
	const forget = (socket: Socket) => [neverAsked, idle].forEach((sockets) => sockets.delete(socket));
	return {
		count: () => open.size,
		opened: (socket: Socket) => {
			// One whose request is read once more.
			if (open.has(socket)) return;
			open.add(socket);
			neverAsked.add(socket);
			socket.once('close', () => {
				open.delete(socket);
				forget(socket);
			});
			if (open.size <= most) return;
			const [oldest] = neverAsked.size > 1 ? neverAsked : [...idle, socket];
			oldest.destroy();
		},
		asks: forget,
		answered: (socket: Socket) => {
			if (open.has(socket)) idle.add(socket);
		},
		/** Ends those that nobody is answered on. */
		endIdle: () => [...neverAsked, ...idle].forEach((socket) => socket.destroy()),
	};
}
