import { bad, format, openAi, unknownTo, type DialectService } from './dialect';

/** Further services that are bought, and one that passes requests on to them. */
export const OTHERS: Record<string, DialectService> = {
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
