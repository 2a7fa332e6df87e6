import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { SdrAgent } from '../../nodes/SdrAgent/SdrAgent.node';
import { FIRST_CONTACT_FALLBACK, LATER_FALLBACK } from '../../nodes/SdrAgent/prompts';
import { openAgent, type Agent } from './agent';
import { defaults, replies } from './released/0.2.0.json';

const { description } = new SdrAgent();

/** The parameters of a node that was saved with nothing but these. */
const formOf = (typeVersion: number, parameters: INodeParameters = {}) => {
	const node = { id: '1', name: 'Agente', type: 'sdrAgent', typeVersion, position: [0, 0] as [number, number], parameters };
	const values = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};
	const issues =
		NodeHelpers.getNodeParametersIssues(description.properties, { ...node, parameters: values }, description)?.parameters ?? {};
	return { values: values as Record<string, unknown>, issues };
};

describe('type version 1, which workflows of 0.2.0 have', () => {
	const shown = ['persona', 'companyProfile', 'systemPrompt', 'examplePhrases', 'extractionRules', 'classCriteria', 'firstContactFallback'];
	it.each([...shown, 'laterFallback', 'catalogueSource', 'catalogue', 'upsellRules', 'summaryTemplate', 'modelSource', 'model'])(
		'keeps what it held in %s, word for word',
		(name) => {
			expect(formOf(1).values[name]).toBe((defaults as Record<string, unknown>)[name]);
			expect(formOf(1).issues).toEqual({});
		},
	);

	it('keeps its prepared replies', async () => {
		const agent = await openAgent();
		agent.model.respondWith(() => JSON.stringify({ reply: 'Custa R$ 10.' }));
		expect((await agent.turn({ text: 'quanto custa?' })).reply).toBe(replies.commercial);
		await agent.stop();
	});
});

describe.each([1, 2, 3])('type version %i, emptied', (version) => {
	const emptied = Object.fromEntries(
		description.properties.filter(({ type }) => ['string', 'json'].includes(type)).map(({ name }) => [name, '']),
	);
	const row = { field: [{ label: '', kind: 'text', required: true }] };
	it.each(['answer', 'preview', 'summarize', 'transcribe', 'writeMessage'])(
		'has n8n mark no field of %s: a published agent stays on line',
		(operation) => {
			const given = { ...emptied, operation, customFields: row, texts: { customFields: row, firstContactFallback: '' } };
			expect(formOf(version, given).issues).toEqual({});
		},
	);

	it.each([true, false])('has words for a customer (first contact: %s) and a model to ask', async (isFirst) => {
		const agent = await openAgent();
		const form = { persona: 'Lia', companyProfile: 'Padaria Trigo Bom.', model: ' ', firstContactFallback: '', laterFallback: ' ' };
		agent.model.respondWith(() => 'isto não é JSON');
		const [{ reply }] = (await agent.run([{ text: 'Oi', is_first_contact: isFirst }], form, { typeVersion: version })).items('Agent');
		expect(reply).toBe(isFirst ? FIRST_CONTACT_FALLBACK : LATER_FALLBACK);
		expect(agent.model.requests[0].model).toBe('gpt-4o-mini');
		await agent.stop();
	});
});

const DEMO = /hamb[uú]rguer|formadora|misturador|cortadora|lanchonete|equipamento|inox|\bFBM?\d|\bSE ?\d|Empresa Exemplo/i;

it('a node added today has the newest version', () => {
	expect(description.defaultVersion).toBe(3);
});

describe.each([2, 3])('type version %i', (version) => {
	it('holds nothing of a company, and requires nothing that the company tells in one place', () => {
		const { values, issues } = formOf(version);
		expect(JSON.stringify(values)).not.toMatch(DEMO);
		expect(issues).toEqual({});
		expect([values.persona, values.companyProfile]).toEqual(['', '']);
	});
});

describe.each([
	[
		'a bakery',
		'Padaria Trigo Bom, em Joinville/SC: pães, bolos e salgados por encomenda.',
		['vocês fazem bolo de 2 kg?', 'quanto custa o cento de coxinha?', 'meu pedido veio errado, quem resolve?'],
	],
	[
		'a hair salon',
		'Salão da Rô, em Recife: corte, coloração e progressiva.',
		['quero marcar um corte', 'dá pra cortar e pintar no mesmo dia?', 'minha progressiva deu problema'],
	],
	[
		'an internet provider',
		'NetVale, internet por fibra em Blumenau.',
		['tem fibra na minha rua?', 'qual o valor do plano de 500 mega?', 'minha internet caiu'],
	],
])('%s that followed the README', (_company, companyProfile, questions) => {
	let agent: Agent;
	beforeAll(async () => {
		agent = await openAgent();
	});
	afterAll(async () => await agent.stop());

	it.each(questions)('"%s": no word of another trade reaches the model or the customer', async (text) => {
		const parameters = { operation: 'preview', persona: 'Lia', companyProfile };
		const preview = await agent.run([{ text }], parameters, { typeVersion: 2 });
		expect(preview.error).toBeUndefined();
		const shown = JSON.stringify(preview.items('Agent')[0]);
		expect(shown).toContain(companyProfile);
		expect(shown).not.toMatch(DEMO);

		agent.model.respondWith(() => 'isto não é JSON');
		const answered = await agent.run([{ text }], { persona: 'Lia', companyProfile }, { typeVersion: 2 });
		expect(answered.error).toBeUndefined();
		expect(JSON.stringify(answered.items('Agent')[0])).not.toMatch(DEMO);
	});
});

it('a workflow without a company profile is refused when it runs, naming the field', async () => {
	const agent = await openAgent();
	const { error } = await agent.run([{ text: 'Oi' }], { persona: 'Lia' }, { typeVersion: 2 });
	await agent.stop();
	expect(error?.message).toContain('Company Profile');
	expect(agent.model.requests).toEqual([]);
});
