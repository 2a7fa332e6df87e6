import type { IDataObject } from 'n8n-workflow';

import { listOf, numberOf, recordOf, textOf } from '../../shared/core/json/readers';
import type { Message } from '../models/message';

/** What is remembered of a conversation between two looks: only how far it was told, never what was said. */
export interface Seen {
	assignedTo: string | null;
	hasEnded: boolean;
	/** It is somebody else's and not shown to us: how far it was told holds again once it comes back. */
	isWithheld?: boolean;
	lastMessageAt: string | null;
	count: number | null;
	/** The time of the newest message that was seen, by the server's clock; null before any was. */
	newestAt: string | null;
	/** Ids of the messages shortly before it, each with the first letter of its status. */
	ids: Map<string, string>;
}

/** What the trigger remembers. n8n keeps it with the workflow as JSON: flat and short. */
export interface Memory {
	/** Whose eyes saw it: another account, or another server, begins anew. */
	account: string;
	conversations: Map<string, Seen>;
	/** The queue as it stood. */
	queue: string | null;
}

/** A message that was written down late stands a little before the newest one. */
const OVERLAP_MS = 5 * 60_000;
/** So many messages in five minutes are no conversation any more. */
const MOST_IDS = 200;
/** The longest a process remembers; the oldest are forgotten first. */
const MOST_CONVERSATIONS = 3000;

/** What n8n kept; null where there is nothing, or it is of another account. */
export function memoryIn(data: IDataObject, account: string): Memory | null {
	if (textOf(data.account) !== account || !Array.isArray(data.conversations)) return null;
	return {
		account,
		conversations: new Map((data.conversations as unknown[]).flatMap((line) => unpack(line))),
		queue: data.queue === null || data.queue === undefined ? null : textOf(data.queue),
	};
}

/** The same as n8n keeps it. */
export const packed = ({ account, conversations, queue }: Memory): IDataObject => ({
	account,
	queue,
	conversations: [...conversations].slice(-MOST_CONVERSATIONS).map(([id, seen]) => pack(id, seen)) as unknown as IDataObject[],
});

const pack = (id: string, { assignedTo, hasEnded, isWithheld, lastMessageAt, count, newestAt, ids }: Seen): unknown[] => [
	id,
	assignedTo,
	isWithheld ? 2 : hasEnded ? 1 : 0,
	lastMessageAt,
	count,
	newestAt,
	[...ids].map(([message, status]) => `${status || '-'}${message}`),
];

function unpack(line: unknown): Array<[string, Seen]> {
	const [id, assignedTo, hasEnded, lastMessageAt, count, newestAt, ids] = listOf(line);
	if (textOf(id) === '') return [];
	const known = listOf(ids).map(textOf);
	return [
		[
			textOf(id),
			{
				assignedTo: textOf(assignedTo) || null,
				hasEnded: hasEnded === 1,
				...(hasEnded === 2 && { isWithheld: true }),
				lastMessageAt: textOf(lastMessageAt) || null,
				count: numberOf(count),
				newestAt: textOf(newestAt) || null,
				ids: new Map(known.map((one) => [one.slice(1), one[0] === '-' ? '' : one[0]])),
			},
		],
	];
}

/** What of a conversation's messages is remembered once they are told. */
export function seenMessages(before: Pick<Seen, 'newestAt' | 'ids'>, messages: Message[]): Pick<Seen, 'newestAt' | 'ids'> {
	const newest = messages.reduce((latest, { at }) => Math.max(latest, timeOf(at)), timeOf(before.newestAt));
	const near = messages.filter(({ id, at }) => id !== null && timeOf(at) >= newest - OVERLAP_MS);
	const ids = near.map(({ id, status }): [string, string] => [id!, (status ?? '')[0] ?? '']).slice(-MOST_IDS);
	return { newestAt: newest > 0 ? new Date(newest).toISOString() : null, ids: new Map(ids) };
}

/**
 * The messages that were not told yet. Of a conversation that is new here, only what a customer wrote and nobody answered: its history happened before.
 * No clock but the server's is asked.
 */
export function newMessages(before: Seen | undefined, messages: Message[]): Message[] {
	if (before === undefined) {
		const lastAnswer = messages.findLastIndex(({ direction }) => direction === 'outgoing');
		return messages.slice(lastAnswer + 1);
	}
	const newest = timeOf(before.newestAt);
	return messages.filter(({ id, at }) => {
		if (id !== null && before.ids.has(id)) return false;
		return timeOf(at) > newest || (before.ids.size > 0 && timeOf(at) >= newest - OVERLAP_MS);
	});
}

const timeOf = (iso: string | null): number => Date.parse(iso ?? '') || 0;

/** Messages of ours whose delivery is known better now. */
export const changedStatuses = ({ ids }: Pick<Seen, 'ids'>, messages: Message[]): Message[] =>
	messages.filter(({ id, status, direction }) => {
		const before = id === null ? undefined : ids.get(id);
		return direction === 'outgoing' && before !== undefined && isFurther(before, (status ?? '')[0] ?? '');
	});

/** A status never goes back; a failure counts only for what was no further than sent (handoff spec C8). */
const RANKS: Record<string, number> = { '': 0, p: 0, s: 1, d: 2, r: 3 };
const isFurther = (before: string, now: string): boolean =>
	now === 'f' ? before === 's' || before === 'p' || before === '' : (RANKS[now] ?? 0) > (RANKS[before] ?? 0) && before !== 'f';

/** The queue in few words: who waits, in order. */
export const queueSignature = (queue: IDataObject[]): string =>
	queue.map((entry) => textOf(entry.conversationId) || textOf(entry.phone) || textOf(recordOf(entry.raw).waiting_since)).join(' ');
