import { providerKey, parseProviderId } from '../../shared/core/brazil/phone';
import { recordOf, recordsOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import type { ContactId } from '../../shared/core/message/message';

/** A person as one part of a delivery names them: by phone, by user ids, or by both. */
export interface Named {
	/** The `wa_id` as it came; empty for who has a username and did not show the number. */
	phone: string;
	/** Business-scoped user ids, the person's own before that of the parent portfolio. */
	userIds: string[];
}

export interface Party {
	/** Canonical key of the address. */
	phone: string;
	/** The address as it came: it is answered, never mended. */
	sendTo: string;
	ids: ContactId[];
	name: string | null;
}

export const named = (part: JsonRecord, phone: string, userId: string, parentId: string): Named => ({
	phone: textOf(part[phone]).trim(),
	userIds: [part[userId], part[parentId]].map((id) => textOf(id).trim()).filter(Boolean),
});

/**
 * Who it is, with what the contacts of the delivery tell of them: paired by id, never by position (vendor page, batches); only where the part itself names
 * nobody, a single contact is meant.
 * @returns null when nobody is named at all
 */
export function partyOf(given: Named, contacts: unknown): Party | null {
	const all = recordsOf(contacts);
	const isNameless = given.phone === '' && given.userIds.length === 0;
	const contact = recordOf(isNameless && all.length === 1 ? all[0] : all.find((one) => isSame(given, contactNamed(one))));
	const told = contactNamed(contact);
	const phone = given.phone || told.phone;
	const userIds = [...new Set([...given.userIds, ...told.userIds])];
	const sendTo = phone || userIds[0];
	if (!sendTo) return null;
	const address = parseProviderId(sendTo);
	const ids: ContactId[] = [
		...(phone ? [phone, told.phone].filter(Boolean).map(idOf) : []),
		...userIds.map((value) => ({ kind: 'user_id' as const, value })),
	];
	const { name, username } = recordOf(contact.profile);
	return {
		phone: address.key,
		sendTo: address.sendTo,
		ids: ids.filter(({ value }, at) => ids.findIndex((other) => other.value === value) === at),
		name: textOf(name).trim() || textOf(username).trim() || null,
	};
}

/** An address is a phone where it is digits; whatever else stands there is an id of the provider's own. */
export function idOf(address: string): ContactId {
	const { kind, key } = parseProviderId(address);
	return { kind: kind === 'user' ? 'phone' : kind === 'lid' ? 'lid' : 'user_id', value: key };
}

const contactNamed = (contact: JsonRecord): Named => named(contact, 'wa_id', 'user_id', 'parent_user_id');

const isSame = (one: Named, other: Named): boolean =>
	(one.phone !== '' && other.phone !== '' && providerKey(one.phone) === providerKey(other.phone)) ||
	one.userIds.some((id) => other.userIds.includes(id));
