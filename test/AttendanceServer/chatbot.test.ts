import type { IDataObject } from 'n8n-workflow';

import { newPlace, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { problemsOf } from './documentForTests';
import { attendanceOf, loggedIn, writes, type LoggedIn } from './team';

let call: Calls;
let [user, ana]: LoggedIn[] = [];
let place: Place;
let id: string;
beforeAll(async () => {
	call = await startCalls();
	[user, ana] = [await loggedIn(call, 'user'), await loggedIn(call)];
});
beforeEach(async () => {
	place = newPlace();
	await writes(place, 'net lenta');
	({ id } = await attendanceOf(place));
});
afterAll(closeSql);

const ask = async (message: unknown, given: object = {}) =>
	await call('POST /api/v1/chatbot/message', { token: user.token, body: { conversation_id: id, message, ...given } });
const escalate = async (who: LoggedIn, body: object = {}) =>
	await call('POST /api/v1/chatbot/escalate', { token: who.token, body: { conversation_id: id, ...body } });
/** What the workflow makes of a question, with what a model said. */
const answered = async (question: IDataObject, reply: unknown) => {
	const { out, error } = await operate(
		'answerChatbot',
		{ question: JSON.stringify(question), reply: typeof reply === 'string' ? reply : JSON.stringify(reply) },
		[{}],
	);
	if (error) throw error;
	const [body] = out();
	expect(problemsOf('POST', '/api/v1/chatbot/message', 200, body)).toEqual([]);
	return body;
};

describe('a question', () => {
	it('starts the workflow by its own output, with what was said before; nothing is stored or sent', async () => {
		const { outputs, headers } = await ask('net lenta', { context: { customer_name: 'Ana', customer_plan: '100 Mbps' } });
		expect(outputs[0]).toEqual([]);
		expect(outputs[2]).toMatchObject([
			{
				kind: 'chatbot',
				conversation_id: id,
				channel: place.channel,
				phone: place.phone,
				text: 'net lenta',
				name: 'Ana',
				context: { customer_plan: '100 Mbps' },
				history: [{ role: 'user', content: 'net lenta' }],
				intent: 'internet_lenta',
				category: 'suporte_tecnico',
			},
		]);
		expect(headers['x-ratelimit-limit']).toBeDefined();
		expect(await sql(`select count(*)::int as n from conversations where channel = $1`, [place.channel])).toEqual([{ n: 1 }]);
	});

	it('is answered in the shape of the document, by the operator’s list', async () => {
		const parameters = {
			intents: { intent: [{ intent: 'encomenda', category: 'vendas', words: 'bolo, torta', transfers: true, actions: 'ver_cardapio' }] },
		};
		const { outputs } = await ask('Quero um bolo', {});
		expect(outputs[2][0].intent).toBeNull();
		const own = await call('POST /api/v1/chatbot/message', {
			token: user.token,
			parameters,
			body: { conversation_id: id, message: 'Quero um bolo' },
		});
		expect(await answered(own.outputs[2][0], 'Que sabor?')).toMatchObject({
			response: 'Que sabor?',
			intent: 'encomenda',
			category: 'vendas',
			should_transfer: true,
			suggested_actions: ['ver_cardapio'],
		});
	});

	it('three in a row that come to nothing call a person; one that succeeds begins anew', async () => {
		const [question] = (await ask('hmm')).outputs[2];
		const wanted = [];
		for (const reply of [
			'{',
			'Claro!',
			{ response: 'Talvez', confidence: 0.2 },
			{ response: 'Talvez', confidence: 0.2 },
			{ response: 'Talvez', confidence: 0.2 },
		])
			wanted.push((await answered(question, reply)).escalation_reason);
		expect(wanted).toEqual(['parse_error', null, null, null, 'tentativas']);
	});

	it.each<[string, object]>([
		['no words', { message: '' }],
		['too many', { message: 'x'.repeat(4001) }],
		['no conversation', { conversation_id: undefined }],
	])('%s is a 400', async (_, given) => {
		expect(await ask('oi', given)).toMatchObject({ status: 400, outputs: [] });
	});

	it('about a conversation that there is not is a 404', async () => {
		for (const conversation_id of ['x', '7b1e0f52-3c64-4a0e-9d58-0c2f6a1be401'])
			expect((await ask('oi', { conversation_id })).status).toBe(404);
	});
});

describe('escalating', () => {
	it('puts the conversation into the queue by the rules of an escalation: the agent pauses, the team is told', async () => {
		expect(await escalate(user, { reason: 'Cliente pediu uma pessoa' })).toMatchObject({ status: 200, body: { status: 'queue' } });
		expect(await attendanceOf(place)).toMatchObject({ id, status: 'queue' });
		expect(await sql(`select mode, pause_reason from sessions where channel = $1`, [place.channel])).toEqual([
			{ mode: 'paused', pause_reason: 'escalation' },
		]);
		expect(await sql(`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice'`, [place.channel])).toEqual([
			{ kind: 'escalation' },
		]);
		expect((await escalate(user)).status).toBe(200);
	});

	it('an assistant with a login gives up what it had; what another person has stays theirs', async () => {
		await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
		expect((await escalate(user)).body.status).toBe('in_progress');
		expect(await attendanceOf(place)).toMatchObject({ owner: ana.email });
		expect((await escalate(ana)).body.status).toBe('queue');
		expect(await attendanceOf(place)).toMatchObject({ status: 'queue', owner: null });
	});

	it('a closed one is a 400', async () => {
		await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
		await call(`POST /api/v1/conversations/${id}/close`, { token: ana.token });
		expect((await escalate(user)).status).toBe(400);
	});
});
