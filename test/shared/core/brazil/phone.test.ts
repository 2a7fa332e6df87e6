import { InvalidPhone, masked, parseTypedPhone } from '../../../../nodes/shared/core/brazil/phone';
import { phoneForms } from '../../../../nodes/shared/core/brazil/phoneForms';
import { processorTime } from '../../../setup/processorTime';

describe('parseTypedPhone', () => {
	it.each([
		// what came in, the key, what is sent to
		['5511999990001', '5511999990001', '5511999990001'],
		['551199990001', '5511999990001', '551199990001'], // an old mobile without the ninth digit: one person, own address
		['+55 (11) 99999-0001', '5511999990001', '5511999990001'],
		['0055 11 99999-0001', '5511999990001', '5511999990001'],
		['(11) 99999-0001', '5511999990001', '5511999990001'],
		['011 99999-0001', '5511999990001', '5511999990001'],
		['1199990001', '5511999990001', '551199990001'],
		['5511999990001@c.us', '5511999990001', '5511999990001'],
		['\u202a+55 11 99999\u20110001\u202c', '5511999990001', '5511999990001'], // as copied from WhatsApp Web
		['whatsapp:+5511999990001', '5511999990001', '5511999990001'],
		['+55 (0)11 99999-0001', '5511999990001', '5511999990001'],
		['TEL;CELL:11 99999-0001', '5511999990001', '5511999990001'], // as a contact's card has it
		['11 99999-0001 (WhatsApp)', '5511999990001', '5511999990001'],
		['(11) 99999-0001 - falar com a Ana', '5511999990001', '5511999990001'],
		['(0xx11) 3333-0001', '551133330001', '551133330001'],
		['0 15 11 99999-0001', '5511999990001', '5511999990001'], // with a carrier
		['51 98765-4321', '5551987654321', '5551987654321'], // Porto Alegre, not Peru
		['558001234567', '558001234567', '558001234567'], // toll-free, which companies answer on
		['5511999990001@s.whatsapp.net', '5511999990001', '5511999990001'],
		['554932220001', '554932220001', '554932220001'], // landlines never get a ninth digit
		['4932220001', '554932220001', '554932220001'],
		['5568999990001', '5568999990001', '5568999990001'], // Acre
		['5569999990001', '5569999990001', '5569999990001'], // Rondônia
		['55999990001', '5555999990001', '5555999990001'], // area code 55, country left out
	])('%s', (given, key, sendTo) => {
		expect(parseTypedPhone(given)).toEqual({ kind: 'user', key, sendTo, foreign: false });
	});

	it.each([
		['120363019502650977-group', 'group'],
		['5511999990001-1623281429', 'group'],
		['120363166555745933@newsletter', 'newsletter'],
		['1700000000-broadcast', 'broadcast'],
		['100000000000001@lid', 'lid'],
	])('leaves %s as it is', (given, kind) => {
		expect(parseTypedPhone(given)).toEqual({ kind, key: given, sendTo: given, foreign: false });
	});

	it.each([
		['+1 415 555 2671', '14155552671'],
		['351912345678', '351912345678'],
		['+595 981 123456', '595981123456'],
		['+52 1 55 1234 5678', '5215512345678'], // as WhatsApp shows it, though Mexico dropped the 1
		['+52 55 1234 5678', '525512345678'],
	])('marks %s as foreign', (given, key) => {
		expect(parseTypedPhone(given)).toEqual({ kind: 'user', key, sendTo: key, foreign: true });
	});

	it.each([
		['', 'it holds no digits'],
		['abc', 'it holds no digits'],
		['5520999990001', 'area code'], // 20 is no area code
		['5511899990001', 'area code'], // nine digits that do not start with 9
		['551112345678', 'area code'], // eight digits that start with 1
		['12345', 'too short'],
		['4004-0001', 'area code'], // no area code
		['5002-1234', 'area code'], // Falkland Islands
		['+55 4004-0001', 'too short'],
		['55119999900012', 'area code'], // a digit too many
		['49 99999-00012', 'a digit too many'], // Germany
		['91 99999-00012', 'a digit too many'], // India
		['49 3333-00012', 'a digit too many'],
		['49 99999-0001 ramal 12', 'extension'],
		['49 3333-0001 x12', 'extension'],
		['+1 650 253 0000 ext. 136', 'extension'],
		['+16502530000;ext=136', 'extension'],
		['555-2671 ext 22', 'extension'],
		['11 99999-0001 / 11 3333-0001', 'more than one number'],
		['0800 123 4567', 'area code'],
		['+51 987 654', 'no such number'],
		['ana@example.com', 'no digits'],
	])('refuses %p', (given, why) => {
		expect(() => parseTypedPhone(given)).toThrow(InvalidPhone);
		expect(() => parseTypedPhone(given)).toThrow(why);
	});

	it.each([' ', 'a', ' abc', '(', ' - '])('refuses a number and %p without end at once', (piece) => {
		const before = processorTime();
		expect(() => parseTypedPhone(`11 99999-0001${piece.repeat(20_000)}1`)).toThrow(InvalidPhone);
		expect(processorTime() - before).toBeLessThan(500);
	});

	it('shows only the last two digits of a refused number', () => {
		expect(masked('5511999990001')).toBe('***********01');
		expect(() => parseTypedPhone('5520999990001')).toThrow('***********01');
	});
});

describe('phoneForms', () => {
	it.each([
		['5511999990001', ['5511999990001', '551199990001']],
		['551199990001', ['5511999990001', '551199990001']],
		['5511912345678', ['5511912345678']], // a mobile that never had eight digits
		['551133330001', ['551133330001']],
		['+351912345678', ['351912345678']],
		['100000000000001@lid', []],
	])('%s is known as %j', (given, forms) => {
		expect(phoneForms(parseTypedPhone(given))).toEqual(forms);
	});
});
