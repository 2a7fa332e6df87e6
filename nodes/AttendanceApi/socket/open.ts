import type * as Library from '../../shared/bundled/ws';
import type { Clock, Wire } from './line';

/** What the contract says a frame may have is 64 KB; an answer to nobody may be larger, and must not fill the memory. */
const MOST_BYTES = 1_048_576;
const HANDSHAKE_MS = 15_000;

/** Opens a WebSocket. Redirects are not followed: the address holds the token. */
export function openSocket(url: string): Wire {
	const { WebSocket } = require('../../shared/bundled/ws') as typeof Library;
	return new WebSocket(url, { maxPayload: MOST_BYTES, handshakeTimeout: HANDSHAKE_MS, followRedirects: false });
}

export const realClock: Clock = {
	now: Date.now,
	random: Math.random,
	after: (ms, work) => {
		const timer = setTimeout(work, ms);
		return () => clearTimeout(timer);
	},
};
