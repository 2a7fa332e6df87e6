import { instant } from './time';
import type { Session } from './types';

/** One conversation among all numbers of the company. */
export const keyOf = ({ channel, phone }: Pick<Session, 'channel' | 'phone'>): string => `${channel}\n${phone}`;

/** How an answer stands to what is known already. */
export interface Made {
	/** By the server's clock, in milliseconds. */
	at: number;
	/** It was overtaken by another, and tells nothing new of a version that is known. */
	isLate: boolean;
}

/**
 * The sessions after an answer came. A session never goes back to an older version, because an answer may have been under way while a
 * button was pressed. `complete`: the answer names every session, so those it does not name are gone, but for those that changed after it was made.
 */
export function merged(
	known: ReadonlyMap<string, Session>,
	incoming: readonly Session[],
	complete: boolean,
	{ at, isLate }: Made = { at: Infinity, isLate: false },
): Map<string, Session> {
	const next = new Map([...known].filter(([, { updated_at }]) => !complete || (instant(updated_at) ?? 0) > at));
	for (const session of incoming) {
		const key = keyOf(session);
		const held = known.get(key);
		const isOld = held && (held.version > session.version || (isLate && held.version === session.version));
		next.set(key, isOld ? held : session);
	}
	return next;
}

/** The customer asked for a person and none has taken over. */
export const asksForPerson = ({ mode, metadata }: Session): boolean =>
	mode !== 'human' && metadata?.escalation_requested === true && !metadata.escalation_accepted_at;

/** Since when the request for a person stands, in milliseconds. */
export const askedAt = (session: Session): number | null =>
	instant(session.metadata?.escalation_at) ?? instant(session.paused_at) ?? instant(session.last_customer_message);

/** When the customer wrote what nobody has answered, in milliseconds; null when the last word is ours. */
export function waitingSince(session: Session): number | null {
	const customer = instant(session.last_customer_message);
	if (customer === null) return null;
	const answered = Math.max(instant(session.last_agent_message) ?? 0, instant(session.last_human_message) ?? 0);
	return customer > answered ? customer : null;
}

/** The last word of anybody, in milliseconds; 0 when nobody spoke. */
export const lastActivity = (session: Session): number =>
	Math.max(...[session.last_customer_message, session.last_agent_message, session.last_human_message].map((at) => instant(at) ?? 0));

/** How long the robot may think before its customer counts as waiting. */
export const ROBOT_THINKS_MS = 60_000;

/** Whether the customer has waited long enough to be shown: at once where a person has to answer, after a minute where the robot does. */
export function isWaiting(session: Session, now: number): boolean {
	const since = waitingSince(session);
	return since !== null && (session.mode !== 'agent' || now - since >= ROBOT_THINKS_MS);
}

/** Whether the attendant's own customer waits: nobody else will answer. */
export const waitsForMe = (session: Session, now: number, myId: string): boolean =>
	session.mode === 'human' && session.human_attendant === myId && isWaiting(session, now);

/** First one's own customers who wait, then who asked for a person, then others who wait (the longest first), then the most recent. */
export function inOrder(sessions: Iterable<Session>, now: number, myId: string): Session[] {
	const rank = (session: Session) => (waitsForMe(session, now, myId) ? 0 : asksForPerson(session) ? 1 : isWaiting(session, now) ? 2 : 3);
	const placed = [...sessions].map((session) => {
		const place = rank(session);
		const first = place === 1 ? (askedAt(session) ?? 0) : place < 3 ? (waitingSince(session) ?? 0) : -lastActivity(session);
		return { session, place, first, key: keyOf(session) };
	});
	placed.sort((a, b) => a.place - b.place || a.first - b.first || (a.key < b.key ? -1 : 1));
	return placed.map(({ session }) => session);
}
