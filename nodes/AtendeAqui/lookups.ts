import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { lookup } from '../shared/kit/lookup';
import { pickedId } from '../shared/kit/picker';
import { atendeAqui } from './api';
import { CREDENTIAL_FLOW } from './authenticate';
import { entriesOf } from './models';
import { onePage, pages } from './pages';

const named = (words: unknown[], value: unknown): INodeListSearchItems => ({
	name: words.map((word) => String(word ?? '').trim()).find((word) => word !== '') ?? '',
	value: value as string,
});

const given = (context: ILoadOptionsFunctions, name: string): string => pickedId(context.getCurrentNodeParameter(name));

function clientPath(context: ILoadOptionsFunctions): string {
	const clientId = given(context, 'clientId');
	if (clientId === '') throw new RangeError('Choose the client first');
	return encodeURIComponent(clientId);
}

/** The lists behind the pickers. */
export const listSearch = {
	getClients: lookup(atendeAqui, {
		request: () => ({ method: 'GET', path: '/clients/' }),
		paging: pages,
		item: ({ client_id, full_name, email }) => named([full_name, email, client_id], client_id),
	}),
	getMembers: lookup(atendeAqui, {
		request: (context) => ({ method: 'GET', path: `/clients/${clientPath(context)}/team/` }),
		paging: onePage(entriesOf),
		item: ({ id, full_name, email, username }) => named([full_name, email, username, id], id),
	}),
	getFlows: lookup(atendeAqui, {
		request: () => ({ method: 'GET', path: '/onboarding/flows/' }),
		paging: pages,
		item: ({ slug, name }) => named([name, slug], slug),
	}),
	getSteps: lookup(atendeAqui, {
		request: (context) => ({
			method: 'GET',
			path: `/onboarding/${encodeURIComponent(given(context, 'flowKey') || CREDENTIAL_FLOW)}/structure/`,
		}),
		paging: onePage((answer) => entriesOf({ results: (answer as IDataObject | null)?.steps })),
		item: ({ step_key, title }) => named([title, step_key], step_key),
	}),
};
