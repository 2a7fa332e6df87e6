import type { INodeProperties } from 'n8n-workflow';

import { rowsForm } from '../../shared/kit/rows';

/** The cadence: one row for each step, edited in this one place. */
export const cadenceForm: INodeProperties = rowsForm({
	displayName: 'Cadence',
	name: 'cadence',
	sortable: true,
	description:
		'Who gets what, and how long after our last answer. Each step comes once; hours of attendance and the limits of Set Message Rules move it.',
	row: { displayName: 'Step', name: 'step' },
	columns: [
		{
			displayName: 'Temperature',
			name: 'class',
			type: 'options',
			options: [
				{ name: 'Cold', value: 'cold' },
				{ name: 'Hot', value: 'hot' },
				{ name: 'Warm', value: 'warm' },
			],
			default: 'warm',
		},
		{
			displayName: 'After (Hours)',
			name: 'afterHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			description: 'Since our last answer. A step that went out late moves those after it.',
		},
		{
			displayName: 'What',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Message', value: 'message', description: 'To the lead' },
				{
					name: 'Material',
					value: 'material',
					description: 'To the lead: the text below with its link; without a text nothing is sent',
				},
				{ name: 'Remind the Team', value: 'team', description: 'Nothing to the lead: a notice to whoever sells' },
			],
			default: 'message',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Oi, {primeiro_nome}! Ficou alguma dúvida sobre {produto}?',
			description:
				'With {primeiro_nome}, {empresa}, {produto}, {cidade} and {Oi|Olá}. It goes out where no model writes a message of its own; empty is a text of the package.',
		},
	],
});
