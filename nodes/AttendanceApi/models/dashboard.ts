import type { IDataObject } from 'n8n-workflow';

import { isRecord, listOf, recordOf } from '../../shared/core/json/readers';
import { figureOf, idOf, minutesAsSeconds, wordsOf, type Reader } from '../reader';

/**
 * The figures of now, each with its unit in its name (attendance notes, "Units and times"). The code dialect hides its faults behind zeros: `isProven` is
 * false where nothing but zeros came.
 */
export function metricsModel(answer: unknown, { dialect }: Reader): IDataObject {
	const given = recordOf(answer);
	const [conversations, agents, performance] = [given.conversations, given.agents, given.performance].map(recordOf);
	const figures = {
		conversations: {
			active: figureOf(conversations.active ?? given.in_progress),
			inQueue: figureOf(conversations.in_queue ?? given.waiting_in_queue),
			resolvedToday: figureOf(conversations.resolved_today ?? given.resolved_today),
			totalToday: figureOf(given.total_conversations),
		},
		agents: {
			online: figureOf(agents.online ?? given.agents_online),
			busy: figureOf(agents.busy),
			available: figureOf(agents.available),
		},
		performance: {
			avgResponseTimeSeconds: figureOf(performance.avg_response_time_seconds) ?? minutesAsSeconds(given.avg_response_time_minutes),
			avgResolutionTimeMinutes: figureOf(performance.avg_resolution_time_minutes ?? given.avg_resolution_time_minutes),
			satisfactionRate: figureOf(performance.satisfaction_rate ?? given.avg_rating),
		},
	};
	return { ...figures, isProven: dialect === 'documented' || hasFigure(figures), raw: given as IDataObject };
}

/** Whether anything in it is more than nothing. */
const hasFigure = (value: unknown): boolean =>
	isRecord(value) ? Object.values(value).some(hasFigure) : typeof value === 'number' && value !== 0;

/** An attendant at work. The unit of the documented `avg_response_time` is not named: seconds, by its sample. */
export function agentModel(answer: unknown): IDataObject {
	const given = recordOf(answer);
	const current = figureOf(given.current_conversations);
	const free = figureOf(given.available_slots);
	return {
		id: idOf(given.id),
		name: wordsOf(given.nome ?? given.name),
		status: wordsOf(given.status),
		currentConversations: current,
		maxConversations: figureOf(given.max_conversations) ?? (current !== null && free !== null ? current + free : null),
		avgResponseTimeSeconds: figureOf(given.avg_response_time),
		raw: given as IDataObject,
	};
}

export const agentsModel = (answer: unknown): IDataObject[] => listOf(recordOf(answer).agents).map(agentModel);

/** What an attendant got done on a day. */
export function performanceModel(answer: unknown): IDataObject {
	const given = recordOf(answer);
	return {
		id: idOf(given.id),
		name: wordsOf(given.name),
		status: wordsOf(given.status),
		conversationsToday: figureOf(given.conversations_today),
		resolvedToday: figureOf(given.resolved_today),
		avgResolutionMinutes: figureOf(given.avg_resolution_minutes),
		avgRating: figureOf(given.avg_rating),
		raw: given as IDataObject,
	};
}

/** Everything of this moment; its averages are minutes though their names do not say so. */
export function realtimeModel(answer: unknown, { time }: Reader): IDataObject {
	const given = recordOf(answer);
	const [metrics, queue] = [given.metrics, given.queue].map(recordOf);
	return {
		at: time(given.timestamp),
		conversationsToday: figureOf(metrics.conversations_today),
		resolvedToday: figureOf(metrics.resolved_today),
		inQueue: figureOf(metrics.in_queue),
		inProgress: figureOf(metrics.in_progress),
		avgResponseTimeSeconds: minutesAsSeconds(metrics.avg_response_time),
		avgResolutionTimeMinutes: figureOf(metrics.avg_resolution_time),
		agents: agentsModel(given),
		queue: {
			total: figureOf(queue.total),
			urgent: figureOf(queue.urgent),
			high: figureOf(queue.high),
			oldestWaitMinutes: figureOf(queue.oldest_wait_minutes),
		},
		raw: given as IDataObject,
	};
}

/** Ratings, with how many gave each number. */
export function satisfactionModel(answer: unknown): IDataObject {
	const given = recordOf(answer);
	return {
		totalRated: figureOf(given.total_rated),
		avgRating: figureOf(given.avg_rating),
		distribution: recordOf(given.distribution) as IDataObject,
		raw: given as IDataObject,
	};
}

/** Counts of what began today: what waits since yesterday is in none of them. */
export function statsModel(answer: unknown): IDataObject {
	const given = recordOf(answer);
	return {
		startedToday: figureOf(given.total_today),
		waitingOfToday: figureOf(given.waiting),
		inProgressOfToday: figureOf(given.in_progress),
		resolvedToday: figureOf(given.resolved_today),
		avgResponseTimeSeconds: minutesAsSeconds(given.avg_response_time_minutes),
		avgResolutionTimeMinutes: figureOf(given.avg_resolution_time_minutes),
		raw: given as IDataObject,
	};
}
