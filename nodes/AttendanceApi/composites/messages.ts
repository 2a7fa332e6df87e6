import type { IDataObject } from 'n8n-workflow';

import { listOf, numberOf, recordOf } from '../../shared/core/json/readers';
import type { VendorRequest } from '../../shared/http/send';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import type { Door } from '../door';
import { withMessages } from '../models/conversation';
import type { Message } from '../models/message';
import type { Reader } from '../reader';

/** The most that the code dialect puts on a page of messages. */
const PAGE = 200;

const conversationPath = (id: unknown): string => `/conversations/${segment(id)}`;
const segment = (id: unknown): string => {
	const text = String(id).trim();
	if (text === '.' || text === '..' || /[/\\]/.test(text)) throw new RangeError('Conversation ID must not contain a path');
	return encodeURIComponent(text);
};
const reading = (path: string, query?: IDataObject): VendorRequest => ({ method: 'GET', path, ...(query && { query }), repeatable: true });

/** A conversation of the documented dialect, which brings all its messages. */
export async function readDocumented(send: Door, id: unknown, reader: Reader, newest = Infinity): Promise<IDataObject> {
	const answer = await send(reading(conversationPath(id)));
	return newestOf(withMessages(answer, listOf(recordOf(answer).messages), reader), newest);
}

/** A conversation of the code dialect and its messages, which are asked for apart; the newest are on the last page. */
export async function readInCode(send: Door, id: unknown, reader: Reader, newest = Infinity): Promise<IDataObject> {
	const path = conversationPath(id);
	const answer = await send(reading(path));
	const total = numberOf(recordOf(answer).total_messages, { min: 0 });
	const messages = newest === 0 ? [] : await pagesFrom(send, `${path}/messages`, firstPage(total, newest));
	return newestOf(withMessages(answer, messages, reader), newest);
}

/** The conversation as its dialect gives it. */
export const readConversation = async (send: Door, id: unknown, reader: Reader, newest?: number): Promise<IDataObject> =>
	await (reader.dialect === 'v2' ? readInCode : readDocumented)(send, id, reader, newest);

/** The page on which the newest so many begin; the first where nobody says how many there are. */
const firstPage = (total: number | null, newest: number): number =>
	total === null || total < newest ? 1 : Math.floor(Math.max(0, total - newest) / PAGE) + 1;

/** There is no count that could be trusted: a short page is the last one. */
async function pagesFrom(send: Door, path: string, first: number): Promise<unknown[]> {
	const found: unknown[] = [];
	for (let page = first; ; page++) {
		const entries = listOf(await send(reading(path, { page, per_page: PAGE })));
		found.push(...entries);
		if (entries.length < PAGE) return found;
	}
}

function newestOf(conversation: IDataObject, newest: number): IDataObject {
	const messages = conversation.messages as Message[];
	return { ...conversation, messages: newest === 0 ? [] : messages.slice(-newest) };
}

const get =
	(read: typeof readDocumented) =>
	async ({ send, values }: Call, reader: Reader): Promise<Outcome> => ({
		json: await read(send, values.conversationId, reader, numberOf(values.newest) ?? 50),
	});
export const getDocumented = get(readDocumented);
export const getInCode = get(readInCode);

/** The newest messages of a conversation, an item each, oldest first. */
export async function getMessages({ send, values, wanted }: Call, reader: Reader): Promise<Outcome[]> {
	const { messages } = await readConversation(send, values.conversationId, reader, wanted);
	return (messages as Message[]).map((json) => ({ json }));
}

/** Where a message of a conversation goes to in the code dialect, which wants the number too. */
export { conversationPath };
