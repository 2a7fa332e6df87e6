import type { IDataObject } from 'n8n-workflow';

import { faultQueue } from '../sandbox/faults';
import { json, startServer, type Answer, type Server } from '../sandbox/server';
import { runNode } from '../setup/oneNode';
import { modelSays } from './agent';

const KEY = 'sk-sandbox-000000000000';
let server: Server;
let asked: string[] = [];
let answer: (model: string) => Answer = () => says(modelSays({}));
const faults = faultQueue();
beforeAll(async () => {
	server = await startServer({
		faults,
		faultBody: () => ({}),
		answer: ({ text }) => {
			const { model } = JSON.parse(text) as { model: string };
			asked.push(model);
			return answer(model);
		},
	});
});
afterAll(async () => await server.stop());
beforeEach(() => {
	asked = [];
	faults.clear();
	answer = () => says(modelSays({}));
});

const message = (said: object, finish = 'stop'): Answer => json(200, { choices: [{ index: 0, message: said, finish_reason: finish }] });
const says = (content: string): Answer => message({ content });
const fails = (status: number, message: string, code?: string): Answer => json(status, { error: { message, code } });

/** Each test has a model of its own, since what is learnt of one stays. */
async function run(parameters: IDataObject, item: IDataObject = { text: 'Oi' }) {
	const credentials = { openAiApi: { apiKey: KEY, url: `${server.url}/v1` } };
	const done = await runNode({ type: 'sdrAgent', parameters, items: [item], credentials });
	return { error: done.error, item: done.error ? {} : done.items('Node')[0] };
}

describe('a turn', () => {
	it('costs one call when nothing is wrong, also where a fallback and a second reader are named', async () => {
		const options = { secondReaderModel: 'r', secondReaderShare: 100 };
		const { item } = await run({ model: 'n', fallbackModel: 'f', options });
		expect(asked).toEqual(['n']);
		expect(item).toMatchObject({ model: { ok: true, name: 'n', tries: 1 }, guard: { second_readings: 0, facts_left_out: 0 } });
	});

	it('costs one call while the first model is known to be down, and the team goes on being told why', async () => {
		answer = (model) => (model === 'down' ? fails(402, 'no credit') : says(modelSays({ reply: 'Certo!' })));
		const outcome = { ok: true, name: 'f', instead_of: 'down', failure: { kind: 'operator', reason: 'no_credit' } };
		expect((await run({ model: 'down', fallbackModel: 'f' })).item).toMatchObject({ reply: 'Certo!', model: { ...outcome, tries: 2 } });
		expect((await run({ model: 'down', fallbackModel: 'f' })).item).toMatchObject({ reply: 'Certo!', model: { ...outcome, tries: 1 } });
		expect(asked).toEqual(['down', 'f', 'f']);
	});

	it('ends within its limit though both models are slow', async () => {
		faults.push({ kind: 'timeout', times: 10 });
		const startedAt = Date.now();
		const { item } = await run({ model: 's1', fallbackModel: 's2', options: { timeoutSeconds: 1 } });
		expect(Date.now() - startedAt).toBeLessThan(4000);
		expect(item).toMatchObject({ model: { ok: false, failure: { reason: 'timed_out' } } });
	});

	it.each(['null', 'None', '<think>hm</think>'])('whose reply is %j has none: the customer gets the prepared one', async (reply) => {
		answer = () => says(modelSays({ reply }));
		expect((await run({ model: 'n' })).item).toMatchObject({
			reply: expect.stringMatching(/problema técnico/),
			fallback_reason: expect.any(String),
			model: { ok: false, failure: { reason: 'empty' } },
		});
	});
});

describe('a summary', () => {
	const summarize = async (value: unknown) => {
		answer = () => says(typeof value === 'string' ? value : JSON.stringify(value));
		const item = { text: 'Quero 2 fritadeiras', history: [], lead: { name: 'Ana' }, temperature_reason: 'Pediu proposta.' };
		return (await run({ operation: 'summarize', model: 'n' }, item)).item;
	};

	it.each([
		['as asked for', { notes: 'Quer 2 fritadeiras.' }],
		['in Portuguese', { resumo: 'Quer 2 fritadeiras.' }],
		['in capitals', { Notas: 'Quer 2 fritadeiras.' }],
		['in English', { summary: ['Quer 2 fritadeiras.'] }],
		['under a name of its own', { texto_para_consultor: 'Quer 2 fritadeiras.' }],
		['with thoughts', { notes: '<think>hm</think>Quer 2 fritadeiras.' }],
	])('is read %s', async (_, value) => {
		expect(await summarize(value)).toMatchObject({
			summary: expect.stringContaining('Quer 2 fritadeiras.'),
			summary_by_model: true,
			summary_model: { ok: true },
		});
	});

	it.each([
		['an empty text', { notes: '' }],
		['null', { notes: null }],
		['a word for nothing', { notes: 'None' }],
		['the same in Portuguese', { resumo: 'Sem informação' }],
		['several texts of which none is it', { a: 'x', b: 'y' }],
		['an empty object', {}],
	])('is none when it is %s: the reason of the class stands there, and it counts as a failure', async (_, value) => {
		expect(await summarize(value)).toMatchObject({
			summary: expect.stringContaining('Pediu proposta.'),
			summary_by_model: false,
			summary_model: { ok: false, failure: { reason: expect.stringMatching(/^(empty|not_json)$/) } },
		});
	});
});

describe('a message that nobody asked for', () => {
	const write = async (given: Answer) => {
		answer = () => given;
		const parameters = { operation: 'writeMessage', model: `w${given.status}`, messageFallback: 'Olá, Ana!', messageFacts: '{}' };
		return await run(parameters, { text: 'Olá, Ana!' });
	};

	it.each<[string, Answer, RegExp]>([
		['no credit', fails(429, 'You exceeded your current quota', 'insufficient_quota'), /no credit left/],
		['an unknown model', fails(404, 'The model does not exist', 'model_not_found'), /does not know the model/],
		['a page at the address', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' }, /web page/],
		['a wrong key', fails(400, 'API key not valid'), /"API Key"/],
	])('is not sent while the operator has something to mend: %s', async (_, given, words) => {
		expect((await write(given)).error?.message).toMatch(words);
	});

	it.each<[string, Answer]>([
		['an overload', fails(503, 'Overloaded')],
		['a filter', fails(400, 'flagged', 'content_filter')],
		['a cut answer', message({ content: '{"message": "Ol' }, 'length')],
		['a route that comes and goes', fails(404, 'upstream shard is restarting')],
		['nothing said', says('{"message": "undefined"}')],
	])('is the plain text for the moment: %s', async (_, given) => {
		expect((await write(given)).item).toMatchObject({ text: 'Olá, Ana!', written_by_model: false, problem: expect.any(String) });
	});
});
