import type { IDataObject } from 'n8n-workflow';

import type { Mode } from '../core/session/state';
import type { GateSaid } from './messageRules';
import type { Store } from './store';

/** One attendance: where it is, whose, and as the API shows it, with its messages. */
export type Attendance = {
	id: string;
	channel: string;
	phone: string;
	/** bot: the agent answers; queue: waits for a person; in_progress: somebody has it; resolved and closed: over. */
	status: 'bot' | 'queue' | 'in_progress' | 'resolved' | 'closed';
	/** An id of attendants, or who took it on the phone. */
	owner: string | null;
	failed_turns: number;
	shown: IDataObject & { id: string; messages: IDataObject[] };
};

export interface AttendanceFilter {
	status?: string;
	/** Attendants' ids. */
	owner?: string;
	mine?: string;
	/** ISO 8601: when they began. */
	from?: string;
	until?: string;
}

/** @param messages the newest so many */
export const readAttendance = async (store: Store, id: string, messages = 500): Promise<Attendance | null> =>
	await store.rpc('read_attendance', { p_id: id, p_messages: messages }, true);

export const listAttendances = async (
	store: Store,
	filter: AttendanceFilter,
	{ page, limit }: { page: number; limit: number },
): Promise<{ conversations: IDataObject[]; total: number }> =>
	await store.rpc('list_attendances', { p_filter: filter, p_page: page, p_limit: limit }, true);

/** @param but those that somebody else was faster with */
export const nextInQueue = async (store: Store, but: string[]): Promise<string | null> =>
	await store.rpc('next_in_queue', { p_but: but }, true);

/** Closes it, if it is open and still whose it was. */
export const closeAttendance = async (
	store: Store,
	{ id, owner, by, resolution, notes }: { id: string; owner: string | null; by: string; resolution: string | null; notes: string },
): Promise<boolean> =>
	await store.rpc('close_attendance', { p_id: id, p_owner: owner, p_by: by, p_resolution: resolution, p_notes: notes }, false);

/**
 * Asks how satisfied a customer was, where the gate lets the question out.
 * @param thanks said once to whoever answers; empty says nothing
 * @returns whether it is on its way
 */
export const askRating = async (store: Store, id: string, question: string, thanks: string): Promise<boolean> =>
	await store.rpc('ask_rating', { p_id: id, p_question: question, p_thanks: thanks }, false);

/** The open attendance of somebody, on any number of ours. */
export const openAttendance = async (store: Store, phone: string): Promise<string | null> =>
	await store.rpc('open_attendance', { p_phone: phone }, true);

/** A message of the team as the outbox takes it. */
export type Words = {
	/** The same key is the same message. */
	key: string;
	channel: string;
	phone: string;
	by: string;
	/** As the history shows it. */
	words: string;
	payload: { text: string; kind?: 'image' | 'document'; file?: { url: string; name?: string } };
};

/** Puts it into the outbox and into the history. @returns it, as the API tells of it */
export const sayAsAttendant = async (store: Store, message: Words): Promise<IDataObject & { id: string; status: string }> =>
	await store.rpc('say_as_attendant', { p_message: message }, true);

/** Where a message to a number goes, and what stands in its way. */
export const wayToCustomer = async (
	store: Store,
	phone: string,
): Promise<{
	channel: string;
	phone: string;
	opted_out: boolean;
	provider: string | null;
	/** Whether they have a conversation there. */
	known: boolean;
	mode: Mode | null;
	owner: string | null;
}> => await store.rpc('way_to_customer', { p_phone: phone }, true);

/** Queues a template, or the words in its place, if the gate for what nobody asked for lets it out. The same key is the same message. */
export const queueTemplate = async (
	store: Store,
	{ key, phone, channel, payload }: { key: string; phone: string; channel: string; payload: Record<string, unknown> },
): Promise<GateSaid> => await store.rpc('queue_unasked', { p_message: { key, phone, channel, purpose: 'follow_up', payload } }, true);

/** Notes whether a turn of the assistant came to nothing. @returns how many in a row did, this one included; null where there is no such conversation */
export const noteChatbotTurn = async (store: Store, id: string, failed: boolean): Promise<number | null> =>
	await store.rpc('note_chatbot_turn', { p_id: id, p_failed: failed }, false);
