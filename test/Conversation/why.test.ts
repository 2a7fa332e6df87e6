import type { IDataObject } from 'n8n-workflow';

import { customerTurn, newPlace, only, operate, typed, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(async () => {
	await sql(`delete from prices where name = 'gpt-why'`);
	await closeSql();
});

const facts = {
	spoke: 'model',
	execution_id: '99',
	is_first: true,
	prompt: 'eeee000000000001',
	prompts: { eeee000000000001: 'Você é Bia, da Padaria Pão Nosso.' },
	catalogue: 'c1',
	profile: 'p1',
	intent: 'commercial',
	temperature: 'warm',
	temperature_reason: 'Tem interesse.',
	tokens_in: 1000,
	tokens_out: 100,
	held: 1,
	labels: { code: ['commercial'], model: 'commercial', confidence: 0.92 },
	calls: [
		{
			task: 'sdr_turn',
			model: 'gpt-why',
			prompt: 'eeee000000000001',
			tokens_in: 1000,
			tokens_out: 100,
			answer: { reply: 'Custa R$ 9,90.' },
		},
	],
	drafts: [{ refused: [{ rule: 'price', excerpt: 'R$ 9,90' }] }],
	questions_removed: 0,
	fallback_reason: null,
	learnt: ['name', 'custom_fields.sabor'],
	text: 'quanto custa o bolo? sou a Marina',
	situation: 'SITUAÇÃO (dados)',
	history: 0,
};

/** The agent answers, by the real operations, and its reply goes out under an id. */
async function answered(
	text = 'quanto custa o bolo? sou a Marina',
	given: IDataObject = {},
): Promise<{ turn: IDataObject; messageId: string }> {
	const turn = await only('decide', {}, await customerTurn(place, text));
	const item = { ...turn, reply: 'Um consultor passa os valores.', findings: { facts: { ...facts, ...given } } };
	const part = await only('confirm', {}, item as unknown as IDataObject);
	const messageId = `out-${String(part.outbox_id)}`;
	await only('record', { outboxId: part.outbox_id, pauseSeconds: 0 }, { messageId });
	return { turn, messageId };
}
const why = async (parameters: IDataObject) =>
	(await operate('why', parameters)).out()[0] as IDataObject & { summary: string; replay: IDataObject };

it('tells everything of a turn by the message that it sent: in words, piece by piece, and what it takes to play it again', async () => {
	await only('setModelPrices', {
		modelPrices: { entry: [{ model: 'gpt-why', input: '2,5', output: '10', audio: '', currency: 'brl', validFrom: '2026-01-01' }] },
	});
	const { turn, messageId } = await answered();
	const told = await why({ turnBy: 'message', messageId });
	expect(told).toMatchObject({
		found: true,
		turn_id: turn.turn_id,
		phone: place.phone,
		status: 'sent',
		execution_id: '99',
		spoke: 'model',
		asked: [expect.objectContaining({ text: 'quanto custa o bolo? sou a Marina' })],
		said: [expect.objectContaining({ text: 'Um consultor passa os valores.', status: 'sent', message_id: messageId })],
		heard: { code: ['commercial'], model: 'commercial', confidence: 0.92 },
		held_back: [{ refused: [{ rule: 'price', excerpt: 'R$ 9,90' }] }],
		learnt: ['name', 'custom_fields.sabor'],
		lead_class: 'warm',
		cost: { tokens_in: 1000, tokens_out: 100, amounts: { BRL: 0.0035 }, unknown: 0 },
		versions: { prompt: 'eeee000000000001', catalogue: 'c1', profile: 'p1' },
		replay: { instructions: facts.prompts, situation: facts.situation, text: facts.text, history: [], calls: facts.calls },
	});
	expect(told.summary.split('\n').map((line) => line.replace(/\d+,\d s/g, '0,0 s'))).toEqual([
		'Cliente: “quanto custa o bolo? sou a Marina”',
		'Resposta: “Um consultor passa os valores.” (enviado)',
		'Quem falou: o modelo gpt-why.',
		'Ouvido: pelo código, pergunta de preço ou condição; pelo modelo, preço ou condição, 92% de certeza.',
		'Rascunho 1 segurado: valor ou preço – “R$ 9,90”.',
		'Aprendido: nome, sabor.',
		'Classe: morno – Tem interesse.',
		'Tempo: esperou 0,0 s, pensou 0,0 s, enviou em 0,0 s.',
		'Modelo: 1000 + 100 tokens, BRL 0,0035.',
		'Versões: instruções eeee000000000001, catálogo c1, perfil p1; execução 99.',
	]);
});

it("finds the same turn by the customer's message, by its id, and by phone and time; the history is what there was before it", async () => {
	const first = await answered();
	const second = await answered('e entrega em Itu?', { text: 'e entrega em Itu?', history: 20 });
	const [{ message_id: asked }] = await sql<{ message_id: string }>('select message_id from inbox where turn_id = $1', [
		String(second.turn.turn_id),
	]);
	const ids = [
		await why({ turnBy: 'message', messageId: asked }),
		await why({ turnBy: 'turn', turnId: second.turn.turn_id }),
		await why({ turnBy: 'phone', phone: place.phone }),
		await why({ turnBy: 'phone', phone: place.phone, channel: place.channel }),
	].map(({ turn_id }) => turn_id);
	expect(new Set(ids)).toEqual(new Set([second.turn.turn_id]));
	const before = new Date(Date.parse(String(second.turn.claimed_at)) - 1).toISOString();
	expect((await why({ turnBy: 'phone', phone: place.phone, at: before })).turn_id).toBe(first.turn.turn_id);
	expect(((await why({ turnBy: 'message', messageId: asked })).replay.history as IDataObject[]).map(({ content }) => content)).toEqual([
		'quanto custa o bolo? sou a Marina',
		'Um consultor passa os valores.',
	]);
});

it('nobody spoke, as a person has the conversation: says so', async () => {
	await typed(place, 'oi, é a Ana');
	const silent = await only('decide', {}, await customerTurn(place, 'vocês abrem sábado?'));
	const told = await why({ turnBy: 'turn', turnId: silent.turn_id });
	expect(told).toMatchObject({ spoke: 'nobody', said: [], execution_id: '1' });
	expect(told.summary).toMatch(/^Cliente: “vocês abrem sábado\?”\nNada foi dito: a conversa estava com uma pessoa\./);
});

it('a turn of before there was a recorder tells what was said', async () => {
	const { turn, messageId } = await answered();
	await sql('delete from turn_facts where turn_id = $1', [String(turn.turn_id)]);
	expect((await why({ turnBy: 'message', messageId })).summary).toMatch(/Resposta: “Um consultor.*\nEste turno é de antes do registro/s);
});

it('what there is not leaves by the other output; a field that names nothing is told', async () => {
	const unknown = await operate('why', { turnBy: 'message', messageId: 'nothing' });
	expect([unknown.out(), unknown.out(1)]).toEqual([[], [{ found: false, summary: 'Não há turno do robô com esses dados.' }]]);
	expect((await operate('why', { turnBy: 'turn', turnId: 'abc' })).error?.message).toContain('is no ID of a turn: abc');
	expect((await operate('why', { turnBy: 'phone', phone: place.phone, at: 'ontem' })).error?.message).toContain('"Time" is no time');
});

describe('prices of models', () => {
	const price = { model: 'gpt-why', input: '1', output: '', audio: '', currency: 'BRL', validFrom: '2026-01-01' };
	const set = async (given: IDataObject) =>
		(await operate('setModelPrices', { modelPrices: { entry: [{ ...price, ...given }] } })).error?.message;

	it.each([
		[{ model: ' ' }, 'A price has no model'],
		[{ currency: 'R$' }, 'must have three letters'],
		[{ validFrom: '01/10/2026' }, 'must hold from a day on'],
		[{ input: '' }, 'is empty'],
		[{ input: 'dois' }, 'is no number: dois'],
		[{ input: '-1' }, 'is no number: -1'],
	])('%j cannot be reckoned with', async (given, problem) => {
		expect(await set(given)).toContain(problem);
	});

	it('are part of what a conversation costs', async () => {
		await set({ input: '3', output: '4' });
		await answered();
		expect(await only('getCost', { phone: place.phone, channel: place.channel })).toMatchObject({
			messages: 0,
			models: { turns: 1, amounts: { BRL: 0.0034 }, complete: true },
		});
	});
});
