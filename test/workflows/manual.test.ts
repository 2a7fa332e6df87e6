import type { IDataObject } from 'n8n-workflow';

import { DEMO_AGENT } from '../sandbox/demoCompany';
import { readTemplate } from '../sandbox/publish';
import { startModel, type Model } from '../sandbox/model';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { credentials as database } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

const TOKEN = 'F00000000000000000000000000TOKEN';
const API_KEY = 'sk-sandbox-000000000000';
/** That the bundled one plays its own is in sdrAgentBundled.test.ts. */
const SAVED = 'sdr-agent-0.2.0';
type Template = WorkflowJson & { pinData: Record<string, Array<{ json: IDataObject }>> };
const template = (name: string): Template => readTemplate(name) as unknown as Template;

let zapi: ZApi;
let model: Model;
const [{ json: pinned }] = template(SAVED).pinData['Mensagem no WhatsApp'];
beforeAll(async () => {
	zapi = await startZApi({ instanceId: String(pinned.channel), token: TOKEN });
	model = await startModel({ apiKey: API_KEY });
});
afterAll(async () => {
	await zapi.stop();
	await model.stop();
	await closeSql();
});

/** "Execute workflow", with what the template pins to its trigger. */
async function play(
	name: string,
	from: string,
	change: (node: WorkflowJson['nodes'][number]) => void = () => undefined,
	mode: 'manual' | 'webhook' = 'manual',
): Promise<EngineRun> {
	const json = template(name);
	for (const node of json.nodes) change(node);
	const credentials = {
		...database,
		atendeAquiZApi: { instanceId: String(pinned.channel), instanceToken: TOKEN, clientToken: '', baseUrl: zapi.baseUrl },
		openAiApi: { apiKey: API_KEY, url: model.baseUrl },
	};
	return await (await startEngine()).run(json, { from, items: json.pinData[from].map((item) => item.json), credentials, mode });
}

it('a saved SDR workflow answers its pinned message each time that it is executed', async () => {
	const hurried = (node: WorkflowJson['nodes'][number]) => {
		if ('quietSeconds' in node.parameters) node.parameters.quietSeconds = 1;
		if (node.name === 'Agente SDR') Object.assign(node.parameters, DEMO_AGENT);
	};
	for (let times = 1; times <= 3; times++) {
		const run = await play(SAVED, 'Mensagem no WhatsApp', hurried);
		expect([times, run.error?.message, run.ran.at(-1)]).toEqual([times, undefined, 'Registrar resposta']);
		expect(zapi.sent).toHaveLength(times);
	}
	// What comes by the real trigger is still known by its id.
	expect(await sql(`select count(*)::int from inbox where channel = $1 and speaker = 'customer'`, [pinned.channel])).toEqual([
		{ count: 3 },
	]);
	const production = await play(SAVED, 'Mensagem no WhatsApp', hurried, 'webhook');
	expect(production.items('Guardar mensagem', 1)).toEqual([expect.objectContaining({ reason: 'duplicate_message' })]);
}, 60_000);

it('the workflow of the CRM tells its pinned news each time', async () => {
	for (let times = 1; times <= 2; times++) {
		const run = await play('crm-back-to-whatsapp', 'Mudança no PipeRun');
		expect([times, run.error?.message, run.items('Contar à conversa', 2)]).toEqual([times, undefined, []]);
	}
});

it("the workflow of Chatwoot takes its pinned event each time, and a trigger's own once", async () => {
	const outcomes = async (mode: 'manual' | 'webhook') => {
		const run = await play('handoff-chatwoot', 'Evento no Chatwoot', undefined, mode);
		return [0, 1, 2].flatMap((output) => run.items('Pessoa, comando ou eco?', output).map(({ reason }) => reason ?? 'taken'));
	};
	for (let times = 1; times <= 3; times++) expect([times, [...new Set(await outcomes('manual'))]]).toEqual([times, ['human_message']]);
	await outcomes('webhook');
	expect(await outcomes('webhook')).toEqual(['duplicate_message']);
});
