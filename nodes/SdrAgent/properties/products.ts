import type { INodeProperties } from 'n8n-workflow';

import { rowsForm } from '../../shared/kit/rows';

/** Products and rules as rows; read by `fields.ts`. Nothing in them is required: n8n would take a published agent off line for a row that was left empty. */
export const productRows: INodeProperties = rowsForm({
	displayName: 'Catalogue',
	name: 'catalogue',
	sortable: true,
	description: 'Products or services. Only the facts of those that a customer asks about reach the model.',
	row: { displayName: 'Product', name: 'product' },
	columns: [
		{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Bolo de cenoura' },
		{ displayName: 'Category', name: 'category', type: 'string', default: '', placeholder: 'e.g. bolo' },
		{
			displayName: 'Facts',
			name: 'facts',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Serve 20 pessoas',
			description: 'What may be told of it, one a line; no prices',
		},
		{
			displayName: 'More',
			name: 'more',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Alternative',
					name: 'alternative',
					type: 'string',
					default: '',
					description: 'Name of the product that is offered while this one cannot be had',
				},
				{ displayName: 'Available', name: 'available', type: 'boolean', default: true, description: 'Whether it can be had now' },
				{
					displayName: 'Internal Note',
					name: 'internalNote',
					type: 'string',
					default: '',
					description: 'For the team alone: it never reaches the model',
				},
				{
					displayName: 'Keywords',
					name: 'keywords',
					type: 'string',
					default: '',
					placeholder: 'e.g. cenoura, aniversário',
					description: 'Other words that customers use for it, separated by commas or lines',
				},
				{
					displayName: 'Price',
					name: 'price',
					type: 'string',
					default: '',
					placeholder: 'e.g. R$ 45,00',
					description: 'Told only where "Topics the Assistant May Speak Of" has prices',
				},
				{
					displayName: 'Unavailable Message',
					name: 'unavailableMessage',
					type: 'string',
					default: '',
					description: 'What is said while it cannot be had',
				},
			],
		},
	],
});

export const upsellRows: INodeProperties = rowsForm({
	displayName: 'Upsell Rules',
	name: 'upsellRules',
	sortable: true,
	description: 'Steps above, each told once to a lead who asks for the step below',
	row: { displayName: 'Rule', name: 'rule' },
	columns: [
		{ displayName: 'From', name: 'from', type: 'string', default: '', placeholder: 'e.g. Bolo de 1 kg' },
		{ displayName: 'To', name: 'to', type: 'string', default: '', placeholder: 'e.g. Bolo de 2 kg' },
		{
			displayName: 'Triggers',
			name: 'triggers',
			type: 'string',
			default: '',
			placeholder: 'e.g. festa, aniversário',
			description: 'Words that show interest, separated by commas or lines',
		},
		{
			displayName: 'Argument',
			name: 'argument',
			type: 'string',
			default: '',
			placeholder: 'e.g. Rende o dobro de fatias',
			description: 'What is told of the step above, without prices',
		},
	],
});
