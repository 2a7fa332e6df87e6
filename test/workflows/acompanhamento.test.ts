import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startModel, type Model } from '../sandbox/model';
import { newPlace, type Place } from '../setup/house';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { sandboxSupabase, sql } from '../setup/supabase';
import { withOwnDatabase } from './withOwnDatabase';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const KEY = 'sk-sandbox-000000000000';
withOwnDatabase();
let model: Model;
let place: Place;
beforeEach(async () => {
	model = await startModel({ apiKey: KEY });
	place = newPlace();
	await sql(
		`select set_message_rules('', (select jsonb_agg(jsonb_build_object('weekday', d, 'from_minute', 0, 'to_minute', 1440)) from generate_series(1, 7) d))`,
	);
	await run('A cada 15 minutos');
});
afterEach(async () => {
	expect(model.violations).toEqual([]);
	await model.stop();
});

async function run(from: string, items: IDataObject[] = [{}]): Promise<EngineRun> {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, '../../workflows/acompanhamento.json'), 'utf8')) as WorkflowJson;
	// The node that shows a form's answer belongs to n8n's server.
	json.nodes = json.nodes.filter(({ name }) => name !== 'Mostrar');
	json.connections.Funil = { main: [[]] };
	const { url, serviceRoleKey } = sandboxSupabase();
	const credentials = { supabaseApi: { host: url, serviceRole: serviceRoleKey }, openAiApi: { apiKey: KEY, url: model.baseUrl } };
	return await (await startEngine()).run(json, { from, items, credentials });
}

/** Somebody who was answered so many hours ago. */
async function silent(hours: number, temperature: string): Promise<string> {
	const { channel, phone } = newPlace();
	await sql(`insert into leads (phone, name, product, temperature) values ($1, 'Ana Souza', 'bolo de cenoura', $2)`, [phone, temperature]);
	await sql(
		`insert into sessions (channel, phone, last_customer_message) values ($1, $2, now() - make_interval(hours => $3::int, mins => 1))`,
		[channel, phone, hours],
	);
	await sql(`update sessions set last_agent_message = now() - make_interval(hours => $2::int) where phone = $1`, [phone, hours]);
	return phone;
}
const queued = async (phone: string) =>
	await sql<{ text: string; kind: string }>(`select payload ->> 'text' as text, kind from outbox where phone = $1 order by id`, [phone]);

it('a warm lead gets a message of the model’s through the gate, once; a hot one is the consultant’s', async () => {
	const [warm, hot, fresh] = [await silent(25, 'warm'), await silent(5, 'hot'), await silent(2, 'warm')];
	const first = await run('A cada 15 minutos');
	expect(first.error).toBeUndefined();
	expect(first.items('Quem está em silêncio?').map(({ phone }) => phone)).toEqual([warm]);
	expect(first.items('Quem está em silêncio?', 1).map(({ phone }) => phone)).toEqual([hot]);
	expect(first.items('Colocar na fila de envio')).toMatchObject([{ queued: true, phone: warm }]);
	expect(await queued(warm)).toHaveLength(1);
	expect((await queued(hot)).map(({ kind }) => kind)).toEqual(['notice']);
	expect(await queued(fresh)).toEqual([]);
	const [request] = model.requests;
	expect(JSON.stringify(request)).toContain('bolo de cenoura');
	expect((await run('A cada 15 minutos')).items('Quem está em silêncio?')).toEqual([]);
	expect(await queued(warm)).toHaveLength(1);
	expect(place.phone).not.toBe(warm);
});

it('a model that is down leaves the plain text; one whose key is refused fails the run, and nobody loses the step', async () => {
	const down = await silent(25, 'warm');
	model.faults.push({ kind: 'status', status: 500, times: 50 });
	expect((await run('A cada 15 minutos')).error).toBeUndefined();
	expect((await queued(down)).map(({ text }) => text)).toEqual([
		'Oi, Ana! Ficou alguma dúvida sobre bolo de cenoura? É só me responder por aqui.',
	]);
	model.faults.clear();
	const refused = await silent(25, 'warm');
	model.faults.push({ kind: 'status', status: 401, times: 50 });
	expect((await run('A cada 15 minutos')).error?.message).toContain('não pôde ser preparada');
	expect(await queued(refused)).toEqual([]);
	model.faults.clear();
	await sql(`update silent_leads set look_at = now() where phone = $1`, [refused]);
	expect((await run('A cada 15 minutos')).items('Colocar na fila de envio')).toMatchObject([{ queued: true, phone: refused }]);
});

it('promises are looked at, and the form shows the funnel of as many days as it asks for', async () => {
	expect((await run('A cada 10 minutos')).items('Retornos prometidos')).toEqual([]);
	const phone = await silent(25, 'warm');
	await sql(
		`select note_promise(channel, phone, '{commercial}', now() - interval '2 hours', now() - interval '3 hours') from sessions where phone = $1`,
		[phone],
	);
	expect((await run('A cada 10 minutos')).items('Retornos prometidos')).toMatchObject([{ phone, kind: 'promise_late' }]);
	await run('A cada 15 minutos');
	const [shown] = (await run('Ver acompanhamento', [{ Dias: 7 }])).items('Funil');
	expect(shown).toMatchObject({ text: expect.stringContaining('Mornos · passo 1'), html: expect.stringContaining('<svg') });
	expect(Date.parse(String(shown.until)) - Date.parse(String(shown.from))).toBe(7 * 86_400_000);
	expect((await run('Ver acompanhamento', [{ Dias: '' }])).error).toBeUndefined();
});
