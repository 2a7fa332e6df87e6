import { regular } from '../../../nodes/shared/kit/execute';

describe('regular', () => {
	it.each([
		['an object', { a: 1 }, { a: 1 }],
		['an array of objects', [{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 2 }]],
		['an array of words', ['a'], [{ value: 'a' }]],
		['a text', 'code', { value: 'code' }],
		['a number', 3, { value: 3 }],
		['nothing', null, { value: null }],
	])('makes items of %s', (_, answer, expected) => {
		expect(regular(answer)).toEqual(expected);
	});
});
