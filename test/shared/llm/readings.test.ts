import { readCompletion } from '../../../nodes/shared/llm/reading';
import { loadRepair } from '../../../nodes/shared/llm/repair';
import { reasonOf } from '../../../nodes/shared/llm/judge';
import { Refused } from '../../../nodes/shared/llm/refusal';

const good = { reply: 'Certo!', intent: 'other' };
const J = JSON.stringify;
const body = (message: unknown, finish: string | null = 'stop', more: object = {}) =>
	J({ choices: [{ index: 0, message, finish_reason: finish }], ...more });
const says = (content: unknown, finish?: string | null) => body({ role: 'assistant', content }, finish);
const chunk = (delta: object, finish: string | null = null) => `data: ${J({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

const read = async (text: string): Promise<unknown> =>
	await readCompletion(text, ['reply', 'intent'], loadRepair).then(
		({ value }) => value,
		(error: unknown) => (error instanceof Refused ? reasonOf(error.refusal) : error),
	);

/** Kinds from public reports; the project that met them in brackets. */
describe('holds the answer', () => {
	it.each<[string, string]>([
		[
			'harmony, marks kept (TensorRT-LLM)',
			says(`<|channel|>analysis<|message|>{"reply":"?"}<|end|><|start|>assistant<|channel|>final<|message|>${J(good)}<|return|>`),
		],
		['harmony, a constrained final (vLLM)', says(`<|channel|>final <|constrain|>json<|message|>${J(good)}<|return|>`)],
		['harmony, marks lost (mlx)', says(`analysisWe need {"reply": "x", "intent": "y"}.assistantfinal${J(good)}`)],
		[
			'harmony, called as a function (odysseus)',
			says(`<|channel|>commentary to=functions.s <|constrain|>json<|message|>${J(good)}<|call|>`),
		],
		['a thought of MiniMax', says(`<mm:think>{"reply":"x","intent":"y"}</mm:think>${J(good)}`)],
		['a thought of Magistral', says(`[THINK]{"reply":"x","intent":"y"}[/THINK]\n${J(good)}`)],
		['a thought of Gemma (paperclip)', says(`<|channel>thought\n{"reply":"x","intent":"y"}<channel|>${J(good)}`)],
		['two thoughts', says(`<think>a</think><think>{"reply":"x","intent":"y"}</think>${J(good)}`)],
		['a tool call as text (Qwen)', says(`<tool_call>\n{"name": "s", "arguments": ${J(good)}}\n</tool_call>`)],
		['a tool call as text (Mistral)', says(`[TOOL_CALLS][{"name":"s","arguments":${J(good)}}]`)],
		['parts of text and annotations (n8n)', says([{ type: 'text', text: '```json\n' + J(good) + '\n```', annotations: [] }])],
		['a part with a value (assistants)', says([{ type: 'text', text: { value: J(good), annotations: [] } }])],
		[
			'a part that reasons (n8n, Responses)',
			says([
				{ type: 'reasoning', text: '{"reply":"x","intent":"y"}' },
				{ type: 'output_text', text: J(good) },
			]),
		],
		['a key twice around it (n8n)', says(J({ output: { output: good } }))],
		['a completion with the end of a stream behind it (9router)', `${says(J(good))}\ndata: [DONE]\n\n`],
		[
			'a completion with an error of the proxy behind it (nenya)',
			`${says(J(good))}\ndata: {"error":{"message":"upstream stream ended without [DONE]"}}\n\n`,
		],
		[
			'a stream that nobody asked for (mini-sglang)',
			`${chunk({ role: 'assistant', content: '' })}: keep alive\n\n${chunk({ content: J(good).slice(0, 9) })}${chunk({ content: J(good).slice(9) })}${chunk({}, 'stop')}data: [DONE]\n\n`,
		],
		[
			'a stream of a tool call',
			`${chunk({ tool_calls: [{ index: 0, function: { name: 's', arguments: J(good).slice(0, 9) } }] })}${chunk({ tool_calls: [{ index: 0, function: { arguments: J(good).slice(9) } }] }, 'tool_calls')}`,
		],
		["Ollama's own form", J({ model: 'm', message: { role: 'assistant', content: J(good) }, done_reason: 'stop', done: true })],
		['words that go on about thinking', says(J({ ...good, reply: 'Certo!' }) + '\nI used analysis.')],
	])('%s', async (_, text) => {
		expect(await read(text)).toMatchObject(good);
	});
});

describe('holds none, and the reason is known', () => {
	it.each<[string, string, string]>([
		['a thought without an end', says('<think>vou responder {"reply": "rascunho", "intent": "other"}'), 'empty'],
		['a thought alone', says('<think>{"reply": "rascunho", "intent": "other"}</think>'), 'empty'],
		['analysis alone, marks kept', says('<|channel|>analysis<|message|>{"reply": "rascunho", "intent": "x"}'), 'empty'],
		['analysis alone, marks lost', says('analysisWe need {"reply": "rascunho", "intent": "x"}'), 'empty'],
		['reasoning_content alone', body({ content: null, reasoning_content: J(good) }), 'empty'],
		['null with a prohibition (Gemini)', J({ choices: [{ finish_reason: 'PROHIBITED_CONTENT', message: null }] }), 'content_filter'],
		['a filter in the middle of the reply', says('{"reply":"Custa","lead":{"name":"A"}', 'content_filter'), 'content_filter'],
		['a refusal as a part', says([{ type: 'refusal', refusal: 'Não posso.' }]), 'refusal'],
		['a refusal in the field', body({ content: null, refusal: 'Não posso.' }), 'refusal'],
		['a refusal by its end (Anthropic)', body({ content: '' }, 'refusal'), 'refusal'],
		['a full context (Anthropic)', says('{"reply": "Ol', 'model_context_window_exceeded'), 'context_length'],
		['broken off by load (DeepSeek)', says('{"reply": "Ol", "lead": {"a": 1}', 'insufficient_system_resource'), 'error_in_200'],
		['no choices at all (langchainjs)', J({ id: 'gen-1', object: 'chat.completion' }), 'empty'],
		['an error without a place (vLLM)', J({ object: 'error', message: 'This model is overloaded', type: 'x', code: 503 }), 'error_in_200'],
		['an error as detail', J({ detail: 'Upstream request failed' }), 'error_in_200'],
		['a wrong key with status 200', J({ error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } }), 'wrong_key'],
		[
			'a choice with an error (OpenRouter)',
			J({ choices: [{ error: { code: 429, message: 'slow down' }, message: { content: '' }, finish_reason: 'error' }] }),
			'error_in_200',
		],
		[
			'a stream that breaks (OpenRouter)',
			`${chunk({ content: '{"rep' })}data: ${J({ error: { code: 502, message: 'lost' }, choices: [{ delta: {}, finish_reason: 'error' }] })}\n\n`,
			'error_in_200',
		],
		['a stream of nothing', 'data: [DONE]\n\n', 'not_json'],
		['a page behind a comment', '<!-- gateway -->\n<html><body>502</body></html>', 'html'],
		['a page of XHTML', '<?xml version="1.0"?>\n<!DOCTYPE html><html></html>', 'html'],
	])('%s', async (_, text, reason) => {
		expect(await read(text)).toBe(reason);
	});
});
