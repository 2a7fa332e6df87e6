import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { roleProperty } from '../orderer';

/** How people in Chatwoot are understood. */
export const chatwootForm: INodeProperties[] = [
	{
		displayName: 'Give Back When',
		name: 'givesBack',
		type: 'multiOptions',
		options: [
			{ name: 'Resolved', value: 'resolved', description: 'The conversation was resolved in Chatwoot' },
			{ name: 'Unassigned', value: 'unassigned', description: 'Its agent was taken away in Chatwoot' },
		],
		default: ['resolved'],
		description: 'What gives a conversation back to the agent without a command. The trigger must listen to these events.',
	},
	{
		displayName: 'Attendant',
		name: 'attendant',
		type: 'string',
		default: '={{ $json.authorEmail || $json.authorName }}',
		description: 'Who wrote: by the email address they are the same person on the page for attendants too',
	},
	{
		...roleProperty,
		options: [
			...(roleProperty.options as INodePropertyOptions[]),
			{ name: 'As Registered', value: 'registered', description: 'That of the attendant with this ID; Attendant for others' },
		].sort((one, other) => one.name.localeCompare(other.name)),
		default: 'registered',
		description: 'What commands may do',
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'string',
		default: '',
		description: 'The number of yours that answers, for Z-API its instance ID. Empty is the one where the customer last wrote.',
	},
];
