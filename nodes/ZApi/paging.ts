import type { IDataObject } from 'n8n-workflow';

import { cursors, pageNumbers, type Paging } from '../shared/kit/paging';

const object = (answer: unknown): IDataObject => (typeof answer === 'object' && answer !== null ? (answer as IDataObject) : {});
const listed = (answer: unknown): unknown[] => (Array.isArray(answer) ? answer : []);
const under = (key: string) => (answer: unknown) => listed(object(answer)[key]);

/**
 * Pages by number, from 1; a page that is not full is the last one. The vendor names no longest page, so a modest one is asked for.
 */
export const pages: Paging = pageNumbers({ page: 'page', size: 'pageSize', maxSize: 100, entries: listed });

/** Pages of the catalog: a cursor in the answer, null at the end; the vendor alone decides how long a page is. */
export const catalogPages = (key: 'products' | 'collections'): Paging =>
	cursors({ cursor: 'nextCursor', maxSize: 1, entries: under(key), following: (answer) => object(answer).nextCursor });

/** Pages of the queue: a cursor in every answer, the last one too. */
export const queuePages: Paging = cursors({
	cursor: 'pagingState',
	size: 'pageSize',
	maxSize: 30,
	entries: under('messages'),
	following: (answer) => (object(answer).hasMore === true ? object(answer).pagingState : null),
});

const numbered = pageNumbers({ page: 'page', size: 'pageSize', maxSize: 50, entries: under('content') });

/** Pages of a partner's instances: the answer says how many there are. */
export const instancePages: Paging = {
	...numbered,
	next: (request, answer, count) => {
		const { page, totalPage } = object(answer);
		return Number(page ?? request.query?.page) >= Number(totalPage ?? 0) ? null : numbered.next(request, answer, count);
	},
};

/** A list that comes whole. */
export const whole: Paging = { maxSize: Infinity, first: (request) => request, next: () => null, entries: listed };
