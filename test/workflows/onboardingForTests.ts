import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import { startAtendeAqui, type AtendeAqui } from '../sandbox/atendeaqui';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { startModel, type Model } from '../sandbox/model';
import { newestNumber, newPlace } from '../setup/house';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';

const TOKEN = 'sandbox-token-for-tests';
const KEY = 'sk-sandbox-000000000000';
export const HOUR = 3_600_000;
const ALWAYS = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00' };
const { url, serviceRoleKey } = sandboxSupabase();

export let api: AtendeAqui;
export let model: Model;
export let phone: string;
export let slug: string;

/** A customer, a product by the test's clock, and a model of its own for each test; no call may offend them. */
export function withOnboarding(now: () => number): void {
	beforeEach(async () => {
		await newestNumber();
		({ phone } = newPlace());
		slug = `fluxo-${randomUUID()}`;
		api = await startAtendeAqui({ apiToken: TOKEN, now, flows: [{ ...DEMO_FLOW, slug }] });
		model = await startModel({ apiKey: KEY });
	});
	afterEach(async () => {
		expect([...api.violations, ...model.violations]).toEqual([]);
		await api.stop();
		await model.stop();
	});
	afterAll(closeSql);
}

/** A bundled workflow as it is, but that it plans for the flow of this test alone, at any hour. */
export function template(name: string): WorkflowJson {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
	for (const { parameters } of json.nodes)
		if (parameters.operation === 'planMessages') Object.assign(parameters, { flow: slug, rules: ALWAYS });
	for (const node of json.nodes) node.disabled = false;
	return json;
}

export async function run(name: string, from: string, items: IDataObject[] = [{}]): Promise<EngineRun> {
	const credentials = {
		atendeAquiApi: { environment: 'own', baseUrl: api.baseUrl, apiToken: TOKEN, flowKey: DEMO_FLOW.key },
		supabaseApi: { host: url, serviceRole: serviceRoleKey },
		openAiApi: { apiKey: KEY, url: model.baseUrl },
	};
	return await (await startEngine()).run(template(name), { from, items, credentials });
}
/** What a call of one of the webhooks is answered. */
export async function call(from: string, { body = {}, query = {} }: { body?: unknown; query?: IDataObject }) {
	const done = await run('onboarding', from, [{ headers: {}, params: {}, query, body: body as IDataObject }]);
	expect(done.error).toBeUndefined();
	const [response, ...others] = done.responses as unknown as Array<{ statusCode: number; body: IDataObject }>;
	expect(others).toEqual([]);
	return { status: response.statusCode, body: response.body, done };
}
const signup = (changes: IDataObject = {}): IDataObject => ({
	id: 'empresa-456',
	name: 'Ana Souza',
	email: 'ana@example.com',
	phone,
	company: 'Acme',
	plan: 'pro',
	...changes,
});
export const signUp = async (changes: IDataObject = {}) => await call('Novo cadastro', { body: signup(changes) });
export const outbox = async () =>
	await sql<{ text: string; key: string; status: string }>(
		`select payload ->> 'text' as text, idempotency_key as key, status from outbox where phone = $1 order by id`,
		[phone],
	);
