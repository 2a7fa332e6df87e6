import type { Schema } from './modelAnswer';
import type { Spoken } from './modelRules';

/** A request as it arrived. */
export type ChatRequest = Record<string, unknown>;

/** Why a request is refused, in the words of OpenAI's error body. */
export interface Refusal {
	status: number;
	message: string;
	param: string | null;
	code: string | null;
}

/** What chat completions accept (reference of the vendor). */
const PARAMETERS = new Set(
	(
		'audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens messages metadata modalities model n ' +
		'parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_retention reasoning_effort response_format safety_identifier ' +
		'seed service_tier stop store stream stream_options temperature tool_choice tools top_logprobs top_p user verbosity web_search_options'
	).split(' '),
);
const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];
const MODELS = /^(gpt-|chatgpt-|o\d)/;

/** Checks a chat completion as OpenAI does. */
export function refusalOf(body: unknown): Refusal | null {
	if (!isObject(body)) return invalid('We could not parse the JSON body of your request.', null);
	const unknown = Object.keys(body).find((key) => !PARAMETERS.has(key));
	if (unknown) return invalid(`Unrecognized request argument supplied: ${unknown}`, null);
	if (typeof body.model !== 'string' || body.model === '') return invalid('you must provide a model parameter', null);
	if (!MODELS.test(body.model))
		return {
			status: 404,
			message: `The model \`${body.model}\` does not exist or you do not have access to it.`,
			param: null,
			code: 'model_not_found',
		};
	if (body.stream === true) return invalid('This stand-in does not stream.', 'stream');
	return inMessages(body.messages) ?? inNumbers(body) ?? inFormat(body);
}

/** The messages as roles and plain words. */
export function spoken(body: ChatRequest): Spoken[] {
	return (body.messages as Array<{ role: string; content?: unknown }>).map(({ role, content }) => ({ role, text: words(content) }));
}

function words(content: unknown): string {
	if (typeof content === 'string') return content;
	return Array.isArray(content) ? content.map((part: { text?: string }) => part.text ?? '').join('\n') : '';
}

function inMessages(messages: unknown): Refusal | null {
	if (messages === undefined) return invalid("Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter');
	if (!Array.isArray(messages)) return invalid("Invalid type for 'messages': expected an array of objects.", 'messages', 'invalid_type');
	if (messages.length === 0)
		return invalid("Invalid 'messages': empty array. Expected an array with minimum length 1.", 'messages', 'empty_array');
	for (const [n, message] of messages.entries()) {
		const at = `messages[${n}]`;
		if (!isObject(message)) return invalid(`Invalid type for '${at}': expected an object.`, at, 'invalid_type');
		if (!ROLES.includes(String(message.role)))
			return invalid(
				`Invalid value: '${String(message.role)}'. Supported values are: ${ROLES.map((role) => `'${role}'`).join(', ')}.`,
				`${at}.role`,
				'invalid_value',
			);
		const mayBeEmpty = message.role === 'assistant' && (message.tool_calls !== undefined || message.function_call !== undefined);
		if (typeof message.content !== 'string' && !Array.isArray(message.content) && !mayBeEmpty)
			return invalid(
				`Invalid value for 'content': expected a string, got ${message.content === null ? 'null' : typeof message.content}.`,
				`${at}.content`,
			);
	}
	return null;
}

function inNumbers(body: ChatRequest): Refusal | null {
	for (const [param, least, most] of [
		['temperature', 0, 2],
		['top_p', 0, 1],
		['max_tokens', 1, Infinity],
		['max_completion_tokens', 1, Infinity],
	] as const) {
		const value = body[param];
		if (value === undefined || value === null) continue;
		if (typeof value !== 'number') return invalid(`Invalid type for '${param}': expected a number.`, param, 'invalid_type');
		if (value < least) return invalid(`Invalid '${param}': minimum value is ${least}, got ${value}.`, param, 'decimal_below_min_value');
		if (value > most) return invalid(`Invalid '${param}': maximum value is ${most}, got ${value}.`, param, 'decimal_above_max_value');
	}
	return null;
}

function inFormat({ response_format: format, messages }: ChatRequest): Refusal | null {
	if (format === undefined) return null;
	const type = isObject(format) ? format.type : undefined;
	if (type === 'json_object') {
		if (/json/i.test(JSON.stringify(messages))) return null;
		return invalid("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", 'messages');
	}
	if (!isObject(format) || !['text', 'json_schema'].includes(String(type)))
		return invalid(
			`Invalid value: '${String(type)}'. Supported values are: 'json_object', 'json_schema', and 'text'.`,
			'response_format.type',
			'invalid_value',
		);
	if (type === 'text') return null;
	const given = format.json_schema;
	if (!isObject(given))
		return invalid(
			"Missing required parameter: 'response_format.json_schema'.",
			'response_format.json_schema',
			'missing_required_parameter',
		);
	if (typeof given.name !== 'string' || !/^[a-zA-Z0-9_-]{1,64}$/.test(given.name))
		return invalid(
			"Invalid 'response_format.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
			'response_format.json_schema.name',
			'invalid_value',
		);
	if (given.strict !== true) return null;
	const problem =
		isObject(given.schema) && given.schema.type === 'object'
			? inSchema(given.schema, [])
			: 'schema must be a JSON Schema of \'type: "object"\'';
	return problem ? invalid(`Invalid schema for response_format '${given.name}': ${problem}.`, 'response_format') : null;
}

/** The rules of strict structured output: every object closed, every property required. */
function inSchema(schema: Schema | undefined, path: string[]): string | null {
	const context = `In context=(${path.map((part) => `'${part}'`).join(', ')})`;
	if (!isSchema(schema)) return `${context}, a schema is missing`;
	const types = [schema.type ?? []].flat();
	if (types.length === 0 && !schema.anyOf && !schema.enum && !('$ref' in schema) && !('const' in schema))
		return `${context}, schema must have a 'type' key`;
	if (types.includes('object')) {
		if (schema.additionalProperties !== false) return `${context}, 'additionalProperties' is required to be supplied and to be false`;
		const keys = Object.keys(schema.properties ?? {});
		const missing = keys.find((key) => !schema.required?.includes(key));
		if (missing)
			return `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'`;
		const extra = schema.required?.find((key) => !keys.includes(key));
		if (extra) return `${context}, 'required' names '${extra}', which is no property`;
	}
	if (types.includes('array') && !schema.items) return `${context}, array schema missing items`;
	const inner: Array<[string[], Schema]> = [
		...Object.entries(schema.properties ?? {}).map(([key, value]): [string[], Schema] => [[...path, 'properties', key], value]),
		...(schema.items ? ([[[...path, 'items'], schema.items]] as Array<[string[], Schema]>) : []),
		...(schema.anyOf ?? []).map((value, n): [string[], Schema] => [[...path, 'anyOf', String(n)], value]),
	];
	return inner.map(([where, value]) => inSchema(value, where)).find(Boolean) ?? null;
}

const invalid = (message: string, param: string | null, code: string | null = null): Refusal => ({ status: 400, message, param, code });
const isSchema = (value: Schema | undefined): value is Schema => isObject(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
