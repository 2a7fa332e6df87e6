import Ajv from 'ajv';

import served from '../../nodes/AttendanceServer/openapi.json';

type Schema = Record<string, unknown>;
interface Operation {
	operationId: string;
	responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
	requestBody?: { content: Record<string, { schema: Schema }> };
	security?: unknown[];
	'x-roles': string[];
}

/** The document in the form that a validator of JSON schemas reads: its references lead into itself. */
const ajv = new Ajv({ allErrors: true, schemaId: 'auto', unknownFormats: 'ignore' });
ajv.addSchema({ $id: 'served', components: served.components }, 'served');
const pointed = (schema: unknown): Schema =>
	JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"served#/components/')) as Schema;

/** Every operation, with its method and its path as the server has it. */
export const operations = Object.entries(served.paths as unknown as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
	Object.entries(methods)
		.filter(([method]) => ['get', 'post', 'put', 'delete'].includes(method))
		.map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

const templateOf = (path: string): RegExp => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`);

/** The operation of a call; paths without a parameter first. */
export function operationOf(method: string, path: string) {
	const bare = path.replace(/^\/api\/v1(?=\/)/, '').replace(/\?.*/, '');
	return operations
		.filter((one) => one.method === method && templateOf(one.path).test(bare))
		.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
}

/** What is wrong with an answer, by the document; empty where nothing is. */
export function problemsOf(method: string, path: string, status: number, body: unknown): string[] {
	const found = operationOf(method, path);
	if (!found) return [];
	const response = found.operation.responses[String(status)] as Operation['responses'][string] | undefined;
	if (!response) return [`${found.operation.operationId} has no status ${status}`];
	const name = response.$ref?.split('/').at(-1);
	const whole = name ? (served.components.responses as unknown as Operation['responses'])[name] : response;
	const schema = whole.content?.['application/json']?.schema;
	if (schema === undefined) return [];
	const validate = ajv.compile(pointed(schema));
	return validate(body) === true
		? []
		: (validate.errors ?? []).map(({ dataPath, message }) => `${found.operation.operationId} ${status}: ${dataPath} ${message}`);
}
