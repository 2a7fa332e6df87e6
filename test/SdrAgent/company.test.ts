import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { openAgent, type Agent } from './agent';

let agent: Agent;
beforeAll(async () => {
	agent = await openAgent();
});
afterAll(async () => await agent.stop());
beforeEach(() => {
	agent.model.respondWith(null);
	agent.model.requests.length = 0;
});

const TWO = { typeVersion: 2 };
const NODE = { persona: 'Bia', companyProfile: 'Oficina do Zé, em Natal.' };
const COMPANY = {
	persona: 'Lia',
	profile: 'Padaria Trigo Bom, em Chapecó.',
	phrases: 'Que delícia!',
	opt_out_text: 'Certo, sem mensagens da padaria.',
};
const claimed = (company_settings: IDataObject = {}, more: IDataObject = {}) => ({
	turn_id: randomUUID(),
	lease_token: randomUUID(),
	channel: 'inst-1',
	text: 'Oi',
	company_settings,
	...more,
});
const play = async (item: IDataObject, parameters: IDataObject = {}, settings: object = TWO) => {
	const run = await agent.run([item], parameters, settings);
	if (run.error) throw run.error;
	return run.items('Agent')[0];
};
const prompt = async (item: IDataObject, parameters: IDataObject = {}, settings: object = TWO) => {
	const [{ prompt: told }] = (await play(item, { operation: 'preview', ...parameters }, settings)).calls as Array<{ prompt: string }>;
	return told;
};

describe('who the agent is', () => {
	it.each([
		['the node', NODE, {}, ['Bia', 'Oficina do Zé'], ['Lia', 'Padaria']],
		['the company', {}, COMPANY, ['Lia', 'Padaria Trigo Bom', 'Que delícia!'], ['Bia', 'Oficina']],
		['both: the node', NODE, COMPANY, ['Bia', 'Oficina do Zé'], ['Lia', 'Padaria']],
		['each a part', { persona: 'Bia' }, COMPANY, ['Bia', 'Padaria Trigo Bom'], ['Lia,', 'Oficina']],
	])('%s', async (_, parameters, company, told, untold) => {
		const given = await prompt(claimed(company), parameters);
		for (const words of told) expect(given).toContain(words);
		for (const words of untold) expect(given).not.toContain(words);
	});

	it.each([
		['neither', {}, {}, 'Persona Name', 'Nome do assistente'],
		['no profile', { persona: 'Bia' }, { persona: 'Lia' }, 'Company Profile', 'Perfil da empresa'],
		['blanks', { persona: ' ', companyProfile: '\n' }, {}, 'Persona Name', 'Nome do assistente'],
	])('%s: says in one sentence what is missing and where', async (_, parameters, company, field, inForm) => {
		const run = await agent.run([{ text: 'Oi', company_settings: company }], parameters, TWO);
		expect(run.error?.message).toBe(`The field "${field}" is empty, and the company's settings have none either`);
		expect(run.error?.description).toBe(
			`Fill in "${inForm}" in the form of the workflow "Configurar a empresa" (configurar.json), or "${field}" in this node.
Preencha "${inForm}" no formulário do fluxo "Configurar a empresa" (configurar.json), ou "${field}" neste nó.`,
		);
	});

	it('version 1 lives on what it was released with', async () => {
		const before = await prompt({ text: 'Oi' }, {}, {});
		expect(await prompt(claimed({ ...COMPANY, products: [{ name: 'Bolo' }] }), {}, {})).toBe(before);
	});

	it('two companies in one run are told apart', async () => {
		const other = { persona: 'Nina', profile: 'Conecta Oeste, internet por fibra.' };
		const run = await agent.run([claimed(COMPANY), claimed(other)], { operation: 'preview' }, TWO);
		const [first, second] = run.items('Agent').map(({ calls }) => JSON.stringify(calls));
		expect([first.includes('Padaria'), first.includes('Conecta')]).toEqual([true, false]);
		expect([second.includes('Padaria'), second.includes('Conecta')]).toEqual([false, true]);
	});
});

describe('what it knows of products', () => {
	const products = [
		{ name: 'Bolo de cenoura', category: 'bolo', keywords: [], facts: ['serve 20 pessoas'], price: 'R$ 45,00', is_available: true },
	];
	const asked = (company: IDataObject) => claimed({ ...COMPANY, ...company }, { text: 'tem bolo de cenoura?' });
	it.each([
		['the company', {}, true],
		['the node', { catalogue: '[{"name": "Bolo de fubá", "facts": ["sem leite"]}]' }, false],
		['none', { catalogueSource: 'none' }, false],
	])('%s', async (_, parameters, known) => {
		expect((await prompt(asked({ products }), parameters)).includes('serve 20 pessoas')).toBe(known);
	});

	it('a price is told only where the agent may speak of prices', async () => {
		expect(await prompt(asked({ products }))).not.toContain('45,00');
		expect(await prompt(asked({ products }), { options: { allowedTopics: ['price'] } })).toContain('preço: R$ 45,00');
	});

	it('a catalogue that is too large to come along is told of, and the customer is answered', async () => {
		const turn = await play(asked({ products_left_out: true }));
		expect(turn.setup_problem).toContain('too large to come with every turn');
		expect(turn.reply).not.toBe('');
	});
});

describe('what it says', () => {
	it.each([
		['the node', { replies: { optOut: 'Tchau da oficina.' } }, 'Tchau da oficina.'],
		['the company', {}, COMPANY.opt_out_text],
	])('a prepared reply of %s', async (_, parameters, reply) => {
		expect((await play(claimed(COMPANY, { text: 'parem de me mandar mensagem' }), parameters)).reply).toBe(reply);
	});

	it.each([
		['the first reply', { is_first_contact: true }, true],
		['a later one', { is_first_contact: false }, false],
		['who wants no messages', { is_first_contact: true, text: 'parem de me mandar mensagem' }, false],
	])('the privacy notice: %s', async (_, more, said) => {
		const { reply } = await play(claimed({ ...COMPANY, privacy_notice: 'Seus dados ficam aqui.' }, more));
		expect(String(reply).startsWith('Seus dados ficam aqui.\n\n')).toBe(said);
	});

	it('whether somebody attends, by the hours of the company or of the node', async () => {
		const closed = { ...COMPANY, weekday_hours: '00:00-00:01', saturday_hours: 'fechado', sunday_hours: 'fechado' };
		const open = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00' };
		expect(await prompt(claimed(closed))).toContain('fora do horário');
		expect(await prompt(claimed(closed), { options: open })).toContain('em horário de atendimento agora');
		expect(await prompt(claimed(COMPANY))).not.toContain('horário de atendimento');
	});

	it('nothing of the settings goes on over the canvas', async () => {
		expect(await play(claimed(COMPANY))).not.toHaveProperty('company_settings');
	});
});
