import { json } from '../server';
import { KEY, bad, format, openAi, type DialectService } from './dialect';

/** OpenAI, those who offer its models, and Google. */
export const LARGE: Record<string, DialectService> = {
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
};
