import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { recordOf, textOf } from '../shared/core/json/readers';
import { plain } from '../shared/core/text/words';
import { dialectOf } from './dialect';
import { doorFor } from './door';
import { attendanceApi } from './api';
import { pages } from './paging';

/** The lists behind the pickers. They log in as the node does, so the kit's own lookup does not do. */
export const listSearch = {
	async getUsers(this: ILoadOptionsFunctions, search = '', page = '1'): Promise<INodeListSearchResult> {
		const credential = await this.getCredentials(attendanceApi.credentialType);
		const isCode = dialectOf(credential) === 'v2';
		const paging = pages('users', isCode ? 'per_page' : 'limit');
		const first = paging.first({ method: 'GET', path: isCode ? '/users/' : '/users', repeatable: true }, paging.maxSize);
		const asked = { ...first, query: { ...first.query, page: Number(page) } };
		const answer = await doorFor(this, credential)(asked);
		const entries = paging.entries(answer);
		const results = entries.map(recordOf).map((user): INodeListSearchItems => ({
			name: [textOf(user.nome) || textOf(user.email), textOf(user.role) && `(${textOf(user.role)})`].filter(Boolean).join(' '),
			value: textOf(user.id),
		}));
		const next = paging.next(asked, answer, entries.length);
		return {
			results: results.filter(({ name }) => plain(name).includes(plain(search))),
			...(next && { paginationToken: String(next.query?.page) }),
		};
	},
};
