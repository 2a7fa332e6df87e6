import { required, text } from '../../../nodes/shared/kit/field';
import { operation, route } from '../../../nodes/shared/kit/operation';

const words = { name: 'Get', action: 'Get book', description: 'Get one book' };

describe('a row', () => {
	it('has a method and a template', () => {
		const row = operation({ ...words, request: 'GET /books/{book}', fields: { book: required(text('Book ID')) } });
		expect(route(row)).toEqual({ method: 'GET', template: '/books/{book}' });
	});

	// These are checked by the compiler: tsc fails when one of them starts to compile.
	it('does not compile without a field for each path parameter', () => {
		// @ts-expect-error there is no field "book"
		operation({ ...words, request: 'GET /books/{book}', fields: {} });
		// @ts-expect-error the field is misspelt
		operation({ ...words, request: 'GET /books/{book}', fields: { boook: text('Book ID') } });
		// @ts-expect-error the second parameter has no field
		operation({ ...words, request: 'GET /books/{book}/loans/{loan}', fields: { book: text('Book ID') } });
		expect(operation({ ...words, request: 'GET /books', fields: {} }).request).toBe('GET /books');
	});

	it('does not compile with a method or path that is none', () => {
		// @ts-expect-error there is no such method
		operation({ ...words, request: 'FETCH /books', fields: {} });
		// @ts-expect-error a path starts with a slash
		expect(operation({ ...words, request: 'GET books', fields: {} })).toBeDefined();
	});
});
