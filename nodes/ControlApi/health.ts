import { healthReport, type HealthReport } from '../shared/store/health';
import { companyAt, outageSince } from '../shared/store/outage';
import { schemaName } from '../shared/store/schemaOption';
import { openStore } from '../shared/store/store';
import { keptCredentials } from '../shared/webhook/credential';
import type { Answer } from './answers';
import type { Context } from './context';
import { Lately } from './lately';

const lately = new Lately<HealthReport>();

/**
 * `GET /health` (handoff spec C10): what the looks of the workflow *health* found lately and what is down, for whatever watches over this from outside. No key,
 * so that it tells neither a number of ours nor what was said. 503 while something does not work, or the database does not answer.
 */
export async function health(context: Context): Promise<Answer> {
	const now = Date.now();
	const timestamp = new Date(now).toISOString();
	const unknown = (since: string): Answer => ({
		status: 503,
		body: { status: 'unhealthy', timestamp, checked_at: null, checks: [], down: [{ integration: 'supabase', since }] },
	});
	try {
		const store = await openStore(keptCredentials(context, now), schemaName(context.getNodeParameter('options.schema', '')));
		const company = companyAt(store);
		const { told } = await lately.of(company, async () => await healthReport(store), now);
		if (!told) return unknown(new Date(outageSince(company) ?? now).toISOString());
		const { status, checked_at, checks, down } = told;
		return {
			status: status === 'unhealthy' ? 503 : 200,
			body: {
				status,
				timestamp,
				checked_at,
				checks: checks.map(({ name, outcome, since }) => ({ name: whatOf(name), outcome, since })),
				down: down.map(({ integration, since }) => ({ integration, since })),
			},
		};
	} catch {
		return unknown(timestamp);
	}
}

/** Of a number of the team its kind alone. */
const whatOf = (name: string): string => name.split(' ', 1)[0];
