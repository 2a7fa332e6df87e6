import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../shared/http/send';
import type { Call, Composite, Form } from '../shared/kit/operation';
import { readPages } from '../shared/kit/paging';
import { answered } from './answers';
import { instancePages } from './paging';
import { partnerInstance } from './pickers';

/**
 * An instance of the partner's account with its token, which the routes of one instance want in their path: it is looked up, so that no
 * workflow has to hold it.
 * @throws RangeError when the account has no such instance
 */
export async function findInstance(id: string, send: Call['send']): Promise<IDataObject & { token: string }> {
	const list = async (query: IDataObject) =>
		(await readPages(send, { method: 'GET', path: '/instances', query, repeatable: true }, instancePages, Infinity)) as IDataObject[];
	const its = (found: IDataObject[]) => found.find((instance) => instance.id === id && typeof instance.token === 'string');
	// The search by id is documented in half a line: without a match the whole list is read.
	const instance = its(await list({ query: id })) ?? its(await list({}));
	if (!instance) throw new RangeError(`The partner account has no instance "${id}": choose one from the list`);
	return instance as IDataObject & { token: string };
}

/** One request about one instance of the partner's account. */
export const aboutInstance = ({ method, path, ...form }: Form & Pick<VendorRequest, 'method' | 'path'>): Composite => ({
	...form,
	fields: { instance: partnerInstance(), ...form.fields },
	run: async ({ values: { instance: id, ...body }, send }) => {
		const { token } = await findInstance(String(id), send);
		const prefix = `/instances/${encodeURIComponent(String(id))}/token/${encodeURIComponent(token)}`;
		const answer = await send({ method, path: `${prefix}${path}`, body, repeatable: false });
		return { json: answered(answer) as IDataObject };
	},
});
