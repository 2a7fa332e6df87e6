import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../http/send';
import { wireObject } from './field';
import { route, type Operation } from './operation';

/**
 * The HTTP request of a row: path parameters filled and encoded, the rest in the query of GET and DELETE and in the body otherwise.
 * @param values what the operator gave, by field name; only the options that were added
 * @throws RangeError when a value cannot be used, naming the field
 */
export function buildRequest(row: Operation, values: IDataObject): VendorRequest {
	const { method, template } = route(row);
	const fields = { ...row.fields, ...row.options };
	const wire = wireObject(fields, values);
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = wire[name];
		delete wire[name];
		return pathSegment(name, value);
	});
	const inBody = method !== 'GET' && method !== 'DELETE';
	const query: IDataObject = {};
	for (const [name, { inQuery, at }] of Object.entries(fields)) {
		const key = at ?? name;
		if ((inBody && !inQuery) || !(key in wire)) continue;
		query[key] = wire[key];
		delete wire[key];
	}
	return {
		method,
		path,
		...(Object.keys(query).length > 0 && { query }),
		...(inBody && { body: { ...row.fixed, ...wire } }),
		repeatable: row.repeatable ?? method === 'GET',
	};
}

function pathSegment(name: string, value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') throw new RangeError(`"${name}" is empty`);
	const segment = String(value);
	if (segment === '.' || segment === '..' || /[/\\]/.test(segment)) throw new RangeError(`"${name}" must not contain a path`);
	return encodeURIComponent(segment);
}
