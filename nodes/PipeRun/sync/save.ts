import { crmLinks, readCrmJob } from '../../shared/core/crm/job';
import type { Call } from '../../shared/kit/operation';
import { saveCrmSync } from '../../shared/store/crm';
import { sameCompany, storeOf } from '../../shared/store/oneCompany';
import { flatIds, type Links } from './links';

/**
 * Keeps the ids of a step in the database.
 * @returns false when another worker has the lead by now: this one must stop
 */
export type Save = (links: Links) => Promise<boolean>;

/** Saves into the queue that the lead was claimed from; with each step the lead stays this worker's for another lease. */
export async function saveInQueue({ context, values }: Pick<Call, 'context' | 'values'>): Promise<Save> {
	const job = readCrmJob(values.claimed);
	const store = await storeOf(context);
	sameCompany(job, store);
	return async (links) =>
		(await saveCrmSync(store, job, { outcome: 'step', links: crmLinks({ links, ...flatIds(links) }), failure: {} }, 0)).saved;
}
