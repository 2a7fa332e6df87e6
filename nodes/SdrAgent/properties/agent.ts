import type { INodeProperties } from 'n8n-workflow';

import { rowsForm } from '../../shared/kit/rows';
import { CLASS_CRITERIA, EXAMPLE_PHRASES, FIRST_CONTACT_FALLBACK, LATER_FALLBACK, LEAD_RULES, SYSTEM_PROMPT } from '../prompts';
import { VERSION_ONE } from '../versionOne';
import { TURN_OPERATIONS } from './model';
import { sinceTwo } from './versions';

// The linter wants a default that is a name of its own.
const { persona: firstPersona, companyProfile: firstProfile, examplePhrases: firstPhrases, classCriteria: firstCriteria } = VERSION_ONE;

const HOW_IT_INTRODUCES = 'How the assistant introduces itself';
const WHAT_IT_SAYS = 'What the assistant may say about the company and its products. No prices.';
/** Since version 2. */
const EMPTY = "Empty is as the company's settings say (workflow Configurar a empresa).";

const displayOptions = { show: { operation: TURN_OPERATIONS } };

export const agent: INodeProperties[] = [
	...sinceTwo(
		{
			displayName: 'Persona Name',
			name: 'persona',
			type: 'string',
			default: firstPersona,
			displayOptions,
			description: HOW_IT_INTRODUCES,
		},
		{ default: '', placeholder: 'e.g. Bia', description: `${HOW_IT_INTRODUCES}. ${EMPTY}` },
	),
	...sinceTwo(
		{
			displayName: 'Company Profile',
			name: 'companyProfile',
			type: 'string',
			typeOptions: { rows: 6 },
			default: firstProfile,
			displayOptions,
			description: WHAT_IT_SAYS,
		},
		{
			default: '',
			placeholder: 'e.g. Padaria Exemplo, em Chapecó/SC. Pães, bolos e salgados por encomenda. Entregamos no centro.',
			description: `${WHAT_IT_SAYS} ${EMPTY}`,
		},
	),
	{
		displayName: 'System Prompt',
		name: 'systemPrompt',
		type: 'string',
		typeOptions: { rows: 16 },
		default: SYSTEM_PROMPT,
		displayOptions,
		description: 'The instructions, in Portuguese. {persona} and {empresa} are filled from the fields above.',
	},
	...sinceTwo(
		{
			displayName: 'Example Phrases',
			name: 'examplePhrases',
			type: 'string',
			typeOptions: { rows: 5 },
			default: firstPhrases,
			displayOptions,
			description:
				'How your team speaks, one phrase a line: examples of style for the model. A phrase with a price or a promise is refused.',
		},
		{
			default: EXAMPLE_PHRASES,
			description:
				"How your team speaks, one phrase a line: examples of style for the model. A phrase with a price or a promise is refused. Untouched, those of the company's settings take their place.",
		},
	),
	{
		displayName: 'Extraction Rules',
		name: 'extractionRules',
		type: 'string',
		typeOptions: { rows: 4 },
		default: LEAD_RULES,
		displayOptions,
		description: 'How the fields of the lead are read out of the conversation',
	},
	rowsForm({
		displayName: 'Fields to Collect',
		name: 'customFields',
		sortable: true,
		displayOptions,
		description:
			'What you want to know of a lead besides name, company, city, product and the other usual fields; kept in the column custom_fields of the lead',
		row: { displayName: 'Field', name: 'field' },
		columns: [
			{
				displayName: 'Description',
				name: 'label',
				type: 'string',
				default: '',
				placeholder: 'e.g. Quantas lojas o cliente tem',
				description: 'What is to be learned, in Portuguese: the model reads it',
			},
			{
				displayName: 'Key',
				name: 'key',
				type: 'string',
				default: '',
				placeholder: 'e.g. lojas',
				description: 'Its name in the database; made from the description when empty',
			},
			{
				displayName: 'Kind',
				name: 'kind',
				type: 'options',
				options: [
					{ name: 'Number', value: 'number', description: '"uns 1.200" and "2 mil" are understood' },
					{ name: 'One of a List', value: 'oneOf' },
					{ name: 'Pattern', value: 'pattern', description: 'A text that fits a regular expression' },
					{ name: 'Text', value: 'text' },
					{ name: 'Yes or No', value: 'yesNo' },
				],
				default: 'text',
				description: 'What is stored; an answer that is none of it is not',
			},
			{
				displayName: 'List of Values',
				name: 'choices',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				displayOptions: { show: { kind: ['oneOf'] } },
				description: 'One a line',
			},
			{
				displayName: 'Pattern',
				name: 'pattern',
				type: 'string',
				default: '',
				placeholder: 'e.g. [A-Z]{2}-\\d{4}',
				displayOptions: { show: { kind: ['pattern'] } },
				description: 'A regular expression that the whole value has to fit',
			},
			{
				displayName: 'Question',
				name: 'question',
				type: 'string',
				default: '',
				placeholder: 'e.g. Quantas lojas vocês têm hoje?',
				displayOptions: { show: { required: [true] } },
				description: 'How it may be asked',
			},
			{
				displayName: 'Required',
				name: 'required',
				type: 'boolean',
				default: true,
				description: 'Whether the assistant asks until it knows; otherwise it is learned when the customer tells',
			},
		],
	}),
	...sinceTwo(
		{
			displayName: 'Temperature Criteria',
			name: 'classCriteria',
			type: 'string',
			typeOptions: { rows: 6 },
			default: firstCriteria,
			displayOptions,
			description: 'What makes a lead cold, warm or hot, with weights and examples',
		},
		{ default: CLASS_CRITERIA },
	),
	{
		displayName: 'Reply on First Contact Without the Model',
		name: 'firstContactFallback',
		type: 'string',
		typeOptions: { rows: 2 },
		default: FIRST_CONTACT_FALLBACK,
		displayOptions,
		description: 'What a new customer gets when the model does not answer. Empty is as it came.',
	},
	{
		displayName: 'Reply Later Without the Model',
		name: 'laterFallback',
		type: 'string',
		typeOptions: { rows: 2 },
		default: LATER_FALLBACK,
		displayOptions,
		description: 'What a known customer gets when the model does not answer. Empty is as it came.',
	},
];
