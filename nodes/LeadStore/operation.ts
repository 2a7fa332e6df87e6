import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseGivenPhone } from '../shared/core/message/ownIds';
import { holdersOf } from '../shared/kit/holders';
import type { Outcome } from '../shared/kit/items';
import type { Store } from '../shared/store/store';

/** One operation: how it looks in the form, and what it does with one item. */
export interface StoreOperation {
	name: string;
	action: string;
	description: string;
	/** Its fields; those of the form alone, shown for this operation. */
	properties: INodeProperties[];
	/** A failed item lets the others be done first: see `runItems`. For operations that end a workflow, of which nothing is lost when the output is. */
	goesOn?: true;
	run: (context: IExecuteFunctions, store: Store, itemIndex: number) => Promise<Outcome | Outcome[]>;
}
export type StoreOperations = Record<string, StoreOperation>;

export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	default: '={{ $json.phone }}',
	required: true,
	placeholder: 'e.g. 5511999990001',
	description: 'In any usual form; both forms of a Brazilian mobile are one person',
};

/** The key of the phone that the item is about: an id in an item of ours, else as it was typed. */
export const phoneOf = (context: IExecuteFunctions, itemIndex: number): string =>
	parseGivenPhone(textOf(context, itemIndex, 'phone'), () => holdersOf(context, itemIndex)).key;
export const textOf = (context: IExecuteFunctions, itemIndex: number, name: string): string =>
	String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
export const limitOf = (context: IExecuteFunctions, itemIndex: number): number =>
	context.getNodeParameter('limit', itemIndex, 50) as number;

/** Rows as items of their own. */
export const asItems = (rows: object[]): Outcome[] => rows.map((row) => ({ json: row as IDataObject }));
