import type { INodeProperties } from 'n8n-workflow';

import { recordOf, recordsOf } from '../core/json/readers';

type Given = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'>;

export interface Rows extends Given {
	/** What one row is: its heading, and the name under which saved workflows have the rows. */
	row: { displayName: string; name: string };
	/** What the button adds; the row's heading unless told. */
	adds?: string;
	/** Whether their order is the operator's. */
	sortable?: true;
	/** The rows that the form comes with; none unless told. */
	initial?: Array<Record<string, string | boolean>>;
	columns: INodeProperties[];
}

/** A list that the operator fills in row by row; read by `rowsIn`. */
export function rowsForm({ row, adds = row.displayName.toLowerCase(), sortable, initial, columns, ...given }: Rows): INodeProperties {
	return {
		...given,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, ...(sortable && { sortable }) },
		placeholder: `Add ${adds}`,
		default: initial ? { [row.name]: initial } : {},
		options: [{ ...row, values: columns }],
	};
}

/**
 * The rows of such a list, whatever an expression made of it.
 * @param name of the row, as above
 */
export const rowsIn = (given: unknown, name: string): Array<Record<string, unknown>> => recordsOf(recordOf(given)[name]);
