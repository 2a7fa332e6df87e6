import type { INodeProperties } from 'n8n-workflow';

export interface TriggerOptions {
	checkTokenHeader?: boolean;
	deliveries?: boolean;
	groups?: boolean;
	ownMessages?: boolean;
	raw?: boolean;
}

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
				displayName: 'Deliveries',
				name: 'deliveries',
				type: 'boolean',
				default: false,
				description:
					'Whether Z-API\'s word that a message of yours went out starts the workflow too. With it, a reply whose sending was cut off by a crash is settled. Sets the "Ao enviar" URL of the instance.',
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
				description:
					'Whether messages sent by the connected number start the workflow too: what an attendant types on the phone takes the conversation over. Switches "Notificar as enviadas por mim" on.',
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
