import type { NoticeFacts } from '../core/handoff/notice';
import type { Store } from './store';
import type { ClaimedTurn } from './turns';

/** One message of a chat in which the agent is tried out. */
export interface TrialMessage {
	/** Begins with `teste:`, like the person: nobody else claims it, and nothing of it is sent. */
	channel: string;
	/** Key of whoever plays the customer. */
	person: string;
	name: string | null;
	text: string;
	/** New for each message. */
	messageId: string;
	/** ISO 8601. */
	sentAt: string;
}

/**
 * Takes the message in and claims its turn at once, whatever an execution before it left undone.
 * @throws {VendorError} where channel or person are no trial's
 */
export const beginTrial = async (
	store: Store,
	{ channel, person, name, text, messageId, sentAt }: TrialMessage,
	{ leaseSeconds, historyLimit }: { leaseSeconds: number; historyLimit: number },
): Promise<ClaimedTurn> =>
	await store.rpc(
		'begin_trial',
		{
			p_message: {
				provider: 'chat',
				channel,
				message_id: messageId,
				phone: person,
				send_to: person,
				name,
				kind: 'text',
				text,
				words: text,
				speaker: 'customer',
				sent_at: sentAt,
				receipt: crypto.randomUUID(),
			},
			p_lease_seconds: leaseSeconds,
			p_history_limit: historyLimit,
			p_key: crypto.randomUUID(),
		},
		true,
	);

/** What the team would have been told because of a turn of a trial. */
export const trialNotices = async (store: Store, turnId: string): Promise<NoticeFacts[]> =>
	await store.rpc('trial_notices', { p_turn_id: turnId }, true);
