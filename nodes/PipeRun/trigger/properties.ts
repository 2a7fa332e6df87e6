import type { INodeProperties } from 'n8n-workflow';

import { picker } from '../../shared/kit/picker';
import { EVENTS } from './event';

export const eventsProperty: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: Object.entries(EVENTS)
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name)),
	default: ['created', 'moved', 'won', 'lost'],
	required: true,
	description: 'What starts the workflow',
};

export const pipelineProperty: INodeProperties = {
	displayName: 'Pipeline (Funil)',
	name: 'pipelineId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only deals of this pipeline; empty for all',
	modes: picker('Pipeline', 'searchPipelines', { placeholder: 'e.g. 100848' }).form.modes,
};

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'PipeRun cannot be told the URL by n8n. Copy the Production URL from above into PipeRun: Automações → Ação automática → Webhook, method POST, one automation for each event. Add <code>?event=won</code> (or created, moved, lost) to the URL, so that there is no doubt what happened.',
		name: 'howTo',
		type: 'notice',
		default: '',
	},
	eventsProperty,
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{ name: 'Secret in the URL', value: 'path', description: 'The URL holds the secret; nothing else has to be set in PipeRun' },
			{
				name: 'Secret in a Header',
				value: 'header',
				description: 'The automation in PipeRun sends the "Webhook Secret" of the credential in a header of its own',
			},
		],
		default: 'path',
		description: 'How to know that a call is from PipeRun, which signs nothing',
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		placeholder: 'e.g. k3v9Qw7ZpT2mX8aB',
		description:
			'At least 16 letters and digits, made up by you. It becomes the end of the URL: whoever has the URL can start this workflow.',
		displayOptions: { show: { authentication: ['path'] } },
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		default: 'X-Webhook-Secret',
		required: true,
		description: 'Name of the header that the automation sends',
		displayOptions: { show: { authentication: ['header'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Deal ID Key',
				name: 'idKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. oportunidade.codigo',
				description: 'Where the ID of the deal is, when the automation renames the keys; dots for nested objects',
			},
			{
				displayName: 'Raw Payload',
				name: 'raw',
				type: 'boolean',
				default: false,
				description: 'Whether to add what PipeRun sent, unchanged, under "raw"',
			},
		],
	},
];
