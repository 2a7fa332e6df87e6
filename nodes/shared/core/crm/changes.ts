export type Values = Record<string, unknown>;

/**
 * What to write into a record that exists already: empty places are filled, and what we wrote ourselves is brought up to date. What a person
 * changed in the CRM stays, and nothing is sent twice: re-sent fields make noise in a deal's history.
 * @param desired what the record should say; undefined has no opinion
 * @param current what it says now
 * @param sent what we wanted the last time
 */
export function changes(desired: Values, current: Values, sent: Values): Values {
	return Object.fromEntries(
		Object.entries(desired).filter(([key, value]) => {
			if (isEmpty(value) || same(value, current[key])) return false;
			if (isEmpty(current[key])) return !same(value, sent[key]);
			return !same(value, sent[key]) && same(current[key], sent[key]);
		}),
	);
}

/** Whether everything that is desired was wanted the last time too: nothing to ask the CRM for. */
export const isSettled = (desired: Values, sent: Values): boolean =>
	Object.entries(desired).every(([key, value]) => isEmpty(value) || same(value, sent[key]));

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A CRM gives numbers as text, rewrites HTML and masks codes: only what a reader sees counts. */
const same = (a: unknown, b: unknown): boolean => seen(a) === seen(b);

function seen(value: unknown): string {
	const text = isEmpty(value) ? '' : String(value);
	if (CNPJ.test(text)) return text.replace(/[./-]/g, '');
	return text
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(amp|lt|gt|quot|nbsp|#0?39);/g, (entity) => ENTITIES[entity] ?? ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

const CNPJ = /^[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2}$/;

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#039;': "'" };
