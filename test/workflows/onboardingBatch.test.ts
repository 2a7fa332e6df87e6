import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startAtendeAqui, type AtendeAqui } from '../sandbox/atendeaqui';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { startModel, type Model } from '../sandbox/model';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { newestNumber, newPlace } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const TOKEN = 'sandbox-token-for-tests';
const KEY = 'sk-sandbox-000000000000';
const HOUR = 3_600_000;
const ALWAYS = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00' };
const { url, serviceRoleKey } = sandboxSupabase();

let api: AtendeAqui;
let model: Model;
let now: number;
let slug: string;
beforeEach(async () => {
	await newestNumber();
	now = Date.now();
	slug = `fluxo-${randomUUID()}`;
	api = await startAtendeAqui({ apiToken: TOKEN, now: () => now, flows: [{ ...DEMO_FLOW, slug }] });
	model = await startModel({ apiKey: KEY });
	model.respondWith(() => JSON.stringify({ message: 'Que tal configurar a API agora?' }));
});
afterEach(async () => {
	expect([...api.violations, ...model.violations]).toEqual([]);
	await api.stop();
	await model.stop();
});
afterAll(closeSql);

async function run(name: string, from: string, items: IDataObject[] = [{}], modelKey = KEY): Promise<EngineRun> {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
	for (const { parameters } of json.nodes)
		if (parameters.operation === 'planMessages') Object.assign(parameters, { flow: slug, rules: ALWAYS });
	const credentials = {
		atendeAquiApi: { environment: 'own', baseUrl: api.baseUrl, apiToken: TOKEN, flowKey: DEMO_FLOW.key },
		supabaseApi: { host: url, serviceRole: serviceRoleKey },
		openAiApi: { apiKey: modelKey, url: model.baseUrl },
	};
	return await (await startEngine()).run(json, { from, items, credentials });
}
const look = async (modelKey = KEY) => await run('onboarding-nudge', 'A cada 15 minutos', [{}], modelKey);
const note = async (items: IDataObject[]) => await run('onboarding-nudge', 'Mudou no onboarding', items);

/** Users who signed up and stopped after the first step, the first of them the longest ago. */
async function stalled(...ids: string[]): Promise<Record<string, string>> {
	const phones: Record<string, string> = {};
	for (const [n, id] of ids.entries()) {
		phones[id] = newPlace().phone;
		now = Date.now() - (72 - n) * HOUR;
		const body = { id, name: 'Ana Souza', email: `${id}@example.com`, phone: phones[id], company: 'Acme' };
		await run('onboarding', 'Novo cadastro', [{ headers: {}, params: {}, query: {}, body }]);
		api.flow().completeSteps(id, [{ step_key: 'perfil' }]);
	}
	now = Date.now();
	await note([...api.flow().users.values()].map((progress) => ({ event: 'stalled', progress: { ...progress } as IDataObject })));
	return phones;
}
const reminded = async () =>
	(
		await sql<{ user_id: string }>('select user_id from onboardings where flow = $1 and cardinality(reminders) > 0 order by user_id', [
			slug,
		])
	).map(({ user_id }) => user_id);
const asked = (id: string) => api.requests.filter(({ path: at }) => at.includes(`/${id}/`)).length;

it('with nothing wrong, each is reminded and nothing is told', async () => {
	await stalled('a', 'b');
	expect((await look()).error).toBeUndefined();
	expect(await reminded()).toEqual(['a', 'b']);
});

it('somebody who was removed in AtendeAqui holds nobody up, and is looked for no more', async () => {
	await stalled('gone', 'stays');
	api.flow().users.delete('gone');
	const { error, ran } = await look();
	expect({ error, told: ran.includes('Avisar que falhou') }).toEqual({ error: undefined, told: false });
	expect(await reminded()).toEqual(['stays']);
	const before = asked('gone');
	await look();
	expect(asked('gone')).toBe(before);
	// Whoever comes back is reminded as before.
	now = Date.now() - 48 * HOUR;
	api.flow().start({ external_user_id: 'gone' });
	const back = { event: 'started', progress: { ...api.flow().get('gone'), last_activity_at: new Date(now).toISOString() } };
	await note([back as unknown as IDataObject]);
	await look();
	expect(await reminded()).toEqual(['gone', 'stays']);
});

it('one that AtendeAqui refuses is told in its words, after the others', async () => {
	await stalled('bad', 'good');
	const body = { error: { code: 'VALIDATION_ERROR', message: 'Inválido' } };
	api.faults.push({ kind: 'status', status: 400, times: Infinity, body, match: (at) => at.includes('/bad/') });
	const { error } = await look();
	expect(error?.message).toMatch(/os outros seguiram: .*AtendeAqui refused the values/);
	expect(await reminded()).toEqual(['good']);
});

it('a flow that is not known is told: nobody counts as removed for it', async () => {
	await stalled('a', 'b');
	const body = { error: { code: 'FLOW_NOT_FOUND', message: 'Fluxo desconhecido' } };
	api.faults.push({ kind: 'status', status: 404, times: Infinity, body });
	expect((await look()).error?.message).toContain('FLOW_NOT_FOUND');
	api.faults.clear();
	await look();
	expect(await reminded()).toEqual(['a', 'b']);
});

it.each([503, 429])('AtendeAqui that answers %i for a while is no news: all wait for the next look', async (status) => {
	await stalled('a');
	api.faults.push({ kind: 'status', status, times: Infinity });
	expect((await look()).error).toBeUndefined();
	api.faults.clear();
	await look();
	expect(await reminded()).toEqual(['a']);
});

it('a model key that is wrong is told, and who finished before is not lost', async () => {
	await stalled('a');
	expect((await look('sk-wrong-000000000000')).error?.message).toContain('os outros seguiram');
	expect(await reminded()).toEqual([]);
	await look();
	expect(await reminded()).toEqual(['a']);
});

it('one that the database cannot take is told, after the others', async () => {
	const { bad } = await stalled('bad', 'good');
	await sql(`create function refuse_one() returns trigger language plpgsql as $f$ begin raise exception 'no room'; end $f$`);
	await sql(`create trigger refuse_one before insert on outbox for each row when (new.phone = '${bad}') execute function refuse_one()`);
	try {
		expect((await look()).error?.message).toContain('no room');
		expect(await reminded()).toEqual(['good']);
	} finally {
		await sql('drop function refuse_one cascade');
	}
	await look();
	expect(await reminded()).toEqual(['bad', 'good']);
});

it('of changes that are noted, one without an id is told, after the others', async () => {
	const record = { flow_slug: slug, status: 'IN_PROGRESS', last_activity_at: new Date(now).toISOString() };
	const { error } = await note([{ progress: record }, { progress: { ...record, external_user_id: 'good' } }]);
	expect(error?.message).toContain('external_user_id is missing');
	expect(await sql('select user_id from onboardings where flow = $1', [slug])).toEqual([{ user_id: 'good' }]);
});
