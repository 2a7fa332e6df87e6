import type { INodeProperties } from 'n8n-workflow';

export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Dedicated User',
			name: 'dedicatedUser',
			type: 'boolean',
			default: false,
			description:
				'Whether nobody writes by hand as the user of the token: all that this user writes is then an echo, also what other workflows write',
		},
		{
			displayName: 'Maximum Age',
			name: 'maxAgeSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 300,
			description: 'Seconds after which a signed delivery is refused',
		},
		{
			displayName: 'Minor Updates',
			name: 'minorUpdates',
			type: 'boolean',
			default: false,
			description: 'Whether updates that are only the trace of a message start the workflow too',
		},
		{
			displayName: 'Private Notes',
			name: 'privateNotes',
			type: 'boolean',
			default: true,
			description: 'Whether private notes start the workflow',
		},
		{
			displayName: 'Raw Payload',
			name: 'raw',
			type: 'boolean',
			default: false,
			description: 'Whether to add what Chatwoot sent, without its secrets, under "raw"',
		},
		{
			displayName: 'Require Signature',
			name: 'requireSignature',
			type: 'boolean',
			default: false,
			description:
				'Whether to refuse everything from servers that do not sign (before 4.12). Where the server signs, unsigned deliveries are always refused.',
		},
	],
};
