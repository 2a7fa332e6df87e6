import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { dayOf } from '../../nodes/Conversation/report/period';
import type * as House from '../setup/house';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { sql } from '../setup/supabase';
import { withOwnDatabase } from './withOwnDatabase';

withOwnDatabase();
let house: typeof House;
// It works on the database that there is when it is loaded.
beforeAll(async () => {
	house = await import('../setup/house');
});

const DAY_MS = 86_400_000;
const workflow = JSON.parse(readFileSync(path.resolve(__dirname, '../../workflows/resumo-diario.json'), 'utf8')) as WorkflowJson;

/** Somebody wrote yesterday and was answered. */
async function answeredYesterday(): Promise<void> {
	const { only } = house;
	const place = house.newPlace();
	const decided = await only('decide', {}, await house.customerTurn(place, 'vocês abrem sábado?'));
	const facts = { spoke: 'model', is_first: true, held: 1, drafts: [{ refused: [{ rule: 'price', excerpt: 'R$ 5' }] }] };
	const part = await only('confirm', {}, { ...decided, reply: 'Abrimos, sim!', findings: { facts } } as unknown as IDataObject);
	await only('record', { outboxId: part.outbox_id, pauseSeconds: 0 }, { messageId: `m${String(part.outbox_id)}` });
	await sql(`update turn_facts set created_at = created_at - interval '1 day'`);
}
const runs = async () => {
	const run = await (await startEngine()).run(workflow, { from: 'Todo dia às 8h', items: [{}], credentials: house.credentials });
	expect(run.error).toBeUndefined();
	return run.items('Números de ontem')[0];
};

it('tells the team what was yesterday, once however often it runs, over the way of every notice', async () => {
	await answeredYesterday();
	const yesterday = dayOf(Date.now() - DAY_MS);
	const [first, again] = [await runs(), await runs()];
	expect([first.team_told, again.team_told]).toEqual([true, false]);
	expect(first.total).toMatchObject({ conversations: 1, replies: 1, alone: 1, drafts_held: 1 });
	const lines = String(first.text).split('\n');
	expect(lines[0]).toBe(`📊 Atendimento de ${yesterday.slice(8)}/${yesterday.slice(5, 7)}`);
	expect(lines).toEqual(
		expect.arrayContaining([
			'Conversas: 1, com 1 respostas',
			'Só com o robô: 1 (100%)',
			'Passadas a uma pessoa: 0 (0%)',
			'Rascunhos segurados antes de sair: 1',
		]),
	);
	const [notice, ...rest] = (
		await house.operate('claimOutbox', { kinds: ['notice'], noticeChannels: ['whatsapp'], teamPhone: '5511999990000' })
	).out(1);
	expect([notice.text, rest]).toEqual([first.text, []]);
});

it('a day on which nobody wrote is told, too', async () => {
	await sql('delete from turn_facts');
	await sql(`delete from outbox where kind = 'notice'`);
	expect((await runs()).text).toMatch(/^📊 Atendimento de \d\d\/\d\d\nNenhuma conversa\.$/);
});
