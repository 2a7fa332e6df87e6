import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { entriesOf, recordOf } from '../envelopes';
import { readEvent, type ChatwootEvent } from '../events';
import { API_CHANNEL, pagesBack } from './conversation';

type Send = Call['send'];

/** The last item: everything until then is in the items before it. */
const CAUGHT_UP = 'caught_up';

const TYPES = ['incoming', 'outgoing', 'activity', 'template'];

/**
 * What people wrote in API inboxes since a moment, in the order in which they wrote it. Chatwoot tells of a message once: whoever was not there to hear it
 * asks for it here.
 */
export async function getNewMessages({ context, itemIndex, values, send }: Call): Promise<Outcome[]> {
	const { since, inbox, dedicatedUser } = values as { since: number; inbox?: number; dedicatedUser?: boolean };
	const until = new Date().toISOString();
	const { accountId } = await context.getCredentials('atendeAquiChatwootApi', itemIndex);
	const facts = {
		deliveryId: '',
		keepRaw: false,
		...(dedicatedUser && { ownUserId: Number(recordOf(await send({ method: 'GET', path: '/profile', repeatable: true })).id) }),
	};
	const events: ChatwootEvent[] = [];
	for (const conversation of await activeSince(send, since, inbox))
		for await (const page of pagesBack(send, Number(conversation.id), since))
			for (const message of page.filter(({ created_at: at }) => Number(at) >= Math.floor(since))) {
				const reading = readEvent(asDelivery(conversation, message, Number(accountId)), facts);
				if (reading.kind === 'event' && reading.event.author === 'human') events.push(reading.event);
			}
	const written = await withEmails(send, events);
	written.sort((a, b) => Number(a.messageId) - Number(b.messageId));
	const { json } = context.getInputData()[itemIndex];
	return [...written.map((event) => ({ json: event as IDataObject })), { json: { ...json, event: CAUGHT_UP, until } }];
}

/** Conversations of API inboxes in which something was written since then: the list comes newest activity first. */
async function activeSince(send: Send, since: number, inbox?: number): Promise<IDataObject[]> {
	const active = new Map<unknown, IDataObject>();
	const query = { status: 'all', assignee_type: 'all', sort_by: 'last_activity_at_desc', ...(inbox && { inbox_id: inbox }) };
	for (let page = 1; ; page++) {
		const list = entriesOf(await send({ method: 'GET', path: '/conversations', query: { ...query, page }, repeatable: true }));
		const fresh = list.filter(({ last_activity_at: at }) => Number(at) >= Math.floor(since));
		for (const conversation of fresh)
			if ((conversation.meta as IDataObject | undefined)?.channel === API_CHANNEL) active.set(conversation.id, conversation);
		if (list.length === 0 || fresh.length < list.length) return [...active.values()];
	}
}

/** The same message as Chatwoot delivers it: in its lists the type is a number, the time in seconds, and the conversation is left out. */
const asDelivery = (conversation: IDataObject, message: IDataObject, accountId: number): IDataObject => ({
	...message,
	event: 'message_created',
	message_type: TYPES[Number(message.message_type)],
	created_at: new Date(Number(message.created_at) * 1000).toISOString(),
	account: { id: accountId },
	inbox: { id: conversation.inbox_id },
	conversation: { ...conversation, channel: (conversation.meta as IDataObject).channel },
});

/** Lists do not tell the addresses of agents, deliveries do. */
async function withEmails(send: Send, events: ChatwootEvent[]): Promise<ChatwootEvent[]> {
	if (events.length === 0) return [];
	const agents = entriesOf(await send({ method: 'GET', path: '/agents', repeatable: true }));
	const emails = new Map(agents.map(({ id, email }) => [id, email as string]));
	return events.map((event) => ({ ...event, authorEmail: event.authorEmail ?? emails.get(event.authorId) ?? null }));
}
