import type { INodeProperties } from 'n8n-workflow';

import { TEMPERATURES } from '../shared/core/lead';

const LABELS: Record<string, string> = {
	city: 'City',
	company: 'Company',
	email: 'Email',
	knows_company: 'Knows the Company',
	name: 'Name',
	need: 'Need',
	product: 'Product',
	segment: 'Segment',
	uf: 'State (UF)',
	urgency: 'Urgency',
	volume: 'Volume',
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Conversation', value: 'conversation' },
			{ name: 'Lead', value: 'lead' },
		],
		default: 'lead',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['lead'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				action: 'Create or update lead',
			},
			{ name: 'Get', value: 'get', description: 'Read a lead by phone', action: 'Get lead' },
		],
		default: 'get',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['conversation'] } },
		options: [
			{
				name: 'Get History',
				value: 'getHistory',
				description: 'Read the newest messages, oldest first',
				action: 'Get conversation history',
			},
		],
		default: 'getHistory',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '={{ $json.phone }}',
		required: true,
		placeholder: 'e.g. 5511999990001',
		description: 'In any usual form; both forms of a Brazilian mobile are one person',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { resource: ['conversation'], operation: ['getHistory'] } },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'collection',
		placeholder: 'Add field',
		displayOptions: { show: { resource: ['lead'], operation: ['upsert'] } },
		default: {},
		description: 'Only what is given is written; an empty field never erases a stored value',
		options: [
			...Object.entries(LABELS).map(([name, displayName]): INodeProperties => ({
				displayName,
				name,
				type: 'string',
				default: '',
				...(name === 'email' && { placeholder: 'name@email.com' }),
			})),
			{
				displayName: 'Temperature',
				name: 'temperature',
				type: 'options' as const,
				options: TEMPERATURES.map((value) => ({ name: value[0].toUpperCase() + value.slice(1), value })),
				default: 'cold',
			},
		].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	},
];
