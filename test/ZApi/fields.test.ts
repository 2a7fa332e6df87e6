import { chat, dialled, phones } from '../../nodes/ZApi/fields';

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
