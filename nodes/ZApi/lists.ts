import type { IDataObject } from 'n8n-workflow';

import { entries, required, text, type Field } from '../shared/kit/field';
import { toAddress } from './fields';
import { toGroupId } from './pickers';

interface Each {
	/** What one entry is called. */
	entry: string;
	placeholder: string;
	description?: string;
	at?: string;
	/** Throws a RangeError when an entry cannot be used. */
	convert?: (given: string) => string;
	/** How many entries at most. */
	max?: number;
}

/**
 * A list of single values, one line each; sent as an array of text. An expression may also give an array, or text with commas.
 */
export function lines(
	displayName: string,
	{ entry, placeholder, description, at, convert = (given) => given, max = Infinity }: Each,
): Field {
	const { form } = entries(displayName, entry, { value: required(text(entry, { placeholder })) }, { description });
	return {
		form,
		at,
		toWire: (given) => {
			const values = spoken(given)
				.map((value) => value.trim())
				.filter((value) => value !== '');
			if (values.length > max) throw new RangeError(`${displayName} takes at most ${max} entries, and ${values.length} were given`);
			return values.length > 0 ? values.map(convert) : undefined;
		},
	};
}

function spoken(given: unknown): string[] {
	if (Array.isArray(given)) return given.map(String);
	if (typeof given !== 'object' || given === null) return given === null || given === undefined ? [] : String(given).split(',');
	const rows = (given as { entry?: IDataObject[] }).entry ?? [];
	return rows.map(({ value }) => (value === null || value === undefined ? '' : String(value)));
}

/** People by number, cleaned. */
export const people = (displayName: string, description: string, at?: string): Field =>
	required(lines(displayName, { entry: 'Phone', placeholder: 'e.g. 5511999990001', description, at, convert: toAddress }));

/** Groups by id. */
export const groups = (displayName: string, description: string, at?: string): Field =>
	required(lines(displayName, { entry: 'Group ID', placeholder: 'e.g. 120363019502650977-group', description, at, convert: toGroupId }));
