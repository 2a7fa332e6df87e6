import type { IDataObject } from 'n8n-workflow';

import { parseProviderId } from '../../shared/core/brazil/phone';
import { at, numberOf, textOf } from '../../shared/core/json/readers';
import type { Call } from '../../shared/kit/operation';
import { addressOf, keyOfRecord } from '../address';
import { entriesOf } from '../envelopes';
import { findContact, personOfKey } from './contact';
import { knownConversation } from './conversation';

type Send = Call['send'];

/** A contact with what of it is one person's. */
export interface Owned {
	contact: IDataObject;
	/** Those with this person. */
	conversations: IDataObject[];
	/** Somebody else's too: people merge contacts, and correct numbers in them. */
	isShared: boolean;
}

export interface Whole {
	owned: Owned[];
	/** Numbers of conversations that Chatwoot does not have any more. */
	gone: number[];
	/** Numbers in another account than this credential's. */
	elsewhere: string[];
}

/** What the fields `ids` and `conversations` of a composite give. */
export interface Wanted {
	/** All keys and addresses of the person. */
	ids: string[];
	/** `7/88`: the account and the number in it. */
	conversations: string[];
	account: string;
}

export const wantedOf = async ({ context, itemIndex, values }: Call): Promise<Wanted> => {
	const { accountId } = await context.getCredentials('atendeAquiChatwootApi', itemIndex);
	const { ids = [], conversations = [] } = values as { ids?: string[]; conversations?: string[] };
	if (ids.length + conversations.length === 0) throw new RangeError('"IDs of the Person" and "Conversations" are both empty');
	return { ids, conversations, account: textOf(accountId).trim() };
};

/** Everything that Chatwoot has of a person: by the conversations that are known to be theirs, and by every id. */
export async function wholePerson(send: Send, { ids, conversations, account }: Wanted): Promise<Whole> {
	const keys = new Set(ids.map((id) => parseProviderId(id).key));
	const [here, elsewhere] = [true, false].map((isHere) => conversations.filter((one) => one.startsWith(`${account}/`) === isHere));
	const known = new Set(here.map((one) => Number(one.slice(account.length + 1))));
	const contacts = new Map<number, IDataObject>();
	const gone: number[] = [];
	for (const number of known) {
		const conversation = await knownConversation(send, number);
		const sender = at(conversation, 'meta', 'sender') as IDataObject | undefined;
		const id = numberOf(sender?.id);
		if (conversation === null) gone.push(number);
		else if (id !== null) contacts.set(id, sender as IDataObject);
	}
	for (const key of keys) {
		const found = await findContact(send, personOfKey(key));
		if (found) contacts.set(Number(found.id), found);
	}
	const owned = await Promise.all([...contacts.values()].map(async (contact) => await ownedOf(send, contact, keys, known)));
	return { owned, gone, elsewhere };
}

async function ownedOf(send: Send, contact: IDataObject, keys: Set<string>, known: Set<number>): Promise<Owned> {
	const all = entriesOf(await send({ method: 'GET', path: `/contacts/${String(contact.id)}/conversations`, repeatable: true }));
	const holder = keyOfRecord(contact);
	const isTheirContact = holder === null || keys.has(holder);
	const isTheirs = (conversation: IDataObject): boolean => {
		if (known.has(Number(conversation.id))) return true;
		const address = addressOf(conversation);
		return address === null ? isTheirContact : keys.has(address) || keys.has(parseProviderId(address).key);
	};
	const conversations = all.filter(isTheirs);
	return { contact, conversations, isShared: !isTheirContact || conversations.length < all.length };
}
