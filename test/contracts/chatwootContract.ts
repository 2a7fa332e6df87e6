import index from './chatwoot.json';

/** One field, as Chatwoot documents it. `fromCode`: read from the server's code, not in the document. */
export interface Field {
	type?: string;
	oneOf?: Field[];
	required?: boolean;
	fromCode?: boolean;
	min?: number;
	max?: number;
	enum?: unknown[];
	items?: Field;
	properties?: Record<string, Field>;
}

/** One operation of the Application API. */
export interface Endpoint {
	id?: string;
	method: string;
	path: string;
	query: Record<string, Field>;
	hasBody: boolean;
	body: Record<string, Field>;
	/** Fields of the same request as a form with files. */
	multipart?: Record<string, Field>;
	fromCode?: boolean;
}

export const endpoints = index.endpoints as Endpoint[];

/** The operation of a method and a whole path, `/api/v1/accounts/7/…`. A literal route wins over one with parameters. */
export function matchRoute(method: string, path: string): Endpoint | undefined {
	const found = endpoints.filter((endpoint) => endpoint.method === method && matches(endpoint.path, path));
	return found.sort((a, b) => parameters(a) - parameters(b))[0];
}

const parameters = ({ path }: Endpoint): number => path.split('{').length - 1;

function matches(pattern: string, path: string): boolean {
	const wanted = pattern.split('/');
	const given = path.split('/');
	return wanted.length === given.length && wanted.every((part, n) => (part.startsWith('{') ? given[n] !== '' : part === given[n]));
}

/** What is wrong with a request; `query` as its values stand in the URL. */
export function violations(endpoint: Endpoint, query: Record<string, unknown>, body: unknown): string[] {
	const inBody = endpoint.hasBody
		? inField('body', { type: 'object', properties: endpoint.body }, body)
		: isEmpty(body)
			? []
			: ['body: none is expected'];
	return [...inObject('query', endpoint.query, query, inQuery), ...inBody];
}

/** What is wrong with a form with files. Its values are all words. */
export const formViolations = (endpoint: Endpoint, form: Record<string, unknown>): string[] =>
	endpoint.multipart ? inObject('form', endpoint.multipart, form, inQuery) : ['form: none is expected'];

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
	if (field.oneOf) {
		const findings = field.oneOf.map((one) => inField(where, one, value));
		return findings.reduce((best, found) => (found.length < best.length ? found : best));
	}
	const { type = 'any' } = field;
	if (!type.split('|').some((one) => isOfType(one, value))) return [`${where}: must be ${type}`];
	if (field.enum && !field.enum.includes(value)) return [`${where}: must be one of ${field.enum.join(', ')}`];
	if (typeof value === 'number' && (value < (field.min ?? -Infinity) || value > (field.max ?? Infinity))) return [`${where}: is out of range`];
	if (Array.isArray(value)) return value.flatMap((item, n) => (field.items ? inField(`${where}[${n}]`, field.items, item) : []));
	return field.properties && isObject(value) ? inObject(where, field.properties, value, inField) : [];
}

/** A query carries words only: they are read as the type they should be. */
function inQuery(where: string, field: Field, value: unknown): string[] {
	const { type = 'any' } = field;
	if (type === 'array') {
		if (!Array.isArray(value)) return [`${where}: must be a list`];
		return value.flatMap((item, n) => inQuery(`${where}[${n}]`, field.items ?? {}, item));
	}
	const word = String(value);
	if (type === 'boolean') return ['true', 'false'].includes(word) ? [] : [`${where}: must be true or false`];
	if (type === 'integer' || type === 'number') return /^\d+$/.test(word) ? [] : [`${where}: must be ${type}`];
	return type === 'string' ? inField(where, field, word) : [];
}

function isOfType(type: string, value: unknown): boolean {
	if (type === 'any') return true;
	if (type === 'null') return value === null;
	if (type === 'array') return Array.isArray(value);
	if (type === 'object') return isObject(value);
	if (type === 'integer') return Number.isInteger(value);
	return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (body: unknown): boolean => body === undefined || body === '' || (isObject(body) && Object.keys(body).length === 0);
