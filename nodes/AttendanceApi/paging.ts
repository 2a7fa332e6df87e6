import { listOf, recordOf } from '../shared/core/json/readers';
import { pageNumbers, type Paging } from '../shared/kit/paging';

/** The entries of a list: a bare one, or under a key. */
export const listUnder =
	(key: string): Paging['entries'] =>
	(answer) =>
		listOf(Array.isArray(answer) ? answer : recordOf(answer)[key]);

/** A list that comes whole: the documented one of conversations counts more than it gives, and knows no pages. */
export const whole = (key: string): Paging => ({
	maxSize: Infinity,
	entries: listUnder(key),
	first: (request) => request,
	next: () => null,
});

/** Pages by number, which say how many there are: the last one ends the list, and so does a short or empty one. */
export function pages(key: string, size: 'limit' | 'per_page', maxSize = 100): Paging {
	const numbered = pageNumbers({ page: 'page', size, maxSize, entries: listUnder(key) });
	return {
		...numbered,
		next: (request, answer, count) => {
			const total = recordOf(answer).pages;
			const isLast = typeof total === 'number' && Number(request.query?.page) >= total;
			return isLast ? null : numbered.next(request, answer, count);
		},
	};
}
