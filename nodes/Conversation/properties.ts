import type { ExpressionString, INodeProperties } from 'n8n-workflow';

import { operationList, resourceAndOperation } from '../shared/kit/describe';
import type { ConversationOperation, ConversationResource } from './operation';

type Operations = Record<string, ConversationOperation>;

/**
 * The operation and each one's own form. Type version 1 has one list of all operations, the second has them by resource; the values are the same, so that the
 * forms and all that asks for an operation need not know the version.
 */
export const operationProperties = (
	resources: Record<string, ConversationResource>,
	operations: Operations,
	initial: { resource: string; operation: string },
): INodeProperties[] => [
	{ ...operationList(operations, initial.operation), displayOptions: { show: { '@version': [1] } } },
	...resourceAndOperation(resources, initial.resource, { '@version': [2] }),
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
