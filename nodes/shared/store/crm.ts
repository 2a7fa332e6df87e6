import type { SyncPolicy } from '../core/crm/wanted';
import type { CrmJob, CrmLinks } from '../core/crm/job';
import type { Store } from './store';

/** Claims leads that are due for the CRM. Asking for them is what fills the queue from then on. */
export const claimCrmSyncs = async (
	store: Store,
	given: { policy: SyncPolicy; limit: number; leaseSeconds: number; channel: string | null },
): Promise<CrmJob[]> =>
	await store.rpc(
		'claim_crm_syncs',
		{ p_policy: given.policy, p_limit: given.limit, p_lease_seconds: given.leaseSeconds, p_channel: given.channel },
		false,
	);

/** What one run of the sync gave. */
export type CrmResult = {
	/** `step`: there is more to do, and this worker does it. */
	outcome: 'step' | 'synced' | 'skipped' | 'failed';
	/** Null when nothing is known of them. */
	links: CrmLinks | null;
	failure: {
		error?: string;
		retry?: boolean;
		kind?: string;
		/** Whether the CRM fails as a whole, where it was asked. */
		outage?: boolean;
		retryAfterMs?: number;
	};
};
export type CrmSaved =
	| { saved: true; status: 'sending' | 'sent' | 'pending' | 'failed'; attempts?: number; next_attempt_at?: string | null }
	| { saved: false; reason: 'lease_lost' | 'lead_gone' };

/**
 * Writes it down, before anything else is done for the lead.
 * @param chance 0 to 1: how much later than at the earliest a failed one is tried again
 */
export const saveCrmSync = async (
	store: Store,
	{ outbox_id, lease_token, lease_seconds }: Pick<CrmJob, 'outbox_id' | 'lease_token' | 'lease_seconds'>,
	{ outcome, links, failure }: CrmResult,
	chance: number,
): Promise<CrmSaved> =>
	await store.rpc(
		'save_crm_sync',
		{
			p_outbox_id: outbox_id,
			p_lease_token: lease_token,
			p_outcome: outcome,
			p_links: links,
			p_failure: failure,
			p_lease_seconds: lease_seconds,
			p_chance: chance,
		},
		true,
	);

/** Puts leads that were given up back into the queue; null is all of them. */
export const retryCrmSyncs = async (store: Store, phone: string | null, channel: string | null): Promise<{ queued: number }> =>
	await store.rpc('retry_crm_syncs', { p_phone: phone, p_channel: channel }, true);

/** What the CRM tells of a deal. A type alias: it is stored as JSON. */
export type DealEventRow = { key: string; event: string; deal_id: number; title: string; stage_id: number | null };
export type DealRecorded =
	| { recorded: false; reason: 'known_event' | 'no_conversation' }
	| { recorded: true; channel: string; phone: string; mode: string; message_queued: boolean; reason: string | null };

/**
 * Brings it into the conversation of its customer, once for its key, with a text for the customer where one is given.
 * @param phone null when only the deal is known: the lead that was synced to it is meant
 */
export const recordDealEvent = async (
	store: Store,
	at: { channel: string | null; phone: string | null },
	event: DealEventRow,
	text: string | null,
): Promise<DealRecorded> =>
	await store.rpc('record_deal_event', { p_channel: at.channel, p_phone: at.phone, p_event: event, p_text: text }, true);

/** Whether this caller is the first to hear of a happening. */
export const claimEvent = async (store: Store, key: string): Promise<boolean> => await store.rpc('claim_event', { p_key: key }, false);
