import type { IHttpRequestMethods } from 'n8n-workflow';

import { required } from '../../shared/kit/field';
import type { Composite } from '../../shared/kit/operation';
import { links } from '../fields';

/** A composite that is one request of the contract. */
export interface Bulk extends Composite {
	request?: never;
	route: `${'PUT' | 'DELETE'} /${string}`;
}

/** Several e-mails at once: the body is the bare list of ids, which no row can hold, and deletion has a body too. */
export const bulk = (route: Bulk['route'], wording: Pick<Bulk, 'name' | 'action' | 'description'>): Bulk => ({
	...wording,
	route,
	fields: { ids: required(links('Email IDs')) },
	run: async ({ values, send }) => {
		const [method, path] = route.split(' ') as [IHttpRequestMethods, string];
		await send({ method, path, body: values.ids as unknown[], repeatable: true });
		return { json: { success: true, ids: values.ids } };
	},
});
