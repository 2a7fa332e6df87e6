import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/kit/operation';
import type { Outcome } from '../../shared/kit/items';
import { entriesOf, one } from '../envelopes';
import { pagesBack } from './messages';
import { wantedOf, wholePerson, type Owned } from './wholePerson';

type Send = Call['send'];

/** Reads everything that Chatwoot has of a person: contacts with their notes, conversations with all messages. */
export async function exportPerson(call: Call): Promise<Outcome> {
	const { owned, elsewhere } = await wholePerson(call.send, await wantedOf(call));
	const contacts: IDataObject[] = [];
	for (const theirs of owned) contacts.push(await everythingOf(call.send, theirs));
	return { json: { contacts, elsewhere } };
}

async function everythingOf(send: Send, { contact, conversations, isShared }: Owned): Promise<IDataObject> {
	const read: IDataObject[] = [];
	for (const conversation of conversations) {
		const messages: IDataObject[] = [];
		for await (const page of pagesBack(send, Number(conversation.id), undefined, Infinity)) messages.unshift(...page);
		read.push({ ...(one()(conversation) as IDataObject), messages });
	}
	// What people wrote about a contact that is also somebody else's may be about them.
	const notes = isShared ? [] : entriesOf(await send({ method: 'GET', path: `/contacts/${String(contact.id)}/notes`, repeatable: true }));
	return { ...(isShared ? { id: contact.id } : (one()(contact) as IDataObject)), notes, conversations: read };
}
