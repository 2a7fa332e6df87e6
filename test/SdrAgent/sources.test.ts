import { randomUUID } from 'node:crypto';

import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';

import { REPLIES_ONE } from '../../nodes/SdrAgent/versionOne';
import { openChatModel } from '../../nodes/shared/llm/chatModel';
import { service } from '../database/client';
import { startGateway, type Gateway } from '../sandbox/gateway';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { sandboxSupabase } from '../setup/supabase';
import { modelSays, openAgent, type Agent } from './agent';

describe('a catalogue in Supabase', () => {
	let agent: Agent;
	let gateway: Gateway;
	const name = `ZX${parseInt(randomUUID().slice(0, 6), 16)}`;
	beforeAll(async () => {
		const supabase = sandboxSupabase();
		gateway = await startGateway(supabase);
		agent = await openAgent({ credentials: { supabaseApi: { host: gateway.url, serviceRole: supabase.serviceRoleKey } } });
		await service.from('products').insert({ name, facts: ['corta 90 kg por hora'], internal_note: 'segredo da casa' });
	});
	afterAll(async () => {
		await service.from('products').delete().eq('name', name);
		await Promise.all([agent.stop(), gateway.stop()]);
	});
	const told = () => JSON.stringify(agent.model.requests.at(-1));

	it('is what the model is told of, without internal notes', async () => {
		await agent.turn({ text: `me fala da ${name}` }, { catalogueSource: 'supabase' });
		expect(told()).toContain('corta 90 kg por hora');
		expect(told()).not.toContain('segredo da casa');
	});

	it('that is down for the moment costs the facts, never the reply', async () => {
		gateway.fail({ status: 503, times: 10 });
		const result = await agent.turn({ text: `me fala da ${name}` }, { catalogueSource: 'supabase' });
		gateway.faults.clear();
		expect(result.reply).not.toBe('');
		expect(told()).not.toContain('corta 90 kg');
	});
});

describe('a connected Chat Model', () => {
	const request = {
		model: '',
		messages: [
			{ role: 'system' as const, content: 'Regras' },
			{ role: 'system' as const, content: 'Dados' },
			{ role: 'assistant' as const, content: 'Olá' },
			{ role: 'user' as const, content: 'Oi' },
		],
		schema: { name: 's', schema: { type: 'object' } },
		temperature: 0,
		maxTokens: 10,
	};
	const says = (answer: () => unknown, asked: unknown[] = []) =>
		openChatModel({ invoke: async (messages: unknown) => (asked.push(messages), await Promise.resolve(answer())) }, 200);

	it('gets one system message with the form of the answer, and is read whatever stands around the JSON', async () => {
		const asked: unknown[] = [];
		const model = says(
			() => ({ content: `Claro:\n\`\`\`json\n${modelSays({})}\n\`\`\``, usage_metadata: { input_tokens: 7, output_tokens: 3 } }),
			asked,
		);
		expect(await model.askForJson(request)).toMatchObject({ value: { reply: 'Certo!' }, usage: { input: 7, output: 3 } });
		expect(asked[0]).toEqual([
			['system', expect.stringMatching(/^Regras[\s\S]+\{"type":"object"\}\n\nDados$/)],
			['ai', 'Olá'],
			['human', 'Oi'],
		]);
	});

	it('may answer in parts', async () => {
		expect((await says(() => ({ content: [{ text: '{"reply":' }, { text: '"a"}' }] })).askForJson(request)).value).toEqual({ reply: 'a' });
	});

	it.each([
		[
			'fails',
			() => Promise.reject(new Error('Bearer abcdefghijkl broke')),
			{ kind: 'unavailable', message: expect.not.stringContaining('abcdefghijkl') },
		],
		[
			'is out of credit',
			() => Promise.reject(Object.assign(new Error('429 You exceeded your current quota'), { code: 'insufficient_quota' })),
			{ failure: { kind: 'operator', reason: 'no_credit', status: 429, sentence: expect.stringContaining('Chat Model') } },
		],
		[
			'is not there (n8n)',
			() => Promise.reject(Object.assign(new Error('The model `x` does not exist'), { httpCode: '404' })),
			{ failure: { kind: 'operator', reason: 'unknown_model', status: 404 } },
		],
		['refuses', () => ({ content: '', additional_kwargs: { refusal: 'Não.' } }), { failure: { kind: 'content', reason: 'refusal' } }],
		[
			'is cut off',
			() => ({ content: '{"reply": "Ol', response_metadata: { stop_reason: 'max_tokens' } }),
			{ failure: { kind: 'operator', reason: 'length' } },
		],
		['gives null', () => null, { failure: { kind: 'passing', reason: 'empty' } }],
		['refuses the key', () => Promise.reject(Object.assign(new Error('no'), { status: 401 })), { kind: 'unauthorized' }],
		['says nothing', () => ({ content: '' }), { kind: 'unavailable' }],
		['never answers', () => new Promise(() => {}), { kind: 'timedOut' }],
	])('that %s is a failure of its kind', async (_, answer, expected) => {
		await expect(says(answer).askForJson(request)).rejects.toMatchObject(expected);
	});

	it('is asked in n8n itself, with the same guards and the same result', async () => {
		const asked: unknown[] = [];
		(await startEngine()).addNode(
			'chatModel',
			chatModelNode(async (messages) => {
				asked.push(messages);
				return await Promise.resolve({ content: modelSays({ reply: 'Custa R$ 45.000.', lead: { name: 'Marina' } }) });
			}),
		);
		const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
		const model = { id: '2', name: 'Modelo', type: 'test.chatModel', typeVersion: 1, position: [0, 200], parameters: {} };
		const parameters = { modelSource: 'chatModel' };
		const node = { id: '3', name: 'Agent', type: 'n8n-nodes-atendeaqui.sdrAgent', typeVersion: 1, position: [200, 0], parameters };
		const connections = {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Modelo: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
		};
		const workflow = { name: 'w', nodes: [start, model, node], connections } as unknown as WorkflowJson;
		const run = await (await startEngine()).run(workflow, { from: 'Start', items: [{ text: 'quanto custa?' }], credentials: {} });
		expect(run.error).toBeUndefined();
		expect(run.items('Agent')).toEqual([
			expect.objectContaining({
				reply: REPLIES_ONE.commercial,
				lead_updates: { name: 'Marina' },
				guard: expect.objectContaining({ refused: ['price'] }),
			}),
		]);
		expect(asked).toHaveLength(2);
	});

	it('that is not there is missed by name, and the customer is answered all the same', async () => {
		expect(() => openChatModel(undefined, 100)).toThrow('No Chat Model is connected');
		const agent = await openAgent();
		const run = await agent.run([{ text: 'Oi' }], { modelSource: 'chatModel' });
		await agent.stop();
		expect(run.items('Agent')).toEqual([
			expect.objectContaining({
				reply: expect.stringMatching(/\w/),
				fallback_reason: expect.stringMatching(/Chat Model/),
				model: expect.objectContaining({
					ok: false,
					failure: expect.objectContaining({ kind: 'operator', sentence: expect.stringContaining('Chat Model') }),
				}),
			}),
		]);
	});
});

/** A node that supplies a Chat Model as n8n's own do. */
const chatModelNode = (invoke: (messages: unknown) => Promise<unknown>): INodeType => ({
	description: {
		displayName: 'Chat Model',
		name: 'chatModel',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Chat Model' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiLanguageModel],
		properties: [],
	},
	supplyData: async () => await Promise.resolve({ response: { invoke } }),
});
