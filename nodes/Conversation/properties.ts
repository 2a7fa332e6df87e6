import type { ExpressionString, INodeProperties } from 'n8n-workflow';

import type { ConversationOperation } from './operation';

type Operations = Record<string, ConversationOperation>;

/** The list of operations and each one's own form. */
export const operationProperties = (operations: Operations, initial: string): INodeProperties[] => [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(operations)
			.map(([value, { name, action, description }]) => ({ name, value, action, description }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: initial,
	},
	...Object.entries(operations).flatMap(([key, { properties }]) =>
		properties.map((property) => ({
			...property,
			displayOptions: { show: { ...property.displayOptions?.show, operation: [key] } },
		})),
	),
];

/** The outputs follow the operation: n8n evaluates this whenever the operation changes. */
export function outputsExpression(operations: Operations): ExpressionString {
	const outputs = Object.fromEntries(
		Object.entries(operations).map(([key, operation]) => [key, operation.outputs.map((displayName) => ({ type: 'main', displayName }))]),
	);
	return `={{ (${JSON.stringify(outputs)})[$parameter["operation"]] }}`;
}
