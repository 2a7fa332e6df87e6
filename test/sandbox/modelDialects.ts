import { json, startServer, type Answer, type Call } from './server';
import { faultQueue } from './faults';

export type Body = Record<string, any>;
/** One service: what it refuses of a request; null answers it. */
export interface DialectService {
	/** What stands after the host in its base URL. */
	path: string;
	model: string;
	refuses: (body: Body, call: Call) => Answer | null;
	/** How it wraps the words of an answer; OpenAI's way unless told. */
	wraps?: (words: string) => unknown;
}

const bad = (status: number, body: unknown): Answer => json(status, body);
const openAi = (message: string, param: string | null, code: string | null): Answer =>
	bad(400, { error: { message, type: 'invalid_request_error', param, code } });
const systems = ({ messages }: Body): number[] => messages.flatMap(({ role }: Body, n: number) => (role === 'system' ? [n] : []));
const format = (body: Body): string | undefined => body.response_format?.type;
const turns = ({ messages }: Body): string[] => messages.map(({ role }: Body) => role).filter((role: string) => role !== 'system');
const unknownTo = (known: string[], body: Body): string | undefined => Object.keys(body).find((key) => !known.includes(key));

/** Each refuses what that service refuses, in its own words (references of the services and public reports of 2024 to 2026). */
export const DIALECTS: Record<string, DialectService> = {
	'OpenAI chat': { path: '/v1', model: 'gpt-4o-mini', refuses: () => null },
	'OpenAI reasoning': {
		path: '/v1',
		model: 'gpt-5-mini',
		refuses: (body) =>
			'max_tokens' in body
				? openAi(
						"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
						'max_tokens',
						'unsupported_parameter',
					)
				: (body.temperature ?? 1) !== 1
					? openAi(
							`Unsupported value: 'temperature' does not support ${body.temperature} with this model. Only the default (1) value is supported.`,
							'temperature',
							'unsupported_value',
						)
					: null,
	},
	'OpenAI reasoning that thinks long': {
		path: '/v1',
		model: 'o4-mini',
		refuses: (body) =>
			'temperature' in body
				? openAi("Unsupported parameter: 'temperature' is not supported with this model.", 'temperature', 'unsupported_parameter')
				: body.max_completion_tokens < 2000
					? json(200, {
							choices: [{ index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'length' }],
							usage: {
								completion_tokens: body.max_completion_tokens,
								completion_tokens_details: { reasoning_tokens: body.max_completion_tokens },
							},
						})
					: null,
	},
	'Azure, older api-version': {
		path: '/openai/deployments/gpt/?api-version=2024-06-01',
		model: 'gpt-4o',
		refuses: (body, { path, query, headers }) =>
			path !== '/openai/deployments/gpt/chat/completions' || !query.get('api-version')
				? bad(404, { error: { code: '404', message: 'Resource not found' } })
				: headers['api-key'] !== KEY
					? bad(401, { error: { code: '401', message: 'Access denied due to invalid subscription key or wrong API endpoint.' } })
					: 'max_completion_tokens' in body
						? openAi('Unrecognized request argument supplied: max_completion_tokens', null, null)
						: format(body) === 'json_schema'
							? bad(400, {
									error: {
										code: 'BadRequest',
										message: 'response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later',
									},
								})
							: null,
	},
	Gemini: {
		path: '/v1beta/openai/',
		model: 'gemini-2.0-flash',
		refuses: (body) => {
			const schema = JSON.stringify(body.response_format ?? {});
			const complaint = /"type":\[/.test(schema)
				? 'Invalid JSON payload received. Unknown name "type" at \'generation_config.response_schema.properties[1].value.properties[0].value\': Proto field is not repeating, cannot start list.'
				: /"type":"null"/.test(schema)
					? 'Invalid value at \'generation_config.response_schema.properties[1].value.any_of[1].type\' (type.googleapis.com/google.ai.generativelanguage.v1beta.Type), "null"'
					: /additionalProperties/.test(schema)
						? 'Invalid JSON payload received. Unknown name "additionalProperties" at \'generation_config.response_schema\': Cannot find field.'
						: null;
			return complaint ? bad(400, [{ error: { code: 400, message: complaint, status: 'INVALID_ARGUMENT' } }]) : null;
		},
	},
	'Gemini that names nothing': {
		path: '/v1beta/openai',
		model: 'gemini-2.5-flash',
		refuses: (body) =>
			format(body) === 'json_schema'
				? bad(400, [{ error: { code: 400, message: 'Request contains an invalid argument.', status: 'INVALID_ARGUMENT' } }])
				: null,
	},
	Groq: {
		path: '/openai/v1',
		model: 'llama-3.3-70b-versatile',
		refuses: (body) =>
			format(body) === 'json_schema'
				? openAi(
						'This model does not support response format `json_schema`. See supported models at https://console.groq.com/docs/structured-outputs#supported-models',
						null,
						null,
					)
				: null,
	},
	Mistral: {
		path: '/v1',
		model: 'mistral-large-latest',
		refuses: (body) => {
			const extra = unknownTo(['model', 'messages', 'temperature', 'max_tokens', 'response_format'], body);
			if (extra)
				return bad(422, {
					object: 'error',
					message: { detail: [{ type: 'extra_forbidden', loc: ['body', extra], msg: 'Extra inputs are not permitted', input: 700 }] },
					type: 'invalid_request_error',
				});
			const last = body.messages.at(-1).role;
			return last === 'user'
				? null
				: bad(400, {
						object: 'error',
						message: `Expected last role User or Tool (or Assistant with prefix True) for serving but got ${last}`,
						type: 'invalid_request_message_order',
						param: null,
						code: '3230',
					});
		},
		wraps: (words) => [
			{ type: 'thinking', thinking: [{ type: 'text', text: 'O cliente {novo}.' }] },
			{ type: 'text', text: words },
		],
	},
	DeepSeek: {
		path: '/v1',
		model: 'deepseek-chat',
		refuses: (body) =>
			format(body) === 'json_schema'
				? openAi('This response_format type is unavailable now', null, 'invalid_request_error')
				: format(body) === 'json_object' && !/json/i.test(JSON.stringify(body.messages))
					? openAi("Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.", null, null)
					: null,
	},
	'DeepSeek, older': {
		path: '',
		model: 'deepseek-reasoner',
		refuses: (body, { path }) =>
			path !== '/chat/completions'
				? bad(404, 'Not Found')
				: format(body)
					? bad(422, {
							error: {
								message: `Failed to deserialize the JSON body into the target type: response_format: response_format.type \`${format(body)}\` is unavailable now at line 1 column 4440`,
								type: 'invalid_request_error',
								param: null,
								code: 'invalid_request_error',
							},
						})
					: null,
		wraps: (words) => `<think>Vou escrever {"reply": "..."} em JSON.</think>\n\n${words}`,
	},
	'Qwen on vLLM': {
		path: '/v1',
		model: 'Qwen/Qwen3-8B',
		refuses: (body) =>
			systems(body).length > 1 || systems(body)[0] > 0
				? bad(400, {
						object: 'error',
						message: 'System message must be at the beginning.',
						type: 'BadRequestError',
						param: null,
						code: 400,
					})
				: null,
		wraps: (words) => `Pensei: {o cliente} quer saber.\n</think>\n${words}`,
	},
	'Gemma on vLLM': {
		path: '/v1',
		model: 'google/gemma-2-9b-it',
		refuses: (body) =>
			systems(body).length > 0
				? bad(400, { error: { message: 'System role not supported', type: 'BadRequestError', param: null, code: 400 } })
				: turns(body).some((role, n) => role !== ['user', 'assistant'][n % 2])
					? bad(400, { error: { message: 'Conversation roles must alternate user/assistant/user/assistant/...', type: 'BadRequestError' } })
					: null,
	},
	'Mistral on vLLM': {
		path: '/v1',
		model: 'mistralai/Mistral-7B-Instruct-v0.3',
		refuses: (body) =>
			systems(body).length > 1 || turns(body).some((role, n) => role !== ['user', 'assistant'][n % 2])
				? bad(400, {
						object: 'error',
						message: 'After the optional system message, conversation roles must alternate user/assistant/user/assistant/...',
						type: 'BadRequestError',
						param: null,
						code: 400,
					})
				: null,
	},
	Ollama: {
		path: '',
		model: 'qwen3:8b',
		refuses: (body, { path }) =>
			path === '/v1/chat/completions'
				? format(body) === 'json_schema' && /"type":\[/.test(JSON.stringify(body.response_format))
					? bad(500, {
							error: { message: 'failed to parse grammar: json_schema with union types', type: 'api_error', param: null, code: null },
						})
					: null
				: { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found' },
	},
	OpenRouter: {
		path: '/api/v1/chat/completions',
		model: 'mistralai/mistral-small',
		refuses: (body) =>
			format(body) === 'json_schema'
				? bad(404, { error: { message: 'No endpoints found that can handle the requested parameters.', code: 404 } })
				: 'max_completion_tokens' in body
					? bad(400, {
							error: {
								message: 'Provider returned error',
								code: 400,
								metadata: {
									raw: '{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]}}',
									provider_name: 'Mistral',
								},
							},
						})
					: null,
	},
};

export const KEY = 'sk-sandbox-000000000000';

export interface DialectServer {
	/** Its base URL as an operator writes it. */
	baseUrl: string;
	/** Bodies of all requests, those to unknown routes included. */
	requests: Body[];
	stop: () => Promise<void>;
}

/** Starts a service of a dialect; whatever it takes is answered with these words. */
export async function startDialect({ path, refuses, wraps }: DialectService, words: string): Promise<DialectServer> {
	const requests: Body[] = [];
	const server = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		answer: (call) => {
			const body = JSON.parse(call.text || '{}') as Body;
			requests.push(body);
			if (!call.path.endsWith('/chat/completions') || call.path.includes('completions/chat')) return json(404, 'Not Found');
			const message = { role: 'assistant', content: wraps ? wraps(words) : words };
			return (
				refuses(body, call) ??
				json(200, { id: 'x', choices: [{ index: 0, message, finish_reason: 'stop' }], usage: { prompt_tokens: 9, completion_tokens: 9 } })
			);
		},
	});
	return { baseUrl: `${server.url}${path}`, requests, stop: server.stop };
}
