import type { IDataObject } from 'n8n-workflow';

import { at, numberOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { entriesOf, recordOf } from '../envelopes';
import { readEvent, type ChatwootEvent } from '../events';
import { API_CHANNEL } from './conversation';
import { pagesBack } from './messages';

type Send = Call['send'];

/** The last item: everything until then is in the items before it. */
const CAUGHT_UP = 'caught_up';

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
	const { events, isComplete } = await writtenIn(await activeSince(send, since, inbox), {
		read: async (conversation) =>
			(await messagesSince(send, conversation, since))
				.map((message) => readEvent(asDelivery(conversation, message, Number(accountId)), facts))
				.flatMap((reading) => (reading.kind === 'event' && reading.event.author === 'human' ? [reading.event] : [])),
		warn: (conversation, problem) =>
			context.logger.warn('Chatwoot did not show a conversation', { conversationId: numberOf(conversation.id), problem }),
	});
	const written = await withEmails(send, events);
	written.sort((a, b) => Number(a.messageId) - Number(b.messageId));
	const { json } = context.getInputData()[itemIndex];
	const known = isComplete ? until : new Date(since * 1000).toISOString();
	return [...written.map((event) => ({ json: event as IDataObject })), { json: { ...json, event: CAUGHT_UP, until: known } }];
}

/** So many conversations that cannot be shown now are Chatwoot itself: asking on would take its timeout for each of them. */
const MOST_FAILURES = 3;

/**
 * What was written in these conversations. One that is gone, or that Chatwoot refuses to show, has nothing for anybody; one that it cannot show now is to be
 * asked for again, and so are all that were not asked for: none more after `MOST_FAILURES`, nor after Chatwoot said that it is asked too often (each request
 * has waited as long as it wished already, see `withRetry`).
 */
async function writtenIn(
	conversations: IDataObject[],
	{ read, warn }: { read: (one: IDataObject) => Promise<ChatwootEvent[]>; warn: (one: IDataObject, problem: string) => void },
): Promise<{ events: ChatwootEvent[]; isComplete: boolean }> {
	const events: ChatwootEvent[] = [];
	let failures = 0;
	for (const conversation of conversations)
		try {
			events.push(...(await read(conversation)));
		} catch (error) {
			if (!(error instanceof VendorError) || error.kind === 'unauthorized') throw error;
			warn(conversation, error.message);
			if (error.kind === 'notFound' || error.kind === 'rejected') continue;
			failures++;
			if (error.kind === 'rateLimited' || failures >= MOST_FAILURES) break;
		}
	return { events, isComplete: failures === 0 };
}

async function messagesSince(send: Send, { id }: IDataObject, since: number): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for await (const page of pagesBack(send, Number(id), since))
		found.push(...page.filter((one) => Number(one.created_at) >= Math.floor(since)));
	return found;
}

/** Conversations of API inboxes in which something was written since then: the list comes newest activity first. */
async function activeSince(send: Send, since: number, inbox?: number): Promise<IDataObject[]> {
	const active = new Map<unknown, IDataObject>();
	const query = { status: 'all', assignee_type: 'all', sort_by: 'last_activity_at_desc', ...(inbox && { inbox_id: inbox }) };
	for (let page = 1; ; page++) {
		const list = entriesOf(await send({ method: 'GET', path: '/conversations', query: { ...query, page }, repeatable: true }));
		const fresh = list.filter(({ last_activity_at: at }) => Number(at) >= Math.floor(since));
		for (const conversation of fresh) if (at(conversation.meta, 'channel') === API_CHANNEL) active.set(conversation.id, conversation);
		if (list.length === 0 || fresh.length < list.length) return [...active.values()];
	}
}

/** The same message as Chatwoot delivers it: in its lists the conversation is left out. */
const asDelivery = (conversation: IDataObject, message: IDataObject, accountId: number): IDataObject => ({
	...message,
	event: 'message_created',
	account: { id: accountId },
	inbox: { id: conversation.inbox_id },
	conversation: { ...conversation, channel: at(conversation.meta, 'channel') },
});

/** Lists do not tell the addresses of agents, deliveries do. */
async function withEmails(send: Send, events: ChatwootEvent[]): Promise<ChatwootEvent[]> {
	if (events.length === 0) return [];
	const agents = entriesOf(await send({ method: 'GET', path: '/agents', repeatable: true }));
	const emails = new Map(agents.map(({ id, email }) => [id, email as string]));
	return events.map((event) => ({ ...event, authorEmail: event.authorEmail ?? emails.get(event.authorId) ?? null }));
}
