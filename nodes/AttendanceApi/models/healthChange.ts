import { textOf } from '../../shared/core/json/readers';
import type { HealthOutcome } from './health';

/** What is kept of the last look. */
export interface Kept {
	/** How things stood: how it went, and what was not well. */
	stood?: string;
	outcome?: HealthOutcome;
	/** Since when, epoch milliseconds. */
	since?: number;
}

/**
 * Whether a look is worth telling: it is when something else is wrong than before, or nothing is any more. That all is well from the start is no news.
 * @param now epoch milliseconds
 */
export function healthChange(
	{ stood, outcome, since }: Kept,
	seen: { outcome: HealthOutcome; unhealthy?: unknown },
	now: number,
): { isTold: boolean; kept: Kept; before: { previousOutcome: HealthOutcome | null; lastedMinutes: number | null } } {
	const unhealthy = Array.isArray(seen.unhealthy) ? seen.unhealthy.map(textOf).sort() : [];
	// Whether it is slow, gone or speaks nonsense changes from look to look: to the team it is one outage.
	const stands = seen.outcome === 'ok' ? 'ok' : seen.outcome === 'degraded' ? ['degraded', ...unhealthy].join(' ') : 'away';
	const before = {
		previousOutcome: outcome ?? null,
		lastedMinutes: since === undefined ? null : Math.round((now - since) / 60_000),
	};
	if (stands === stood) return { isTold: false, kept: { stood, outcome, since }, before };
	return { isTold: stood !== undefined || stands !== 'ok', kept: { stood: stands, outcome: seen.outcome, since: now }, before };
}
