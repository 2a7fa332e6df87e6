import { isEmpty, isObject } from './field';
import index from './whatsappCloud.json';

/** The part of JSON Schema that the index is written in. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	const?: unknown;
	enum?: unknown[];
	minLength?: number;
	maxLength?: number;
	pattern?: string;
	format?: string;
	minimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
}

/** One documented operation; ids of Meta's objects stand in braces in its path. */
export interface Endpoint {
	id: string;
	method: string;
	path: string;
	/** Names of what may stand in the query, and of what must. */
	query: string[];
	needs: string[];
	body?: Schema;
	bodyType?: string;
	/** Asked for with the token of the app. */
	asApp?: boolean;
}

export const endpoints = index.endpoints as Endpoint[];
export const errors = index.errors as Array<{ code: number | string; retryable: boolean; http: number | null }>;
export const examples = index.examples as unknown as Record<string, Record<string, unknown>>;
const schemas = index.schemas as unknown as Record<string, Schema>;

/** What is wrong with a request, by the operation that fits it best. */
export function violations(candidates: Endpoint[], query: Record<string, string>, body: unknown): string[] {
	if (candidates.length === 0) return ['there is no such route'];
	return candidates
		.map((endpoint) => [...inQuery(endpoint, query), ...inBody(endpoint, body)])
		.reduce((one, other) => (other.length < one.length ? other : one));
}

const inQuery = ({ query: known, needs }: Endpoint, query: Record<string, string>): string[] => [
	...Object.keys(query)
		.filter((key) => !known.includes(key) && key !== 'appsecret_proof')
		.map((key) => `query.${key}: is not documented`),
	...needs.filter((key) => !query[key]).map((key) => `query.${key}: is required`),
];

const inBody = ({ body, bodyType }: Endpoint, given: unknown): string[] => {
	if (bodyType !== undefined) return [];
	return body ? inSchema('body', body, given ?? {}) : isEmpty(given) ? [] : ['body: none is expected'];
};

/** The schema itself, whatever name it was told by. */
const resolved = (schema: Schema): Schema => (schema.$ref ? resolved(schemas[schema.$ref.split('/').pop()!]) : schema);

/** What is wrong with a value; keys that nobody documents are. */
export function inSchema(where: string, given: Schema, value: unknown): string[] {
	const schema = resolved(given);
	const choices = schema.oneOf?.map(resolved);
	const isMixed = schema.properties !== undefined || schema.allOf !== undefined;
	if (choices && !isMixed) return best(choices.map((one) => inSchema(where, one, value)), choices, value);
	return [...inValue(where, schema, value), ...(isObject(value) ? inObject(where, schema, value) : [])];
}

/** Of several forms the one that the value means: by its `type`, else by what is least wrong. */
function best(found: string[][], choices: Schema[], value: unknown): string[] {
	const type = isObject(value) ? value.type : undefined;
	const meant = found.filter((_, n) => type !== undefined && choices[n].properties?.type?.const === type);
	return (meant.length > 0 ? meant : found).reduce((one, other) => (other.length < one.length ? other : one));
}

function inObject(where: string, schema: Schema, value: Record<string, unknown>): string[] {
	const parts = [schema, ...(schema.allOf ?? []).map(resolved)];
	const choices = (schema.oneOf ?? []).map(resolved);
	const chosen = choices.filter((one) => hasAll(one, value) && (one.properties?.type?.const ?? value.type) === value.type);
	const all = [...parts, ...chosen];
	const known = Object.assign({}, ...all.map(({ properties }) => properties ?? {})) as Record<string, Schema>;
	const needed = parts.flatMap(({ required = [] }) => required);
	const isFree = all.every(({ properties }) => properties === undefined || Object.keys(properties).length === 0);
	return [
		...(choices.length > 0 && chosen.length !== 1 ? [`${where}: must be exactly one of ${choices.length} forms`] : []),
		...parts.flatMap(({ anyOf }) => (anyOf && !anyOf.some((one) => hasAll(one, value)) ? [`${where}: one of its keys is missing`] : [])),
		...needed.filter((key) => value[key] === undefined).map((key) => `${where}.${key}: is required`),
		...Object.entries(value).flatMap(([key, one]) =>
			Object.hasOwn(known, key) ? inSchema(`${where}.${key}`, known[key], one) : isFree ? [] : [`${where}.${key}: is not documented`],
		),
	];
}

const hasAll = ({ required = [] }: Schema, value: Record<string, unknown>): boolean => required.every((key) => value[key] !== undefined);

function inValue(where: string, schema: Schema, value: unknown): string[] {
	const types = schema.type === undefined ? [] : [schema.type].flat();
	if (types.length > 0 && !types.some((type) => isOfType(type, value))) return [`${where}: must be ${types.join(' or ')}`];
	if (schema.const !== undefined && value !== schema.const) return [`${where}: must be ${JSON.stringify(schema.const)}`];
	if (schema.enum && !schema.enum.includes(value)) return [`${where}: must be one of ${schema.enum.join(', ')}`];
	if (typeof value === 'number') return range(where, value, schema.minimum, schema.maximum, '');
	if (Array.isArray(value))
		return [
			...range(where, value.length, schema.minItems, schema.maxItems, ' entries'),
			...(schema.items ? value.flatMap((one, n) => inSchema(`${where}[${n}]`, schema.items!, one)) : []),
		];
	if (typeof value !== 'string') return [];
	return [
		...range(where, value.length, schema.minLength, schema.maxLength, ' characters'),
		...(schema.pattern && !new RegExp(schema.pattern).test(value) ? [`${where}: has not the form ${schema.pattern}`] : []),
		...(schema.format === 'uri' && !/^https?:\/\/\S+$/.test(value) ? [`${where}: must be a URL`] : []),
	];
}

function range(where: string, size: number, least = -Infinity, most = Infinity, unit: string): string[] {
	if (size < least) return [`${where}: must be ${least}${unit} at least`];
	return size > most ? [`${where}: must be ${most}${unit} at most`] : [];
}

function isOfType(type: string, value: unknown): boolean {
	if (type === 'object') return isObject(value);
	if (type === 'array') return Array.isArray(value);
	return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}
