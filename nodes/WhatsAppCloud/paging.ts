import { at, listOf } from '../shared/core/json/readers';
import { cursors, type Paging } from '../shared/kit/paging';

/**
 * Graph's lists: entries in `data`, a cursor for the page after. `paging.next` holds the token: that a page follows is read of it, and nothing else.
 * @param maxSize entries of the longest page; the vendor's own size when absent
 */
export const pages = (maxSize?: number): Paging =>
	cursors({
		cursor: 'after',
		...(maxSize !== undefined && { size: 'limit' }),
		maxSize: maxSize ?? Infinity,
		entries: (answer) => listOf(at(answer, 'data')),
		following: (answer) => (at(answer, 'paging', 'next') ? at(answer, 'paging', 'cursors', 'after') : null),
	});

/** Long pages, which Graph allows of all lists but those that say otherwise. */
export const listed: Paging = pages(100);
