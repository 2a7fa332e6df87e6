import type { IDataObject } from 'n8n-workflow';

import { listOf, recordOf, textOf } from '../../shared/core/json/readers';
import { figureOf, idOf, phoneOf, wordsOf, type Reader } from '../reader';

const RANKS: Record<string, number> = { urgent: 3, high: 2, normal: 1, low: 0 };
const rankOf = (priority: unknown): number => RANKS[textOf(priority).toLowerCase()] ?? RANKS.normal;

/**
 * Who waits, in the order in which they are taken: priority first, then who came first (handoff spec C5). The documented dialect gives a place and an
 * estimate but no conversation, the code dialect a conversation and how long it waited, which is no estimate.
 */
export function queueModel(answer: unknown, reader: Reader): IDataObject[] {
	const entries = listOf(recordOf(answer).queue).map(recordOf);
	const ordered = entries.every(({ position }) => figureOf(position) !== null)
		? [...entries].sort((one, other) => Number(one.position) - Number(other.position))
		: [...entries].sort(
				(one, other) =>
					rankOf(other.priority) - rankOf(one.priority) || since(one.waiting_since, reader) - since(other.waiting_since, reader),
			);
	return ordered.map((given, at) => ({
		position: figureOf(given.position) ?? at + 1,
		conversationId: idOf(given.id ?? given.conversation_id),
		phone: phoneOf(given.customer_phone ?? given.client_phone),
		name: wordsOf(given.customer_name ?? given.client_name),
		subject: wordsOf(given.subject),
		priority: wordsOf(given.priority),
		waitingSince: reader.time(given.waiting_since),
		waitedMinutes: figureOf(given.waiting_minutes),
		estimatedWaitMinutes: figureOf(given.estimated_wait_minutes),
		raw: given as IDataObject,
	}));
}

const since = (value: unknown, { time }: Reader): number => Date.parse(time(value) ?? '') || 0;

/** The figures of a queue. */
export function queueFigures(answer: unknown): IDataObject {
	const given = recordOf(answer);
	const byPriority = recordOf(given.by_priority);
	const figures = {
		waiting: figureOf(given.total_in_queue ?? given.waiting ?? given.total),
		averageWaitMinutes: figureOf(given.avg_wait_time_minutes),
		longestWaitMinutes: figureOf(given.longest_wait_minutes),
	};
	return {
		...figures,
		byPriority: Object.keys(byPriority).length > 0 ? (byPriority as IDataObject) : null,
		raw: given as IDataObject,
	};
}
