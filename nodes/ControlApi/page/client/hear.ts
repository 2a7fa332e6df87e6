import { isList, type ControlApi } from './api';
import { hearAgainDelay } from './backoff';
import { readStream } from './stream';
import type { ActiveSessions } from './types';

/** Somebody on the way keeps back what is sent, or is not there: the first event comes within a second of the server's. */
const FIRST_WITHIN_MS = 15_000;
/** Two heartbeats of the server, and some. */
const SILENT_MS = 40_000;
/** A stream that is cut sooner, again and again, is no better than none. */
const LASTED_MS = 30_000;

export interface Ear {
	/** What changed; null: everything is to be read anew. */
	heard(changes: ActiveSessions | null): void;
	/** Nothing is heard any more; it is tried again later. */
	lost(): void;
}

/**
 * Is told of changes by the server instead of asking it. A stream that cannot be had, is kept back by a proxy or is cut is tried again, ever less often; whoever
 * listens asks meanwhile, as without it.
 * @returns how to stop
 */
export function hear(api: Pick<ControlApi, 'events'>, ear: Ear, random: () => number = Math.random): () => void {
	let failures = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let current: AbortController | null = null;

	async function listen(): Promise<void> {
		const connection = new AbortController();
		current = connection;
		let silence = setTimeout(() => connection.abort(), FIRST_WITHIN_MS);
		let began: number | null = null;
		const came = () => {
			// Comments alone are no sign that events come through.
			if (began === null) return;
			clearTimeout(silence);
			silence = setTimeout(() => connection.abort(), SILENT_MS);
		};
		try {
			const body = await api.events(connection.signal);
			await readStream(body, came, ({ name, data }) => {
				if (connection.signal.aborted || (name !== 'changes' && name !== 'all')) return;
				if (name === 'changes' && !isList(data)) return;
				began ??= Date.now();
				came();
				ear.heard(name === 'changes' ? (data as ActiveSessions) : null);
			});
		} catch {
			// As if it had ended.
		}
		clearTimeout(silence);
		connection.abort();
		if (current !== connection) return;
		failures = began !== null && Date.now() - began >= LASTED_MS ? 0 : failures + 1;
		if (began !== null) ear.lost();
		timer = setTimeout(listen, hearAgainDelay(failures, random()));
	}

	void listen();
	return () => {
		clearTimeout(timer);
		current?.abort();
		current = null;
	};
}
