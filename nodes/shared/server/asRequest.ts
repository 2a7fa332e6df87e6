import type { IncomingMessage } from '../bundled/hono';
import { notePeer } from './peer';

/** The head of a request as parts read one, before anything of its body came; null where it cannot be one: the address is none, or the method one that nobody serves (TRACE). */
export function asRequest({ method, url = '/', headers, rawHeaders, socket }: IncomingMessage): Request | null {
	const pairs = rawHeaders.flatMap((name, at): Array<[string, string]> => (at % 2 === 0 ? [[name, rawHeaders[at + 1]]] : []));
	try {
		const request = new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), { method, headers: pairs });
		notePeer(request, socket.remoteAddress);
		return request;
	} catch {
		return null;
	}
}
