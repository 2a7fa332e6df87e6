import { instant } from './time';
import type { ActiveSessions, Answered, Attendant, History, Refusal, Session } from './types';

export type Answer<T> =
	| { kind: 'ok'; body: T }
	| { kind: 'unchanged' }
	| { kind: 'refused'; status: number; refusal: Refusal }
	/** No answer: no network, or the server took longer than 15 s. */
	| { kind: 'offline' };

export interface Verdict {
	message: string;
	data?: { session?: Answered };
}

const PATIENCE_MS = 15_000;

/** The control API as one attendant. The key goes in a header, never in an address. */
export function controlApi(base: string, key: string) {
	let lastList = { url: '', etag: '' };

	async function ask<T>(url: string, init: RequestInit = {}): Promise<Answer<T> & { etag?: string | null }> {
		try {
			const headers = { Authorization: `Bearer ${key}`, ...init.headers };
			const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
			if (response.status === 304) return { kind: 'unchanged' };
			if (!response.ok) return { kind: 'refused', status: response.status, refusal: await refusalOf(response) };
			return { kind: 'ok', body: (await response.json()) as T, etag: response.headers.get('etag') };
		} catch {
			return { kind: 'offline' };
		}
	}

	return {
		/** One page of the sessions, all or those changed since. The same question with the same answer is "unchanged". */
		async sessions(updatedSince: string | null, cursor: string | null): Promise<Answer<ActiveSessions>> {
			const query = new URLSearchParams({ limit: '50' });
			if (updatedSince) query.set('updated_since', updatedSince);
			if (cursor) query.set('cursor', cursor);
			const url = `${base}/sessions/active?${query}`;
			const known = lastList.url === url && lastList.etag !== '';
			const answer = await ask<ActiveSessions>(url, known ? { headers: { 'If-None-Match': lastList.etag } } : {});
			if (answer.kind === 'ok' && !isList(answer.body)) return { kind: 'refused', status: 502, refusal: UNEXPECTED };
			if (answer.kind === 'ok') lastList = { url, etag: answer.etag ?? '' };
			return answer;
		},

		act: (session: Session, verb: string, more: Record<string, unknown> = {}): Promise<Answer<Verdict>> =>
			ask(`${base}/session/${encodeURIComponent(session.phone)}/${verb}`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ channel: session.channel, ...more }),
			}),

		history: ({ phone, channel }: Session): Promise<Answer<History>> =>
			ask(`${base}/session/${encodeURIComponent(phone)}/history?${new URLSearchParams({ channel, limit: '50' })}`),

		/**
		 * What changes, as it happens; only a port of its own has it.
		 * @throws when it cannot be had
		 */
		async events(signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
			const headers = { Authorization: `Bearer ${key}`, Accept: 'text/event-stream' };
			const { ok, body, headers: given } = await fetch(`${base}/events`, { headers, signal, cache: 'no-store' });
			if (ok && body && given.get('content-type')?.startsWith('text/event-stream')) return body;
			void body?.cancel();
			throw new Error('There are no events');
		},

		attendants: (): Promise<Answer<{ attendants: Attendant[] }>> => ask(`${base}/attendants`),
	};
}

export type ControlApi = ReturnType<typeof controlApi>;

const UNEXPECTED: Refusal = { error: 'UNEXPECTED', message: 'O servidor deu uma resposta inesperada.' };

/** Whether an answer is a list of conversations. */
export function isList(answer: unknown): answer is ActiveSessions {
	const { sessions, now, me } = (answer ?? {}) as Partial<ActiveSessions>;
	return Array.isArray(sessions) && instant(now) !== null && Boolean(me);
}

/** What the server says, or a sentence of ours when something before it answered (n8n without the workflow, a proxy). */
async function refusalOf(response: Response): Promise<Refusal> {
	const body = (await response.json().catch(() => null)) as Partial<Refusal> | null;
	if (typeof body?.error === 'string' && typeof body.message === 'string') return body as Refusal;
	return { error: 'UNKNOWN', message: `O servidor respondeu com o erro ${response.status}. Tente de novo daqui a pouco.` };
}
