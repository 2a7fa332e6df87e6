import type { IDataObject } from 'n8n-workflow';

import { parseProviderId, parseTypedPhone } from '../../shared/core/brazil/phone';
import { phoneForms } from '../../shared/core/brazil/phoneForms';
import { at, numberOf, recordsOf, textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import type { Call } from '../../shared/kit/operation';
import { createdContact, entriesOf, recordOf } from '../envelopes';

type Send = Call['send'];

/** A person as Chatwoot can know them: by one of these phones, or by an identifier where there is no phone (a lid, a group). */
export interface Person {
	/** Canonical key; also the source id in an API inbox. */
	key: string;
	/** In E.164 with plus, the best first. */
	phones: string[];
	identifier?: string;
}

/**
 * Reads a phone or chat id, as somebody may type it, as a person to find.
 * @throws {InvalidPhone}
 */
export function personOf(address: string): Person {
	const parsed = parseTypedPhone(address);
	const { kind, key } = parsed;
	if (kind !== 'user') return { key, phones: [], identifier: key };
	return { key, phones: inE164(phoneForms(parsed)) };
}

/** The person behind a key of our own, which is international whatever country it looks like. */
export function personOfKey(given: string): Person {
	const address = parseProviderId(given);
	return address.kind === 'user'
		? { key: address.key, phones: inE164(phoneForms(address)) }
		: { key: address.key, phones: [], identifier: address.key };
}

const inE164 = (forms: string[]): string[] => forms.map((digits) => `+${digits}`);

/**
 * The contact that is this person, by exact match. The filter is used, not the search: that one matches parts, and allows 100 a minute. The values have no
 * plus: until 4.0 Chatwoot puts one before whatever it is given (chatwoot/chatwoot issue 9147), later ones only where there is none.
 */
export async function findContact(send: Send, { phones, identifier }: Person): Promise<IDataObject | null> {
	const [key, values] = identifier === undefined ? ['phone_number', phones.map((phone) => phone.slice(1))] : ['identifier', [identifier]];
	// Of several values of one condition Chatwoot reads only the first.
	const payload = values.map((value, n) => ({
		attribute_key: key,
		filter_operator: 'equal_to',
		values: [value],
		query_operator: n === values.length - 1 ? null : 'OR',
	}));
	const answer = await send({ method: 'POST', path: '/contacts/filter', body: { payload }, repeatable: true });
	const rank = (contact: IDataObject) => values.indexOf(textOf(contact[key]).replace(/^\+/, ''));
	const [best] = entriesOf(answer)
		.filter((contact) => rank(contact) >= 0)
		.sort((a, b) => rank(a) - rank(b) || Number(a.id) - Number(b.id));
	return best ?? null;
}

/** The source ids by which a contact is known in an inbox. */
export const sourceIdsIn = (contact: IDataObject, inboxId: number): string[] =>
	recordsOf(contact.contact_inboxes)
		.filter((link) => numberOf(at(link, 'inbox', 'id')) === inboxId)
		.map(({ source_id: id }) => textOf(id));

/**
 * The contact that has this source id in the inbox, whatever its record says by now: people merge contacts, and edit their numbers. Null where nobody has
 * it, and from servers before 3.2, which cannot be asked.
 */
export async function holderOf(send: Send, inboxId: number, sourceId: string): Promise<IDataObject | null> {
	const body = { inbox_id: inboxId, source_id: sourceId };
	try {
		const answer = await send({ method: 'POST', path: '/contact_inboxes/filter', body, repeatable: true });
		const holder = recordOf(answer);
		return numberOf(holder.id) === null ? null : holder;
	} catch (error) {
		if (error instanceof VendorError && error.kind === 'notFound') return null;
		throw error;
	}
}

/** The contact that is this person: who has their source id, else whose number it is; null where there is none. */
export async function existingContact(send: Send, person: Person, inboxId: number): Promise<IDataObject | null> {
	const found = await findContact(send, person);
	if (found && sourceIdsIn(found, inboxId).includes(person.key)) return found;
	return (await holderOf(send, inboxId, person.key)) ?? found;
}

/**
 * Makes the contact that is this person.
 * @param name an existing one, which somebody made in between, keeps its own
 */
export async function createContact(send: Send, person: Person, name: string): Promise<{ contact: IDataObject; created: boolean }> {
	const identity = person.identifier === undefined ? { phone_number: person.phones[0] } : { identifier: person.identifier };
	const body = { name: name || Object.values(identity)[0], ...identity };
	try {
		const answer = await send({ method: 'POST', path: '/contacts', body, repeatable: false });
		return { contact: createdContact(answer) as IDataObject, created: true };
	} catch (error) {
		if (!(error instanceof VendorError && error.status === 422)) throw error;
		// Somebody else made it in between: Chatwoot keeps phones and identifiers unique.
		const made = await findContact(send, person);
		if (made) return { contact: made, created: false };
		if (person.identifier !== undefined) throw error;
		// A number that Chatwoot does not take, or has where nobody finds it, is still somebody's: they are known by their key then.
		const byKey = { key: person.key, phones: [], identifier: person.key };
		const known = await findContact(send, byKey);
		return known ? { contact: known, created: false } : await createContact(send, byKey, name || body.name);
	}
}

/**
 * The contact of somebody who was known by a lid alone, with the phone that is known by now: people find them by it. What people took out of a contact of
 * theirs stays out.
 */
export async function withPhone(send: Send, contact: IDataObject, { phones }: Person): Promise<IDataObject> {
	const isByLid = parseProviderId(textOf(contact.identifier)).kind === 'lid';
	if (!isByLid || textOf(contact.phone_number) !== '' || phones.length === 0) return contact;
	try {
		const body = { phone_number: phones[0] };
		await send({ method: 'PUT', path: `/contacts/${String(contact.id)}`, body, repeatable: true });
		return { ...contact, ...body };
	} catch (error) {
		// A number that Chatwoot does not take, or that another contact has: the words are more important.
		if (error instanceof VendorError && error.status === 422) return contact;
		throw error;
	}
}
