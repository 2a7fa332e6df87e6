import type { AttendanceUser } from './attendanceLogins';
import type { Store } from './store';

/** A message as the attendance API shows one. */
export type AttendanceMessage = {
	id: string;
	direction: 'incoming' | 'outgoing';
	content: string;
	type: string;
	timestamp: string;
	status: string;
	sent_by: 'agent' | 'bot' | 'customer';
};

/** Something that happened in an attendance. */
export type AttendanceEvent = {
	/** Grows, but not in the order in which events are told. */
	id: number;
	kind: 'message' | 'status' | 'assigned' | 'closed' | 'queue' | 'typing';
	conversation_id: string;
	/** Who has it now: an id of attendants, or who took it on the phone. */
	owner: string | null;
	/** Whom it is about, by their number. */
	who: number | null;
	/** status: how far it got · closed: how it ended · queue: in, out */
	said: string | null;
	message_id: string | null;
	message?: AttendanceMessage;
	customer_name?: string | null;
};

export type QueuePlaces = {
	total_in_queue: number;
	/** By conversation; position 0 is not in the queue any more. */
	places: Record<string, { position: number; estimated_wait_minutes: number }>;
};

export type AttendanceNews = {
	/** By the database's clock. */
	now: string;
	/** For the next look. */
	cursor: string;
	/** There was more than can be told: everything is to be read anew. */
	lost: boolean;
	/** By login and `expires`, with a colon between: those whose token is still good. */
	users: Record<string, AttendanceUser>;
	/** Each once over all looks, whichever process they happened in and however late they were committed. */
	events: AttendanceEvent[];
	/** Null while nobody came into the queue or left it. */
	queue: QueuePlaces | null;
};

/** A token that somebody listens with: its signature was looked at. */
export type ListeningToken = { login: string; number: number; expires: number };

/**
 * What happened since the last look.
 * @param cursor of the last look; null begins now
 * @param rooms conversations whose place in the queue is told when the queue changes
 */
export const attendanceNews = async (
	store: Store,
	cursor: string | null,
	logins: ListeningToken[],
	rooms: string[],
): Promise<AttendanceNews> => await store.rpc('attendance_news', { p_cursor: cursor, p_logins: logins, p_rooms: rooms }, true);

/** Tells those who joined a conversation that an attendant types. */
export const tellTyping = async (store: Store, conversation: string, who: number): Promise<void> =>
	await store.rpc('tell_typing', { p_attendance: conversation, p_who: who }, false);
