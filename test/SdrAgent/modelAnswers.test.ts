import { json, type Answer } from '../sandbox/server';
import { runNode } from '../setup/oneNode';
import type { TurnResult } from '../../nodes/SdrAgent/result';
import { J, body, fail, good, message, says, server, turn, withModel } from './modelAnswersForTests';

let answer: (n: number, path: string) => Answer | null;
let calls = 0;

beforeEach(() => {
	calls = 0;
});
withModel((path) => answer(++calls, path));

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
