import type { CleanReceipt } from '../core/message/channelEvent';
import type { ContactId } from '../core/message/message';
import type { Store } from './store';

/** What a provider itself tells of messages of ours and of persons, beside what they write. */

/** What became of a status of a message: settled, or not, and why. */
export type StatusTaken = { settled: boolean; reason?: 'not_ours' | 'known' | 'unknown_status'; outbox_id?: number };

/** Takes in how far a message of ours got; one of which nobody knew whether it was sent is settled by it. */
export const settleStatus = async (store: Store, receipt: CleanReceipt): Promise<StatusTaken> => {
	const [error] = receipt.errors ?? [];
	return await store.rpc(
		'settle_status',
		{
			p_status: {
				channel: receipt.channel,
				phone: receipt.isGroup ? '' : receipt.phone,
				ids: receipt.isGroup ? null : (receipt.ids ?? null),
				message_id: receipt.messageIds[0] ?? null,
				key: receipt.key ?? null,
				status: receipt.status,
				at: receipt.at,
				pricing: receipt.pricing ?? null,
				action: error?.action ?? null,
				error: error ? [error.code, error.title, error.details].filter(Boolean).join(': ') : null,
			},
		},
		true,
	);
};

/** Somebody has another number or id now: both are one person's. */
export const linkIds = async (
	store: Store,
	{ from, to }: { from: ContactId[]; to: ContactId[] },
): Promise<{ joined: boolean; reason?: string; phone?: string }> => await store.rpc('link_ids', { p_from: from, p_to: to }, true);

/**
 * Somebody chose in WhatsApp's own menu whether they want messages.
 * @param words by which an opt-out of that kind is known again
 */
export const notePreference = async (
	store: Store,
	{ phone, ids, wants, words, at }: { phone: string; ids: ContactId[]; wants: boolean; words: string; at: string },
): Promise<{ noted: boolean; phone: string }> =>
	await store.rpc('note_preference', { p_ids: ids, p_address: phone, p_wants: wants, p_words: words, p_at: at }, true);
