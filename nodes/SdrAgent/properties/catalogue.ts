import type { INodeProperties } from 'n8n-workflow';

import { SAMPLE_CATALOGUE, SAMPLE_UPSELL } from '../../shared/core/sdr/sampleCatalogue';
import { TURN_OPERATIONS } from './model';
import { sinceTwo } from './versions';

const show = { operation: TURN_OPERATIONS };
const lines = (entries: object[]): string => `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]`;

export const catalogue: INodeProperties[] = [
	{
		displayName: 'Catalogue From',
		name: 'catalogueSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'No Catalogue', value: 'none', description: 'The company profile alone' },
			{ name: 'Supabase', value: 'supabase', description: 'The table "products"; fill it with the Lead Store node' },
			{ name: 'This Node', value: 'parameter', description: 'The list in the field below' },
		],
		default: 'parameter',
		displayOptions: { show },
		description: 'Where the facts on products come from. Only those of the products that a customer asks about reach the model.',
	},
	...sinceTwo(
		{
			displayName: 'Catalogue',
			name: 'catalogue',
			type: 'json',
			typeOptions: { rows: 10 },
			default: lines(SAMPLE_CATALOGUE),
			displayOptions: { show: { ...show, catalogueSource: ['parameter'] } },
			description:
				'An example to replace. Each product has "name", "category", "keywords" and "facts"; one that cannot be had also "available": false, "unavailable_message" and "alternative". "internal_note" never reaches the model.',
		},
		{
			default: '[]',
			placeholder: 'e.g. [{"name": "Bolo de cenoura", "category": "bolo", "keywords": ["cenoura"], "facts": ["serve 20 pessoas"]}]',
			description:
				'Each product or service has "name", "category", "keywords" and "facts"; one that cannot be had also "available": false, "unavailable_message" and "alternative". "internal_note" never reaches the model. Empty is the catalogue that the company saved.',
		},
	),
	...sinceTwo(
		{
			displayName: 'Upsell Rules',
			name: 'upsellRules',
			type: 'json',
			typeOptions: { rows: 4 },
			default: lines(SAMPLE_UPSELL),
			displayOptions: { show },
			description: 'Steps above, each told once to a lead who asks for the step below: "from", "to", "triggers", "argument". [] for none.',
		},
		{ default: '[]' },
	),
];
