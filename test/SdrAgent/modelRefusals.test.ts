import { json, type Answer } from '../sandbox/server';
import { J, body, fail, faults, good, says, turn, withModel } from './modelAnswersForTests';

let answer: (n: number, path: string) => Answer | null;
let calls = 0;

beforeEach(() => {
	calls = 0;
});
withModel((path) => answer(++calls, path));

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
