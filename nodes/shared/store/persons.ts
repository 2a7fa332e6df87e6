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
	/** Keys that turned out to be this person's, and who said so; with when and by whom it was undone. */
	joins: Array<{ from: string; to: string; at: string; by: string; undone_at?: string | null; undone_by?: string | null }>;
};

/**
 * The key under which everything of a person is kept, by any address or former key of theirs; of somebody unknown it is what was given. Whatever reads a table
 * by its `phone` asks for it first: a lid, or a phone that was joined with another, has no rows of its own.
 */
export const keyOf = async (store: Store, id: string): Promise<string> => await store.rpc('key_of', { p_value: id }, true);

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

/** A join that was undone, with what of it stays as it is, or why it was not. */
export type Undone =
	| {
			undone: true;
			/** The key that stayed, and the one that is a person again. */
			phone: string;
			was: string;
			joined_at: string;
			joined_by: string;
			/** Channels whose conversation changed hands since: both have it as guarded as it was or became. */
			changed_hands: string[];
			/** Fields that were learned since: the key that stayed keeps them. */
			learned_since: string[];
			/** An opt-out, or its end, came since, and counts for both. */
			opt_out_of_both: boolean;
			/** How many messages came since whose address is neither's alone: the key that stayed keeps them. */
			messages_stayed: number;
			/** Chatwoot made one contact of theirs, which nothing takes apart; databases of before do not tell. */
			chatwoot_merged?: boolean;
	  }
	| {
			undone: false;
			/** There is none; it is older than a day; another one, with `first`, came after it and is to be undone before. */
			reason: 'unknown_join' | 'too_late' | 'joined_since';
			phone: string;
			was?: string;
			first?: string;
	  };

/**
 * Makes two persons of one again, all or nothing, within a day of the join.
 * @param other the key that was joined; empty is the newest join
 * @param by who says so
 */
export const undoJoin = async (store: Store, { one, other, by }: { one: string; other: string; by: string }): Promise<Undone> =>
	await store.rpc('undo_join', { p_one: one, p_other: other, p_by: by }, true);
