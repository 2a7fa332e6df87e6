import type { SyncPolicy } from './wanted';
import { parsedJson } from '../json/parsedJson';

/** A lead that one worker takes to the CRM, as the queue gives it. */
export type CrmJob = {
	outbox_id: number;
	lease_token: string;
	/** How long it is this worker's, counted anew from each step that is saved. */
	lease_seconds: number;
	idempotency_key: string;
	channel: string;
	phone: string;
	attempts: number;
	policy: SyncPolicy;
	/** The newest state. */
	lead: Record<string, unknown>;
	/** What the sync gave the last time, as it wants it back. */
	links: Record<string, unknown>;
};

/**
 * Reads one from the form of a node.
 * @throws RangeError when it is none
 */
export function readCrmJob(given: unknown): CrmJob {
	const job = (typeof given === 'string' ? parsedJson(given) : given) as CrmJob | null | undefined;
	if (typeof job?.outbox_id !== 'number' || typeof job.lease_token !== 'string')
		throw new RangeError('The field "Claimed Lead" must be an item of the operation Claim Leads for CRM');
	return job;
}

/** What a sync knows of a lead in the CRM, as it is stored: the ids by column, and the links as the sync wants them back. */
export type CrmLinks = Record<'company_id' | 'person_id' | 'deal_id' | 'note_id', number | null> & { links: Record<string, unknown> };

/** @returns null when it knows nothing */
export function crmLinks({ links, companyId, personId, dealId, noteId }: Record<string, unknown>): CrmLinks | null {
	if (typeof links !== 'object' || links === null) return null;
	const id = (value: unknown): number | null => (typeof value === 'number' ? value : null);
	return {
		company_id: id(companyId),
		person_id: id(personId),
		deal_id: id(dealId),
		note_id: id(noteId),
		links: links as Record<string, unknown>,
	};
}
