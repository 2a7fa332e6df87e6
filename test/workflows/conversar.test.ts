import { randomUUID } from 'node:crypto';

import { newPlace } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { chat, conversar, playChat } from './conversarForTests';
import { openCompany, type Company } from './shop';

let company: Company;
beforeAll(async () => {
	company = await openCompany();
});
afterEach(() => company.model.respondWith(null));
afterAll(async () => {
	await company.stop();
	await closeSql();
});

/** A chat of one's own. */
const newChat = () => `sessao-${randomUUID()}`;
const prompt = () => JSON.stringify(company.model.requests.at(-1)!.messages);
/** A model that says this, draft by draft, whatever was asked. */
const says = (intent: string, ...replies: string[]) => {
	let drafts = 0;
	company.model.respondWith(() =>
		JSON.stringify({
			reply: replies[Math.min(drafts++, replies.length - 1)],
			lead: {},
			temperature: 'cold',
			temperature_reason: '',
			intent,
			confidence: 0.9,
			should_transfer: false,
			transfer_reason: null,
			technical_question: null,
			suggested_actions: [],
		}),
	);
};

it('plays the whole turn in the chat, shows what was learnt, and remembers the session; another session is another person', async () => {
	const mine = newChat();
	const first = await chat(company, 'Oi! Meu nome é Marina, sou de Chapecó/SC e quero um bolo de cenoura.', mine);
	expect(first.bubbles.length).toBeGreaterThan(0);
	expect(first.output).toContain('> ');
	expect(first.learnt).toEqual(expect.arrayContaining(['nome: Marina', 'interesse: Bolo de cenoura']));
	expect(first.output).toContain('🧠 **Aprendido:** nome: Marina');

	const second = await chat(company, 'E vocês abrem aos sábados?', mine);
	expect(second.phone).toBe(first.phone);
	expect(second.learnt).not.toContain('nome: Marina');
	expect(prompt()).toContain('quero um bolo de cenoura');
	expect(prompt()).toContain(first.bubbles[0].slice(0, 20));

	const other = await chat(company, 'Oi', newChat());
	expect(other.phone).not.toBe(first.phone);
	expect(prompt()).not.toContain('Marina');
});

it('plays the same words as often as one likes: whoever tries something out is no machine', async () => {
	const mine = newChat();
	for (let times = 1; times <= 7; times++) {
		const { bubbles, reason } = await chat(company, 'quero saber mais do bolo de cenoura', mine);
		expect([times, bubbles.length > 0, reason]).toEqual([times, true, 'agent_active']);
	}
});

it('tells of a question for the price, and holds a price back that the model gives all the same', async () => {
	says('commercial', 'O bolo de cenoura custa R$ 120,00.', 'Quem passa os valores é a nossa equipe. Para quantas pessoas seria?');
	const told = await chat(company, 'quanto custa o bolo de cenoura?', newChat());
	expect(told.heard).toEqual(['pergunta de preço ou condição']);
	expect(told.held_back).toEqual(['valor ou preço']);
	expect(told.output).toContain('✋ **Segurado:** valor ou preço');
	expect(told.bubbles.join()).not.toContain('120');
	expect(told.notices).toEqual([expect.stringContaining('pediu valores ou proposta')]);

	// Nothing of it where nothing is wrong.
	says('product_interest', 'Fazemos, sim! Para quantas pessoas seria?');
	expect(await chat(company, 'vocês fazem bolo de cenoura?', newChat())).toMatchObject({ heard: [], held_back: [], notices: [] });
});

it('hands over to a person who is asked for, says so, and is silent until another conversation begins', async () => {
	const mine = newChat();
	const handed = await chat(company, 'quero falar com uma pessoa', mine);
	expect(handed.heard).toContain('pedido de uma pessoa');
	expect(handed.notices).toEqual([expect.stringContaining('este contato – pediu uma pessoa')]);
	expect(handed.output).toContain('passou para uma pessoa');

	const after = await chat(company, 'alguém aí?', mine);
	expect(after.bubbles).toEqual([]);
	expect(after.output).toContain('comece outra conversa');
	expect((await chat(company, 'oi', newChat())).bubbles.length).toBeGreaterThan(0);
});

it('tells in the chat what the model’s service said, and plays on once it is mended', async () => {
	const mine = newChat();
	const wrong = { credentials: { ...company.credentials, openAiApi: { ...company.credentials.openAiApi, apiKey: 'sk-sandbox-another' } } };
	const told = await chat(wrong, 'oi', mine);
	expect(told.model).toMatch(/^não respondeu: .*(key|chave|OpenAI)/i);
	expect(told.output).not.toContain('sk-sandbox-another');
	expect((await chat(company, 'oi de novo', mine)).model).toMatch(/tokens$/);
});

it('tells in the chat what of the agent’s form cannot be used, and goes on with the next message', async () => {
	const mine = newChat();
	const broken = conversar('own', { persona: 'Bia', companyProfile: 'Loja Exemplo', catalogue: '[{"category": "sem nome"}]' });
	const told = await chat(company, 'oi', mine, broken);
	expect(told.output).toContain('O agente não respondeu');
	expect(told.output).toContain('Catalogue');
	const mended = conversar('own', { persona: 'Bia', companyProfile: 'Loja Exemplo, vende guarda-chuvas.' });
	expect((await chat(company, 'oi outra vez', mine, mended)).bubbles.length).toBeGreaterThan(0);
	expect(prompt()).toContain('guarda-chuvas');
});

it('shows what was written and said as it is: no markup of it is the chat’s', async () => {
	says('greeting', 'Temos *bolo* sim.\n# Não é título\n<img src=x onerror=alert(1)>');
	const { output } = await chat(company, 'tem bolo?', newChat());
	expect(output).toContain('\\*bolo\\*');
	expect(output).not.toMatch(/^> # |<img/m);
});

it.each([
	['a file without words', { sessionId: 'a', chatInput: '' }, /"Text" is empty/],
	['nothing but blanks', { sessionId: 'a', chatInput: ' \u200B\n' }, /"Text" is empty/],
	['no session', { chatInput: 'oi' }, /"Session" is empty/],
])('refuses %s with what to do', async (_what, item, message) => {
	expect((await playChat(company, item)).error?.message).toMatch(message);
});

it('takes a session of any length and letters', async () => {
	const one = await chat(company, 'oi', `${'x'.repeat(5000)}'; drop table turns; -- 💬`);
	const other = await chat(company, 'oi', `${'x'.repeat(5000)}'; drop table turns; -- 💭`);
	expect(one.phone).toMatch(/^teste:[0-9a-f]{20}$/);
	expect(other.phone).not.toBe(one.phone);
});

it('answers what the database has of a trial alone', async () => {
	const customer = {
		turn_id: randomUUID(),
		lease_token: randomUUID(),
		...newPlace(),
		should_respond: true,
	};
	const json = conversar('bakery');
	json.connections = { Chat: { main: [[{ node: 'Responder no chat', type: 'main', index: 0 }]] } };
	const run = await playChat(company, { ...customer, reply: 'oi' }, json);
	expect(run.error?.message).toMatch(/no trial/);
	expect(await sql('select from outbox where phone = $1', [customer.phone])).toEqual([]);
});
