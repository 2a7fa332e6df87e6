import type { IDataObject } from 'n8n-workflow';

import { at, numberOf, textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import type { Call } from '../../shared/kit/operation';
import { addressMark, addressOf, keyOfProviderId, sourceIdOfConversation } from '../address';
import { entriesOf, recordOf } from '../envelopes';
import { holderOf, sourceIdsIn, type Person } from './contact';

type Send = Call['send'];

/** Only there may one write what the customer said, and does writing a reply not send it. */
export const API_CHANNEL = 'Channel::Api';

/** A contact's conversations in one inbox. */
export interface Found {
	/** The one to write into. */
	conversation: IDataObject;
	/** Those that were there before, it included. */
	earlier: IDataObject[];
	created: boolean;
}

interface Wanted {
	contact: IDataObject;
	person: Person;
	inboxId: number;
	/** Messages are to be mirrored, which no other kind of inbox allows. */
	mustBeApi: boolean;
	/** A conversation that is known to be with this person. */
	known?: number;
}

/**
 * The conversation with this person in this inbox that is not resolved, the oldest of several; made when there is none. A contact may have been merged
 * from several people: only conversations with this one count.
 * @throws {RangeError} when messages are to be mirrored into an inbox that is no API inbox
 */
export async function ensureConversation(send: Send, wanted: Wanted): Promise<Found> {
	const { contact, inboxId, mustBeApi } = wanted;
	const earlier = await conversationsWith(send, wanted);
	const [open] = earlier.filter(({ status }) => status !== 'resolved').sort((a, b) => Number(a.id) - Number(b.id));
	const channel = open ? at(open.meta, 'channel') : await channelOf(send, inboxId);
	if (mustBeApi && channel !== API_CHANNEL)
		throw new RangeError(
			`Inbox ${inboxId} is no API inbox: Chatwoot would send what is mirrored there. Choose an inbox of the type API, or mirror as a private note.`,
		);
	if (open) return { conversation: open, earlier, created: false };
	return { conversation: await create(send, wanted, contact, channel === API_CHANNEL), earlier, created: true };
}

async function conversationsWith(send: Send, { contact, person, inboxId, known }: Wanted): Promise<IDataObject[]> {
	const answer = await send({ method: 'GET', path: `/contacts/${String(contact.id)}/conversations`, repeatable: true });
	const [own, ...others] = foreignTo(contact, inboxId);
	// Of an id that Chatwoot made up one cannot tell whose it is, unless there is no other.
	const isOnly = others.length === 0;
	const isTheirs = (conversation: IDataObject): boolean => {
		// Whatever id it was begun under: by now the person is known by another one.
		if (numberOf(conversation.id) === known) return true;
		const address = addressOf(conversation);
		if (address !== null) return address === person.key || keyOfProviderId(address) === person.key;
		const source = sourceIdOfConversation(conversation);
		return source === null ? sourceIdsIn(contact, inboxId).length <= 1 : isOnly && source === own;
	};
	return entriesOf(answer).filter((conversation) => numberOf(conversation.inbox_id) === inboxId && isTheirs(conversation));
}

/** Source ids of the contact in the inbox that are no address of ours: Chatwoot made them up, or another system did. */
const foreignTo = (contact: IDataObject, inboxId: number): string[] =>
	sourceIdsIn(contact, inboxId).filter((id) => keyOfProviderId(id) === null);

/**
 * Makes a conversation, known by the person's key where that is free, by what the contact has already, or by what Chatwoot makes up.
 * "Source has already been taken" is a refusal (422), or a server error (500) where only the database's index found out.
 */
async function create(send: Send, wanted: Wanted, contact: IDataObject, isApi: boolean): Promise<IDataObject> {
	const { person, inboxId } = wanted;
	const known = sourceIdsIn(contact, inboxId);
	const foreign = foreignTo(contact, inboxId);
	const usual = isApi
		? known.includes(person.key)
			? person.key
			: foreign.length === 1 && known.length === 1
				? foreign[0]
				: person.key
		: known[0];
	const post = async (contactId: unknown, sourceId?: string) =>
		recordOf(
			await send({
				method: 'POST',
				path: '/conversations',
				body: {
					inbox_id: inboxId,
					contact_id: contactId as number,
					...(sourceId !== undefined && { source_id: sourceId }),
					...(isApi && { additional_attributes: addressMark(person.key) }),
				},
				repeatable: false,
			}),
		);
	try {
		return await post(contact.id, usual);
	} catch (error) {
		const status = error instanceof VendorError ? error.status : undefined;
		if (usual === undefined || (status !== 422 && status !== 500)) throw error;
		const holder = await holderOf(send, inboxId, usual).catch(() => undefined);
		// A server error says nothing of its cause. Where nobody else has the id, it was none of ours: the conversation may have been made before the server
		// failed, and the next run finds it.
		if (status === 500 && (holder === undefined || holder?.id === contact.id)) throw error;
		// Another contact has it, or one that was deleted and is not gone yet: the words are more important than the id.
		return holder && holder.id !== contact.id ? await post(holder.id, usual) : await post(contact.id);
	}
}

/** A conversation that is known to be with somebody, as Chatwoot has it now; null when it is gone, or in another inbox than is asked for. */
export async function knownConversation(send: Send, id: number, inboxId?: number): Promise<IDataObject | null> {
	try {
		const conversation = recordOf(await send({ method: 'GET', path: `/conversations/${id}`, repeatable: true }));
		return inboxId === undefined || numberOf(conversation.inbox_id) === inboxId ? conversation : null;
	} catch (error) {
		if (error instanceof VendorError && error.kind === 'notFound') return null;
		throw error;
	}
}

const channelOf = async (send: Send, inboxId: number): Promise<string> =>
	textOf(recordOf(await send({ method: 'GET', path: `/inboxes/${inboxId}`, repeatable: true })).channel_type);
