import { openChatModel } from '../../../nodes/shared/llm/chatModel';
import { forgetDialects } from '../../../nodes/shared/llm/model';
import type { Answer } from '../../sandbox/server';
import { fails, good, message, request, says, startModelService, type Body, type ModelService } from './modelServiceForTests';

let service: ModelService;
beforeAll(async () => {
	service = await startModelService();
});
afterAll(async () => await service.stop());
beforeEach(() => forgetDialects());

const history = Array.from({ length: 20 }, (_, n) => `${n} ${'palavra '.repeat(20)}`);
const sizeOf = ({ messages }: Body) => messages.map(({ content }) => content).join('').length;
/** A model that reads so many characters. */
const reads = (most: number, refusal: Answer) => service.answerWith((body) => (sizeOf(body) > most ? refusal : says(good)));
const said = (n = -1) => service.bodies.at(n)!.messages.map(({ content }) => content);

/** How services say it, from reports of LiteLLM, vLLM, LangChain and opencode. */
const REFUSALS: Array<[string, Answer]> = [
	['OpenAI', fails(400, { message: "This model's maximum context length is 4097 tokens.", code: 'context_length_exceeded' })],
	[
		'Azure',
		fails(400, { message: 'Input tokens exceed the configured limit of 272000 tokens. Please reduce the length of the messages.' }),
	],
	['Mistral', fails(400, { message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length' })],
	['Perplexity', fails(400, { message: 'The total length of all messages is too long.' })],
	['SGLang', fails(400, { message: "The input (9000 tokens) is longer than the model's context length (8192 tokens)." })],
	['LiteLLM', fails(400, { message: 'ContextWindowExceededError: Context Window exceeded for given call.' })],
	[
		'older vLLM',
		fails(400, {
			message:
				"This model's maximum context length is 6048 tokens. However, you requested 6616 tokens (568 in the messages, 6048 in the completion).",
			code: 400,
		}),
	],
	[
		'one request beyond the limit of a minute',
		fails(429, {
			message: 'Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 31000.',
			code: 'rate_limit_exceeded',
		}),
	],
	['Groq', fails(413, { message: 'Request too large for model `m` on tokens per minute (TPM)', code: 'rate_limit_exceeded' })],
];

it.each(REFUSALS)(
	'%s: the oldest of the conversation is left out, the customer is answered, and the operator is told',
	async (_, refusal) => {
		reads(1000, refusal);
		const { value, outcome } = await (await service.open()).askForJson(request({ history }));
		expect(value).toEqual(good);
		expect(said().slice(0, 2)).toEqual(['Regras', 'Dados']);
		expect(said().slice(2)).toEqual([...history.slice(-5), 'E agora?']);
		expect(outcome).toMatchObject({
			ok: true,
			left_out: 15,
			failure: { kind: 'operator', reason: 'context_length', sentence: expect.stringMatching(/encurte o catálogo.*modelo que leia mais/) },
		});
	},
);

it('what fits is known afterwards: the next turn costs one call, and a short conversation goes whole while the fault is still told', async () => {
	reads(1000, REFUSALS[0][1]);
	const model = await service.open();
	await model.askForJson(request({ history }));
	service.bodies.length = 0;
	expect((await model.askForJson(request({ history: [...history, 'mais', 'ainda'] }))).outcome).toMatchObject({
		tries: 1,
		left_out: expect.any(Number),
	});
	expect(service.bodies).toHaveLength(1);
	const short = (await model.askForJson(request({ history: ['Oi'] }))).outcome;
	expect(said()).toContain('Oi');
	expect(short).toMatchObject({ ok: true, tries: 1, failure: { reason: 'context_length' } });
	expect(short.left_out).toBeUndefined();
});

it('instructions that do not fit by themselves are the operator’s, with what to do', async () => {
	reads(1, REFUSALS[0][1]);
	await expect((await service.open()).askForJson(request({ history: ['Oi', 'Olá'] }))).rejects.toMatchObject({
		failure: { kind: 'operator', reason: 'context_length', sentence: expect.stringContaining('catálogo') },
		remedy: expect.stringContaining('catalogue'),
	});
	expect(service.bodies.length).toBeLessThanOrEqual(3);
});

it.each([
	['a wait', fails(429, { message: 'Too many tokens, please wait before trying again.' }, { 'retry-after-ms': '10' })],
	[
		'a limit of tokens that is named',
		fails(400, { message: "'max_tokens' is too large: 9000. This model's maximum context length is 8192 tokens.", param: 'max_tokens' }),
	],
])('a conversation that fits stays whole: %s', async (_, refusal) => {
	service.answerWith((_body, n) => (n === 1 ? refusal : says(good)));
	const { outcome } = await (await service.open()).askForJson(request({ history }));
	expect(said()).toHaveLength(23);
	expect(outcome).toMatchObject({ ok: true, tries: 2 });
	expect(outcome.failure).toBeUndefined();
});

describe('an answer that was cut', () => {
	const cut = (content: string) => (body: Body) =>
		(body.max_completion_tokens ?? Infinity) < 5000 ? message({ content }, 'length') : says(good);

	it.each([
		['before its first word', ''],
		['in the middle of its words', '{"reply": "Olá, tu'],
	])('gets more room once, which is remembered (%s)', async (_, content) => {
		service.answerWith(cut(content));
		const model = await service.open();
		expect((await model.askForJson(request())).outcome).toMatchObject({ ok: true, tries: 2 });
		expect((await model.askForJson(request())).outcome).toMatchObject({ ok: true, tries: 1 });
	});

	it('with more room too is told to the operator', async () => {
		service.answerWith(() => message({ content: '{"reply": "Olá, tu' }, 'length'));
		await expect((await service.open()).askForJson(request())).rejects.toMatchObject({
			failure: { kind: 'operator', reason: 'length', sentence: expect.stringContaining('"Max Tokens"') },
			outcome: { tries: 2 },
		});
	});

	it('whose room does not fit the context gives the room up before the conversation', async () => {
		service.answerWith((body) =>
			body.max_completion_tokens === undefined
				? says(good)
				: body.max_completion_tokens > 1000
					? REFUSALS[6][1]
					: message({ content: '' }, 'length'),
		);
		const { outcome } = await (await service.open()).askForJson(request({ history }));
		expect(outcome).toMatchObject({ ok: true, tries: 3, dialect: { limit: 'none' } });
		expect(said()).toHaveLength(23);
	});
});

it('a connected Chat Model is asked with less, too, and told of without naming a field that it does not have', async () => {
	const asked: unknown[][] = [];
	const invoke = async (messages: unknown[]) => {
		asked.push(messages);
		if (messages.length > 10) throw Object.assign(new Error('400 prompt is too long: 209303 tokens > 200000 maximum'), { status: 400 });
		return await Promise.resolve({ content: JSON.stringify(good) });
	};
	const { outcome } = await openChatModel({ invoke, model: 'anything' }, 1000).askForJson(request({ history }));
	expect(asked.map(({ length }) => length)).toEqual([22, 12, 7]);
	expect(outcome).toMatchObject({
		ok: true,
		left_out: 15,
		failure: { reason: 'context_length', sentence: expect.stringContaining('Chat Model conectado') },
	});
	expect(outcome.failure?.sentence).not.toMatch(/campo "Model"/);
});
