import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../http/send';
import { wireObject, type Field, type Fields } from './field';
import { route, type Operation } from './operation';

/**
 * The HTTP request of a row: path parameters filled and encoded, the rest in the query of GET and DELETE and in the body otherwise.
 * @param values what the operator gave, by field name; only the options that were added
 * @throws RangeError when a value cannot be used, naming the field
 */
export function buildRequest(row: Operation, values: IDataObject): VendorRequest {
	const { method, template } = route(row);
	const hasBody = row.hasBody ?? (method !== 'GET' && method !== 'DELETE' && row.bodyless !== true);
	const fields: Fields = { ...row.fields, ...row.options };
	const rest = { ...fields };
	const path = template.replace(/\{(\w+)\}/g, (_, parameter: string) => {
		const name = parameter in fields ? parameter : Object.keys(fields).find((key) => fields[key].at === parameter);
		if (name === undefined) throw new RangeError(`There is no field for "${parameter}"`);
		delete rest[name];
		return pathSegment(fields[name], values[name]);
	});
	const query = {
		...row.fixedQuery,
		...wireObject(
			only(rest, ({ inQuery, inHeader }) => !inHeader && (inQuery === true || !hasBody)),
			values,
		),
	};
	const headers = wireObject(
		only(rest, ({ inHeader }) => inHeader === true),
		values,
	);
	return {
		method,
		path,
		...(Object.keys(query).length > 0 && { query }),
		...(Object.keys(headers).length > 0 && { headers }),
		...(hasBody && {
			body: {
				...row.fixed,
				...wireObject(
					only(rest, ({ inQuery, inHeader }) => !inQuery && !inHeader),
					values,
				),
			},
		}),
		repeatable: row.repeatable ?? method === 'GET',
	};
}

const only = (fields: Fields, wanted: (field: Field) => boolean): Fields =>
	Object.fromEntries(Object.entries(fields).filter(([, field]) => wanted(field)));

function pathSegment({ form, toWire }: Field, given: unknown): string {
	const value = toWire(given);
	if (typeof value !== 'string' && typeof value !== 'number') throw new RangeError(`${form.displayName} is empty`);
	const segment = String(value);
	if (segment === '.' || segment === '..' || /[/\\]/.test(segment)) throw new RangeError(`${form.displayName} must not contain a path`);
	return encodeURIComponent(segment);
}
