import type { INodeProperties } from 'n8n-workflow';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Publishing the workflow sets the "Ao receber" URL of the instance by itself. While you test here, messages come to the test and go back to the published workflow afterwards.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'If Another URL Is Set',
		name: 'otherUrl',
		type: 'options',
		options: [
			{ name: 'Refuse', value: 'refuse', description: "Do not publish; somebody else's webhook stays as it is" },
			{
				name: 'Replace, Restore Later',
				value: 'replace',
				description: 'Take its place, and set it again when this workflow is unpublished',
			},
		],
		default: 'refuse',
		description: 'An instance delivers received messages to one URL only',
	},
	{
		displayName: 'Answer Z-API',
		name: 'answer',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'When the Message Is Stored',
				value: 'responseNode',
				description: 'The Conversation node answers after its Receive operation; without one, the end of the workflow does',
			},
			{ name: 'Immediately', value: 'onReceived', description: 'As soon as n8n has taken the execution' },
		],
		default: 'responseNode',
		description: 'When Z-API is told that the message arrived',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Check Token Header',
				name: 'checkTokenHeader',
				type: 'boolean',
				default: false,
				description: 'Whether to refuse calls whose z-api-token header is not the instance token. Calls without the header still pass.',
			},
			{
				displayName: 'Groups',
				name: 'groups',
				type: 'boolean',
				default: false,
				description: 'Whether messages in groups start the workflow too',
			},
			{
				displayName: 'Own Messages',
				name: 'ownMessages',
				type: 'boolean',
				default: false,
				description: 'Whether messages sent by the connected number start the workflow too, if the instance delivers them',
			},
			{
				displayName: 'Raw Payload',
				name: 'raw',
				type: 'boolean',
				default: false,
				description: 'Whether to add what Z-API sent, unchanged, under "raw"',
			},
		],
	},
];
