import { eventStream, type EventStream } from '../shared/server/eventStream';
import { companyAt } from '../shared/store/outage';
import type { Store } from '../shared/store/store';
import { Refused, type Answer } from './answers';
import type { Call } from './call';
import { watch } from './watch';
import { keyHashIn } from './who';

/** Of this process, all companies together: half of what a port does at once, so that orders and messages always get through. */
const MOST = 128;
/** Of one attendant: over HTTP/1.1 a browser opens six connections to one host for all of its tabs, and two are left for what is asked and ordered. */
const MOST_EACH = 4;

/** Who listens in this process, by company and attendant. */
const open = new Map<string, number>();
const openInAll = () => [...open.values()].reduce((sum, count) => sum + count, 0);

/** How many pages are told of changes by this process. */
export const listeners = (): number => openInAll();

/**
 * `GET /events`, on a port of its own: what changes, as server-sent events. `changes` is a list as `GET /sessions/active` gives it, of those that changed, with
 * the same conversations left out and the same names and buttons; `all` says that everything is to be read anew. The first one tells that it works.
 * @param openStore as each look needs it: credentials may change while somebody listens
 */
export function events(openStore: () => Promise<Store>) {
	const streams = new Set<EventStream>();
	let isClosed = false;

	/**
	 * @param gone fires when the listener's connection is lost
	 * @throws {Refused} 429 and 503 when too many listen: the page goes on asking by itself
	 */
	function answer({ context, store, me }: Call, gone: AbortSignal): Answer {
		const company = companyAt(store);
		const who = `${company} ${me.id}`;
		const mine = open.get(who) ?? 0;
		if (isClosed || openInAll() >= MOST) throw new Refused(503, 'TOO_MANY', 'Há páginas abertas demais: esta continua perguntando.');
		if (mine >= MOST_EACH) throw new Refused(429, 'TOO_MANY', 'Você tem páginas abertas demais: esta continua perguntando.');
		open.set(who, mine + 1);
		let leave = (): void => undefined;
		const stream = eventStream(gone, () => {
			leave();
			streams.delete(stream);
			const left = (open.get(who) ?? 1) - 1;
			if (left > 0) open.set(who, left);
			else open.delete(who);
		});
		streams.add(stream);
		leave = watch(company, {
			keyHash: keyHashIn(context),
			open: openStore,
			send: stream.send,
			beat: stream.beat,
			end: stream.end,
			failed: ({ message }) => context.logger.warn('The open pages cannot be told of changes, and ask by themselves', { problem: message }),
		});
		return { status: 200, body: stream.body, headers: stream.headers };
	}

	return {
		answer,
		/** Ends all: their pages come back to whoever is here next. */
		end: (): void => {
			isClosed = true;
			for (const stream of streams) stream.end();
		},
	};
}
