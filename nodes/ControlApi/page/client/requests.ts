import { askedAt, asksForPerson, isWaiting, keyOf } from './sessions';
import { instant } from './time';
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

/**
 * Tells once of every customer who begins to wait for an answer, but for those of somebody else, who are told to them. A customer who goes on writing still waits
 * for the same answer: what they wait for is known by our last word.
 */
export function newlyWaiting() {
	const known = new Map<string, number>();
	let isFirst = true;
	const lastWord = ({ last_agent_message, last_human_message }: Session) =>
		Math.max(instant(last_agent_message) ?? 0, instant(last_human_message) ?? 0);
	return (sessions: Iterable<Session>, now: number, myId: string): Session[] => {
		const waits = [...sessions].filter(
			(session) => isWaiting(session, now) && !asksForPerson(session) && (session.mode !== 'human' || session.human_attendant === myId),
		);
		const fresh = waits.filter((session) => known.get(keyOf(session)) !== lastWord(session));
		for (const session of waits) known.set(keyOf(session), lastWord(session));
		const told = isFirst ? [] : fresh;
		isFirst = false;
		return told;
	};
}
