import type { LeadUpdates, Temperature } from '../core/lead/lead';
import type { Store } from './store';

/** The first part of a reply, to be sent now, and how many there are. */
export type ConfirmedPart = { outbox_id: number; idempotency_key: string; part: number; parts: number; text: string };
export type Confirmation =
	| { confirmed: true; parts: ConfirmedPart[] }
	| {
			confirmed: false;
			reason:
				| 'stale_generation'
				| 'guarded'
				| 'globally_disabled'
				| 'lease_lost'
				| 'already_confirmed'
				| 'unknown_turn'
				| 'window_closed'
				| 'earlier_reply';
			/** The outbox sends it: as a template, or after the earlier reply. */
			later?: true;
	  };

/** What is stored together with a reply. */
export interface Learned {
	lead: LeadUpdates & { temperature?: Temperature; temperature_reason?: string };
	/** What the turn leaves behind besides; null when the SDR Agent did not make it. */
	findings: Record<string, unknown> | null;
}

/** The fence before a reply is sent; what was learned is stored with it. */
export const confirmSend = async (
	store: Store,
	turn: { turn_id: string; lease_token: string; send_to: string; mode_epoch: number; canned: boolean },
	parts: string[],
	{ lead, findings }: Learned,
): Promise<Confirmation> =>
	await store.rpc(
		'confirm_send',
		{
			p_turn_id: turn.turn_id,
			p_lease_token: turn.lease_token,
			p_mode_epoch: turn.mode_epoch,
			p_send_to: turn.send_to,
			p_parts: parts,
			p_lead: lead,
			p_canned: turn.canned,
			p_findings: findings,
			p_key: crypto.randomUUID(),
		},
		true,
	);

export type PartStatus = 'sent' | 'failed' | 'uncertain';
export type Recorded =
	| { recorded: true; turn_status: string; more: boolean; waited_ms: number; thought_ms: number }
	/** Surely not sent, for a reason that may pass: the outbox sends it. */
	| { recorded: true; turn_status: string; more: true; later: true }
	| { recorded: false; reason: 'not_sending' };

/**
 * Writes what became of one part of a reply.
 * @param part.failure the vendor's kind of failure: it tells whether the integration is down
 * @param part.later of one that failed: it surely was not sent, and is sent later
 * @param part.action what the vendor says to do about it: that is done, whatever else is given
 */
export const recordPart = async (
	store: Store,
	part: {
		outboxId: number;
		status: PartStatus;
		providerMessageId?: string;
		providerQueueId?: string;
		error?: string;
		later?: boolean;
		failure?: string;
		action?: string;
	},
): Promise<Recorded> =>
	await store.rpc(
		'record_part',
		{
			p_outbox_id: part.outboxId,
			p_status: part.status,
			p_provider_message_id: part.providerMessageId ?? null,
			p_provider_queue_id: part.providerQueueId ?? null,
			p_error: part.error ?? null,
			p_later: part.later ?? false,
			p_failure: part.failure ?? null,
			p_action: part.action ?? null,
		},
		true,
	);

export type NextPart =
	| {
			next: true;
			turn_id: string;
			phone: string;
			send_to: string;
			outbox_id: number;
			idempotency_key: string;
			part: number;
			text: string;
	  }
	| { next: false; reason: string };

/** The next part of a reply, if the fence still holds (handoff spec A13); asking twice gives no part twice. */
export const nextPart = async (store: Store, outboxId: number): Promise<NextPart> =>
	await store.rpc('next_part', { p_outbox_id: outboxId, p_key: crypto.randomUUID() }, true);
