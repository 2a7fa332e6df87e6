import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { TurnFacts } from '../../nodes/SdrAgent/facts';
import { modelSays, requestsTo, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const factsOf = async (item: IDataObject, parameters?: IDataObject): Promise<{ facts: TurnFacts; reply: string }> => {
	const { findings, reply } = await agent.turn(item, parameters);
	return { facts: (findings as unknown as { facts: TurnFacts }).facts, reply };
};

it('tells under which instructions it was said, once by its version, and what the model was told and gave', async () => {
	agent.model.respondWith(() => modelSays({ reply: 'Oi, Marina!', lead: { name: 'Marina' }, intent: 'greeting', confidence: 0.8 }));
	const { facts } = await factsOf({ text: 'Oi, sou a Marina', is_first_contact: true, history: [] });
	const [{ messages }] = requestsTo(agent);
	expect(facts).toMatchObject({
		spoke: 'model',
		is_first: true,
		execution_id: expect.any(String),
		prompt: hash(messages[0].content),
		prompts: { [hash(messages[0].content)]: messages[0].content },
		situation: messages[1].content,
		text: 'Oi, sou a Marina',
		labels: { code: [], model: 'greeting', confidence: 0.8 },
		learnt: ['name'],
		held: 0,
		history: 0,
		fallback_reason: null,
		handover: null,
	});
	expect(facts.calls).toEqual([
		expect.objectContaining({
			task: 'sdr_turn',
			prompt: facts.prompt,
			answer: expect.objectContaining({ reply: 'Oi, Marina!' }) as object,
		}),
	]);
	expect(facts.tokens_in).toBeGreaterThan(0);
});

it('the versions change with what they are of, and with nothing else', async () => {
	const [one, same, profile, catalogue] = [
		await factsOf({ text: 'Oi' }),
		await factsOf({ text: 'quanto custa?', lead: { name: 'Ana' } }),
		await factsOf({ text: 'Oi' }, { companyProfile: 'Clínica Sorriso, dentistas em Recife.' }),
		await factsOf({ text: 'Oi' }, { catalogue: '[{"name":"Limpeza"}]' }),
	].map(({ facts }) => ({ prompt: facts.prompt, catalogue: facts.catalogue, profile: facts.profile }));
	expect(same).toEqual(one);
	expect([profile.prompt !== one.prompt, profile.profile !== one.profile, profile.catalogue]).toEqual([true, true, one.catalogue]);
	expect([catalogue.prompt, catalogue.profile, catalogue.catalogue !== one.catalogue]).toEqual([one.prompt, one.profile, true]);
});

it('a draft that was held back is told with its rule and excerpt, and both calls with what they took', async () => {
	const replies = ['Custa R$ 4.900,00.', 'Um consultor passa os valores.'];
	agent.model.respondWith(() => modelSays({ reply: replies[agent.model.requests.length - 1] }));
	const { facts, reply } = await factsOf({ text: 'quanto custa?' });
	expect([facts.spoke, facts.held, reply]).toEqual(['model', 1, replies[1]]);
	expect(facts.drafts[0].refused).toContainEqual({ rule: 'price', excerpt: expect.any(String) });
	expect(facts.calls.map(({ task }) => task)).toEqual(['sdr_turn', 'sdr_reply']);
	expect(Object.keys(facts.prompts)).toHaveLength(2);
	expect(facts.labels.code).toEqual(['commercial']);
});

it.each([
	['safe', 'quanto custa?', () => modelSays({ reply: 'Custa R$ 4.900,00.' })],
	['fallback', 'Oi', () => 'nada'],
	['ready', 'pare de me mandar mensagens', () => modelSays({})],
])('%s words are no words of the model', async (spoke, text, says) => {
	agent.model.respondWith(says);
	expect((await factsOf({ text })).facts.spoke).toBe(spoke);
});

it('a model that gave nothing is a call that says why; where none was asked there is none', async () => {
	agent.model.respondWith(() => 'nada');
	expect((await factsOf({ text: 'Oi' })).facts.calls[0]).toMatchObject({ failure: expect.any(String), tokens_in: expect.any(Number) });
	const { calls, prompt, situation } = (await factsOf({ text: 'pare de me mandar mensagens' })).facts;
	expect([calls, prompt, situation]).toEqual([[], null, null]);
});

it('audio that was put into words is a call of its own, by its length', async () => {
	const transcriptions = [
		{ message_id: 'A', seconds: 12, words: 'oi', model: { ok: true, name: 'whisper-1', tries: 1 } },
		{ message_id: 'B', seconds: 900, problem: 'The audio is longer than 300 seconds' },
	];
	const { facts } = await factsOf({ text: '[áudio transcrito] oi', transcriptions });
	expect(facts.calls[0]).toEqual({ task: 'transcription', model: 'whisper-1', seconds: 12 });
	expect(facts.calls).toHaveLength(2);
});

it('the turn can be played again without the model: what it gave, given again, is the same reply', async () => {
	const given = ['Custa R$ 4.900,00.', 'Um consultor passa os valores. Qual é a sua cidade?'];
	agent.model.respondWith(() => modelSays({ reply: given[agent.model.requests.length - 1], lead: { city: 'Itu' } }));
	const item = { text: 'quanto custa? sou de Itu', turn_id: '7f1c2a52-0000-4000-8000-000000000001', lead: { name: 'Ana' }, history: [] };
	const first = await factsOf(item);
	agent.model.requests.length = 0;
	const answers = first.facts.calls.map((call) => ('answer' in call ? call.answer : {}));
	agent.model.respondWith(() => JSON.stringify(answers[agent.model.requests.length - 1]));
	const again = await factsOf({ ...item, text: first.facts.text });
	expect(again.reply).toBe(first.reply);
	const { calls: _, execution_id: __, ...rest } = first.facts;
	expect(again.facts).toMatchObject(rest);
});
