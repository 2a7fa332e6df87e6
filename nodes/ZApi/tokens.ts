import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../shared/http/send';
import { flag, type Field } from '../shared/kit/field';
import type { Composite, Form } from '../shared/kit/operation';
import { answered, without } from './answers';

const WANTED = 'includeToken';

/** Asks for what is left out otherwise: an instance's token is as good as its password. */
const includeToken = (): Field =>
	flag('Include Token', 'Whether the token of the instance is in the output, which n8n stores with the execution', false, { at: WANTED });

/**
 * A request whose answer holds the token of an instance, which is left out unless the operator added the option for it.
 */
export const withToken = ({ request, ...form }: Form & { request: Pick<VendorRequest, 'method' | 'path' | 'repeatable'> }): Composite => ({
	...form,
	options: { ...form.options, [WANTED]: includeToken() },
	run: async ({ values, send }) => {
		const { [WANTED]: wanted, ...body } = values;
		const answer = await send({ ...request, ...(request.method !== 'GET' && { body }) });
		const output = wanted === true ? answered(answer) : without('token')(answer);
		return [output].flat().map((json: IDataObject) => ({ json }));
	},
});
