import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/kit/operation';
import { entriesOf } from '../envelopes';

type Send = Call['send'];

/** How far the clocks of a provider and of Chatwoot may differ, seconds. */
export const CLOCK_DIFFERENCE_S = 600;

/** Messages that Chatwoot gives at once. */
const PAGE = 20;

/** Messages are looked for that far back when it is not known when they were written, or when they are not worth more. */
export const MOST_PAGES = 5;

/**
 * The messages of a conversation, page by page, from the newest to the oldest; each page in ascending order.
 * @param since epoch seconds: no page that is older as a whole
 */
export async function* pagesBack(
	send: Send,
	conversationId: number,
	since?: number,
	most = since === undefined ? MOST_PAGES : Infinity,
): AsyncGenerator<IDataObject[]> {
	let before: number | undefined;
	for (let page = 0; page < most; page++) {
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
 * @param most pages that are looked at
 */
export async function findMessage(
	send: Send,
	conversationId: number,
	isWanted: (message: IDataObject) => boolean,
	since?: number,
	most?: number,
): Promise<IDataObject | null> {
	for await (const messages of pagesBack(send, conversationId, since, most)) {
		const found = messages.find(isWanted);
		if (found) return found;
	}
	return null;
}
