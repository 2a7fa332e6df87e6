import type { IDataObject } from 'n8n-workflow';

import { isRow, type Composite, type Operation } from '../../nodes/shared/kit/operation';
import { resources } from '../../nodes/WhatsAppCloud/operations';
import { samples, type Filling } from '../contracts/samples';

/** Every operation of the node by `resource.operation`. */
export const operations: Record<string, Operation | Composite> = Object.fromEntries(
	Object.entries(resources).flatMap(([resource, { operations: all }]) =>
		Object.entries(all).map(([key, found]) => [`${resource}.${key}`, found] as const),
	),
);

/** The parameters of the node as n8n stores them, each field filled with the example of its form. */
export function parametersOf(id: string, filling: Filling, changes: IDataObject = {}): IDataObject {
	const [resource, operation] = id.split('.');
	const { fields, options = {} } = operations[id];
	const row = operations[id];
	return {
		resource,
		operation,
		...samples(fields, filling),
		...(filling === 'everything' && { options: samples(options, filling) }),
		...(isRow(row) && row.paging && { returnAll: true }),
		...changes,
	};
}
