import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/kit/operation';
import { entriesOf, recordOf } from '../envelopes';
import type { Person } from './contact';

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

/**
 * The conversation of this contact in this inbox that is not resolved, the oldest of several; made when there is none.
 * @throws {RangeError} when messages are to be mirrored into an inbox that is no API inbox
 */
export async function ensureConversation(
	send: Send,
	contact: IDataObject,
	{ key }: Person,
	inboxId: number,
	mustBeApi: boolean,
): Promise<Found> {
	const answer = await send({ method: 'GET', path: `/contacts/${String(contact.id)}/conversations`, repeatable: true });
	const earlier = entriesOf(answer).filter(({ inbox_id: inbox }) => inbox === inboxId);
	const [open] = earlier.filter(({ status }) => status !== 'resolved').sort((a, b) => Number(a.id) - Number(b.id));
	const channel = open ? (open.meta as IDataObject | undefined)?.channel : await channelOf(send, inboxId);
	if (mustBeApi && channel !== API_CHANNEL)
		throw new RangeError(
			`Inbox ${inboxId} is no API inbox: Chatwoot would send what is mirrored there. Choose an inbox of the type API, or mirror as a private note.`,
		);
	if (open) return { conversation: open, earlier, created: false };
	const body = {
		inbox_id: inboxId,
		contact_id: contact.id,
		source_id: sourceIn(contact, inboxId) ?? (channel === API_CHANNEL ? key : undefined),
	};
	const conversation = recordOf(await send({ method: 'POST', path: '/conversations', body, repeatable: false }));
	return { conversation, earlier, created: true };
}

const channelOf = async (send: Send, inboxId: number): Promise<unknown> =>
	recordOf(await send({ method: 'GET', path: `/inboxes/${inboxId}`, repeatable: true })).channel_type;

/** How the contact is already known in the inbox: without that an API inbox would know it under one more id. */
function sourceIn({ contact_inboxes: links }: IDataObject, inboxId: number): string | undefined {
	const known = ((links ?? []) as Array<{ source_id: string; inbox: { id: number } }>).find(({ inbox }) => inbox.id === inboxId);
	return known?.source_id;
}

/** Messages that Chatwoot gives at once. */
const PAGE = 20;

/** Messages are looked for that far back when it is not known when they were written. */
const MOST_PAGES = 5;

/**
 * The messages of a conversation, page by page, from the newest to the oldest; each page in ascending order.
 * @param since epoch seconds: no page that is older as a whole
 */
export async function* pagesBack(send: Send, conversationId: number, since?: number): AsyncGenerator<IDataObject[]> {
	let before: number | undefined;
	for (let page = 0; since !== undefined || page < MOST_PAGES; page++) {
		const path = `/conversations/${conversationId}/messages`;
		const messages = entriesOf(await send({ method: 'GET', path, ...(before && { query: { before } }), repeatable: true }));
		yield messages;
		const [oldest] = messages;
		if (messages.length < PAGE || Number(oldest.created_at) < (since ?? 0)) return;
		before = Number(oldest.id);
	}
}

/**
 * A message of a conversation, looked for from the newest to the oldest.
 * @param since epoch seconds: nothing older is looked at
 */
export async function findMessage(
	send: Send,
	conversationId: number,
	isWanted: (message: IDataObject) => boolean,
	since?: number,
): Promise<IDataObject | null> {
	for await (const messages of pagesBack(send, conversationId, since)) {
		const found = messages.find(isWanted);
		if (found) return found;
	}
	return null;
}
