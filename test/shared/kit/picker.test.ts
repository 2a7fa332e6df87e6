import { required } from '../../../nodes/shared/kit/field';
import { picker } from '../../../nodes/shared/kit/picker';

const shelf = picker('Shelf', 'searchShelves', { placeholder: 'e.g. 12', at: 'shelf_id' });

describe('a picker', () => {
	it.each([
		[{ __rl: true, mode: 'list', value: 12 }, '12'],
		[{ __rl: true, mode: 'id', value: ' 12 ' }, '12'],
		['12', '12'],
		[12, '12'],
	])('sends the id of %j', (value, id) => {
		expect(shelf.toWire(value)).toBe(id);
	});

	it.each([{ __rl: true, mode: 'list', value: '' }, '', null, undefined])('sends nothing for %j', (value) => {
		expect(shelf.toWire(value)).toBeUndefined();
	});

	it('says that it is empty when it is required', () => {
		expect(() => required(shelf).toWire({ __rl: true, mode: 'list', value: '' })).toThrow(new RangeError('Shelf is empty'));
	});

	it('searches with the named method', () => {
		expect(shelf.form.modes?.[0].typeOptions).toEqual({ searchListMethod: 'searchShelves', searchable: true });
	});
});
