import { bad, format, systems, turns, type DialectService } from './dialect';

/** What runs on a machine of one's own. */
export const OWN: Record<string, DialectService> = {
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
};
