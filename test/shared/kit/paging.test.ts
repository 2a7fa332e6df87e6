import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../../../nodes/shared/http/send';
import { cursors, pageNumbers, readPages, type Paging } from '../../../nodes/shared/kit/paging';

const books = Array.from({ length: 7 }, (_, n) => ({ id: n + 1 }));
const entries = (answer: unknown): unknown[] => (answer as { data: unknown[] }).data;
const list: VendorRequest = { method: 'GET', path: '/books', query: { genre: 'novel' }, repeatable: true };

/** A vendor's list, and what it was asked. */
function vendor(answer: (parameters: IDataObject) => IDataObject) {
	const asked: IDataObject[] = [];
	const fetch = async ({ query, body }: VendorRequest): Promise<unknown> => {
		const parameters = (query ?? body) as IDataObject;
		asked.push(parameters);
		return await Promise.resolve(answer(parameters));
	};
	return { asked, fetch };
}

const numbered = (size: number) =>
	vendor(({ page, limit }) => ({ data: books.slice((Number(page) - 1) * Number(limit ?? size)).slice(0, Number(limit ?? size)) }));

describe('pages with numbers', () => {
	const paging = pageNumbers({ page: 'page', size: 'limit', maxSize: 3, entries });

	it('reads until a page is not full', async () => {
		const { asked, fetch } = numbered(3);
		expect(await readPages(fetch, list, paging, Infinity)).toEqual(books);
		expect(asked).toEqual([1, 2, 3].map((page) => ({ genre: 'novel', page, limit: 3 })));
	});

	it('asks for no more than is wanted', async () => {
		const { asked, fetch } = numbered(3);
		expect(await readPages(fetch, list, paging, 2)).toEqual(books.slice(0, 2));
		expect(asked).toEqual([{ genre: 'novel', page: 1, limit: 2 }]);
	});

	it('cuts the last page to the limit, with the same size on every page', async () => {
		const { asked, fetch } = numbered(3);
		expect(await readPages(fetch, list, paging, 5)).toEqual(books.slice(0, 5));
		expect(asked.map(({ limit }) => limit)).toEqual([3, 3]);
	});

	it('reads until an empty page where the vendor alone knows the size', async () => {
		const { asked, fetch } = numbered(4);
		expect(await readPages(fetch, list, pageNumbers({ page: 'page', maxSize: 4, firstPage: 1, entries }), Infinity)).toEqual(books);
		expect(asked.map(({ page }) => page)).toEqual([1, 2, 3]);
	});
});

describe('pages with a cursor', () => {
	const following = (answer: unknown): unknown => (answer as { next: unknown }).next;
	const paging: Paging = cursors({ cursor: 'after', size: 'show', maxSize: 3, entries, following });
	const chained = () =>
		vendor(({ after = 0, show }) => {
			const end = Number(after) + Number(show);
			return { data: books.slice(Number(after), end), next: end < books.length ? String(end) : null };
		});

	it('follows it to the end', async () => {
		const { asked, fetch } = chained();
		expect(await readPages(fetch, list, paging, Infinity)).toEqual(books);
		expect(asked.map(({ after }) => after)).toEqual([undefined, '3', '6']);
	});

	it('puts it into the body of a request that has one', async () => {
		const { asked, fetch } = chained();
		await readPages(fetch, { method: 'POST', path: '/search', body: { q: 'a' }, repeatable: true }, paging, 4);
		expect(asked).toEqual([
			{ q: 'a', show: 3 },
			{ q: 'a', show: 3, after: '3' },
		]);
	});

	it('ends with a cursor that does not move', async () => {
		const { asked, fetch } = vendor(() => ({ data: books.slice(0, 1), next: 'again' }));
		expect(await readPages(fetch, list, paging, Infinity)).toHaveLength(2);
		expect(asked).toHaveLength(2);
	});
});
