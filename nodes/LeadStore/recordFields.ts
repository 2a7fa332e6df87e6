import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { limitProperty } from '../shared/kit/limit';
import { listRecords, updateRecord, type RecordTable } from '../shared/store/records';
import { asItems, limitOf, textOf, type StoreOperation } from './operation';

export const idField: INodeProperties = {
	displayName: 'ID',
	name: 'id',
	type: 'string',
	default: '={{ $json.id }}',
	required: true,
	placeholder: 'e.g. 4f6c0c3e-…',
};
export const wordsField = (where: string): INodeProperties => ({
	displayName: 'Words',
	name: 'words',
	type: 'string',
	default: '',
	required: true,
	description: `Looked for anywhere in ${where}, whatever their case`,
});
export const sinceField: INodeProperties = {
	displayName: 'Since',
	name: 'since',
	type: 'dateTime',
	default: '',
	description: 'Empty is from the beginning',
};

/** A collection of what may be written; what stays empty is not. */
export const fieldsOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Fields',
	name: 'fields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'Only what is given is written; an empty field never erases a stored value',
	options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});
export const column = (displayName: string, name: string, given: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...given,
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws {RangeError} for what is no id */
export function idOf(context: IExecuteFunctions, itemIndex: number): string {
	const id = textOf(context, itemIndex, 'id');
	if (!UUID.test(id)) throw new RangeError(`The field "ID" is no ID: ${id}`);
	return id;
}

/** What was filled in, by column. */
export const givenIn = (context: IExecuteFunctions, itemIndex: number): IDataObject =>
	Object.fromEntries(
		Object.entries(context.getNodeParameter('fields', itemIndex, {}) as IDataObject).filter(([, value]) => value !== '' && value !== null),
	);

/** @param kind in the words of the form, with its plural */
export const getRecord = (table: RecordTable, kind: string): StoreOperation => ({
	name: 'Get',
	action: `Get ${kind}`,
	description: `Read a ${kind} by its ID`,
	properties: [idField],
	run: async (context, store, itemIndex) => {
		const id = idOf(context, itemIndex);
		const [found] = await listRecords(store, table, { match: { id }, limit: 1 });
		return { json: found ? { found: true, ...found } : { found: false, id } };
	},
});

export const searchRecords = (table: RecordTable, kinds: string, columns: string[], where: string): StoreOperation => ({
	name: 'Search',
	action: `Search ${kinds}`,
	description: `Find ${kinds} by words, newest first`,
	properties: [wordsField(where), limitProperty],
	run: async (context, store, itemIndex) => {
		const text = textOf(context, itemIndex, 'words');
		if (text === '') throw new RangeError('The field "Words" is empty');
		return asItems(await listRecords(store, table, { words: { columns, text }, limit: limitOf(context, itemIndex) }));
	},
});

/** @param read what was filled in, as the columns take it */
export const changeRecord = (
	table: RecordTable,
	kind: string,
	fields: INodeProperties[],
	read: (given: IDataObject) => Record<string, string | number>,
): StoreOperation => ({
	name: 'Update',
	action: `Update ${kind}`,
	description: `Change a ${kind}`,
	properties: [idField, fieldsOf(fields)],
	run: async (context, store, itemIndex) => {
		const [id, values] = [idOf(context, itemIndex), read(givenIn(context, itemIndex))];
		if (Object.keys(values).length === 0) throw new RangeError('There is nothing to change: fill in at least one field');
		const changed = await updateRecord(store, table, id, values);
		if (changed === null) throw new RangeError(`There is no ${kind} with the ID ${id}`);
		return { json: changed };
	},
});
