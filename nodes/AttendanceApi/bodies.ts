import type { IDataObject } from 'n8n-workflow';

import { listOf, recordOf, textOf } from '../shared/core/json/readers';
import type { VendorRequest } from '../shared/http/send';

const bodyOf = ({ body }: VendorRequest): IDataObject => recordOf(body) as IDataObject;

/** A change of nothing, which one dialect refuses and the other takes for done. @throws {RangeError} */
export function withChanges(request: VendorRequest): VendorRequest {
	if (Object.keys(bodyOf(request)).length === 0) throw new RangeError('Nothing is to be changed: add a field under Options');
	return request;
}

/** The code dialect's close knows no resolution: one that is no success is kept as the first word of the notes. */
export function withoutResolution(request: VendorRequest): VendorRequest {
	const { resolution, ...body } = bodyOf(request);
	const word = textOf(resolution);
	const notes = [word === 'resolved' ? '' : word, textOf(body.resolution_notes)].filter(Boolean).join(': ');
	return { ...request, body: { ...body, ...(notes && { resolution_notes: notes }) } };
}

const texts = (value: unknown): string[] => listOf(value).map((one) => textOf(recordOf(one).text ?? one));
const asParameters = (given: string[]): IDataObject[] => given.map((text) => ({ type: 'text', text }));

/** The documented dialect writes a template's parameters as components, like the Cloud API. */
export function asComponents(request: VendorRequest): VendorRequest {
	const { header, body, buttons, ...rest } = bodyOf(request);
	const parts = [
		['header', asParameters(texts(header))],
		['body', asParameters(texts(body))],
	] as const;
	const components = [
		...parts.filter(([, parameters]) => parameters.length > 0).map(([type, parameters]) => ({ type, parameters })),
		...listOf(buttons).map((button, index) => ({ type: 'button', index, ...recordOf(button) })),
	];
	return { ...request, body: { ...rest, ...(components.length > 0 && { components }) } as IDataObject };
}

/** The code dialect has a flat list for each part. */
export function asLists(request: VendorRequest): VendorRequest {
	const { header, body, buttons, ...rest } = bodyOf(request);
	const lists = { header_params: texts(header), body_params: texts(body), button_params: listOf(buttons) };
	const given = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
	return { ...request, body: { ...rest, ...given } as IDataObject };
}
