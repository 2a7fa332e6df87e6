import { dialled, phone, phones } from '../../nodes/ZApi/fields';
import { lines, people } from '../../nodes/ZApi/lists';
import { chat, community, contact, group, channel } from '../../nodes/ZApi/pickers';

describe('chat', () => {
	it.each([
		['a mask', '+55 (11) 99999-0001', '5511999990001'],
		['13 digits as given', '5511999990001', '5511999990001'],
		['12 digits as given, without a ninth digit added', '551199990001', '551199990001'],
		['a national mobile', '(11) 99999-0001', '5511999990001'],
		['a national landline', '1133330001', '551133330001'],
		['spaces around', ' 5511999990001 ', '5511999990001'],
		['a number, not a text', 5511999990001, '5511999990001'],
		['a WhatsApp suffix', '5511999990001@c.us', '5511999990001'],
		['a foreign number', '+351 912 345 678', '351912345678'],
		['a group', '120363019502650977-group', '120363019502650977-group'],
		['an old group', '5511999990001-1623281429', '5511999990001-1623281429'],
		['a channel', '120363166555745933@newsletter', '120363166555745933@newsletter'],
		['a lid', '999999999999999@lid', '999999999999999@lid'],
	])('takes %s', (_, given, sent) => {
		expect(chat().toWire(given)).toBe(sent);
	});

	it.each([
		['nothing', '', 'Phone or Chat ID is empty'],
		['words', 'Maria', 'it holds no digits'],
		['an area code that does not exist', '5520999990001', 'area code'],
		['too few digits', '99990001', 'not usable'],
	])('refuses %s', (_, given, why) => {
		expect(() => chat().toWire(given)).toThrow(why);
	});
});

describe('phone', () => {
	it('cleans a number and leaves a lid id alone', () => {
		expect(phone('Phone', '').toWire('(11) 99999-0001')).toBe('5511999990001');
		expect(phone('Phone', '').toWire('999999999999999@lid')).toBe('999999999999999@lid');
	});
});

describe('pickers', () => {
	it.each([
		['a chat of the list', chat(), { __rl: true, mode: 'list', value: '120363019502650977-group' }, '120363019502650977-group'],
		['a phone in the place of a chat', chat(), { __rl: true, mode: 'id', value: '(11) 99999-0001' }, '5511999990001'],
		['a contact', contact(), { __rl: true, mode: 'list', value: '5511999990001' }, '5511999990001'],
		['a group', group(), { __rl: true, mode: 'id', value: ' 120363019502650977-group ' }, '120363019502650977-group'],
		['a group of the older kind', group(), '5511999990001-1623281429', '5511999990001-1623281429'],
		["a group as WhatsApp's own libraries write it", group(), '120363019502650977@g.us', '120363019502650977-group'],
		['a community', community(), '120363019502650977', '120363019502650977'],
		['a channel', channel(), '120363166555745933@newsletter', '120363166555745933@newsletter'],
	])('take %s', (_, field, value, sent) => {
		expect(field.toWire(value)).toBe(sent);
	});

	it.each([
		['a phone for a group', group(), '5511999990001', 'is not a group ID'],
		['a group for a community', community(), '120363019502650977-group', 'is not a community ID'],
		['digits for a channel', channel(), '120363166555745933', 'is not a channel ID'],
		['nothing for a group', group(), { __rl: true, mode: 'list', value: '' }, 'Group is empty'],
		['words for a contact', contact(), 'Maria', 'it holds no digits'],
	])('refuse %s', (_, field, value, why) => {
		expect(() => field.toWire(value)).toThrow(why);
	});
});

describe('lines', () => {
	const codes = lines('Codes', { entry: 'Code', placeholder: 'e.g. A', max: 3 });

	it.each([
		['lines of the form', { entry: [{ value: ' A ' }, { value: '' }, { value: 'B' }] }, ['A', 'B']],
		['an array of an expression', ['A', 7], ['A', '7']],
		['text with commas', 'A, B,', ['A', 'B']],
		['one number', 7, ['7']],
		['several in one line', { entry: [{ value: 'A;B' }, { value: 'C' }] }, ['A', 'B', 'C']],
		['an array in one line', { entry: [{ value: ['A', 'B'] }] }, ['A', 'B']],
	])('take %s', (_, given, sent) => {
		expect(codes.toWire(given)).toEqual(sent);
	});

	it.each([
		['an empty form', {}],
		['empty text', ''],
		['no value', null],
		['nothing', undefined],
		['an empty array', []],
	])('leave the key out for %s', (_, given) => {
		expect(codes.toWire(given)).toBeUndefined();
	});

	it('keep commas where values may hold them', () => {
		const urls = lines('URLs', { entry: 'URL', placeholder: '', separator: /\n/ });
		expect(urls.toWire({ entry: [{ value: 'https://example.com/a,b\nhttps://example.com/c' }] })).toEqual([
			'https://example.com/a,b',
			'https://example.com/c',
		]);
	});

	it('refuse more entries than the vendor takes', () => {
		expect(() => codes.toWire(['A', 'B', 'C', 'D'])).toThrow(new RangeError('Codes takes at most 3 entries, and 4 were given'));
	});

	it('clean people, and need one', () => {
		const members = people('Members', '');
		expect(members.toWire({ entry: [{ value: '(11) 99999-0001' }, { value: '999999999999999@lid' }] })).toEqual([
			'5511999990001',
			'999999999999999@lid',
		]);
		expect(() => members.toWire({})).toThrow(new RangeError('Members is empty'));
	});
});

describe('phones', () => {
	it('cleans each of a comma-separated list', () => {
		expect(phones('Phones', '').toWire('(11) 99999-0001, 5521988880002')).toEqual(['5511999990001', '5521988880002']);
	});
	it('leaves the key out when there is none', () => {
		expect(phones('Phones', '').toWire(' , ')).toBeUndefined();
	});
});

describe('dialled', () => {
	it.each([
		['(11) 99999-0001', '5511999990001'],
		['0800 123 4567', '08001234567'],
		['4004-1234', '40041234'],
	])('%s becomes %s', (given, sent) => {
		expect(dialled('Phone', '').toWire(given)).toBe(sent);
	});
	it('refuses words', () => {
		expect(() => dialled('Phone', '').toWire('central')).toThrow(new RangeError('"central" is not a phone number'));
	});
});
