import { isAreaCode } from './places';
import type * as Numbering from '../../bundled/libphonenumber';

/** `other` is an id of a form that is not known here, such as a business-scoped user id: one can be answered by it all the same. */
export type AddressKind = 'user' | 'lid' | 'group' | 'newsletter' | 'broadcast' | 'other';

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
	/** It is none tomorrow either. */
	readonly isFinal = true;

	/** @param shown the number with all but its last two digits masked */
	constructor(
		readonly shown: string,
		why: string,
	) {
		super(`The phone number ${shown} is not usable: ${why}`);
		this.name = 'InvalidPhone';
	}
}

/** Whose ids end on which server of WhatsApp (as its own clients write them); `hosted` are devices of the Cloud API. */
const SERVERS: Partial<Record<string, AddressKind>> = {
	's.whatsapp.net': 'user',
	'c.us': 'user',
	hosted: 'user',
	lid: 'lid',
	'hosted.lid': 'lid',
	'g.us': 'group',
	newsletter: 'newsletter',
	broadcast: 'broadcast',
};
/** Forms of Z-API (vendor notes, phone and id formats). */
const FORMS: Array<[RegExp, AddressKind]> = [
	[/^[\d-]+-group$/, 'group'],
	[/^\d{8,}-\d{8,}$/, 'group'], // groups made before November 2021: <creator>-<timestamp>
	[/^\d+-broadcast$/, 'broadcast'],
];
/** Agent and device of a user id, `5511999990001_1:3`: they tell from which of a person's devices it came, not who it is. */
const DEVICE = /(?:[._]\d+)?(?::\d+)?$/;

/**
 * Reads what a provider says, or what we kept of it: keys and addresses of our own items and rows too. An id is an id: international and taken as it is,
 * never refused, never given a country code, whatever a numbering plan says of it (Mexico's `521…`, toll-free `55800…`). Reading a key or an address
 * again gives the same.
 *
 * Of a Brazilian mobile the 12-digit form (no ninth digit) and the 13-digit form get the same key; landlines never get a ninth digit (handoff spec A16;
 * SDR spec 2.5).
 */
export function parseProviderId(given: string): Address {
	const id = given.trim();
	const chat = chatId(id);
	if (chat) return chat;
	const number = id.replace(/^\+/, '').replace(/:\d+$/, '');
	return /^\d[\d\s().-]*$/.test(number) ? user(number.replace(/\D/g, '')) : plainId('other', id);
}

/**
 * Reads a number as a person types it, which may lack the country code: `(11) 99999-0001`, `011 3333-0001`, `+351 912 345 678`. Ten or eleven digits
 * that can be Brazilian are, unless a `+` or `00` says otherwise; anything else must be valid in its country's numbering plan. Ids of chats
 * (`1203…-group`, `…@lid`, `…@c.us`) may be given too. The key and the address in the result are ids: only `parseProviderId` reads them.
 * @throws {InvalidPhone} for what is no number that exists, has too many digits or carries an extension
 */
export function parseTypedPhone(given: string): Address {
	const text = given
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.trim();
	const chat = chatId(text);
	if (chat) return chat;

	const { digits, hasPrefix, isOnlyNumber } = written(text);
	if (!digits) throw new InvalidPhone('(empty)', `it holds no digits. ${HOW}`);
	if (!isOnlyNumber) throw new InvalidPhone(masked(digits), `it holds more than one number, as an extension does. ${HOW}`);
	const national = hasPrefix ? '' : nationalOf(digits);
	if (isBrazilian(national)) return user(`55${national}`);
	if (digits.startsWith('55') && isBrazilian(digits.slice(2))) return user(digits);
	const mayBeAbroad = hasPrefix || (digits.length >= LEAST_WITH_AREA_CODE && !isTooLong(digits));
	if (mayBeAbroad && isValidAbroad(digits)) return user(digits);
	throw new InvalidPhone(masked(digits), whyNot(digits, hasPrefix));
}

/** Whether the digits, country code first, are a number that exists in some country's numbering plan. */
export function isValidAbroad(digits: string): boolean {
	// Brazil's short numbers (4004…) cannot be reached with a country code.
	if (digits.startsWith('55') && digits.length < 11) return false;
	// WhatsApp still writes Mexico's mobiles with the 1 that the country's plan dropped, and people copy it from there.
	const planned = /^521\d{10}$/.test(digits) ? digits.replace('521', '52') : digits;
	return numberingPlans().parsePhoneNumberFromString(`+${planned}`)?.isValid() === true;
}

/** All but the last two digits masked, for errors and logs. */
export const masked = (digits: string): string => digits.replace(/\d(?=\d{2})/g, '*');

/** The canonical key of what a provider or an item of ours says. */
export const providerKey = (id: string): string => parseProviderId(id).key;

/**
 * The canonical key of a phone as a person types it.
 * @throws {InvalidPhone}
 */
export const typedKey = (text: string): string => parseTypedPhone(text).key;

const plainId = (kind: AddressKind, id: string): Address => ({ kind, key: id, sendTo: id, foreign: false });

/** A number with its country code. */
function user(digits: string): Address {
	const lacksNinth = /^55\d{2}[6-9]\d{7}$/.test(digits) && isAreaCode(digits.slice(2, 4));
	const key = lacksNinth ? `${digits.slice(0, 4)}9${digits.slice(4)}` : digits;
	return { kind: 'user', key, sendTo: digits, foreign: !digits.startsWith('55') };
}

/** An id that tells by its form what it is; null for bare numbers and what is unknown. Forms are given back as Z-API documents them. */
function chatId(text: string): Address | null {
	const lower = text.toLowerCase();
	const form = FORMS.find(([shape]) => shape.test(lower));
	if (form) return plainId(form[1], lower);
	const at = lower.indexOf('@');
	const kind = at > 0 ? SERVERS[lower.slice(at + 1)] : undefined;
	if (kind === undefined) return null;
	const name = lower.slice(0, at);
	if (kind === 'newsletter' || kind === 'broadcast') return plainId(kind, lower);
	if (kind === 'group') return /^\d[\d-]*$/.test(name) ? plainId(kind, name.includes('-') ? name : `${name}-group`) : null;
	const digits = name.replace(/^\+/, '').replace(DEVICE, '');
	if (!/^\d+$/.test(digits)) return null;
	return kind === 'user' ? user(digits) : plainId(kind, `${digits}@lid`);
}

const HOW = 'Give it with country and area code, e.g. 5511999990001, and a foreign one with a +.';

/** Words behind a number that tell of it: "(WhatsApp)", "- falar com Ana". Not what may stand for a digit, no digits, and no more than a remark. */
const REMARK = /(?: ?[([]| (?:[-–|/,;] ?)?)(?!x+\b)\p{L}{3,}[\p{L} .,!)\]]{0,80}$/iu;

/** The digits of a typed number, whether a prefix says that they are international, and whether nothing but a number stands there. */
function written(text: string): { digits: string; hasPrefix: boolean; isOnlyNumber: boolean } {
	const label = /^\D*/.exec(text)?.[0] ?? '';
	// `0xx11` names no carrier, `(0)` the trunk prefix that is left out with the country code.
	const number = text.slice(label.length).replace(/^0xx/i, '0').replace(/\(0\)/, '');
	const digits = number.replace(/\D/g, '');
	const isOnlyNumber = /^[\d\s().\-\u2010-\u2015]*$/.test(number.replace(/\s+/g, ' ').replace(REMARK, ''));
	if (label.includes('+')) return { digits, hasPrefix: true, isOnlyNumber };
	return digits.startsWith('00') ? { digits: digits.slice(2), hasPrefix: true, isOnlyNumber } : { digits, hasPrefix: false, isOnlyNumber };
}

/** Area code and subscriber, without the trunk 0 and the carrier that may follow it (`0 15 11 99999-0001`). */
function nationalOf(digits: string): string {
	if (!digits.startsWith('0')) return digits;
	return digits.length >= 13 ? digits.slice(3) : digits.slice(1);
}

/** With fewer digits and no country code the area code is missing: a neighbour's number would be one of the Falkland Islands. */
const LEAST_WITH_AREA_CODE = 10;

/** Area code that exists, then a mobile (with or without its ninth digit) or a landline. */
const isBrazilian = (national: string): boolean => /^\d{2}(?:9\d{8}|[2-9]\d{7})$/.test(national) && isAreaCode(national.slice(0, 2));

/**
 * A Brazilian number with a digit too many would be somebody's abroad: 91 9… is India, 49 3… Germany. One digit, not several: nobody slips that often, and
 * Argentina's 54 9… and Germany's 49 30… are longer.
 */
const isTooLong = (digits: string): boolean => /^\d{2}(?:9\d{9}|[2-5]\d{8})$/.test(digits) && isAreaCode(digits.slice(0, 2));

let numbering: typeof Numbering | undefined;
// Loaded on the first foreign number only: most installations never meet one.
const numberingPlans = (): typeof Numbering => (numbering ??= require('../../bundled/libphonenumber') as typeof Numbering);

function whyNot(digits: string, hasPrefix: boolean): string {
	if (digits.startsWith('55') && digits.length >= 12) return 'after 55 comes a two-digit area code that exists and 8 or 9 digits.';
	if (!hasPrefix && isTooLong(digits)) return `it has a digit too many for Brazil. ${HOW}`;
	return `it is too short or too long, or there is no such number. ${HOW}`;
}
