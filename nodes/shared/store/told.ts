import type { ContactId } from '../core/message/message';
import type { Store } from './store';

/** What a provider itself tells of persons, beside what they write. */

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
