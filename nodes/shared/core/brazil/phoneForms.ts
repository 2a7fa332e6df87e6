import type { Address } from './phone';

/**
 * All digits under which other systems may know the person, the key first: a Brazilian mobile with and without its ninth digit (SDR spec 2.5), a Mexican
 * and an Argentine one with and without the digit that WhatsApp writes after the country code. Empty for what is no phone.
 */
export function phoneForms({ kind, key, sendTo }: Address): string[] {
	if (kind !== 'user') return [];
	const withoutNinth = OLD_MOBILE.test(key) ? [key.slice(0, 4) + key.slice(5)] : [];
	return [...new Set([key, sendTo, ...withoutNinth, ...otherFormAbroad(key)])];
}

/**
 * WhatsApp puts a digit between country code and number of mobiles: Mexico's 1 (dropped from the plan in 2019), Argentina's 9. People save contacts without
 * it (chatwoot/chatwoot issues 14048 and 11053). Whoever meets a third country adds it.
 */
const MOBILE_DIGITS: Array<[country: string, digit: string]> = [
	['52', '1'],
	['54', '9'],
];

function otherFormAbroad(key: string): string[] {
	return MOBILE_DIGITS.filter(([country]) => key.startsWith(country)).flatMap(([country, digit]) => {
		const rest = key.slice(country.length);
		if (rest.length === 11 && rest.startsWith(digit)) return [country + rest.slice(1)];
		return rest.length === 10 ? [country + digit + rest] : [];
	});
}

/** A mobile that had a number before the ninth digit came. */
const OLD_MOBILE = /^55\d{2}9[6-9]\d{7}$/;
