import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

const masked = async (key: string | null, value: unknown, names: string[] = [], words: string[] = []) =>
	(await sql<{ told: unknown }>(`select masked($1, $2, $3, $4) as told`, [key, JSON.stringify(value), names, words]))[0].told;

it.each<[string | null, unknown, unknown]>([
	['phone', '+55 (11) 99999-0401', '5511***0401'],
	['lead_phone', '5511999990401', '5511***0401'],
	['telefone', '12345', '***'],
	['email', 'zuzu@xangrila.example', 'z***@xangrila.example'],
	['email', 'z@xangrila.example', '***@xangrila.example'],
	['cnpj', '11222333000181', '11.***.***/0001-81'],
	['cpf', '529.982.247-25', '529.***.***-25'],
	['api_token', 'abc', '[REDACTED]'],
	['senha', 'abc', '[REDACTED]'],
	['need', 'Me liga no (11) 98888-7777 ou zuzu@xangrila.example', 'Me liga no [NUMERO] ou [EMAIL]'],
	['product', 'Bolo de 30 cm para 1.200 pessoas', 'Bolo de 30 cm para 1.200 pessoas'],
	['price', 'R$ 1.250,00 no dia 12/10/2026', 'R$ 1.250,00 no dia 12/10/2026'],
	['handed_off_at', '2026-01-05T10:00:00+00:00', '2026-01-05T10:00:00+00:00'],
	['daily_volume', 1200, 1200],
	['knows', true, true],
	['city', null, null],
	['whatsapp_number', 5511999990401, '5511***0401'],
	// Lists and objects are no way round it (F128).
	['contacts', ['Fone 11 98888-7777', 'a@b.example'], ['Fone [NUMERO]', '[EMAIL]']],
	[
		null,
		{ custom: { cpf: '52998224725', loja: '3' }, phones: ['5511999990401'] },
		{ custom: { cpf: '529.***.***-25', loja: '3' }, phones: ['5511***0401'] },
	],
])('%s: %j is %j', async (key, value, told) => {
	expect(await masked(key, value)).toEqual(told);
});

it('names keep their first letter, and are found in what was said', async () => {
	expect(await masked(null, { name: 'Zulmira Quaresma', need: 'Festa da zulmira, não da Ana' }, ['name'], ['zulmira', 'quaresma'])).toEqual(
		{
			name: 'Z***',
			need: 'Festa da ***, não da Ana',
		},
	);
});

describe('the audit of a lead', () => {
	const of = async (phone: string) =>
		await sql<{ entity_type: string; action: string; changes: object }>(
			`select entity_type, action, changes from audit_logs where entity_id = (select id::text from leads where phone = $1) order by id`,
			[phone],
		);

	it('is masked when it is written, its quote and its company too', async () => {
		const marina = customer();
		await marina.writes(0);
		const fields = {
			name: 'Zulmira Quaresma',
			email: 'zuzu@xangrila.example',
			cnpj: '11222333000181',
			company: 'Xangrilá Doces',
			product: 'Bolo',
			need: 'Festa da Zulmira, 11 98888-7777',
			temperature: 'hot',
		};
		await rpc('upsert_lead', { p_phone: marina.phone, p_fields: fields, p_now: at(1) });
		const rows = await of(marina.phone);
		expect(rows.map(({ entity_type: type, action }) => [type, action])).toEqual(
			expect.arrayContaining([
				['lead', 'CREATE'],
				['orcamento', 'CREATE'],
				['empresa', 'CREATE'],
			]),
		);
		expect(JSON.stringify(rows)).not.toMatch(/Zulmira|Quaresma|zuzu@|11222333000181|Xangril.{0,3}Doces|98888/i);
		expect(JSON.stringify(rows)).toContain('11.***.***/0001-81');
		const protocol = `P-${randomUUID()}`;
		await rpc('erase_person', { p_phone: marina.phone, p_protocol: protocol, p_by: 'ana', p_seen: 'documento' });
		expect(
			await sql(
				`select 1 from audit_logs where changes::text ilike '%xangrila.example%' and entity_type in ('lead', 'orcamento', 'empresa')`,
			),
		).toEqual([]);
	});

	it('keeps the old value of what a person had put right, until they are erased', async () => {
		const marina = customer();
		await marina.writes(0);
		await rpc('upsert_lead', { p_phone: marina.phone, p_fields: { name: 'Zulmira' }, p_now: at(1) });
		await rpc('correct_person', { p_phone: marina.phone, p_fields: { name: 'Zulmira Quaresma' }, p_by: 'ana', p_seen: 'documento' });
		await rpc('upsert_lead', { p_phone: marina.phone, p_fields: { name: 'Zuzu' }, p_now: at(9) });
		const changes = (await of(marina.phone)).map((row) => row.changes);
		expect(changes).toContainEqual({ before: { name: 'Zulmira' }, after: { name: 'Zulmira Quaresma' } });
		expect(changes.at(-1)).toEqual({ before: { name: 'Z***' }, after: { name: 'Z***' } });
		const [{ id }] = await sql(`select id::text from leads where phone = $1`, [marina.phone]);
		await rpc('erase_person', { p_phone: marina.phone, p_protocol: `P-${randomUUID()}`, p_by: 'ana', p_seen: 'documento' });
		expect(await sql(`select 1 from audit_logs where entity_id = $1 and changes::text like '%Zulmira%'`, [id])).toEqual([]);
	});
});
