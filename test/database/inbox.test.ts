import { sql, closeSql } from '../setup/supabase';
import { customer } from './client';

afterAll(closeSql);

describe('receive_message', () => {
	it('stores a delivery once, also when it comes three times at once', async () => {
		const marina = customer();
		const results = await Promise.all([1, 2, 3].map(async () => await marina.writes(0, { message_id: 'SAME' })));
		expect(results.filter(({ stored }) => stored)).toHaveLength(1);
		expect(results.filter(({ reason }) => reason === 'duplicate_message')).toHaveLength(2);
		const rows = await sql('select status, speaker from inbox where channel = $1', [marina.channel]);
		expect(rows).toEqual([{ status: 'waiting', speaker: 'customer' }]);
		expect(await sql('select role from conversations where channel = $1', [marina.channel])).toEqual([{ role: 'user' }]);
	});

	it('keeps the same id of two numbers apart', async () => {
		const [a, b] = [customer(), customer()];
		expect((await a.writes(0, { message_id: 'X' })).stored).toBe(true);
		expect((await b.writes(0, { message_id: 'X' })).stored).toBe(true);
	});

	it('makes the lead known with its WhatsApp name, never as its confirmed name', async () => {
		const marina = customer();
		await marina.writes(0);
		expect(await sql('select name, whatsapp_name, crm_sync_status from leads where phone = $1', [marina.phone])).toEqual([
			{ name: null, whatsapp_name: 'Marina Exemplo', crm_sync_status: 'not_synced' },
		]);
	});

	it('keeps what an operator or the agent wrote as history, without a turn', async () => {
		const marina = customer();
		await marina.writes(0, { speaker: 'human', text: 'Aqui é a Ana' });
		await marina.writes(1, { speaker: 'agent', text: 'Olá' });
		expect(await sql('select role, content from conversations where channel = $1 order by id', [marina.channel])).toEqual([
			{ role: 'human', content: 'Aqui é a Ana' },
			{ role: 'assistant', content: 'Olá' },
		]);
		expect(await sql(`select 1 from inbox where channel = $1 and status <> 'done'`, [marina.channel])).toEqual([]);
	});

	it('starts no conversation with somebody to whom only the agent wrote', async () => {
		const marina = customer();
		await marina.writes(1, { speaker: 'agent', text: 'Aviso à equipe' });
		expect(await sql('select 1 from sessions where channel = $1', [marina.channel])).toEqual([]);
		await marina.writes(2);
		expect(await sql('select 1 from sessions where channel = $1', [marina.channel])).toHaveLength(1);
	});

	it('keeps a text of 1 MB whole', async () => {
		const marina = customer();
		await marina.writes(0, { text: 'á'.repeat(1_000_000) });
		expect(await sql('select length(text) from inbox where channel = $1', [marina.channel])).toEqual([{ length: 1_000_000 }]);
	});
});
