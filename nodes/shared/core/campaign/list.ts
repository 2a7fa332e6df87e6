import { InvalidPhone, masked, parseProviderId, parseTypedPhone } from '../brazil/phone';
import type { Template } from '../message/template';
import { wordsOf } from '../text/words';
import { gapName, missingIn, templateFor, valuesOf, worded } from './words';

/** What a campaign says and which columns of its list tell what. */
export interface Writing {
	campaignId: string;
	phoneColumn: string;
	nameColumn: string;
	/** A column with the ground on which each person may be written to; empty where one holds for all. */
	consentColumn: string;
	consent: string;
	text: string;
	/** In place of the text, on the official API. */
	template: Template | null;
	/** The gaps that the text or the values of the template name. */
	gaps: readonly string[];
	/** The phones are keys of ours, as a list of leads has them. */
	areKeys: boolean;
}

/** One line of a list, ready to be kept. A type alias: it is sent as JSON. */
export type Line = {
	line: number;
	/** Canonical; empty where there is none. */
	phone: string;
	name: string;
	text: string;
	template: Template | null;
	consent: string;
	/** Why nothing goes to it, whoever it is; null where that is to be looked up. */
	reason: string | null;
};

/** Answers that say no, in a column of consent. The operator's own words for a ground are whatever else stands there. */
const REFUSED = /^(?:n[aã]o|n|no|false|falso|0)$/i;

/**
 * One line of the list as it would go out.
 * @param line its place in the list, from 1
 */
export function lineOf(row: Record<string, unknown>, line: number, writing: Writing): Line {
	const { campaignId, phoneColumn, nameColumn, consentColumn, gaps, template, areKeys } = writing;
	const at = (column: string): string =>
		wordsOf(row[column] ?? row[Object.keys(row).find((key) => gapName(key) === gapName(column)) ?? '']);
	const values = valuesOf(row, nameColumn);
	const ground = consentColumn ? at(consentColumn) : writing.consent;
	const consent = REFUSED.test(ground) ? '' : ground;
	const given = { line, name: values.nome ?? '', consent };
	const phone = phoneIn(at(phoneColumn), areKeys);
	if (phone.reason) return { ...given, phone: '', text: phone.shown, template: null, reason: phone.reason };
	const missing = missingIn(gaps, values);
	const seed = `${campaignId}:${phone.key}`;
	const filled = template && templateFor(template, values, seed);
	const text = filled ? shownTemplate(filled) : worded(writing.text, values, seed);
	return { ...given, phone: phone.key, text, template: filled, reason: missing === null ? null : `missing_value:${missing}` };
}

const shownTemplate = ({ name, values }: Template): string => [`[Modelo ${name}]`, ...values].join(' · ');

type Phone = { key: string; reason?: undefined } | { reason: 'no_phone' | 'invalid_phone' | 'not_a_person'; shown: string };

function phoneIn(typed: string, isKey: boolean): Phone {
	if (!typed) return { reason: 'no_phone', shown: '' };
	try {
		const { kind, key } = isKey ? parseProviderId(typed) : parseTypedPhone(asDigits(typed));
		return kind === 'user' || isKey ? { key } : { reason: 'not_a_person', shown: '' };
	} catch (error) {
		if (error instanceof InvalidPhone) return { reason: 'invalid_phone', shown: masked(typed.replace(/\D/g, '')) };
		throw error;
	}
}

/** Spreadsheets keep a long number as one: `5,51199999E+12` lost its digits, and `5511999990001.0` has one too many. */
const asDigits = (typed: string): string => typed.replace(/^(\d{10,13})[.,]0+$/, '$1').replace(/^'+/, '');
