import { pageNumbers, type Paging } from '../shared/kit/paging';
import { entriesOf } from './models';

/** The most entries that the vendor puts on a page. */
export const PAGE_SIZE = 50;

const numbered = pageNumbers({ page: 'page', size: 'page_size', maxSize: PAGE_SIZE, entries: entriesOf });

/**
 * The vendor's pages: the list ends with a short or empty one, with one that says that none follows, and with a bare list that is longer than
 * was asked for, since that one was not cut into pages at all.
 */
export const pages: Paging = {
	...numbered,
	next: (request, answer, count) => {
		const isLast = Array.isArray(answer) ? count > Number(request.query?.page_size) : (answer as { next?: unknown } | null)?.next === null;
		return isLast ? null : numbered.next(request, answer, count);
	},
};

/** A list that comes whole. */
export const onePage = (entries: Paging['entries']): Paging => ({
	maxSize: Infinity,
	entries,
	first: (request) => request,
	next: () => null,
});
