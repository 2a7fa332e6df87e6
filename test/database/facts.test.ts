import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

afterAll(closeSql);

const FACTS = {
	spoke: 'model',
	execution_id: '4711',
	is_first: true,
	prompt: 'aaaa000000000001',
	catalogue: 'cccc000000000001',
	profile: 'ffff000000000001',
	prompts: { aaaa000000000001: 'Você é Bia.' },
	intent: 'commercial',
	temperature: 'warm',
	tokens_in: 1200,
	tokens_out: 80,
	held: 1,
	labels: { code: ['commercial'], model: 'commercial', confidence: 0.9 },
	calls: [
		{ task: 'sdr_turn', model: 'gpt-x', prompt: 'aaaa000000000001', tokens_in: 1200, tokens_out: 80, ms: 900, answer: { reply: 'Olá!' } },
	],
	drafts: [{ refused: [{ rule: 'price', excerpt: 'R$ 100' }] }],
	learnt: ['name'],
	text: 'quanto custa?',
	situation: 'SITUAÇÃO',
	history: 3,
};

type Row = Record<string, unknown>;
const rowOf = async (turnId: string): Promise<Row | undefined> =>
	(await sql<Row>('select * from turn_facts where turn_id = $1', [turnId]))[0];

/** Somebody writes at T0, the turn is claimed seven seconds later. */
async function claimed(): Promise<{ someone: ReturnType<typeof customer>; turn: Claim }> {
	const someone = customer();
	const { sequence } = await someone.writes(0);
	return { someone, turn: await someone.claim(7, sequence) };
}
const findings = (facts: unknown) => ({ p_findings: { facts } });
const records = async (outboxId: number, seconds: number, given: Row = {}) =>
	await rpc('record_part', {
		p_outbox_id: outboxId,
		p_status: 'sent',
		p_provider_message_id: `m${outboxId}`,
		p_now: at(seconds),
		...given,
	});

describe('a turn is written down with the calls that it makes anyway', () => {
	it('with its reply: who spoke, under what, and how long each part took', async () => {
		const { someone, turn } = await claimed();
		const { parts } = await someone.confirm(9, turn, { ...findings(FACTS), p_parts: ['Olá!', 'Tudo bem?'] });
		await records(parts[0].outbox_id, 10);
		const second = await rpc<{ outbox_id: number }>('next_part', { p_outbox_id: parts[0].outbox_id, p_now: at(11) });
		await records(second.outbox_id, 12.5);
		expect(await rowOf(turn.turn_id)).toMatchObject({
			spoke: 'model',
			reason: null,
			execution_id: '4711',
			provider: 'zapi',
			message_kind: 'text',
			is_first: true,
			waited_ms: 7000,
			thought_ms: 2000,
			replied_ms: 10_000,
			sent_ms: 3500,
			parts: 2,
			prompt: FACTS.prompt,
			intent: 'commercial',
			temperature: 'warm',
			tokens_in: 1200,
			held: 1,
			facts: { labels: FACTS.labels, calls: FACTS.calls, drafts: FACTS.drafts, learnt: ['name'], text: 'quanto custa?' },
		});
		expect(await sql('select text from prompts where hash = $1', [FACTS.prompt])).toEqual([{ text: 'Você é Bia.' }]);
		expect((await rowOf(turn.turn_id))?.facts).not.toHaveProperty('prompts');
	});

	it('by an agent that tells nothing: what the database knows', async () => {
		const { someone, turn } = await claimed();
		await someone.confirm(9, turn);
		expect(await rowOf(turn.turn_id)).toMatchObject({
			spoke: 'ready',
			provider: 'zapi',
			waited_ms: 7000,
			thought_ms: 2000,
			parts: 0,
			facts: {},
		});
	});

	it('where nobody speaks: why; also by a workflow that does not tell', async () => {
		const [told, silent] = [await claimed(), await claimed()];
		const ends = async ({ turn }: typeof told, given: Row) =>
			await rpc('finish_turn', { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_status: 'silent', p_now: at(8), ...given });
		await ends(told, { p_facts: { reason: 'waiting_human', mode: 'human', execution_id: '7' } });
		await ends(silent, {});
		expect(await rowOf(told.turn.turn_id)).toMatchObject({
			spoke: 'nobody',
			reason: 'waiting_human',
			execution_id: '7',
			facts: { mode: 'human' },
		});
		expect(await rowOf(silent.turn.turn_id)).toMatchObject({ spoke: 'nobody', reason: 'silent' });
	});

	it('where the reply was stopped at the fence, and where it was given back', async () => {
		const [stopped, back] = [await claimed(), await claimed()];
		await sql(`update sessions set mode_epoch = mode_epoch + 1 where channel = $1`, [stopped.someone.channel]);
		await stopped.someone.confirm(9, stopped.turn, findings(FACTS));
		expect(await rowOf(stopped.turn.turn_id)).toMatchObject({ spoke: 'nobody', reason: 'stale_generation', tokens_in: 1200 });
		await rpc('give_turn_back', { p_turn_id: back.turn.turn_id, p_lease_token: back.turn.lease_token, p_reason: 'x', p_now: at(9) });
		expect(await rowOf(back.turn.turn_id)).toMatchObject({ spoke: 'nobody', reason: 'given_back', provider: 'zapi' });
	});

	it.each([
		['nothing of it is an object', 'nonsense'],
		['numbers that are none', { ...FACTS, tokens_in: 'many', held: -3, tokens_out: 1e30 }],
		['a speaker that nobody knows', { ...FACTS, spoke: 'the cat' }],
		['instructions that are no texts', { ...FACTS, prompts: ['a'] }],
	])('%s: the reply goes out, and the row is there', async (_, facts) => {
		const { someone, turn } = await claimed();
		expect((await someone.confirm(9, turn, findings(facts))).confirmed).toBe(true);
		expect(await rowOf(turn.turn_id)).toMatchObject({ tokens_in: expect.any(Number), held: expect.any(Number) });
	});

	it('messages that waited for months have waited for as long as the row can say', async () => {
		const someone = customer();
		const { sequence } = await someone.writes(0);
		const turn = await someone.claim(300 * 86_400, sequence);
		await someone.confirm(300 * 86_400 + 2, turn, findings(FACTS));
		expect(await rowOf(turn.turn_id)).toMatchObject({ waited_ms: 2_000_000_000, thought_ms: 2000 });
	});

	it('what cannot be written down stops nothing, and stands in the history without a word of it', async () => {
		const { someone, turn } = await claimed();
		expect((await someone.confirm(9, turn, findings({ ...FACTS, is_first: 'perhaps' }))).confirmed).toBe(true);
		expect(await rowOf(turn.turn_id)).toBeUndefined();
		expect(
			await sql(`select reason, details from session_history where channel = $1 and type = 'facts_failed'`, [someone.channel]),
		).toEqual([{ reason: '22P02', details: { turn_id: turn.turn_id } }]);
	});
});

it('goes with the person: erased, and made anonymous', async () => {
	const [erased, anonymous] = [await claimed(), await claimed()];
	for (const { someone, turn } of [erased, anonymous]) await someone.confirm(9, turn, findings(FACTS));
	await rpc('delete_conversation', { p_channel: erased.someone.channel, p_phone: erased.someone.phone });
	await rpc('anonymize_person', {
		p_phone: anonymous.someone.phone,
		p_pseudonym: `anon_${anonymous.turn.turn_id}`,
		p_messages: [],
		p_questions: [],
	});
	expect([await rowOf(erased.turn.turn_id), await rowOf(anonymous.turn.turn_id)]).toEqual([undefined, undefined]);
});

describe('what the models cost', () => {
	afterAll(async () => await sql(`delete from prices where name in ('gpt-facts', 'whisper-facts')`));
	const price = { model: 'GPT-facts', input: 2, output: 10, audio: null, currency: 'BRL', valid_from: '2026-01-01' };
	const call = { task: 'sdr_turn', model: 'gpt-facts', tokens_in: 1_000_000, tokens_out: 100_000 };
	const answered = async (calls: object[]) => {
		const { someone, turn } = await claimed();
		await someone.confirm(9, turn, findings({ ...FACTS, calls }));
		return someone;
	};
	const costs = async ({ channel, phone }: { channel: string; phone: string }) =>
		await rpc<Row>('model_costs', { p_channel: channel, p_phone: phone });

	it('by the price that held when it was answered, in the currency of the operator; what has no price is not 0', async () => {
		await rpc('set_model_prices', {
			p_prices: [
				{ ...price, input: 99, valid_from: '2025-01-01' },
				price,
				{ ...price, input: 50, valid_from: '2026-01-06' },
				{ model: 'whisper-facts', input: null, output: null, audio: 0.06, currency: 'USD', valid_from: '2026-01-01' },
			],
		});
		const someone = await answered([
			call,
			{ task: 'transcription', model: 'whisper-facts', seconds: 90 },
			{ ...call, model: 'unknown-1', tokens_out: 0 },
		]);
		expect(await costs(someone)).toEqual({
			turns: 1,
			amounts: { BRL: 3, USD: 0.09 },
			unknown: 1,
			complete: false,
			models: [
				{ model: 'gpt-facts', calls: 1, tokens_in: 1_000_000, tokens_out: 100_000, seconds: 0, amounts: { BRL: 3 }, unknown: 0 },
				{ model: 'unknown-1', calls: 1, tokens_in: 1_000_000, tokens_out: 0, seconds: 0, amounts: {}, unknown: 1 },
				{ model: 'whisper-facts', calls: 1, tokens_in: 0, tokens_out: 0, seconds: 90, amounts: { USD: 0.09 }, unknown: 0 },
			],
		});
	});

	it('of nobody is nothing, and complete', async () => {
		expect(await costs(customer())).toEqual({ turns: 0, amounts: {}, unknown: 0, complete: true, models: [] });
	});
});
