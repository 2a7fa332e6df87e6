import type { IDataObject } from 'n8n-workflow';

import { parseAddress, phoneForms } from '../../shared/core/brazil/phone';
import { VendorError } from '../../shared/http/errors';
import type { Call } from '../../shared/kit/operation';
import { createdContact, entriesOf } from '../envelopes';

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
 * Reads a phone or chat id as a person to find.
 * @throws {InvalidPhone}
 */
export function personOf(address: string): Person {
	const parsed = parseAddress(address);
	const { kind, key } = parsed;
	if (kind !== 'user') return { key, phones: [], identifier: key };
	return { key, phones: phoneForms(parsed).map((digits) => `+${digits}`) };
}

/**
 * The contact that is this person, by exact match. The filter is used, not the search: that one matches parts, and allows 100 a minute.
 */
export async function findContact(send: Send, { phones, identifier }: Person): Promise<IDataObject | null> {
	const [key, values] = identifier === undefined ? ['phone_number', phones] : ['identifier', [identifier]];
	// Of several values of one condition Chatwoot reads only the first.
	const payload = values.map((value, n) => ({
		attribute_key: key,
		filter_operator: 'equal_to',
		values: [value],
		query_operator: n === values.length - 1 ? null : 'OR',
	}));
	const answer = await send({ method: 'POST', path: '/contacts/filter', body: { payload }, repeatable: true });
	const rank = (contact: IDataObject) => values.indexOf(String(contact[key]));
	const [best] = entriesOf(answer)
		.filter((contact) => rank(contact) >= 0)
		.sort((a, b) => rank(a) - rank(b) || Number(a.id) - Number(b.id));
	return best ?? null;
}

/**
 * The contact that is this person, made when there is none.
 * @param name for a new contact; an existing one keeps its own
 */
export async function ensureContact(send: Send, person: Person, name: string): Promise<{ contact: IDataObject; created: boolean }> {
	const found = await findContact(send, person);
	if (found) return { contact: found, created: false };
	const identity = person.identifier === undefined ? { phone_number: person.phones[0] } : { identifier: person.identifier };
	const body = { name: name || person.phones[0] || person.key, ...identity };
	try {
		const answer = await send({ method: 'POST', path: '/contacts', body, repeatable: false });
		return { contact: createdContact(answer) as IDataObject, created: true };
	} catch (error) {
		// Somebody else made it in between: Chatwoot keeps phones and identifiers unique.
		const made = error instanceof VendorError && error.status === 422 ? await findContact(send, person) : null;
		if (!made) throw error;
		return { contact: made, created: false };
	}
}
