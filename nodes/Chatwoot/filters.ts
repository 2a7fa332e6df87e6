import type { IDataObject } from 'n8n-workflow';

import { choice, entries, list, required, text, type Field } from '../shared/kit/field';

const OPERATORS = {
	equal_to: 'Equal To',
	not_equal_to: 'Not Equal To',
	contains: 'Contains',
	does_not_contain: 'Does Not Contain',
	is_present: 'Is Present',
	is_not_present: 'Is Not Present',
	is_greater_than: 'Is Greater Than',
	is_less_than: 'Is Less Than',
	days_before: 'Days Before',
	starts_with: 'Starts With',
};

/** Conditions of a filter. Each is joined to the one after it; the last one to nothing, which Chatwoot wants to be told. */
export function conditions(example: string): Field {
	const rows = required(
		entries('Conditions', 'Condition', {
			attribute_key: required(text('Attribute', { description: 'Key of a field or custom attribute', placeholder: example })),
			filter_operator: choice('Operator', OPERATORS),
			values: list('Values', { description: 'Comma-separated; none for Is Present', placeholder: 'e.g. open, pending' }),
			query_operator: choice('Join to Next With', { AND: 'And', OR: 'Or' }),
		}),
	);
	return {
		...rows,
		at: 'payload',
		toWire: (value) =>
			(rows.toWire(value) as IDataObject[]).map((row, n, all) => ({
				...row,
				values: row.values ?? [],
				query_operator: n === all.length - 1 ? null : row.query_operator,
			})),
	};
}

const SORTS = {
	name: 'Name',
	email: 'Email',
	phone_number: 'Phone',
	last_activity_at: 'Last Activity',
	'-name': 'Name (Descending)',
	'-email': 'Email (Descending)',
	'-phone_number': 'Phone (Descending)',
	'-last_activity_at': 'Last Activity (Descending)',
};
export const contactSort = (): Field => choice('Sort By', SORTS, { at: 'sort', default: '-last_activity_at' });
