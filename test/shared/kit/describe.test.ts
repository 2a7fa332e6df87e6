import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { describe as form } from '../../../nodes/shared/kit/describe';
import { library } from './library';

const properties = form(library, 'book');

const named = (name: string, operation?: string): INodeProperties[] =>
	properties.filter((property) => property.name === name && (!operation || property.displayOptions?.show?.operation?.includes(operation)));
const names = (property: INodeProperties) => (property.options as INodePropertyOptions[]).map((option) => option.name);

describe('the form of a set of resources', () => {
	it('starts with the resources in alphabetical order', () => {
		expect(properties[0]).toMatchObject({ name: 'resource', type: 'options', noDataExpression: true, default: 'book' });
		expect(names(properties[0])).toEqual(['Book', 'Shelf']);
	});

	it('lists the operations of each resource alphabetically, with the first row as the default', () => {
		const [shelf, book] = named('operation');
		expect([shelf.displayOptions, book.displayOptions]).toEqual([{ show: { resource: ['shelf'] } }, { show: { resource: ['book'] } }]);
		expect(names(book)).toEqual(['Add', 'Delete', 'Lend']);
		expect(book.default).toBe('lend');
		expect((book.options as INodePropertyOptions[])[2]).toEqual({
			name: 'Lend',
			value: 'lend',
			action: 'Lend book',
			description: 'Give a book to a reader',
		});
	});

	it('shows a field for its own operation only, in the order of the row', () => {
		const show = { resource: ['book'], operation: ['lend'] };
		const shown = properties.filter((property) => property.displayOptions?.show?.operation?.[0] === 'lend');
		expect(shown.map(({ name }) => name)).toEqual(['notice', 'book', 'reader', 'days', 'options']);
		expect(shown.map(({ displayOptions }) => displayOptions)).toEqual(Array(5).fill({ show }));
		expect(shown[1]).toMatchObject({ displayName: 'Book ID', type: 'string', required: true });
	});

	it('puts the notice above, and none where the row has none', () => {
		expect(named('notice', 'lend')[0]).toMatchObject({ type: 'notice', displayName: 'Only while the library is open.' });
		expect(named('notice', 'remove')).toEqual([]);
	});

	it('collects the options in alphabetical order, and leaves the collection out where there are none', () => {
		const [{ type, default: initial, options }] = named('options', 'lend');
		expect({ type, initial }).toEqual({ type: 'collection', initial: {} });
		expect((options as INodeProperties[]).map(({ displayName }) => displayName)).toEqual(['Channel', 'Gift', 'Note']);
		expect(named('options', 'remove')).toEqual([]);
	});

	it('shows a dependent field only while it is needed', () => {
		expect(named('minutes')[0].displayOptions).toEqual({ show: { resource: ['book'], operation: ['add'], form: ['audio'] } });
	});

	it('builds lists within lists', () => {
		const [{ values }] = named('authors')[0].options as Array<{ values: INodeProperties[] }>;
		expect(values.map(({ name, type }) => [name, type])).toEqual([
			['name', 'string'],
			['born', 'string'],
			['prizes', 'fixedCollection'],
		]);
	});
});
