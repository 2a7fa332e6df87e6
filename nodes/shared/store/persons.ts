import type { Store } from './store';

/** By which kind of id somebody is looked for: `whatsapp` is any address that a provider gives, or a key of ours. */
export type PersonIdKind = 'whatsapp' | 'chatwoot' | 'crm_person' | 'deal' | 'onboarding';

/** Who somebody is. */
export type Person = {
	found: boolean;
	/** The key under which everything of them is kept. */
	phone: string | null;
	name: string | null;
	ids: Array<{ kind: string; value: string; first_seen: string; last_seen: string }>;
	/** The newest first. */
	conversations: Array<{ channel: string; mode: string; human_attendant: string | null; updated_at: string }>;
	opted_out: boolean;
	/** Keys that turned out to be this person's, and who said so. */
	joins: Array<{ from: string; to: string; at: string; by: string }>;
};

/** Everything that is known of who somebody is. */
export const findPerson = async (store: Store, kind: PersonIdKind, value: string): Promise<Person> =>
	await store.rpc('find_person', { p_kind: kind, p_value: value }, true);

/**
 * Makes two persons one, all or nothing.
 * @param by who says so
 * @param twoPhones whether they are joined even where each has a phone of their own
 * @returns the key that stays; not joined: they are one already, or have two phones
 */
export const joinPersons = async (
	store: Store,
	{ one, other, by, twoPhones }: { one: string; other: string; by: string; twoPhones: boolean },
): Promise<{ joined: boolean; reason?: 'one_person' | 'two_phones'; phone: string; was?: string }> =>
	await store.rpc('join_contacts', { p_from: other, p_to: one, p_by: by, p_by_hand: twoPhones }, true);
