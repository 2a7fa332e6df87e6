import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';

import { parseProviderId, parseTypedPhone } from '../../../../nodes/shared/core/brazil/phone';
import { parseGivenPhone } from '../../../../nodes/shared/core/message/ownIds';

/** One mobile number of every country that has a numbering plan, as WhatsApp writes it. */
const EVERYWHERE = getCountries().flatMap((country) => {
	const number = getExampleNumber(country, examples);
	return number ? [[country, number.number.slice(1)] as [string, string]] : [];
});
const ABROAD = EVERYWHERE.filter(([country]) => country !== 'BR');
/** What a Brazilian mobile, a landline and all others look like, whoever has them. */
const anyDigits = fc.stringMatching(/^[1-9]\d{6,14}$/);
const anyId = fc.oneof(
	anyDigits,
	fc.constantFrom(...EVERYWHERE.map(([, number]) => number)),
	fc.stringMatching(/^55[1-9]{2}[2-9]\d{7,8}$/),
	fc.stringMatching(/^\d{5,15}(_\d)?(:\d{1,2})?@(lid|c\.us|s\.whatsapp\.net|hosted|hosted\.lid|g\.us|newsletter|broadcast)$/),
	fc.stringMatching(/^\d{10,18}-(group|broadcast)$/),
	fc.string(),
);

it('has a number of every country', () => {
	expect(EVERYWHERE.length).toBeGreaterThan(230);
});

describe('an id', () => {
	it.each(ABROAD)('of %s is answered at the very number, and gets no country code', (_, number) => {
		for (const said of [number, `+${number}`, `${number}@c.us`, `${number}:7@s.whatsapp.net`])
			expect(parseProviderId(said)).toEqual({ kind: 'user', key: number, sendTo: number, foreign: true });
	});

	it('read again is the same, as a key and as an address', () => {
		fc.assert(
			fc.property(anyId, (said) => {
				const { key, sendTo } = parseProviderId(said);
				expect(parseProviderId(key).key).toBe(key);
				expect(parseProviderId(sendTo)).toMatchObject({ key, sendTo });
			}),
		);
	});

	it('that an item of ours holds is the same wherever it is given back, whatever it looks like', () => {
		fc.assert(
			fc.property(anyId, (said) => {
				const { key, sendTo } = parseProviderId(said);
				fc.pre(key !== '');
				const item = { provider: 'zapi', channel: 'C', phone: key, sendTo };
				expect(parseGivenPhone(key, () => [item]).key).toBe(key);
				expect(parseGivenPhone(sendTo, () => [item])).toMatchObject({ key, sendTo });
			}),
		);
	});
});

describe('a typed number', () => {
	it.each(ABROAD)('of %s with its plus or 00 is that number', (_, number) => {
		for (const typed of [`+${number}`, `00${number}`, `+${number.slice(0, 3)} (${number.slice(3, 5)}) ${number.slice(5)}`])
			expect(parseTypedPhone(typed)).toEqual({ kind: 'user', key: number, sendTo: number, foreign: true });
	});

	it.each(ABROAD)('of %s typed without a plus is itself, Brazilian or refused, never another country’s', (_, number) => {
		const keys = [number, `55${number}`, `55${number.slice(0, 2)}9${number.slice(2)}`];
		let key = number;
		try {
			({ key } = parseTypedPhone(number));
		} catch {
			// Refused, with the advice to put the plus.
		}
		expect(keys).toContain(key);
	});

	it('gives an id: read as one it is the same, and typed again with its plus', () => {
		const addressOf = (typed: string) => {
			try {
				return parseTypedPhone(typed);
			} catch {
				return null;
			}
		};
		fc.assert(
			fc.property(fc.oneof(anyId, fc.stringMatching(/^\(?[1-9]{2}\)? 9?\d{4}-\d{4}$/)), (typed) => {
				const address = addressOf(typed);
				fc.pre(address !== null);
				expect(parseProviderId(address.key).key).toBe(address.key);
				expect(parseProviderId(address.sendTo)).toEqual(address);
				const again = address.kind === 'user' && !typed.includes('@') ? addressOf(`+${address.sendTo}`) : address;
				expect(again).toEqual(address);
			}),
		);
	});
});
