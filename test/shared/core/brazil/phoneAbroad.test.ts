import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';

import { InvalidPhone, parseProviderId, parseTypedPhone, providerKey } from '../../../../nodes/shared/core/brazil/phone';
import { phoneForms } from '../../../../nodes/shared/core/brazil/phoneForms';

/** One mobile number of each calling code. */
const BY_CODE = new Map(
	getCountries().flatMap((country) => {
		const number = getExampleNumber(country, examples);
		return number ? [[number.countryCallingCode as string, number.number.slice(1)]] : [];
	}),
);

describe('a number of each calling code', () => {
	it('has them all', () => {
		expect(BY_CODE.size).toBeGreaterThan(200);
	});

	it.each([...BY_CODE])('+%s: the key of the key is the key', (_, number) => {
		const { key } = parseTypedPhone(`+${number}`);
		expect(providerKey(number)).toBe(key);
		expect(providerKey(key)).toBe(key);
		expect(parseTypedPhone(`+${key}`).key).toBe(key);
	});
});

describe('a foreign number typed without a plus, whose beginning could be a Brazilian one', () => {
	it.each([
		'5491134567890', // Buenos Aires as WhatsApp writes it (evolution-api issue 2157); 54 is Caxias do Sul
		'5493515123456', // Córdoba
		'5492236789012',
		'54 9 11 3456-7890',
		'4930123456789', // Berlin; 49 is Chapecó
		'5215512345678', // Mexico as WhatsApp writes it (chatwoot issue 14048)
		'525512345678',
		'541134567890',
	])('%s is taken', (typed) => {
		const digits = typed.replace(/\D/g, '');
		expect(parseTypedPhone(typed)).toEqual({ kind: 'user', key: digits, sendTo: digits, foreign: true });
	});

	it.each([
		['54 99999-00012', 'a digit too many'],
		['49 99999-00012', 'a digit too many'],
		['91 99999-00012', 'a digit too many'],
		['49 3333-00012', 'a digit too many'],
		['11 99999-000123', 'no such number'],
		['549113456789012', 'no such number'],
	])('%s is still refused', (typed, why) => {
		expect(() => parseTypedPhone(typed)).toThrow(InvalidPhone);
		expect(() => parseTypedPhone(typed)).toThrow(why);
	});

	it.each(['5491134567890', '4930123456789', '499999900012', '919999900012', '55119999900012', '1234', '999999999999999'])(
		'said by a provider, %s is taken whatever it looks like',
		(id) => {
			expect(parseProviderId(id)).toMatchObject({ kind: 'user', key: id, sendTo: id });
		},
	);
});

describe('phoneForms abroad', () => {
	it.each([
		['5215512345678', ['5215512345678', '525512345678']],
		['525512345678', ['525512345678', '5215512345678']],
		['5491134567890', ['5491134567890', '541134567890']],
		['541134567890', ['541134567890', '5491134567890']],
		['351912345678', ['351912345678']],
		['5511912345678', ['5511912345678']],
		['5211234', ['5211234']], // too short to be known
	])('%s is known as %j', (id, forms) => {
		expect(phoneForms(parseProviderId(id))).toEqual(forms);
	});
});
