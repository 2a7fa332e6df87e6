import type { INodeProperties } from 'n8n-workflow';

import { credentialsFirst } from '../shared/kit/credentialsFirst';
import { storeOptions } from '../shared/store/schemaOption';
import { resources } from './operations';
import type { StoreOperations } from './operation';

export const properties: INodeProperties[] = [
	credentialsFirst,
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(resources).map(([value, { name }]) => ({ name, value })),
		default: 'lead',
	},
	...Object.entries(resources).map(([resource, { operations }]) => operationList(resource, operations)),
	...Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).flatMap(([operation, row]) =>
			row.properties.map((property) => ({ ...property, displayOptions: { show: { resource: [resource], operation: [operation] } } })),
		),
	),
	storeOptions,
];

function operationList(resource: string, operations: StoreOperations): INodeProperties {
	const options = Object.entries(operations)
		.map(([value, { name, action, description }]) => ({ name, value, action, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const initial = 'get' in operations ? 'get' : options[0].value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: initial,
	};
}
