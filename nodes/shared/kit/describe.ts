import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { shownOnly, type Field } from './field';
import { isRow, type Composite, type Form, type Operation, type Resources } from './operation';
import { limitProperty } from './limit';

/** What the two lists at the head of a form show of a set of resources. */
type Listed = Record<string, { name: string; operations: Record<string, Pick<Form, 'name' | 'action' | 'description'>> }>;

/** n8n's form for a set of resources: the resource, its operation, the fields of each operation, its options. */
export function describe(resources: Resources, defaultResource: string): INodeProperties[] {
	return [
		...resourceAndOperation(resources, defaultResource),
		...Object.entries(resources).flatMap(([key, resource]) =>
			Object.entries(resource.operations).flatMap(([operationKey, row]) => form(row, { resource: [key], operation: [operationKey] })),
		),
	];
}

/**
 * The head of a form: which resource, and the operations of each.
 * @param show when any of it is shown at all, e.g. only in some type versions
 */
export function resourceAndOperation(resources: Listed, defaultResource: string, show?: IDisplayOptions['show']): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			...(show && { displayOptions: { show } }),
			options: alphabetical(Object.entries(resources).map(([value, { name }]) => ({ name, value }))),
			default: defaultResource,
		},
		...Object.entries(resources).map(([key, { operations }]) => ({
			...operationList(operations, Object.keys(operations)[0]),
			displayOptions: { show: { ...show, resource: [key] } },
		})),
	];
}

/** A list of operations to choose from. */
export const operationList = (operations: Listed[string]['operations'], initial: string): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: alphabetical(Object.entries(operations).map(([value, { name, action, description }]) => ({ name, value, action, description }))),
	default: initial,
});

function form(row: Operation | Composite, show: { resource: string[]; operation: string[] }): INodeProperties[] {
	const displayOptions = { show };
	const notice: INodeProperties[] = row.notice
		? [{ displayName: row.notice, name: 'notice', type: 'notice', default: '', displayOptions }]
		: [];
	const fields = Object.entries(row.fields).map(([name, { form: property, shownWhen }]) => ({
		...property,
		name,
		...shownOnly({ ...show, ...shownWhen }),
	}));
	const paging = row.asksHowMany || (isRow(row) && row.paging) ? pagingForm(show) : [];
	const options: INodeProperties[] = row.options
		? [
				{
					displayName: 'Options',
					name: 'options',
					type: 'collection',
					placeholder: 'Add option',
					default: {},
					displayOptions,
					options: optionList(Object.entries(row.options)),
				},
			]
		: [];
	return [...notice, ...fields, ...paging, ...options];
}

const pagingForm = (show: IDisplayOptions['show']): INodeProperties[] => [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show },
	},
	{ ...limitProperty, displayOptions: { show: { ...show, returnAll: [false] } } },
];

const optionList = (options: Array<[string, Field]>): INodeProperties[] =>
	options.map(([name, { form: property }]) => ({ ...property, name })).sort((a, b) => a.displayName.localeCompare(b.displayName));

const alphabetical = (options: INodePropertyOptions[]): INodePropertyOptions[] => [...options].sort((a, b) => a.name.localeCompare(b.name));
