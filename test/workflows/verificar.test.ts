import { readFileSync } from 'node:fs';
import path from 'node:path';

import { openBench, type Bench } from '../Health/bench';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { closeSql, sql } from '../setup/supabase';

const workflow = (name: string) =>
	JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;

let bench: Bench;
beforeEach(async () => {
	bench = await openBench();
});
afterEach(async () => await bench.stop());
afterAll(closeSql);

it('verificar shows a line for each thing, what is wrong among them, and tells nobody', async () => {
	bench.zapi.setConnected(false);
	const engine = await startEngine();
	const run = await engine.run(workflow('verificar'), { from: 'Testar', items: [{}], credentials: bench.credentials, mode: 'manual' });
	expect(run.error).toBeUndefined();
	const lines = run.items('O que falta?');
	expect(Object.keys(lines[0])).toEqual(['integration', 'outcome', 'text']);
	expect(lines).toContainEqual({ integration: 'chatwoot', outcome: 'ok', text: 'O Chatwoot: tudo certo.' });
	expect(lines).toContainEqual({
		integration: 'zapi',
		outcome: 'error',
		text: expect.stringMatching(/^A Z-API não está funcionando \(o número está desconectado do WhatsApp\).*leia o QR Code/) as string,
	});
	expect(await sql(`select from outbox where channel = $1`, [bench.instanceId])).toEqual([]);
	expect(bench.zapi.sent).toEqual([]);
});

it('health gives only what is wrong, and has the team told', async () => {
	bench.zapi.setConnected(false);
	const engine = await startEngine();
	const run = await engine.run(workflow('health'), { from: 'A cada minuto', items: [{}], credentials: bench.credentials });
	expect(run.error).toBeUndefined();
	expect(run.items('Olhar tudo').map(({ outcome }) => outcome)).not.toContain('ok');
	const [notice] = await sql<{ payload: { kind: string; integration: string } }>(
		`select payload from outbox where channel = $1 and payload ->> 'integration' = 'zapi'`,
		[bench.instanceId],
	);
	expect(notice.payload).toMatchObject({ kind: 'integration_down', integration: 'zapi' });
});
