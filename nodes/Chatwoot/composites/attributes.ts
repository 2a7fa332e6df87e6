import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { recordOf } from '../envelopes';

/** Sets custom attributes of a conversation and keeps the others: servers up to 4.16.2 replace the whole set, so it is read first. */
export async function mergeAttributes({ values, send }: Call): Promise<Outcome> {
	const path = `/conversations/${String(values.conversation)}`;
	const { custom_attributes: current = {} } = recordOf(await send({ method: 'GET', path, repeatable: true }));
	const merged = { ...(current as IDataObject), ...(values.custom_attributes as IDataObject) };
	const body = { custom_attributes: merged };
	return { json: recordOf(await send({ method: 'POST', path: `${path}/custom_attributes`, body, repeatable: true })) };
}
