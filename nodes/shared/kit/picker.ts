import type { IDataObject } from 'n8n-workflow';

import type { Field } from './field';

interface Wording {
	description?: string;
	/** Example of an id, `e.g. …`. */
	placeholder?: string;
	at?: string;
	hint?: string;
}

/**
 * A record of the vendor, chosen from a searchable list or given by its id; the id is sent.
 * @param lookup name of the node's list search method (`lookup` makes them)
 */
export const picker = (displayName: string, lookup: string, { at, placeholder, ...wording }: Wording = {}): Field => ({
	form: {
		displayName,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...wording,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose…',
				typeOptions: { searchListMethod: lookup, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', ...(placeholder && { placeholder }) },
		],
	},
	at,
	toWire: (value) => {
		const id = pickedId(value);
		return id === '' ? undefined : id;
	},
});

/** The id in a picker's value, as text; empty when nothing is chosen. Expressions may also give the bare id. */
export function pickedId(value: unknown): string {
	const id = typeof value === 'object' && value !== null ? (value as IDataObject).value : value;
	return id === null || id === undefined ? '' : String(id).trim();
}
