import type { IDataObject } from 'n8n-workflow';

import { text } from '../../../nodes/shared/kit/field';
import type { Operation } from '../../../nodes/shared/kit/operation';
import { buildRequest } from '../../../nodes/shared/kit/request';
import { add, getMany, lend, remove } from './library';

const loan: IDataObject = { book: 'b1', reader: 'Ana', days: 14 };

describe('path', () => {
	it('fills and encodes its parameters', () => {
		expect(buildRequest(lend, { ...loan, book: 'a b@c?d#é%2f' }).path).toBe('/books/a%20b%40c%3Fd%23%C3%A9%252f/loans');
	});

	it('takes a parameter of a field with another wire key, which then goes nowhere else', () => {
		expect(buildRequest(remove, { book: 'b1' })).toEqual({ method: 'DELETE', path: '/books/b1', repeatable: false });
	});

	it('finds a field by its wire key', () => {
		const row: Operation = { ...remove, request: 'DELETE /books/{bookId}' };
		expect(buildRequest(row, { book: 'b1' }).path).toBe('/books/b1');
	});

	it.each(['..', '.', 'a/b', '../a', 'a\\b'])('refuses %s', (book) => {
		expect(() => buildRequest(lend, { ...loan, book })).toThrow(new RangeError('Book ID must not contain a path'));
	});

	it.each([undefined, null, ''])('wants a value: %s', (book) => {
		expect(() => buildRequest(lend, { ...loan, book: book as string })).toThrow(new RangeError('Book ID is empty'));
	});

	it('wants a value for a field that is not marked required too', () => {
		expect(() => buildRequest({ ...remove, fields: { book: text('Book ID') } }, {})).toThrow(new RangeError('Book ID is empty'));
	});

	it('names a parameter that no field fills', () => {
		expect(() => buildRequest({ ...remove, fields: {} }, {})).toThrow(new RangeError('There is no field for "book"'));
	});
});

describe('query and body', () => {
	it('puts what belongs there into the header, and nowhere else', () => {
		const row: Operation = { ...lend, options: { branch: { ...text('Branch', { at: 'X-Branch' }), inHeader: true } } };
		expect(buildRequest(row, { ...loan, branch: 'north' })).toMatchObject({
			headers: { 'X-Branch': 'north' },
			body: { source: 'desk', loan: { reader: { name: 'Ana' }, days: 14 } },
		});
		expect(buildRequest(row, loan)).not.toHaveProperty('headers');
	});

	it('sends no body at all where the row has none', () => {
		expect(buildRequest({ ...remove, request: 'POST /books/{book}', bodyless: true }, { book: 'b1' })).toEqual({
			method: 'POST',
			path: '/books/b1',
			repeatable: false,
		});
	});

	it('GET and DELETE carry their fields in the query, under the wire keys', () => {
		expect(buildRequest(remove, { book: 'b1', reason: 'worn' })).toMatchObject({ query: { why: 'worn' } });
		expect(buildRequest(getMany, { room: 'A', genres: 'drama, poetry' })).toEqual({
			method: 'GET',
			path: '/shelves',
			query: { filter: { room: 'A' }, genres: ['drama', 'poetry'] },
			repeatable: true,
		});
	});

	it('the others carry them in the body, nested as the keys say, beside the fixed ones', () => {
		expect(buildRequest(lend, loan)).toEqual({
			method: 'POST',
			path: '/books/b1/loans',
			body: { source: 'desk', loan: { reader: { name: 'Ana' }, days: 14 } },
			repeatable: false,
		});
	});

	it('a field may go into the query of a request with a body', () => {
		const { query, body } = buildRequest(lend, { ...loan, channel: 'a', note: 'soon' });
		expect(query).toEqual({ channel: 'a' });
		expect(body).toEqual({ source: 'desk', loan: { reader: { name: 'Ana' }, days: 14 }, note: 'soon' });
	});

	it('a DELETE may carry them in the body', () => {
		const { query, body } = buildRequest({ ...remove, hasBody: true }, { book: 'b1', reason: 'worn' });
		expect({ query, body }).toEqual({ query: undefined, body: { why: 'worn' } });
	});

	it('a body without values is an empty object', () => {
		expect(buildRequest({ ...add, fields: {} }, {}).body).toEqual({});
	});

	it('sends only the options that were added, a false one included', () => {
		expect(buildRequest(lend, loan).body).not.toHaveProperty('isGift');
		expect(buildRequest(lend, { ...loan, isGift: false }).body).toMatchObject({ isGift: false });
	});

	it('a blank text or number is absent', () => {
		expect(buildRequest(lend, { ...loan, note: '', days: '' }).body).toEqual({ source: 'desk', loan: { reader: { name: 'Ana' } } });
	});
});

describe('lists and groups', () => {
	const book: IDataObject = {
		authors: { entry: [{ name: 'Ana', born: '1950', prizes: { entry: [{ title: 'Jabuti' }] } }] },
		form: 'paper',
	};

	it('become arrays of objects, lists within lists too', () => {
		expect(buildRequest(add, book).body).toEqual({
			authors: [{ name: 'Ana', life: { from: '1950' }, prizes: [{ title: 'Jabuti' }] }],
			form: 'paper',
		});
	});

	it('leave out what is empty', () => {
		expect(buildRequest(add, { ...book, authors: { entry: [{ name: 'Ana', born: '', prizes: {} }] } }).body).toMatchObject({
			authors: [{ name: 'Ana' }],
		});
		expect(buildRequest(add, { ...book, publisher: {} }).body).not.toHaveProperty('publisher');
	});

	it('a group is one object', () => {
		expect(buildRequest(add, { ...book, publisher: { entry: { name: 'Record', city: '' } } }).body).toMatchObject({
			publisher: { name: 'Record' },
		});
	});

	it.each([
		['a required list', { ...book, authors: {} }, 'Authors is empty'],
		['a required list that is not there', { form: 'paper' }, 'Authors is empty'],
		['a required value in an entry', { ...book, authors: { entry: [{ name: '' }] } }, 'Name is empty'],
		['a required value that an entry does not have', { ...book, authors: { entry: [{}] } }, 'Name is empty'],
		['a required value in a group', { ...book, publisher: { entry: { city: 'Rio' } } }, 'Name is empty'],
	])('name %s when it is missing', (_, values, message) => {
		expect(() => buildRequest(add, values as IDataObject)).toThrow(new RangeError(message));
	});

	it('a dependent field is wanted and sent only while it is shown', () => {
		expect(buildRequest(add, { ...book, minutes: 90 }).body).not.toHaveProperty('minutes');
		expect(buildRequest(add, { ...book, form: 'audio', minutes: 90 }).body).toMatchObject({ minutes: 90 });
		expect(() => buildRequest(add, { ...book, form: 'audio', minutes: null })).toThrow(new RangeError('Minutes is empty'));
	});
});

it('a fixed key of the query stays unless a field of that key has a value', () => {
	const row: Operation = { ...getMany, paging: undefined, fixedQuery: { fields: 'id' }, fields: { fields: text('Fields') } };
	expect(buildRequest(row, {}).query).toEqual({ fields: 'id' });
	expect(buildRequest(row, { fields: 'id,name' }).query).toEqual({ fields: 'id,name' });
});
