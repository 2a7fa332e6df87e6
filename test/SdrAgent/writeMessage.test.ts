import type { IDataObject } from 'n8n-workflow';

import { MESSAGE_PROMPT } from '../../nodes/SdrAgent/properties/message';
import { openAgent, type Agent } from './agent';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const LINK = 'https://app.example.com/onboarding';
const PLAIN = `Olá, Ana! A configuração da Acme já está em 25%.\n\nContinue de onde parou: ${LINK}`;
const facts = {
	message: 'reminder',
	number: 1,
	name: 'Ana Souza',
	company: 'Acme',
	nextStep: 'Configurar a API',
	percentage: 25,
	link: LINK,
};

let agent: Agent;
beforeAll(async () => {
	agent = await openAgent();
});
afterAll(async () => await agent.stop());
afterEach(() => {
	agent.model.respondWith(null);
	agent.model.faults.clear();
	agent.model.requests.length = 0;
});

async function write(message: string | null, given: IDataObject = {}): Promise<IDataObject> {
	if (message !== null) agent.model.respondWith(() => JSON.stringify({ message }));
	const done = await agent.run([{ user_id: 'u1', facts: { ...facts, ...given }, text: PLAIN }], { operation: 'writeMessage' });
	if (done.error) throw done.error;
	return done.items('Agent')[0];
}

it('is written by the model from the facts, and the fields of the item stay', async () => {
	const said = `Oi, Ana! A Acme já está em 25% e falta só configurar a API. Posso ajudar? ${LINK}`;
	expect(await write(said)).toMatchObject({ user_id: 'u1', text: said, written_by_model: true });
	expect(JSON.stringify(agent.model.requests[0].messages)).toContain('Configurar a API');
	expect(agent.model.violations).toEqual([]);
});

it('gets the address that the model left out', async () => {
	expect((await write('Oi, Ana! Falta só configurar a API.')).text).toBe(`Oi, Ana! Falta só configurar a API.\n\n${LINK}`);
});

it('looks as WhatsApp shows it, and is short', async () => {
	const { text } = await write(`**Oi, Ana!** ${'Vamos terminar? '.repeat(60)}`);
	expect(text).toMatch(/^\*Oi, Ana!\*/);
	expect(String(text).length).toBeLessThan(800);
});

it.each([
	['a discount', 'Oi, Ana! Termine hoje e ganhe 90% de desconto.', 'discount'],
	['a price', 'Oi, Ana! Por apenas R$ 10,00 você termina.', 'price'],
	['another address', 'Oi, Ana! Termine em https://golpe.example.net/x', 'link'],
])('is the plain text when the model writes %s', async (_, said, rule) => {
	expect(await write(said)).toMatchObject({ text: PLAIN, written_by_model: false, problem: expect.stringContaining(rule) });
});

it('is the plain text when the model is down, silent or broken', async () => {
	agent.model.faults.push({ kind: 'status', status: 500, times: 4 });
	expect(await write(null)).toMatchObject({ text: PLAIN, written_by_model: false, problem: expect.any(String) });
	agent.model.faults.clear();
	expect(await write(' ')).toMatchObject({ text: PLAIN, written_by_model: false, problem: 'The model wrote nothing' });
	agent.model.respondWith(() => 'not json');
	expect(await write(null)).toMatchObject({ text: PLAIN, written_by_model: false });
});

it('shows the model no secret, at any depth', async () => {
	await write('Oi, Ana!', {
		step_data: { 'configuracao-api': { api_token: 'invented-secret', senha: 'invented-secret', provider: 'google' } },
	});
	const shown = JSON.stringify(agent.model.requests);
	expect(shown).not.toContain('invented-secret');
	expect(shown).toContain('google');
});

it('tells the operator of a wrong key, and of fields that cannot be used', async () => {
	agent.model.faults.push({ kind: 'status', status: 401, times: 4 });
	await expect(write(null)).rejects.toMatchObject({ message: expect.stringContaining('does not accept the "API Key"') });
	agent.model.faults.clear();
	const bad = await agent.run([{ text: PLAIN, facts: 'Ana' }], { operation: 'writeMessage' });
	expect(bad.error?.message).toBe('The field "Facts" must be a JSON object, like {"name": "Ana"}');
	const empty = await agent.run([{ facts }], { operation: 'writeMessage', messageFallback: "={{ ' ' }}" });
	expect(empty.error?.message).toBe('The field "Text Without the Model" is empty');
	agent.model.respondWith(() => 'not json');
	const asItCame = await agent.run([{ facts, text: PLAIN }], {
		operation: 'writeMessage',
		messageFallback: '',
		messagePrompt: ' ',
		messageFacts: '',
	});
	expect(asItCame.items('Agent')[0]).toMatchObject({ text: PLAIN, written_by_model: false });
	expect(JSON.stringify(agent.model.requests.at(-1))).toContain(MESSAGE_PROMPT.slice(0, 40));
});
