import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../shared/http/send';
import { pageNumbers, type Paging } from '../shared/kit/paging';
import { entriesOf } from './envelopes';

/** Chatwoot's lists in pages of its own size: 15 contacts, 25 conversations. */
export const pages = (name?: string): Paging => pageNumbers({ page: 'page', maxSize: 25, entries: (answer) => entriesOf(answer, name) });

/** A POST with the page in its query, as the filters have it. */
export const filterPages: Paging = {
	maxSize: 25,
	entries: (answer) => entriesOf(answer),
	first: (request) => ({ ...request, query: { ...request.query, page: 1 } }),
	next: (request, _answer, count) =>
		count === 0 ? null : { ...request, query: { ...request.query, page: Number(request.query?.page) + 1 } },
};

/** Everything at once: the list has no pages, whatever the limit is. */
export const onePage = (name?: string): Paging => ({
	maxSize: Infinity,
	entries: (answer) => entriesOf(answer, name),
	first: (request) => request,
	next: () => null,
});

/** Messages, newest first: each page is the 20 before the oldest one seen. Chatwoot gives a page in ascending order. */
export const messagePages: Paging = {
	maxSize: 20,
	entries: (answer) => [...entriesOf(answer)].reverse(),
	first: (request) => request,
	next: (request, answer) => {
		const oldest = Math.min(...entriesOf(answer).map(({ id }) => Number(id)));
		return Number.isFinite(oldest) ? before(request, oldest) : null;
	},
};

const before = (request: VendorRequest, id: number): VendorRequest => ({
	...request,
	query: { ...(request.query as IDataObject), before: id },
});
