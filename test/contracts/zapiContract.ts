import index from './zapi.json';

/** One field of a body, as the vendor documents it. */
export interface Field {
	type: string;
	required?: boolean;
	min?: number;
	max?: number;
	minLength?: number;
	minItems?: number;
	maxItems?: number;
	enum?: unknown[];
	format?: string;
	items?: Field;
	properties?: Record<string, Field>;
}

/** One documented operation. Several share a route; `answer` is a sample of the documented response. */
export interface Endpoint {
	id: string;
	method: string;
	path: string;
	query: Record<string, Field>;
	bodyType: string;
	/** A bare array is described under the key `[]`. */
	body: Record<string, Field>;
	answer?: unknown;
	partner?: boolean;
}

export const endpoints = index.endpoints as Endpoint[];

/** The operations documented for a method and path (without instance prefix). A literal route wins over one with parameters. */
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
 * @param query an object with strings, as they stand in the URL
 * @returns empty when at least one candidate accepts it
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
	if (typeof value === 'number') return range(where, value, field.min, field.max, '');
	if (typeof value === 'string')
		return [...range(where, value.length, field.minLength, undefined, ' characters'), ...inFormat(where, field, value)];
	if (Array.isArray(value)) {
		const inItems = value.flatMap((item, n) => (field.items ? inField(`${where}[${n}]`, field.items, item) : []));
		return [...range(where, value.length, field.minItems, field.maxItems, ' items'), ...inItems];
	}
	return field.properties && isObject(value) ? inObject(where, field.properties, value, inField) : [];
}

/** A query carries words only: they are read as the type they should be. */
function inQuery(where: string, field: Field, value: unknown): string[] {
	const word = String(value);
	if (field.type === 'boolean') return ['true', 'false'].includes(word) ? [] : [`${where}: must be true or false`];
	if (field.type === 'integer') return /^\d+$/.test(word) ? [] : [`${where}: must be integer`];
	return inField(where, field, word);
}

/** `chat`: digits, or an id with its suffix. `https-url`: a test server has no certificate, so plain http is accepted on this machine. */
const FORMATS: Record<string, { pattern: RegExp; words: string }> = {
	chat: { pattern: /^(\d+|\d+-group|\d+-\d+|\d+@(lid|newsletter))$/, words: 'digits only, or a chat id' },
	'https-url': { pattern: /^(https:\/\/[^\s/]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))(:\d+)?(\/\S*)?$/, words: 'an https URL' },
};

function inFormat(where: string, { format }: Field, value: string): string[] {
	const known = format ? FORMATS[format] : undefined;
	return known && !known.pattern.test(value) ? [`${where}: must be ${known.words}`] : [];
}

function range(where: string, size: number, min = -Infinity, max = Infinity, unit: string): string[] {
	if (size < min) return [`${where}: must be at least ${min}${unit}`];
	return size > max ? [`${where}: must be at most ${max}${unit}`] : [];
}

function isOfType(type: string, value: unknown): boolean {
	if (type === 'array') return Array.isArray(value);
	if (type === 'object') return isObject(value);
	if (type === 'integer') return Number.isInteger(value);
	return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (body: unknown): boolean => body === undefined || body === '' || (isObject(body) && Object.keys(body).length === 0);
