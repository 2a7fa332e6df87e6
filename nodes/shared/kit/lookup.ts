import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { plain } from '../core/text/words';
import { send, type VendorRequest } from '../http/send';
import type { Vendor } from '../http/vendor';
import type { Paging } from './paging';

interface Lookup {
	/** The request of the first page; `search` is what the operator typed, for vendors that can search. */
	request: (context: ILoadOptionsFunctions, search: string) => Omit<VendorRequest, 'repeatable'>;
	paging: Paging;
	/** How a record stands in the list. */
	item: (record: IDataObject) => INodeListSearchItems;
	/** Whether the vendor did the search; otherwise each page is searched here. */
	searchesItself?: boolean;
}

/** A picker's list: one page of a vendor's records at a time, searched by name. */
export const lookup = (vendor: Vendor, { request, paging, item, searchesItself = false }: Lookup) =>
	async function (this: ILoadOptionsFunctions, search = '', page?: string): Promise<INodeListSearchResult> {
		// The token of a page is its request: it holds no secret, those are added by the credential.
		const asked = page ? (JSON.parse(page) as VendorRequest) : paging.first({ ...request(this, search), repeatable: true }, paging.maxSize);
		const answer = await send(this, vendor, asked);
		const entries = paging.entries(answer);
		const items = entries.map((entry) => item(entry as IDataObject)).filter(({ value }) => value !== undefined && value !== '');
		const next = paging.next(asked, answer, entries.length);
		return {
			results: searchesItself ? items : items.filter(({ name }) => plain(name).includes(plain(search))),
			...(next && { paginationToken: JSON.stringify(next) }),
		};
	};
