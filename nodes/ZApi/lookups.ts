import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { lookup } from '../shared/kit/lookup';
import type { Paging } from '../shared/kit/paging';
import { zApi, zApiPartner } from './api';
import { catalogPages, instancePages, pages, whole } from './paging';
import type { Lookup } from './pickers';

type Search = (this: ILoadOptionsFunctions, search?: string, page?: string) => Promise<INodeListSearchResult>;

/** A record by the first of its names that is filled, with its id beside it when nothing else tells it from others. */
const item =
	(id: string, names: string[]) =>
	(record: IDataObject): INodeListSearchItems => {
		const value = word(record[id]);
		const name = names.map((key) => word(record[key])).find((found) => found !== '') ?? value;
		return { name, value };
	};

const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');

/** A person: people may share a name, so the number stands beside it. */
const person = (record: IDataObject): INodeListSearchItems => {
	const { name, value } = item('phone', ['name', 'short', 'vname', 'notify'])(record);
	return { name: name === value ? name : `${name} (${String(value)})`, value };
};

const get = (path: string, paging: Paging, toItem: (record: IDataObject) => INodeListSearchItems): Search =>
	lookup(zApi, { request: () => ({ method: 'GET', path }), paging, item: toItem });

/** The lists behind the pickers of `pickers.ts`. */
export const lookups: Record<Lookup, Search> = {
	searchChats: get('/chats', pages, person),
	searchContacts: get('/contacts', pages, person),
	searchGroups: get('/groups', pages, item('phone', ['name'])),
	searchCommunities: get('/communities', pages, item('id', ['name'])),
	searchChannels: get('/newsletter', whole, item('id', ['name'])),
	searchTags: get('/tags', whole, item('id', ['name'])),
	// In the body: long cursors in the URL are refused with status 414.
	searchProducts: lookup(zApi, {
		request: () => ({ method: 'POST', path: '/catalogs', body: {} }),
		paging: catalogPages('products'),
		item: item('id', ['name']),
	}),
	searchCollections: get('/catalogs/collection', catalogPages('collections'), item('id', ['name'])),
	searchInstances: lookup(zApiPartner, {
		request: (_, search) => ({ method: 'GET', path: '/instances', query: search ? { query: search } : {} }),
		paging: instancePages,
		item: item('id', ['name']),
		searchesItself: true,
	}),
};
