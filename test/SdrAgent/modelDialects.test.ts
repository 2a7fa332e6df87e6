import { DIALECTS, KEY, startDialect } from '../sandbox/modelDialects';
import { json } from '../sandbox/server';
import { runNode } from '../setup/oneNode';
import type { TurnResult } from '../../nodes/SdrAgent/result';
import { forgetDialects } from '../../nodes/shared/llm/model';
import { modelSays } from './agent';

beforeEach(() => forgetDialects());

/** A conversation in which we spoke first, the customer wrote twice in a row, and a colleague answered: all that templates of models stumble over. */
const item = {
	text: 'Sou a Ana, tenho interesse',
	history: [
		{ role: 'assistant', content: 'Olá!', sent_at: '' },
		{ role: 'user', content: 'Oi', sent_at: '' },
		{ role: 'user', content: 'tudo bem?', sent_at: '' },
	],
};

async function turn(baseUrl: string, model: string, parameters: object = {}): Promise<TurnResult> {
	const credentials = { openAiApi: { apiKey: KEY, url: baseUrl } };
	const run = await runNode({ type: 'sdrAgent', parameters: { model, ...parameters }, items: [item], credentials });
	if (run.error) throw run.error;
	return run.items('Node')[0] as unknown as TurnResult;
}

describe.each(Object.entries(DIALECTS))('%s', (_, service) => {
	it('gets the first turn answered, remembers what it does not take, and the next turn costs one call', async () => {
		const server = await startDialect(service, modelSays({ reply: 'Oi, Ana!', lead: { name: 'Ana' } }));
		try {
			const first = await turn(server.baseUrl, service.model);
			expect(first).toMatchObject({ reply: 'Oi, Ana!', lead_updates: { name: 'Ana' }, fallback_reason: null, model: { ok: true } });
			const asked = server.requests.length;
			expect(await turn(server.baseUrl, service.model)).toMatchObject({ reply: 'Oi, Ana!', model: { tries: 1 } });
			expect(server.requests.length).toBe(asked + 1);
			const told = JSON.stringify(server.requests.at(-1)?.messages);
			for (const { content } of item.history) expect(told).toContain(content);
			const isInWords = told.includes('JSON Schema');
			expect(isInWords).toBe(server.requests.at(-1)?.response_format?.type !== 'json_schema');
		} finally {
			await server.stop();
		}
	});
});

it('OpenAI itself is asked once, with everything', async () => {
	const server = await startDialect(DIALECTS['OpenAI chat'], modelSays({}));
	const { model } = await turn(server.baseUrl, 'gpt-4o-mini');
	await server.stop();
	expect(model).toEqual({ ok: true, name: 'gpt-4o-mini', tries: 1 });
	expect(server.requests).toEqual([
		expect.objectContaining({
			temperature: 0.4,
			max_completion_tokens: 700,
			response_format: expect.objectContaining({ type: 'json_schema' }),
		}),
	]);
});

it("a lasting refusal is the operator's, is not asked for ever, and is not remembered", async () => {
	const refusal = json(400, { error: { message: 'Something is off', type: 'invalid_request_error', param: null, code: null } });
	const server = await startDialect({ path: '/v1', model: 'm', refuses: () => refusal }, '');
	const result = await turn(server.baseUrl, 'm');
	await server.stop();
	expect(result.reply).toContain('problema técnico');
	expect(result.model).toMatchObject({
		ok: false,
		name: 'm',
		failure: { kind: 'operator', reason: 'refused_request', status: 400, sentence: expect.stringContaining('"Model"') },
	});
	expect(server.requests).toHaveLength(3);
	expect(server.requests[0].response_format.type).toBe('json_schema');
});

describe('a second model', () => {
	const services = (refuses: (model: string) => ReturnType<typeof json> | null) => ({
		path: '/v1',
		model: 'a',
		refuses: ({ model }: { model?: string }) => refuses(model ?? ''),
	});

	it('answers when the first is gone, and what was wrong is told', async () => {
		const gone = json(404, {
			error: { message: 'The model `a` does not exist or you do not have access to it.', code: 'model_not_found' },
		});
		const server = await startDialect(
			services((model) => (model === 'a' ? gone : null)),
			modelSays({ reply: 'Certo, Ana!' }),
		);
		const result = await turn(server.baseUrl, 'a', { fallbackModel: 'b' });
		await server.stop();
		expect(result).toMatchObject({
			reply: 'Certo, Ana!',
			fallback_reason: null,
			model: { ok: true, name: 'b', instead_of: 'a', tries: 2, failure: { kind: 'operator', reason: 'unknown_model' } },
		});
	});

	it.each([
		['what was said is the reason', json(400, { error: { message: 'filtered', code: 'content_filter' } }), 'content_filter'],
		['the key is wrong', json(401, { error: { message: 'no' } }), 'wrong_key'],
	])('is not asked when %s', async (_, refusal, reason) => {
		const server = await startDialect(
			services(() => refusal),
			'',
		);
		expect((await turn(server.baseUrl, 'a', { fallbackModel: 'b' })).model).toMatchObject({ ok: false, name: 'a', failure: { reason } });
		await server.stop();
		expect(server.requests).toHaveLength(1);
	});
});
