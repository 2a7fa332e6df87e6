import type { INodeProperties } from 'n8n-workflow';

import { MODEL } from '../fields';

/** The operations that read a turn as the agent does. */
export const TURN_OPERATIONS = ['answer', 'preview'];

export const model: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Answer',
				value: 'answer',
				action: 'Answer a turn',
				description: 'Understand, qualify and answer what a customer wrote',
			},
			{
				name: 'Preview Prompt',
				value: 'preview',
				action: 'Preview the prompt of a turn',
				description: 'Show what the model would be told, without asking it',
			},
			{
				name: 'Summarize',
				value: 'summarize',
				action: 'Summarize for handoff',
				description: 'Write what a consultant reads before taking over',
			},
			{
				name: 'Transcribe',
				value: 'transcribe',
				action: 'Transcribe audio',
				description: 'Put the audio of a turn into words; everything else passes unchanged',
			},
			{
				name: 'Write Message',
				value: 'writeMessage',
				action: 'Write message',
				description: 'Write a message that nobody asked for, such as a reminder, for one person',
			},
		],
		default: 'answer',
	},
	{
		displayName: 'Model From',
		name: 'modelSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Connected Chat Model', value: 'chatModel', description: 'Any Chat Model node of n8n, connected below this node' },
			{ name: 'OpenAI Credential', value: 'openAi', description: 'OpenAI, or any service that speaks its language' },
		],
		default: 'openAi',
		description: 'Where the model comes from. Audio is always transcribed with the OpenAI credential.',
	},
	{
		displayName: 'Model',
		name: 'model',
		type: 'string',
		default: MODEL,
		displayOptions: { show: { modelSource: ['openAi'], operation: [...TURN_OPERATIONS, 'summarize', 'writeMessage'] } },
		placeholder: 'e.g. gpt-4o-mini',
		description: 'Any chat model of the OpenAI credential; what its service does not take is left out by itself. Empty is as it came.',
	},
	{
		displayName: 'Fallback Model',
		name: 'fallbackModel',
		type: 'string',
		default: '',
		displayOptions: { show: { modelSource: ['openAi'], operation: [...TURN_OPERATIONS, 'summarize', 'writeMessage'] } },
		placeholder: 'e.g. gpt-4.1-mini',
		description:
			'Another model of the same credential, asked when the first one fails, and asked first while that one is known to be out of order. Empty is none.',
	},
];
