import type { VendorRequest } from '../../nodes/shared/http/send';
import { readPages } from '../../nodes/shared/kit/paging';
import { day } from '../../nodes/AtendeAqui/fields';
import { pages } from '../../nodes/AtendeAqui/pages';

describe('day', () => {
	it.each([
		['1990-05-31', '1990-05-31'],
		['1990-05-31T00:00:00', '1990-05-31'],
		['1990-05-31T00:00:00.000-03:00', '1990-05-31'],
		['31/05/1990', '1990-05-31'],
		[new Date('1990-05-31T12:00:00Z'), '1990-05-31'],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
	])('%s becomes %s', (given, sent) => {
		expect(day('Birthday').toWire(given)).toBe(sent);
	});

	it.each(['31 de maio', '1990-02-30', '30/02/1990', '1990-13-01', '19900531', 5, '1990-05-311'])('refuses %s', (given) => {
		expect(() => day('Birthday').toWire(given)).toThrow('Birthday is not a date');
	});
});

describe('pages', () => {
	const request: VendorRequest = { method: 'GET', path: '/clients/', repeatable: true };
	const all = Array.from({ length: 120 }, (_, n) => ({ n }));

	async function read(answer: (page: number, size: number) => unknown, limit = Infinity) {
		const asked: unknown[] = [];
		const found = await readPages(
			async ({ query }) => {
				asked.push(query);
				return await Promise.resolve(answer(Number(query?.page), Number(query?.page_size)));
			},
			request,
			pages,
			limit,
		);
		return { found, asked };
	}
	const cut = (from: unknown[]) => (page: number, size: number) => from.slice((page - 1) * size, page * size);

	it('walks until a short page, 50 at a time', async () => {
		const { found, asked } = await read(cut(all));
		expect(found).toEqual(all);
		expect(asked).toEqual([1, 2, 3].map((page) => ({ page, page_size: 50 })));
	});

	it('walks until an empty page', async () => {
		const { found, asked } = await read((page, size) => ({ results: cut(all.slice(0, 100))(page, size) }));
		expect(found).toHaveLength(100);
		expect(asked).toHaveLength(3);
	});

	it('believes the vendor that no page follows', async () => {
		const { asked } = await read((page, size) => ({ results: cut(all.slice(0, 50))(page, size), next: null }));
		expect(asked).toHaveLength(1);
	});

	it('ends with a bare list that was not cut', async () => {
		const { found, asked } = await read(() => all);
		expect(found).toHaveLength(120);
		expect(asked).toHaveLength(1);
	});

	it('asks for no more than the limit', async () => {
		const { found, asked } = await read(cut(all), 3);
		expect(found).toHaveLength(3);
		expect(asked).toEqual([{ page: 1, page_size: 3 }]);
	});
});
