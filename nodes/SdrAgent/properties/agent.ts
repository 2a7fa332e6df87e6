import type { INodeProperties } from 'n8n-workflow';

import { COMPANY_PROFILE, FIRST_CONTACT_FALLBACK, LATER_FALLBACK, PERSONA, SYSTEM_PROMPT } from '../prompts';

const displayOptions = { show: { operation: ['answer'] } };

export const agent: INodeProperties[] = [
	{
		displayName: 'Persona Name',
		name: 'persona',
		type: 'string',
		default: PERSONA,
		displayOptions,
		description: 'How the assistant introduces itself',
	},
	{
		displayName: 'Company Profile',
		name: 'companyProfile',
		type: 'string',
		typeOptions: { rows: 6 },
		default: COMPANY_PROFILE,
		displayOptions,
		description: 'What the assistant may say about the company and its products. No prices.',
	},
	{
		displayName: 'System Prompt',
		name: 'systemPrompt',
		type: 'string',
		typeOptions: { rows: 16 },
		default: SYSTEM_PROMPT,
		displayOptions,
		description: 'The instructions, in Portuguese. {persona} and {empresa} are filled from the fields above.',
	},
	{
		displayName: 'Reply on First Contact Without the Model',
		name: 'firstContactFallback',
		type: 'string',
		typeOptions: { rows: 2 },
		default: FIRST_CONTACT_FALLBACK,
		required: true,
		displayOptions,
		description: 'What a new customer gets when the model does not answer',
	},
	{
		displayName: 'Reply Later Without the Model',
		name: 'laterFallback',
		type: 'string',
		typeOptions: { rows: 2 },
		default: LATER_FALLBACK,
		required: true,
		displayOptions,
		description: 'What a known customer gets when the model does not answer',
	},
];
