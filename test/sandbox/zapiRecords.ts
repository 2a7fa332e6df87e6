import type { Endpoint } from '../contracts/zapiContract';

/** Records of a list by its route, `/chats`; routes without an entry answer with the documented sample. */
export type ZApiRecords = Record<string, unknown[] | undefined>;

/** How many products the vendor puts on a page: it is not documented, and nobody can ask for another number. */
const CATALOG_PAGE = 10;

/** One page of a list: by number, by cursor, or whole where the vendor has no pages. Undefined for other routes. */
export function pageOf({ path, answer, query, body }: Endpoint, records: ZApiRecords, asked: Record<string, unknown>): unknown {
	const list = records[path];
	if (!list) return undefined;
	if ('pageSize' in query) return slice(list, (Number(asked.page) - 1) * Number(asked.pageSize), Number(asked.pageSize));
	if (!('nextCursor' in query || 'nextCursor' in body)) return list;
	const from = Number(asked.nextCursor ?? 0);
	const next = from + CATALOG_PAGE < list.length ? String(from + CATALOG_PAGE) : null;
	const key = Object.keys(answer as object).find((name) => name === 'products' || name === 'collections') ?? 'products';
	return { nextCursor: next, [key]: slice(list, from, CATALOG_PAGE) };
}

const slice = (list: unknown[], from: number, count: number): unknown[] => list.slice(from, from + count);
