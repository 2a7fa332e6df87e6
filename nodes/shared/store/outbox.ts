import type { CleanReceipt } from '../core/message/channelEvent';
import type { CleanDelivery } from '../core/message/message';
import type { Template } from '../core/message/template';
import type { Effect } from './session';
import type { Store } from './store';

/** A notice for a further channel of the team's. */
export type NoticeCopy = `notice_${'whatsapp' | 'slack' | 'chatwoot'}`;

export type ClaimedEffect = {
	outbox_id: number;
	idempotency_key: string;
	kind: Effect['kind'] | NoticeCopy;
	channel: string;
	phone: string;
	payload: Record<string, unknown>;
	attempts: number;
	lease_token: string;
	/** How long it is held, counted from the claim; absent where the database is older. */
	lease_seconds?: number;
	/** Whoever has not begun it by then leaves it: the lease is over, and another worker may be at it. ISO 8601, by this machine's clock. */
	begin_before?: string;
	send_to: string;
	/** Of a notice: whom the company wants to hear of it; absent where the database is older. */
	company_phone?: string | null;
	/** Of whom a template is for: what its gaps are filled in with. */
	lead?: { name: string | null; company: string | null } | null;
};

/** How notices leave by WhatsApp, for which the window of their own reader counts. */
export type TeamWay = {
	kind: 'notice' | 'notice_whatsapp';
	/** Key of the number that gets what is for nobody in particular; empty is whom the company's settings name. */
	phone: string;
	/** Kinds of notices that go to the own number of whom they are for, so many times. */
	personal: readonly string[];
	tries: number;
};

/** @returns the keys that were not there yet */
export const enqueueEffects = async (store: Store, effects: Effect[]): Promise<string[]> =>
	effects.length === 0 ? [] : await store.rpc('enqueue_outbox', { p_rows: effects }, true);

/** Claims effects that are due, for one worker; a lease frees them if it dies. */
export const claimEffects = async (
	store: Store,
	given: {
		kinds: string[];
		limit: number;
		leaseSeconds: number;
		/** Texts alone are held for less: a minute, and so long for each; `leaseSeconds` at the most. */
		eachSeconds?: number;
		channel: string | null;
		phone?: string;
		/** What goes out outside the window, by purpose; absent is no word on them. */
		templates?: Record<string, Template>;
		team?: TeamWay | null;
	},
	now = Date.now(),
): Promise<ClaimedEffect[]> => {
	const claimed: ClaimedEffect[] = await store.rpc(
		'claim_outbox',
		{
			p_kinds: given.kinds,
			p_limit: given.limit,
			p_lease_seconds: given.leaseSeconds,
			p_channel: given.channel,
			p_phone: given.phone ?? null,
			p_key: crypto.randomUUID(),
			p_templates: given.templates ?? null,
			p_team: given.team ?? null,
			...(given.eachSeconds !== undefined && { p_each_seconds: given.eachSeconds }),
		},
		true,
	);
	// Counted from before the call: never longer than the database holds it.
	const beginBefore = ({ lease_seconds = given.leaseSeconds }: ClaimedEffect) => new Date(now + lease_seconds * 1000).toISOString();
	return claimed.map((effect) => ({ ...effect, begin_before: beginBefore(effect) }));
};

/** Gives each notice that is due a row for every further channel, once. */
export const copyNotices = async (store: Store, kinds: NoticeCopy[], channel: string | null): Promise<void> =>
	await store.rpc('copy_notices', { p_kinds: kinds, p_channel: channel }, true);

export type EffectStatus = 'sent' | 'failed' | 'uncertain';
export type Finished =
	| { finished: true; status: string; attempts: number; channel: string; phone: string; more: boolean }
	| { finished: false; reason: 'lease_lost' };

/** Writes what became of a claimed effect. */
export const finishEffect = async (
	store: Store,
	effect: { outboxId: number; leaseToken: string },
	given: {
		status: EffectStatus;
		providerMessageId?: string;
		providerQueueId?: string;
		error?: string;
		/** The vendor's kind of failure: it tells whether the integration is down. */
		failure?: string;
		/** What the vendor says to do about it. */
		action?: string;
		/** The words of a template, as the provider has them. */
		said?: string;
		final: boolean;
		maxAttempts: number;
	},
): Promise<Finished> =>
	await store.rpc(
		'finish_outbox',
		{
			p_outbox_id: effect.outboxId,
			p_lease_token: effect.leaseToken,
			p_status: given.status,
			p_provider_message_id: given.providerMessageId ?? null,
			p_provider_queue_id: given.providerQueueId ?? null,
			p_error: given.error ?? null,
			p_final: given.final,
			p_max_attempts: given.maxAttempts,
			p_failure: given.failure ?? null,
			p_action: given.action ?? null,
			p_said: given.said ?? null,
		},
		true,
	);

/** What the provider tells of a message that it sent for us. */
export const settleDelivery = async (
	store: Store,
	delivery: { channel: string; phone: string; messageId: string; queueId: string | null },
): Promise<{ settled: boolean; reason?: string; outbox_id?: number }> =>
	await store.rpc(
		'settle_delivery',
		{ p_channel: delivery.channel, p_phone: delivery.phone, p_message_id: delivery.messageId, p_queue_id: delivery.queueId },
		true,
	);

/** The provider's word that it could not hand a message of ours to WhatsApp, as the status that it is. @param at ISO 8601: the provider tells no time */
export const failureOf = ({ provider, channel, phone, messageId }: CleanDelivery, error: string, at: string): CleanReceipt => ({
	event: 'receipt',
	provider,
	channel,
	phone,
	messageIds: [messageId],
	status: 'failed',
	isGroup: false,
	at,
	errors: [{ code: null, title: error, details: '' }],
});

export type UncertainText = {
	outbox_id: number;
	channel: string;
	phone: string;
	send_to: string;
	text: string;
	began_at: string;
	/** When anybody's message last came from that chat. */
	last_known_at: string | null;
	attempts: number;
};

/** Texts of which nobody knows whether they were sent, for so long. */
export const uncertainTexts = async (store: Store, given: { afterSeconds: number; channel: string | null }): Promise<UncertainText[]> =>
	await store.rpc('uncertain_texts', { p_after_seconds: given.afterSeconds, p_channel: given.channel }, true);

/**
 * Settles one of them: it was sent, or it is due again.
 * @param looked what was known when it was looked for: at which try (null where nobody knows), and the last message of others in that chat. What was begun again since is left to
 * whoever asks about that, and nothing is settled where something else was said in that chat meanwhile (`moved_on`).
 */
export const settleText = async (
	store: Store,
	outboxId: number,
	sent: boolean,
	looked: { attempts: number | null; knownAt: string | null },
): Promise<{ settled: boolean; done?: 'sent' | 'send_again'; reason?: string }> =>
	await store.rpc('settle_text', { p_outbox_id: outboxId, p_sent: sent, p_attempts: looked.attempts, p_known_at: looked.knownAt }, true);

/** Texts that stay uncertain after the provider has had time to tell. */
export const settleUncertain = async (
	store: Store,
	given: { afterSeconds: number; sendAgain: boolean; channel: string | null },
): Promise<Array<{ outbox_id: number; phone: string; done: 'told' | 'send_again' }>> =>
	await store.rpc(
		'settle_uncertain',
		{ p_after_seconds: given.afterSeconds, p_send_again: given.sendAgain, p_channel: given.channel },
		true,
	);
