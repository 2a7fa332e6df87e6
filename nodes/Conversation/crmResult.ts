import type { IDataObject } from 'n8n-workflow';

import { crmLinks } from '../shared/core/crm/job';
import { redact } from '../shared/http/redact';
import type { CrmResult } from '../shared/store/crm';

/**
 * What the sync before gave for a lead: the end, or a failure with what was there by then.
 * @throws RangeError when it stopped after a step: nobody here goes on with it
 */
export function crmResult(json: IDataObject): CrmResult {
	if (json.error === undefined && json.outcome === 'underWay')
		throw new RangeError('The sync stopped after one step: choose "All Steps, Each Saved in Supabase" in its field "Run"');
	if (json.error === undefined && (json.outcome === 'synced' || json.outcome === 'skipped'))
		return { outcome: json.outcome, links: crmLinks(json), failure: {} };

	const details = (json.details ?? {}) as IDataObject;
	const said = typeof json.error === 'string' && json.error !== '' ? redact(json.error) : 'The sync gave no result';
	const failure = {
		error: details.step ? `${String(details.step)}: ${said}` : said,
		// A sync that says nothing has not run: it is tried again.
		retry: details.retry !== false,
		...(typeof details.kind === 'string' && { kind: details.kind }),
		...(typeof details.outage === 'boolean' && { outage: details.outage }),
		...(typeof details.retryAfterMs === 'number' && { retryAfterMs: details.retryAfterMs }),
	};
	return { outcome: 'failed', links: crmLinks(details), failure };
}
