import type { IDataObject } from 'n8n-workflow';

import { startCalls, type Calls } from '../AttendanceServer/calls';
import { problemsOf } from '../AttendanceServer/documentForTests';
import { attendanceOf, loggedIn, writes } from '../AttendanceServer/team';
import { readTemplate } from '../sandbox/publish';
import { newPlace, type Place } from '../setup/house';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { closeSql, sql } from '../setup/supabase';
import { openCompany, type Company } from './shop';

const SERVER = 'Servidor de atendimento';
let company: Company;
let call: Calls;
let place: Place;
let id: string;
beforeAll(async () => {
	company = await openCompany();
	call = await startCalls();
});
beforeEach(async () => {
	place = { ...newPlace(), channel: String((company.credentials as { atendeAquiZApi: { instanceId: string } }).atendeAquiZApi.instanceId) };
	await writes(place, 'Minha internet está lenta');
	({ id } = await attendanceOf(place));
});
afterEach(() => company.model.respondWith(null));
afterAll(async () => {
	await company.stop();
	await closeSql();
});

/** Runs the workflow with what leaves the server by one of its outputs. */
async function play(output: number, items: IDataObject[]): Promise<EngineRun> {
	const json = readTemplate('attendance-api') as unknown as WorkflowJson;
	// What the company says of itself stands in its settings, or here.
	const agent = json.nodes.find(({ name }) => name === 'Agente SDR')!;
	Object.assign(agent.parameters, { persona: 'Bia', companyProfile: 'Provedor Exemplo, internet por fibra em Chapecó/SC.' });
	const { main } = json.connections[SERVER] as { main: never[] };
	json.connections[SERVER] = { main: [main[output]] } as never;
	return await (await startEngine()).run(json, { from: SERVER, items, credentials: company.credentials as never });
}

const question = async (message: string) => {
	const user = await loggedIn(call, 'user');
	const { outputs } = await call('POST /api/v1/chatbot/message', { token: user.token, body: { conversation_id: id, message } });
	return outputs[2];
};
const says = (reply: string) =>
	company.model.respondWith(() =>
		JSON.stringify({
			reply,
			lead: {},
			temperature: 'cold',
			temperature_reason: '',
			intent: 'duvida',
			confidence: 0.9,
			should_transfer: false,
			transfer_reason: null,
			technical_question: null,
			suggested_actions: [],
		}),
	);

it('the SDR Agent answers a question of the API in its shape', async () => {
	says('Claro! De qual cidade você fala?');
	const run = await play(2, await question('Bom dia, quais planos vocês têm?'));
	expect(run.error).toBeUndefined();
	const [body] = run.items('Responder ao cliente');
	expect(problemsOf('POST', '/api/v1/chatbot/message', 200, body)).toEqual([]);
	expect(body).toMatchObject({ intent: 'novo_plano', category: 'comercial', should_transfer: false });
	expect(String(body.response)).toMatch(/cidade/);
	expect(run.responses).toEqual([expect.objectContaining({ statusCode: 200, body })]);
});

it('while the model is down, too: a person is wanted', async () => {
	company.model.respondWith(() => 'no json');
	const run = await play(2, await question('Qual o prazo?'));
	const [body] = run.items('Responder ao cliente');
	expect(problemsOf('POST', '/api/v1/chatbot/message', 200, body)).toEqual([]);
	expect(body.should_transfer).toBe(true);
});

it('what an attendant writes is sent, and noted as sent', async () => {
	const ana = await loggedIn(call);
	const { outputs, body } = await call(`POST /api/v1/conversations/${id}/messages`, {
		token: ana.token,
		body: { content: 'Já estou vendo.' },
		parameters: { sendsAtOnce: true },
	});
	const run = await play(1, outputs[1]);
	expect([run.error, run.ran]).toEqual([undefined, expect.arrayContaining(['Enviar no WhatsApp', 'Registrar envio'])]);
	expect(await sql(`select status from outbox where phone = $1 and payload ->> 'speaker' = 'human'`, [place.phone])).toEqual([
		{ status: 'sent' },
	]);
	const { messages } = (await call(`GET /api/v1/conversations/${id}`, { token: ana.token })).body;
	expect(messages!.find((one) => one.id === body.id)).toMatchObject({ status: 'sent', sent_by: 'agent' });
});

it('the first administrator is made by hand, and logs in', async () => {
	const email = `${newPlace().phone}@provedor.example`;
	const json = readTemplate('attendance-api') as unknown as WorkflowJson;
	const items = [{ email, nome: 'Ana Exemplo', senha: 'Primeira-1!' }];
	const run = await (
		await startEngine()
	).run(json, { from: 'Criar administrador', items, credentials: company.credentials as never, mode: 'manual' });
	expect(run.error).toBeUndefined();
	expect(JSON.stringify(run.items('Salvar administrador'))).not.toMatch(/Primeira|scrypt/);
	const { status, body } = await call('POST /api/v1/auth/login', { body: { email, password: 'Primeira-1!' } });
	expect([status, body.user]).toMatchObject([200, { role: 'admin', nome: 'Ana Exemplo' }]);
});
