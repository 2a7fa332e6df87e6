import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startEngine, type WorkflowJson } from '../setup/engine';
import { sandboxSupabase, sql } from '../setup/supabase';
import { withOwnDatabase } from './withOwnDatabase';

withOwnDatabase();

async function run(from: string, item: IDataObject = {}) {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, '../../workflows/retencao.json'), 'utf8')) as WorkflowJson;
	// The page that shows the answer belongs to n8n's server.
	for (const node of json.nodes)
		if (node.name === 'Resposta') Object.assign(node, { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} });
	const { url, serviceRoleKey } = sandboxSupabase();
	const credentials = { supabaseApi: { host: url, serviceRole: serviceRoleKey } };
	return await (await startEngine()).run(json, { from, items: [item], credentials });
}
const night = async () => (await run('Toda noite')).items('Apagar por prazo')[0];
const submit = async (what: string) =>
	(await run('Formulário', { 'O que fazer': what, Responsável: 'ana@example.com' })).items('Resposta')[0].text;
const left = async () => (await sql<{ count: number }>(`select count(*)::int as count from conversations`))[0].count;

it('an update deletes nothing on its first night; turned on, it deletes what is due, however much that is', async () => {
	await sql(
		`insert into conversations (channel, lead_phone, role, content, sent_at) select 'c', '5511900000001', 'user', 'x', now() - interval '91 days' from generate_series(1, 2500)`,
	);
	await sql(
		`insert into conversations (channel, lead_phone, role, content, sent_at) values ('c', '5511900000001', 'user', 'x', now() - interval '89 days')`,
	);
	expect(await submit('Ligar')).toContain('Rode a contagem uma vez antes de ligar');
	expect(await night()).toMatchObject({
		ran: false,
		reason: 'not_confirmed',
		text: 'A retenção está desligada. Hoje seriam apagados:\nmensagens: 2500',
	});
	expect(await left()).toBe(2501);
	expect(await submit('Ligar')).toBe('Retenção ligada.');
	expect(await night()).toMatchObject({
		ran: true,
		more: false,
		done: { conversations: 2500 },
		text: 'Apagado por prazo:\nmensagens: 2500',
	});
	expect([await left(), (await night()).text]).toEqual([1, 'Apagado por prazo:\nnada']);
	expect(await submit('Desligar')).toBe('Retenção desligada.');
	expect(await submit('Rodar agora')).toBe('A retenção está desligada. Hoje seriam apagados:\nnada');
}, 60_000);
