import type { INodeProperties } from 'n8n-workflow';

import { SUMMARY_TEMPLATE } from '../../shared/core/sdr/handoffSummary';
import { SUMMARY_PROMPT } from '../prompts';

export const summary: INodeProperties[] = [
	{
		displayName: 'Write Notes with the Model',
		name: 'summaryNotes',
		type: 'boolean',
		default: true,
		displayOptions: { show: { operation: ['summarize'] } },
		description: 'Whether the model writes the remarks from the whole conversation; otherwise the reason of the class stands there',
	},
	{
		displayName: 'Notes Prompt',
		name: 'summaryPrompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: SUMMARY_PROMPT,
		displayOptions: { show: { operation: ['summarize'], summaryNotes: [true] } },
		description: 'What the model is told to write',
	},
	{
		displayName: 'Summary Template',
		name: 'summaryTemplate',
		type: 'string',
		typeOptions: { rows: 10 },
		default: SUMMARY_TEMPLATE,
		displayOptions: { show: { operation: ['answer', 'summarize'] } },
		description:
			'What the team reads about a hot lead; {outros_dados} are your own fields, each on a line. The answer holds it as handoff_summary in the turn in which the lead becomes hot.',
	},
];
