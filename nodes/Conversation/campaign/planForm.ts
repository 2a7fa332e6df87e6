import type { INodeProperties } from 'n8n-workflow';

export const campaignIdField: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. natal-2026',
	description: 'A name of your own. The same name is the same campaign: nobody gets it twice, however often it is planned or started.',
};

const column = (displayName: string, name: string, initial: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: initial,
	description,
	displayOptions: { show: { source: ['csv', 'items'] } },
});

const message: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'messageAs',
		type: 'options',
		options: [
			{ name: 'Template', value: 'template', description: 'WhatsApp Cloud API: an approved template, which reaches everybody' },
			{ name: 'Text', value: 'text', description: 'Z-API; on the Cloud API only for whoever wrote within 24 hours' },
		],
		default: 'text',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		required: true,
		placeholder: 'e.g. {Oi|Olá}, {primeiro_nome}! Chegou a nova coleção.',
		description: '{coluna} is filled in from the list; of {Oi|Olá|Bom dia} each person gets one. Whoever has an empty column is skipped.',
		displayOptions: { show: { messageAs: ['text'] } },
	},
	{
		displayName: 'Template Name',
		name: 'templateName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. novidades',
		description: 'Its name in the WhatsApp Manager; it must be approved',
		displayOptions: { show: { messageAs: ['template'] } },
	},
	{
		displayName: 'Template Language',
		name: 'templateLanguage',
		type: 'string',
		default: 'pt_BR',
		displayOptions: { show: { messageAs: ['template'] } },
	},
	{
		displayName: 'Template Values',
		name: 'templateValues',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. {primeiro_nome}',
		description: 'What stands in its gaps, one line each, in order: {coluna} of the list, or words of your own',
		displayOptions: { show: { messageAs: ['template'] } },
	},
];

const leads: INodeProperties = {
	displayName: 'Which Leads',
	name: 'leads',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	displayOptions: { show: { source: ['leads'] } },
	options: [
		{
			displayName: 'Product Contains',
			name: 'product',
			type: 'string',
			default: '',
		},
		{
			displayName: 'Quiet for (Days)',
			name: 'quietDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 30,
			description: 'Only those who wrote nothing for so long',
		},
		{ displayName: 'State', name: 'uf', type: 'string', default: '', placeholder: 'e.g. SP' },
		{
			displayName: 'Temperatures',
			name: 'temperatures',
			type: 'multiOptions',
			options: [
				{ name: 'Cold', value: 'cold' },
				{ name: 'Hot', value: 'hot' },
				{ name: 'Warm', value: 'warm' },
			],
			default: [],
			description: 'Empty is all',
		},
	],
};

const more: INodeProperties = {
	displayName: 'More',
	name: 'more',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'About',
			name: 'about',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'What the agent is told when somebody answers: what is offered, until when, what to do then',
		},
		{
			displayName: 'Category',
			name: 'category',
			type: 'options',
			options: [
				{ name: 'Marketing', value: 'marketing' },
				{ name: 'Utility', value: 'utility' },
			],
			default: 'marketing',
			description: "Meta's category of the template, for what it costs",
		},
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: '',
			description: 'Your number that writes, for Z-API its instance ID. Empty is that of the newest conversation.',
		},
		{
			displayName: 'Consent Column',
			name: 'consentColumn',
			type: 'string',
			default: '',
			description: 'Where the list tells for each person why you may write to them. Empty, and "não", skip that person.',
		},
		{ displayName: 'Name', name: 'name', type: 'string', default: '', description: 'As the team and the agent read it' },
		{ displayName: 'Starts At', name: 'startsAt', type: 'dateTime', default: '', description: 'Not before then, once it is started' },
		{
			displayName: 'Stop at Failures (%)',
			name: 'stopPercent',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 10,
			description: 'All of it stops, and the team is told, once more than this share of the last messages failed',
		},
	],
};

export const planForm: INodeProperties[] = [
	campaignIdField,
	{
		displayName: 'List',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'CSV File',
				value: 'csv',
				description: 'A file with the names of its columns in the first line; separators and accents are found out',
			},
			{ name: 'Items', value: 'items', description: 'What comes into this node: the lines of a sheet' },
			{ name: 'Leads', value: 'leads', description: 'People whom the agent has spoken with: columns nome, empresa, cidade, uf, produto' },
		],
		default: 'items',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the field with the file',
		displayOptions: { show: { source: ['csv'] } },
	},
	column('Phone Column', 'phoneColumn', 'telefone', 'In any usual form; both forms of a Brazilian mobile are one person'),
	column('Name Column', 'nameColumn', 'nome', 'It fills in {nome} and {primeiro_nome}'),
	leads,
	{
		displayName: 'Why They May Be Written To',
		name: 'consent',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cliente desde 2024, aceitou receber novidades no cadastro',
		description:
			'The ground that the law asks for (LGPD, art. 7), kept with each person. Without one, here or in a column, nobody is written to.',
	},
	...message,
	more,
];
