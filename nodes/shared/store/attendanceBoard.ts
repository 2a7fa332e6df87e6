import type { Store } from './store';

/** Figures of now and of today, in the units of the attendance API: seconds for responses, minutes for the rest, 0 to 5 for how satisfied they were. */
export type MetricsBoard = {
	conversations: { active: number; in_queue: number; resolved_today: number };
	agents: { online: number; busy: number; available: number };
	performance: { avg_response_time_seconds: number; avg_resolution_time_minutes: number; satisfaction_rate: number };
};
export const readMetricsBoard = async (store: Store): Promise<MetricsBoard> => await store.rpc('attendance_metrics_board', {}, true);

/** Who attends, and how. */
export type AgentsBoard = {
	agents: Array<{
		id: number;
		nome: string;
		status: 'online' | 'offline' | 'busy' | 'away';
		current_conversations: number;
		max_conversations: number;
		/** Seconds, of today. */
		avg_response_time: number;
	}>;
};
export const readAgentsBoard = async (store: Store): Promise<AgentsBoard> => await store.rpc('attendance_agents_board', {}, true);

/** Who waits, the next one first; a hundred at the most. */
export type QueueBoard = {
	queue: Array<{
		position: number;
		conversation_id: string;
		customer_phone: string;
		customer_name: string | null;
		waiting_since: string;
		estimated_wait_minutes: number;
		priority: 'low' | 'normal' | 'high' | 'urgent';
	}>;
	total_in_queue: number;
	avg_wait_time_minutes: number;
};
export const readQueueBoard = async (store: Store): Promise<QueueBoard> => await store.rpc('attendance_queue_board', {}, true);
