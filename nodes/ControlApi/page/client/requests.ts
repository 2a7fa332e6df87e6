import { askedAt, asksForPerson, keyOf } from './sessions';
import type { Session } from './types';

/**
 * Tells of every request for a person once, however often its conversation is read again. What stood there when the page was opened is known: who looks at the
 * page sees it.
 */
export function newRequests() {
	const known = new Map<string, number | null>();
	let isFirst = true;
	return (sessions: Iterable<Session>): Session[] => {
		const asking = [...sessions].filter(asksForPerson);
		const fresh = asking.filter((session) => !known.has(keyOf(session)) || known.get(keyOf(session)) !== askedAt(session));
		// A request that ended may be made again: it is forgotten by its time, not by its absence, since a list may miss a conversation for a moment.
		for (const session of asking) known.set(keyOf(session), askedAt(session));
		const told = isFirst ? [] : fresh;
		isFirst = false;
		return told;
	};
}
