import { json, startServer, type Answer, type Server } from '../sandbox/server';
import { faultQueue } from '../sandbox/faults';
import { runNode } from '../setup/oneNode';
import type { TurnResult } from '../../nodes/SdrAgent/result';
import { forgetDialects } from '../../nodes/shared/llm/model';

const good = {
	reply: 'Certo, um consultor fala com você.',
	lead: { name: 'Ana' },
	temperature: 'cold',
	temperature_reason: 'x',
	intent: 'other',
	confidence: 0.9,
	should_transfer: false,
	transfer_reason: null,
	technical_question: null,
	suggested_actions: [],
};
const J = JSON.stringify;

let server: Server;
let answer: (n: number, path: string) => Answer | null;
let calls = 0;
const faults = faultQueue();
beforeAll(async () => {
	server = await startServer({ faults, faultBody: () => ({}), answer: ({ path }) => answer(++calls, path) ?? json(500, {}) });
});
afterAll(async () => await server.stop());
beforeEach(() => {
	calls = 0;
	faults.clear();
	forgetDialects();
});

async function turn(given: { timeoutSeconds?: number; text?: string; path?: string } = {}): Promise<TurnResult> {
	const run = await runNode({
		type: 'sdrAgent',
		parameters: { model: 'm', options: { timeoutSeconds: given.timeoutSeconds ?? 5 } },
		items: [{ text: given.text ?? 'Oi, sou a Ana' }],
		credentials: { openAiApi: { apiKey: 'sk-sandbox-000000000000', url: `${server.url}${given.path ?? '/v1'}` } },
	});
	if (run.error) throw run.error;
	return run.items('Node')[0] as unknown as TurnResult;
}

const body = (text: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Answer => ({
	status: 200,
	headers,
	body: text,
});
const message = (said: object, finish = 'stop'): Answer =>
	json(200, {
		choices: [{ index: 0, message: { role: 'assistant', ...said }, finish_reason: finish }],
		usage: { prompt_tokens: 1, completion_tokens: 1 },
	});
const says = (content: unknown): Answer => message({ content });
const fail = (status: number, error: unknown, headers: Record<string, string> = {}): Answer => json(status, { error }, headers);

describe('holds the answer, and is read', () => {
	it.each<[string, Answer]>([
		['a call of a tool', message({ content: null, tool_calls: [{ function: { name: 'sdr_turn', arguments: J(good) } }] }, 'tool_calls')],
		['a call of a function, the old way', message({ content: '', function_call: { name: 'x', arguments: J(good) } }, 'function_call')],
		[
			'parts with thoughts',
			says([
				{ type: 'thinking', thinking: [{ type: 'text', text: '{"reply":"?"}' }] },
				{ type: 'text', text: J(good) },
			]),
		],
		[
			'parts cut in two',
			says([
				{ type: 'text', text: J(good).slice(0, 20) },
				{ type: 'text', text: J(good).slice(20) },
			]),
		],
		['an object already', says(good)],
		['a fence', says('```json\n' + J(good) + '\n```')],
		['a fence and words with braces', says('```\n' + J(good) + '\n```\nObs.: usei {nome} como exemplo.')],
		['thoughts with braces', says('<think>vou responder {"reply": "..."} </think>\n' + J(good))],
		['thoughts without their beginning', says('hm, {"reply": "x", "intent": "y"}\n</think>\n' + J(good))],
		['thoughts in another mark', says('<reasoning>{"reply": "não"}</reasoning>' + J(good))],
		['words around it', says('Claro:\n' + J(good) + '\n\nEspero ter ajudado!')],
		['a draft and the answer', says(J({ ...good, reply: 'Rascunho' }) + '\n' + J(good))],
		['a list of one', says('[' + J(good) + ']')],
		['text in text', says(J(J(good)))],
		['a key around it', says(J({ sdr_turn: good }))],
		['text under a key', says(J({ output: J(good) }))],
		['a mark of byte order', says('\uFEFF' + J(good))],
		['raw line breaks and a comma too many', says('{"reply": "Certo, um consultor\nfala com você.", "lead": {"name": "Ana"},}')],
		['single quotes', says("{'reply': 'Certo, um consultor fala com você.', 'lead': {'name': 'Ana'}}")],
		['a body with a mark of byte order', body('\uFEFF' + J({ choices: [{ message: { content: J(good) } }] }))],
		[
			'usage in words',
			json(200, { choices: [{ message: { content: J(good) } }], usage: { prompt_tokens: '12', completion_tokens: null } }),
		],
		['no usage, another type of content', body(J({ choices: [{ message: { content: J(good) } }] }), { 'content-type': 'text/plain' })],
		['a list around the body', json(200, [{ choices: [{ message: { content: J(good) } }] }])],
	])('%s', async (_, given) => {
		answer = () => given;
		const result = await turn();
		expect(result.fallback_reason).toBeNull();
		expect(result.reply.replace(/\s+/g, ' ')).toBe(good.reply);
		expect(result).toMatchObject({ lead_updates: { name: 'Ana' }, fallback_reason: null, model: { ok: true, tries: 1 } });
	});
});

describe('says nothing: the customer gets the prepared reply, and the reason is known', () => {
	it.each<[string, Answer, string, string]>([
		['a refusal', message({ content: null, refusal: 'Não posso ajudar.' }), 'content', 'refusal'],
		['cut JSON', message({ content: '{"reply":"Olá, tudo' }, 'length'), 'operator', 'length'],
		['cut JSON that could be mended', message({ content: '{"reply":"Olá, tudo", "lead": {"name": "An' }, 'length'), 'operator', 'length'],
		['thoughts alone', message({ content: '' }, 'length'), 'operator', 'length'],
		['a filter', message({ content: null }, 'content_filter'), 'content', 'content_filter'],
		['a page', body('<!doctype html><html>app</html>', { 'content-type': 'text/html' }), 'operator', 'html'],
		['an empty body', body(''), 'passing', 'empty'],
		['null', body('null'), 'passing', 'empty'],
		['no JSON', body('Internal error'), 'passing', 'not_json'],
		['no choices', json(200, { id: 'x', choices: [], usage: null }), 'passing', 'empty'],
		['null for choices', json(200, { choices: null }), 'passing', 'empty'],
		['null for the message', json(200, { choices: [{ message: null }] }), 'passing', 'empty'],
		['an error', json(200, { error: { message: 'Provider returned error', code: 502 } }), 'passing', 'error_in_200'],
		['an error of credit', json(200, { error: { message: 'Insufficient credits', code: 402 } }), 'operator', 'no_credit'],
		[
			'a choice with an error',
			json(200, { choices: [{ message: {}, error: { code: 502, message: 'upstream' } }] }),
			'passing',
			'error_in_200',
		],
		['reasoning alone', message({ content: '', reasoning: J(good) }), 'passing', 'empty'],
		['words alone', says('Olá! Como posso ajudar?'), 'passing', 'not_json'],
		['half an object, called whole', says('{"reply": "Olá, tudo'), 'passing', 'not_json'],
		['no reply in it', says('{"lead": {}}'), 'passing', 'empty'],
	])('%s', async (_, given, kind, reason) => {
		answer = () => given;
		const result = await turn({ timeoutSeconds: 2 });
		expect(result.reply).toContain('problema técnico');
		expect(result.model).toMatchObject({ ok: false, failure: { kind, reason } });
		expect(result.fallback_reason).toEqual(expect.any(String));
	});
});

describe('is refused', () => {
	it.each<[string, Answer, string, string, string]>([
		['a wrong key', fail(401, { message: 'bad key' }), 'operator', 'wrong_key', '"API Key"'],
		[
			'a wrong key the way of Google',
			json(400, [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } }]),
			'operator',
			'wrong_key',
			'"API Key"',
		],
		[
			'no credit',
			fail(402, { message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' }),
			'operator',
			'no_credit',
			'saldo',
		],
		[
			'no credit as 429',
			fail(429, { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' }),
			'operator',
			'no_credit',
			'saldo',
		],
		[
			'an unknown model',
			fail(404, { message: 'model "llama9" not found, try pulling it first', type: 'api_error' }),
			'operator',
			'unknown_model',
			'"Model"',
		],
		['an unknown model as 400', fail(400, { message: 'x/y is not a valid model ID', code: 400 }), 'operator', 'unknown_model', '"Model"'],
		[
			'a model that was taken away',
			fail(400, { message: 'The model `llama3-8b` has been decommissioned and is no longer supported.', code: 'model_decommissioned' }),
			'operator',
			'unknown_model',
			'"Model"',
		],
		[
			'an unknown deployment',
			fail(404, { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' }),
			'operator',
			'unknown_model',
			'"Model"',
		],
		[
			'a key without the model',
			fail(403, { message: 'Project `proj_1` does not have access to model `m`', code: 'model_not_found' }),
			'operator',
			'unknown_model',
			'"Model"',
		],
		['a wrong route', { status: 404, headers: {}, body: 'Not Found' }, 'operator', 'wrong_address', '"Base URL"'],
		[
			'moderation',
			fail(403, { code: 403, message: 'Input was flagged by moderation', metadata: { reasons: ['harassment'] } }),
			'content',
			'content_filter',
			'filtro',
		],
		[
			'a proxy',
			{ status: 403, headers: { 'content-type': 'text/html' }, body: '<html><title>Attention Required! | Cloudflare</title></html>' },
			'passing',
			'forbidden',
			'proxy',
		],
		[
			'a filter of the prompt',
			fail(400, {
				message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
				code: 'content_filter',
			}),
			'content',
			'content_filter',
			'filtro',
		],
		[
			'a long conversation',
			fail(400, { message: "This model's maximum context length is 4096 tokens.", code: 'context_length_exceeded' }),
			'operator',
			'context_length',
			'"Model"',
		],
		['a large request', fail(413, { message: 'Request too large for model' }), 'operator', 'context_length', '"Model"'],
		['too much load', fail(529, { message: 'Overloaded' }), 'passing', 'unavailable', 'fora do ar'],
		[
			'a page of a gateway',
			{ status: 502, headers: { 'content-type': 'text/html' }, body: '<html><body>502</body></html>' },
			'passing',
			'unavailable',
			'fora do ar',
		],
		['a long wait', fail(429, { message: 'slow' }, { 'retry-after': '60' }), 'passing', 'rate_limited', 'limite'],
	])('%s', async (_, given, kind, reason, sentence) => {
		answer = () => given;
		const result = await turn({ timeoutSeconds: 2 });
		expect(result.reply).toContain('problema técnico');
		expect(result.model).toMatchObject({ ok: false, failure: { kind, reason, sentence: expect.stringContaining(sentence) } });
		expect(JSON.stringify(result)).not.toContain('sk-sandbox');
	});

	it("the operator's fault is not tried again", async () => {
		answer = () => fail(429, { message: 'no', code: 'insufficient_quota' });
		expect((await turn()).model?.tries).toBe(1);
		expect(calls).toBe(1);
	});
});

describe('passes', () => {
	const once = (given: Answer) => {
		answer = (n) => (n === 1 ? given : says(J(good)));
	};
	it.each<[string, () => Answer]>([
		['retry-after-ms', () => fail(429, { message: 'slow' }, { 'retry-after-ms': '50' })],
		['seconds', () => fail(429, { message: 'slow' }, { 'retry-after': '1' })],
		['a date', () => fail(429, { message: 'slow' }, { 'retry-after': new Date(Date.now() + 1000).toUTCString() })],
		["Google's delay", () => json(429, [{ error: { code: 429, message: 'quota', details: [{ retryDelay: '0.2s' }] } }])],
		['529', () => fail(529, { message: 'Overloaded' })],
		['an empty body', () => body('')],
		['words alone', () => says('Olá!')],
		[
			'a JSON that failed (Groq)',
			() =>
				fail(400, {
					message: 'Failed to generate JSON. Please adjust your prompt.',
					code: 'json_validate_failed',
					failed_generation: '{"rep',
				}),
		],
	])('%s: waited for within the limit, then answered', async (_, given) => {
		once(given());
		expect(await turn()).toMatchObject({ reply: good.reply, model: { ok: true, tries: 2 } });
	});

	it('a broken connection', async () => {
		answer = () => says(J(good));
		faults.push({ kind: 'reset' });
		expect(await turn()).toMatchObject({ reply: good.reply, model: { ok: true, tries: 2 } });
	});

	it('twice, and never longer than the limit', async () => {
		answer = (n) => (n <= 2 ? fail(429, { message: 'slow' }, { 'retry-after': '1' }) : says(J(good)));
		expect(await turn()).toMatchObject({ reply: good.reply, model: { tries: 3 } });
		faults.push({ kind: 'timeout', times: 3 });
		const startedAt = Date.now();
		expect((await turn({ timeoutSeconds: 1 })).model).toMatchObject({ failure: { kind: 'passing', reason: 'timed_out' } });
		expect(Date.now() - startedAt).toBeLessThan(3000);
	});

	it('a JSON that fails again and again is asked for in words', async () => {
		answer = (n) => (n <= 2 ? fail(400, { message: 'Failed to generate JSON', code: 'json_validate_failed' }) : says(J(good)));
		expect(await turn()).toMatchObject({ reply: good.reply, model: { ok: true, dialect: { format: 'json_object' } } });
	});
});

describe('a base URL', () => {
	it.each(['/v1', '/v1/', '', '/', '/v1/chat/completions', '/v1/chat/completions/'])('may be written %p', async (path) => {
		answer = (_, called) => (called === '/v1/chat/completions' ? says(J(good)) : fail(404, { message: `Invalid URL (POST ${called})` }));
		expect(await turn({ path })).toMatchObject({ reply: good.reply });
		calls = 0;
		await turn({ path });
		expect(calls).toBe(1);
	});

	it('that is a page is tried with /v1, too', async () => {
		answer = (_, called) =>
			called.startsWith('/app/v1/') ? says(J(good)) : body('<!doctype html><html></html>', { 'content-type': 'text/html' });
		expect(await turn({ path: '/app' })).toMatchObject({ reply: good.reply });
	});
});

describe('values in any spelling', () => {
	it.each<[string, object, object]>([
		[
			'text for yes and numbers',
			{ confidence: '0.9', should_transfer: 'true', transfer_reason: 'pediu', suggested_actions: 'ligar' },
			{ confidence: 0.9, should_transfer: true, suggested_actions: ['ligar'] },
		],
		['1 for yes, a percentage', { confidence: 90, should_transfer: 1 }, { confidence: 0.9, should_transfer: true }],
		['"Não", "85%", a decimal comma', { confidence: '85%', should_transfer: 'Não' }, { confidence: 0.85, should_transfer: false }],
		['Portuguese and capitals', { intent: 'Comercial' }, { intent: 'commercial' }],
		['another separator', { intent: 'Opt-Out' }, { intent: 'opt_out' }],
		['lead_updates', { lead: undefined, lead_updates: { name: 'Bia' } }, { lead_updates: { name: 'Bia' } }],
		[
			'a list of facts',
			{ lead: [{ field: 'name', value: 'Bia' }, { city: 'Chapecó' }] },
			{ lead_updates: { name: 'Bia', city: 'Chapecó' } },
		],
		[
			'values inside values',
			{ lead: { name: { value: 'Bia' }, company: ['Burger'], daily_volume: 400 } },
			{ lead_updates: { name: 'Bia', company: 'Burger', daily_volume: '400' } },
		],
		['facts beside the reply', { lead: undefined, name: 'Bia', city: 'Chapecó' }, { lead_updates: { name: 'Bia', city: 'Chapecó' } }],
		['names in another style', { should_transfer: undefined, shouldTransfer: true, 'Temperature Reason': 'y' }, { should_transfer: true }],
		['keys that nobody asked for', { foo: 1, lead: { name: 'Bia', telefone: '1' } }, { lead_updates: { name: 'Bia' } }],
		['a reply inside', { reply: { text: good.reply } }, { reply: good.reply }],
	])('%s', async (_, given, expected) => {
		answer = () => says(J({ ...good, ...given }));
		expect(await turn()).toMatchObject(expected);
	});
});

it('says again that it is sorry, and that it said so before', async () => {
	answer = () => fail(402, { message: 'no' });
	const run = async (history: object[]) =>
		(
			await runNode({
				type: 'sdrAgent',
				parameters: { model: 'm' },
				items: [{ text: 'Oi', history } as never],
				credentials: { openAiApi: { apiKey: 'sk-sandbox-000000000000', url: `${server.url}/v1` } },
			})
		).items('Node')[0] as unknown as TurnResult;
	const first = await run([]);
	expect(first.repeats_itself).toBe(false);
	const after = async (content: string) => (await run([{ role: 'assistant', content, sent_at: '' }])).repeats_itself;
	expect(await after(first.reply)).toBe(true);
	// As WhatsApp spaces it, and as the last part of a long one.
	expect([await after(`${first.reply.replace(/ /g, '\n')} `), await after(first.reply.slice(10))]).toEqual([true, true]);
	expect(await after('Temos empacotadoras de 100 a 500 g.')).toBe(false);
});
