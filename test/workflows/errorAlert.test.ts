import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startZApi } from '../sandbox/zapi';
import { startEngine, type WorkflowJson } from '../setup/engine';

const text = readFileSync(path.resolve(__dirname, '../../workflows/bastidores.json'), 'utf8');

/** What n8n gives the error workflow of an execution that failed. */
const failed = (workflow: string, node: string, message: string, given: IDataObject = {}): IDataObject => ({
	workflow: { id: workflow, name: workflow },
	execution: { id: '1', url: 'https://n8n.example/1', lastNodeExecuted: node, mode: 'webhook', error: { message, ...given } },
});

it('with the database down, of many failed executions in many workflows one alert goes out, and another fault is told besides', async () => {
	const zapi = await startZApi({ instanceId: 'I', token: 'T', clientToken: 'C' });
	const sent = () => zapi.sent.map(({ body }) => String(body.message));
	const engine = await startEngine();
	const json = JSON.parse(text) as WorkflowJson;
	delete json.pinData;
	json.nodes.find(({ name }) => name === 'Alerta no WhatsApp')!.parameters.to = '5511999990001';
	json.nodes.find(({ name }) => name === 'Avisos a enviar')!.parameters.teamPhone = '5511999990001';
	const credentials = { atendeAquiZApi: { instanceId: 'I', instanceToken: 'T', clientToken: 'C', baseUrl: zapi.baseUrl } };
	const run = async (item: IDataObject) => {
		const { error } = await engine.run(json, { from: 'Um fluxo falhou', items: [item], credentials });
		if (error) throw error;
	};
	const ours = { name: 'NodeApiError', node: { type: 'n8n-nodes-atendeaqui.conversation' } };
	try {
		for (let n = 0; n < 10; n++)
			await run(failed(`fluxo ${n % 5}`, 'Receber', 'Supabase cannot be reached at the "Host" of the credential', ours));
		expect(sent()).toEqual([expect.stringContaining('Supabase cannot be reached')]);
		await run(failed('fluxo 0', 'Agente', 'The field "Model" is empty'));
		expect(sent()).toHaveLength(2);
	} finally {
		await zapi.stop();
	}
}, 60_000);
