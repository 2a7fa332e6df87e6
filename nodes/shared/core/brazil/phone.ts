import { isAreaCode } from './places';
import type * as Numbering from '../../bundled/libphonenumber';

export type AddressKind = 'user' | 'lid' | 'group' | 'newsletter' | 'broadcast';

export interface Address {
	kind: AddressKind;
	/** One person, one key: for a Brazilian mobile always the 13-digit form, whichever form the provider used. */
	key: string;
	/** What the provider is given back to send to: its own form of the number, never the key. */
	sendTo: string;
	/** True for a number outside country code 55. */
	foreign: boolean;
}

export class InvalidPhone extends Error {
	/** @param shown the number with all but its last two digits masked */
	constructor(
		readonly shown: string,
		why: string,
	) {
		super(`The phone number ${shown} is not usable: ${why}`);
		this.name = 'InvalidPhone';
	}
}

const SUFFIXES: Array<[RegExp, AddressKind]> = [
	[/^[\d-]+-group$/, 'group'],
	[/^\d{8,}-\d{8,}$/, 'group'], // groups made before November 2021: <creator>-<timestamp>
	[/^\d+@newsletter$/, 'newsletter'],
	[/^\d+-broadcast$/, 'broadcast'],
	[/^\d+@lid$/, 'lid'],
];
const USER_SUFFIX = /@(c\.us|s\.whatsapp\.net)$/;

let numbering: typeof Numbering | undefined;
// Loaded on the first foreign number only: most installations never meet one.
const numberingPlans = (): typeof Numbering => (numbering ??= require('../../bundled/libphonenumber') as typeof Numbering);

/**
 * Reads a phone or chat id in any usual form: `(11) 99999-0001`, `5511999990001`, `5511999990001@c.us`, `1203…-group`, `…@lid`.
 *
 * Ten or eleven digits without a country code are Brazilian. A 12-digit Brazilian mobile (no ninth digit) and its 13-digit form get the same
 * key; landlines never get a ninth digit (handoff spec A16; SDR spec 2.5).
 * @throws {InvalidPhone} when no number of that shape exists
 */
export function parseAddress(input: string): Address {
	const text = input.trim().replace(USER_SUFFIX, '');
	for (const [shape, kind] of SUFFIXES) if (shape.test(text)) return { kind, key: text, sendTo: text, foreign: false };

	const international = text.startsWith('+') || text.startsWith('00');
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	if (!digits) throw new InvalidPhone('(empty)', 'it holds no digits. Give it with country and area code, e.g. 5511999990001.');

	const brazilian = asBrazilian(digits, international);
	if (brazilian) return { kind: 'user', key: brazilian.key, sendTo: brazilian.sendTo, foreign: false };
	if (digits.startsWith('55') && digits.length >= 12)
		throw new InvalidPhone(masked(digits), 'after 55 comes a two-digit area code that exists and 8 or 9 digits.');
	if (!numberingPlans().parsePhoneNumberFromString(`+${digits}`)?.isPossible())
		throw new InvalidPhone(masked(digits), 'it is too short or too long. Give it with country and area code, e.g. 5511999990001.');
	return { kind: 'user', key: digits, sendTo: digits, foreign: true };
}

/** All but the last two digits masked, for errors and logs. */
export const masked = (digits: string): string => digits.replace(/\d(?=\d{2})/g, '*');

/**
 * The canonical key of a phone as an operator may type it.
 * @throws {InvalidPhone}
 */
export const phoneKey = (input: string): string => parseAddress(input).key;

/**
 * All digits under which other systems may know the person, the key first: a Brazilian mobile with and without its ninth digit (SDR spec 2.5). Empty for
 * what is no phone.
 */
export function phoneForms({ kind, key, sendTo }: Address): string[] {
	if (kind !== 'user') return [];
	const withoutNinth = OLD_MOBILE.test(key) ? [key.slice(0, 4) + key.slice(5)] : [];
	return [...new Set([key, sendTo, ...withoutNinth])];
}

/** A mobile that had a number before the ninth digit came. */
const OLD_MOBILE = /^55\d{2}9[6-9]\d{7}$/;

function asBrazilian(digits: string, international: boolean): { key: string; sendTo: string } | null {
	const national = nationalPart(digits, international);
	if (!national || !isAreaCode(national.slice(0, 2))) return null;
	const subscriber = national.slice(2);
	const sendTo = `55${national}`;
	if (subscriber.length === 9) return subscriber.startsWith('9') ? { key: sendTo, sendTo } : null;
	if (/^[6-9]/.test(subscriber)) return { key: `55${national.slice(0, 2)}9${subscriber}`, sendTo };
	return /^[2-5]/.test(subscriber) ? { key: sendTo, sendTo } : null;
}

/** Area code and subscriber (10 or 11 digits) when the digits may be Brazilian. */
function nationalPart(digits: string, international: boolean): string | null {
	if (digits.startsWith('55') && (digits.length === 12 || digits.length === 13)) return digits.slice(2);
	return !international && (digits.length === 10 || digits.length === 11) ? digits : null;
}
