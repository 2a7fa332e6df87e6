import { readAgentsBoard, readMetricsBoard, readQueueBoard } from '../shared/store/attendanceBoard';
import { ok, type Answer } from './answers';
import type { KnownCall } from './call';

type DashboardRoute = 'dashboardMetrics' | 'dashboardAgents' | 'dashboardQueue';

/** `GET /dashboard/metrics` (figures of now and of today), `/dashboard/agents` (who attends), `/dashboard/queue` (who waits). */
export const dashboard: Record<DashboardRoute, (call: Pick<KnownCall, 'store'>) => Promise<Answer>> = {
	dashboardMetrics: async ({ store }) => ok(await readMetricsBoard(store)),
	dashboardAgents: async ({ store }) => ok(await readAgentsBoard(store)),
	dashboardQueue: async ({ store }) => ok(await readQueueBoard(store)),
};
