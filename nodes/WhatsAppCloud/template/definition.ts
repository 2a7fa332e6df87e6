import { at, recordsOf, type JsonRecord } from '../../shared/core/json/readers';
import type { VendorRequest } from '../../shared/http/send';
import type { Chosen } from './chosen';

/** Asks for the parts of a template, in all its languages: a name finds longer names too. */
export const templateRequest = ({ name }: Chosen): VendorRequest => ({
	method: 'GET',
	path: '/:account/message_templates',
	query: { name, fields: 'name,language,status,components', limit: 100 },
	repeatable: true,
});

/**
 * The version of that name and language.
 * @throws {RangeError} when the account has none
 */
export function templateIn(answer: unknown, { name, language }: Chosen): JsonRecord {
	const found = recordsOf(at(answer, 'data')).filter((one) => one.name === name);
	const its = found.find((one) => one.language === language);
	if (its) return its;
	const others = found.map((one) => String(one.language)).join(', ');
	throw new RangeError(`There is no template "${name}" in ${language}${others && `: it is there in ${others}`}`);
}
