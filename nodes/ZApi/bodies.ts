import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../shared/http/send';
import type { Call, Composite, Form } from '../shared/kit/operation';
import { answered } from './answers';

type Answer = (answer: unknown) => IDataObject | IDataObject[];
type Request = `${'POST' | 'DELETE'} /${string}`;

/** The operator's values of one item, as they go over the wire. */
type Values = Call['values'];

/**
 * A request whose body a row cannot describe: a DELETE that carries one, or a bare array.
 * @param body makes the body of what the operator gave
 */
export const withBody = ({
	request,
	body,
	output = answered,
	...form
}: Form & { request: Request; body: (values: Values) => VendorRequest['body']; output?: Answer }): Composite => ({
	...form,
	run: async ({ values, send }) => {
		const [method, path] = request.split(' ') as [VendorRequest['method'], string];
		const answer = await send({ method, path, body: body(values), repeatable: false });
		return [output(answer)].flat().map((json) => ({ json }));
	},
});
