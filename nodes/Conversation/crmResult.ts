import type { IDataObject } from 'n8n-workflow';

import type { CrmJob, CrmResult } from '../shared/store/crm';

/** What the sync before gave for a lead: done, a step of it, or a failure with what was there by then. */
export function crmResult(json: IDataObject): CrmResult {
	if (json.error === undefined && typeof json.outcome === 'string') {
		const outcome = json.done !== true ? 'step' : json.outcome === 'skipped' ? 'skipped' : 'synced';
		return { outcome, links: linksOf(json), failure: {} };
	}
	const details = (json.details ?? {}) as IDataObject;
	const failure = {
		error: [details.step && `${String(details.step)}:`, textOf(json.error) ?? 'The sync gave no result'].filter(Boolean).join(' '),
		// A sync that says nothing has not run: it is tried again.
		retry: details.retry !== false,
		...(typeof details.kind === 'string' && { kind: details.kind }),
		...(typeof details.retryAfterMs === 'number' && { retryAfterMs: details.retryAfterMs }),
	};
	return { outcome: 'failed', links: linksOf(details), failure };
}

/** Ids by column, and the links as the sync wants them back. */
const linksOf = ({ links, companyId, personId, dealId, noteId }: IDataObject): CrmResult['links'] =>
	typeof links === 'object' && links !== null
		? { links, company_id: companyId ?? null, person_id: personId ?? null, deal_id: dealId ?? null, note_id: noteId ?? null }
		: null;

/** @throws RangeError when it is no item of the operation that claims leads */
export function readJob(given: unknown): CrmJob & IDataObject {
	const job = (typeof given === 'string' ? parsed(given) : given) as CrmJob | null;
	if (typeof job?.outbox_id !== 'number' || typeof job.lease_token !== 'string')
		throw new RangeError('The field "Claimed Lead" must be an item of the operation Claim Leads for CRM');
	return job as CrmJob & IDataObject;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
