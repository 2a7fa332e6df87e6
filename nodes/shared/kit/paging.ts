import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../http/send';

/** How a vendor gives a long list page by page. */
export interface Paging {
	/** The most entries that one page can hold. */
	maxSize: number;
	/** The request of the first page with at most `size` entries on it. */
	first: (request: VendorRequest, size: number) => VendorRequest;
	/** The request of the page after this one, null at the end. `count` is how many entries this page had. */
	next: (request: VendorRequest, answer: unknown, count: number) => VendorRequest | null;
	/** The entries in one page's answer. */
	entries: (answer: unknown) => unknown[];
}

interface PageNumbers {
	/** Name of the parameter with the page's number. */
	page: string;
	/** Name of the parameter with the page's size; without it the vendor's own size counts. */
	size?: string;
	maxSize: number;
	/** Number of the first page, by default 1. */
	firstPage?: number;
	entries: Paging['entries'];
}

/** Pages with numbers: the last one is the first that is not full, or empty where the vendor alone knows the size. */
export const pageNumbers = ({ page, size, maxSize, firstPage = 1, entries }: PageNumbers): Paging => ({
	maxSize,
	entries,
	first: (request, wanted) => withParameters(request, { [page]: firstPage, ...(size && { [size]: wanted }) }),
	next: (request, _answer, count) => {
		const { [page]: current, ...rest } = parametersOf(request);
		const isLast = count === 0 || (size !== undefined && count < Number(rest[size]));
		return isLast ? null : withParameters(request, { [page]: Number(current) + 1 });
	},
});

interface Cursors {
	/** Name of the parameter with the cursor. */
	cursor: string;
	size?: string;
	maxSize: number;
	entries: Paging['entries'];
	/** The cursor of the page after this answer; nothing at the end. */
	following: (answer: unknown) => unknown;
}

/** Pages with a cursor that the vendor gives with each answer. A cursor that does not move ends the list. */
export const cursors = ({ cursor, size, maxSize, entries, following }: Cursors): Paging => ({
	maxSize,
	entries,
	first: (request, wanted) => withParameters(request, size ? { [size]: wanted } : {}),
	next: (request, answer) => {
		const value = following(answer);
		const isEnd = value === undefined || value === null || value === '' || value === parametersOf(request)[cursor];
		return isEnd ? null : withParameters(request, { [cursor]: value as string });
	},
});

/**
 * Reads pages one after the other until there are enough entries, or no page follows.
 * @param limit how many entries are wanted at most; Infinity for all
 */
export async function readPages(
	fetch: (request: VendorRequest) => Promise<unknown>,
	request: VendorRequest,
	paging: Paging,
	limit: number,
): Promise<unknown[]> {
	const found: unknown[] = [];
	let page: VendorRequest | null = paging.first(request, Math.min(limit, paging.maxSize));
	while (page !== null && found.length < limit) {
		const answer = await fetch(page);
		const entries = paging.entries(answer);
		found.push(...entries);
		page = paging.next(page, answer, entries.length);
	}
	return found.slice(0, limit);
}

const hasQuery = ({ method }: VendorRequest): boolean => method === 'GET' || method === 'DELETE';

const parametersOf = (request: VendorRequest): IDataObject =>
	((hasQuery(request) ? request.query : request.body) as IDataObject | undefined) ?? {};

const withParameters = (request: VendorRequest, changes: IDataObject): VendorRequest => {
	const parameters = { ...parametersOf(request), ...changes };
	return hasQuery(request) ? { ...request, query: parameters } : { ...request, body: parameters };
};
