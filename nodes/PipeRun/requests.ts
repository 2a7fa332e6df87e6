import type { IDataObject } from 'n8n-workflow';

import { VendorError } from '../shared/http/errors';
import type { Call } from '../shared/kit/operation';
import { readPages } from '../shared/kit/paging';
import { entry, one } from './answer';
import { byCursor } from './api';

type Send = Call['send'];

/** Candidates of one search; a filter that finds more than that finds nobody in particular. */
const MOST_CANDIDATES = 300;

/** Lists that the vendor's own client sorts by ID. */
const SORTABLE = new Set(['/companies', '/persons', '/deals', '/notes']);

/** The records that a search gives, where possible the newest first, up to a limit. An outage is an error, never an empty list. */
export async function search(send: Send, path: string, query: IDataObject, limit = MOST_CANDIDATES): Promise<IDataObject[]> {
	const sorted = SORTABLE.has(path) ? { ...query, sort: 'id', desc: true } : query;
	return (await readPages(send, { method: 'GET', path, query: sorted, repeatable: true }, byCursor, limit)).map(entry);
}

/** One record; null when PipeRun says that there is none. */
export async function read(send: Send, path: string, query?: IDataObject): Promise<IDataObject | null> {
	try {
		return one(await send({ method: 'GET', path, ...(query && { query }), repeatable: true }));
	} catch (error) {
		if (error instanceof VendorError && error.kind === 'notFound') return null;
		throw error;
	}
}

/**
 * Creates a record; the request is never repeated by itself.
 * @returns its id
 */
export async function create(send: Send, path: string, body: IDataObject): Promise<number> {
	const { id } = one(await send({ method: 'POST', path, body, repeatable: false }));
	if (typeof id !== 'number') throw new RangeError(`PipeRun created a record at ${path} but gave no ID`);
	return id;
}

export async function update(send: Send, path: string, body: IDataObject): Promise<void> {
	await send({ method: 'PUT', path, body, repeatable: true });
}

/** What is given, without the keys that have no value. */
export const withoutEmpty = (values: Record<string, unknown>): IDataObject =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')) as IDataObject;

export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
export const idOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
