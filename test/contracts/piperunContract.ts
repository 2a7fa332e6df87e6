import index from './piperun.json';

/** One field of a query or body. `observed` ones are not in the vendor's document but used by clients in production. */
export interface Field {
	type: string;
	required?: boolean;
	observed?: boolean;
	min?: number;
	max?: number;
	enum?: unknown[];
	/** `date`: a day, or a day with time, without offset. */
	format?: string;
	items?: Field;
	properties?: Record<string, Field>;
}

/** One documented operation. `status` is what a success answers. */
export interface Endpoint {
	method: string;
	path: string;
	query: Record<string, Field>;
	bodyType: string;
	/** A bare array is described under the key `[]`. */
	body: Record<string, Field>;
	status: number;
}

export const endpoints = index.endpoints as Endpoint[];

/** The route as it looks from outside: two documented operations that differ in the names of their path parameters are one route. */
export const routeOf = (method: string, path: string): string => `${method} ${path.replace(/\{\w+\}/g, '{}')}`;

/** The operations documented for a method and path. A literal route wins over one with parameters. */
export function matchRoute(method: string, path: string): Endpoint[] {
	const found = endpoints.filter((endpoint) => endpoint.method === method && matches(endpoint.path, path));
	const fewest = Math.min(...found.map(parameters));
	return found.filter((endpoint) => parameters(endpoint) === fewest);
}

const parameters = (endpoint: Endpoint): number => endpoint.path.split('{').length - 1;

function matches(pattern: string, path: string): boolean {
	const wanted = pattern.split('/');
	const given = path.split('/');
	return wanted.length === given.length && wanted.every((part, n) => (part.startsWith('{') ? given[n] !== '' : part === given[n]));
}

/**
 * What is wrong with a request, by the operation that fits it best.
 * @param query words as they stand in the URL, an array for `key[]`
 */
export function violations(candidates: Endpoint[], query: Record<string, unknown>, body: unknown): string[] {
	if (candidates.length === 0) return ['no such route'];
	return candidates
		.map((endpoint) => [...inObject('query', endpoint.query, query, inQuery), ...inBody(endpoint, body)])
		.reduce((best, found) => (found.length < best.length ? found : best));
}

function inBody(endpoint: Endpoint, body: unknown): string[] {
	if (endpoint.bodyType === 'none') return isEmpty(body) ? [] : ['body: none is expected'];
	if (endpoint.bodyType === 'array') return inField('body', endpoint.body['[]'], body);
	return isObject(body) ? inObject('body', endpoint.body, body, inField) : ['body: must be a JSON object'];
}

type Check = (where: string, field: Field, value: unknown) => string[];

function inObject(where: string, fields: Record<string, Field>, value: Record<string, unknown>, check: Check): string[] {
	const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
	return [
		...unknown.map((key) => `${where}.${key}: is not documented`),
		...Object.entries(fields).flatMap(([key, field]) => {
			if (value[key] !== undefined) return check(`${where}.${key}`, field, value[key]);
			return field.required ? [`${where}.${key}: is required`] : [];
		}),
	];
}

function inField(where: string, field: Field, value: unknown): string[] {
	if (!field.type.split('|').some((type) => isOfType(type, value))) return [`${where}: must be ${field.type}`];
	if (field.enum && !field.enum.includes(value)) return [`${where}: must be one of ${field.enum.join(', ')}`];
	if (typeof value === 'number') return range(where, value, field);
	if (typeof value === 'string') return field.format === 'date' && !DATE.test(value) ? [`${where}: must be a date without offset`] : [];
	if (Array.isArray(value)) return value.flatMap((item, n) => (field.items ? inField(`${where}[${n}]`, field.items, item) : []));
	return field.properties && isObject(value) ? inObject(where, field.properties, value, inField) : [];
}

const DATE = /^(\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})( \d\d:\d\d:\d\d)?$/;

/** A query carries words only: they are read as the type they should be. */
function inQuery(where: string, field: Field, value: unknown): string[] {
	if (field.type === 'array') return Array.isArray(value) ? value.flatMap((word) => inQuery(where, field.items ?? ANY, word)) : [];
	const word = String(value);
	if (field.type.split('|').includes('string')) return inField(where, field, word);
	if (field.type === 'boolean') return ['true', 'false', '0', '1'].includes(word) ? [] : [`${where}: must be true or false`];
	if (field.type === 'integer' && !/^-?\d+$/.test(word)) return [`${where}: must be integer`];
	return word === '' ? [`${where}: is empty`] : inField(where, field, Number(word));
}
const ANY: Field = { type: 'any' };

function range(where: string, size: number, { min = -Infinity, max = Infinity }: Field): string[] {
	return size < min || size > max ? [`${where}: must be from ${min} to ${max}`] : [];
}

function isOfType(type: string, value: unknown): boolean {
	if (type === 'any') return true;
	if (type === 'array') return Array.isArray(value);
	if (type === 'object') return isObject(value);
	if (type === 'integer') return Number.isInteger(value);
	return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (body: unknown): boolean => body === undefined || body === '' || (isObject(body) && Object.keys(body).length === 0);
