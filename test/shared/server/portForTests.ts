import { connect, type Socket } from 'node:net';

import { LIMITS, type Limits } from '../../../nodes/shared/server/limits';
import { answerOf } from '../../../nodes/shared/server/listen';
import { mount, type Mounted, type Part } from '../../../nodes/shared/server/mount';
import { bodyOf, BodyRefused } from '../../../nodes/shared/server/body';
import { freePort } from '../../sandbox/ports';

/** Long enough for a slow machine, short enough for a test. */
export const SHORT: Limits = { ...LIMITS, headersMs: 1000, requestMs: 2000, finishMs: 3000, handOverMs: 500 };

/** A part that answers what it was sent. */
export const echo = (path: string, name = path): Part => ({
	path,
	answer: async (request, rest) => {
		try {
			return answerOf(200, { name, rest, body: request.method === 'GET' ? null : await bodyOf(request) });
		} catch (error) {
			if (error instanceof BodyRefused) return answerOf(error.status, { error: error.message }, { connection: 'close' });
			throw error;
		}
	},
});

/** Ports of one test file: everything that was mounted is closed, and the ports are free again. */
export function portsForTests() {
	const mounted: Mounted[] = [];
	const sockets: Socket[] = [];
	return {
		mount: async (port: number, part: Part, limits: Limits = SHORT, host = '127.0.0.1') => {
			const one = await mount({ port, host }, part, limits);
			mounted.push(one);
			return one;
		},
		freePort,
		/** A raw connection, which writes what it is told to, and what came back. */
		raw: async (port: number, ...writes: string[]) => {
			const socket = connect(port, '127.0.0.1');
			sockets.push(socket);
			const seen = { socket, text: '', closed: false };
			socket.on('data', (chunk) => (seen.text += String(chunk)));
			socket.on('error', () => undefined);
			socket.on('close', () => (seen.closed = true));
			await new Promise<void>((resolve) => {
				socket.once('connect', resolve);
				socket.once('error', () => resolve());
			});
			for (const write of writes) socket.write(write);
			return seen;
		},
		end: async () => {
			for (const socket of sockets.splice(0)) socket.destroy();
			await Promise.all(mounted.splice(0).map(async ({ close }) => await close()));
		},
	};
}

export async function call(port: number, path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
	const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
	const text = await response.text();
	return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

export const posted = (body: string, contentType = 'application/json'): RequestInit => ({
	method: 'POST',
	headers: { 'content-type': contentType },
	body,
});

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 8000): Promise<boolean> {
	const deadline = Date.now() + withinMs;
	while (Date.now() < deadline) {
		if (await holds()) return true;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return await holds();
}
