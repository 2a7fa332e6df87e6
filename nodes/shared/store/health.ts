import type { Store } from './store';

/** What a look found, as the database keeps it. */
export interface NotedCheck {
	name: string;
	outcome: string;
	reason: string | null;
	/** In Portuguese, for the notice. */
	sentence: string | null;
	ms: number;
	/** operator, passing, connection; null where nobody is told. */
	fault: string | null;
}

export interface HealthFacts {
	/** By kind of work: when it was last asked for, ISO 8601. */
	claims: Partial<Record<string, string>>;
	/** What the company told in one place; absent where the database is older. */
	company_settings?: unknown;
	/** What the look before found. */
	checks: Array<{ name: string; outcome: string; checked_at: string }>;
}

export interface HealthReport {
	status: 'healthy' | 'degraded' | 'unhealthy';
	/** ISO 8601; null where nobody ever looked. */
	checked_at: string | null;
	/** What the looks of the last ten minutes found. */
	checks: Array<{ name: string; outcome: string; reason: string | null; ms: number; since: string }>;
	down: Array<{ integration: string; since: string; reason: string | null }>;
}

export const healthFacts = async (store: Store): Promise<HealthFacts> => await store.rpc('health_facts', {}, true);

/**
 * Keeps what was found; the team is told on change where it is to.
 * @returns the names of what changed since the look before
 */
export const noteHealth = async (store: Store, channel: string, checks: NotedCheck[], tell: boolean): Promise<string[]> =>
	await store.rpc('note_health', { p_channel: channel, p_checks: checks, p_tell: tell }, false);

export const healthReport = async (store: Store): Promise<HealthReport> => await store.rpc('health_report', {}, true);
