import { readFileSync } from 'node:fs';
import path from 'node:path';

import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql, sql } from '../setup/supabase';
import { rpc } from '../database/client';
import { ask, newPhone } from './store';

/** A number with letters (alphanumeric since July 2026), with right check digits. */
const CNPJ = '12ABC34501DE35';
const forget = async () => await sql('delete from empresa where cnpj = any ($1)', [[CNPJ, '11222333000181']]);
beforeEach(forget);
afterAll(async () => {
	await forget();
	await closeSql();
});

const HOT = {
	name: 'Marina',
	product: 'Bolo de cenoura',
	temperature: 'hot',
	need: 'festa de casamento',
	volume: '200 fatias',
	urgency: 'alta',
};
const learns = async (phone: string, fields: object) => await rpc('upsert_lead', { p_phone: phone, p_fields: fields });
const quotesOf = async (phone: string) => await ask('quote', 'getAll', { phone });

describe('a quote request comes with a qualified lead', () => {
	it('once, follows what the lead tells, and is tied to the deal that it became; another deal has another one', async () => {
		const phone = newPhone();
		await learns(phone, { ...HOT, temperature: 'cold' });
		expect(await quotesOf(phone)).toEqual([]);
		await learns(phone, HOT);
		await learns(phone, { daily_volume: 40, segment: 'buffet' });
		await sql('insert into crm_links (phone, deal_id) values ($1, 901)', [phone]);
		const [first, ...rest] = await quotesOf(phone);
		expect(rest).toEqual([]);
		expect(first).toMatchObject({
			produto: 'Bolo de cenoura',
			resumo: 'festa de casamento – 200 fatias',
			segmento: 'buffet',
			urgencia_compra: 'alta',
			volume_diario: 40,
			oportunidade_pipe_id: '901',
		});
		await sql('update crm_links set deal_id = 902 where phone = $1', [phone]);
		await learns(phone, { product: 'Torta de limão' });
		expect((await quotesOf(phone)).map(({ produto, oportunidade_pipe_id }) => [produto, oportunidade_pipe_id])).toEqual([
			['Torta de limão', '902'],
			['Bolo de cenoura', '901'],
		]);
	});

	it('what is the same again, and a turn that tells nothing, writes nothing', async () => {
		const phone = newPhone();
		await learns(phone, HOT);
		const [{ updated_at: before }] = await quotesOf(phone);
		await learns(phone, HOT);
		await sql(`update leads set agent_state = '{"failures": 1}' where phone = $1`, [phone]);
		expect((await quotesOf(phone))[0].updated_at).toBe(before);
	});

	it('goes with the person: erased, made anonymous, and joined', async () => {
		const [erased, anonymous, other] = [newPhone(), newPhone(), newPhone()];
		for (const phone of [erased, anonymous, other]) await learns(phone, HOT);
		await rpc('delete_conversation', { p_channel: 'x', p_phone: erased });
		await ask('lgpdRequest', 'anonymize', { phone: anonymous });
		expect(
			await sql(
				`select from orcamentos q left join leads l on l.id = q.lead where l.phone = $1 or l.anonymized_at is not null and q.resumo is not null`,
				[erased],
			),
		).toEqual([]);
		const elder = newPhone();
		await sql(`insert into leads (phone, created_at) values ($1, '2025-01-01')`, [elder]);
		await rpc('move_lead', { p_from: other, p_to: elder, p_now: new Date().toISOString() });
		expect(await quotesOf(elder)).toHaveLength(1);
	});

	it('a table of before that has no such columns never stops what is learned of the lead', async () => {
		const { pool, drop } = await emptyDatabase();
		try {
			await pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
			await pool.query('alter table orcamentos rename column produto to produto_antigo');
			await pool.query(`select upsert_lead('5511999990001', $1)`, [HOT]);
			expect((await pool.query('select name, product from leads')).rows).toEqual([{ name: 'Marina', product: 'Bolo de cenoura' }]);
		} finally {
			await drop();
		}
	});
});

describe('quotes of people', () => {
	it('are created for a lead, read, changed and found by words', async () => {
		const phone = newPhone();
		await learns(phone, { name: 'Ana' });
		const [made] = await ask('quote', 'create', {
			phone,
			fields: { produto: `Torta ${phone}`, volume_diario: '12', resumo: 'para sexta, 100% sem açúcar' },
		});
		expect(made).toMatchObject({ produto: `Torta ${phone}`, volume_diario: 12, do_agente: false });
		expect((await ask('quote', 'update', { id: made.id, fields: { segmento: 'café' } }))[0]).toMatchObject({
			segmento: 'café',
			volume_diario: 12,
		});
		expect((await ask('quote', 'get', { id: made.id }))[0]).toMatchObject({ found: true, segmento: 'café' });
		expect((await ask('quote', 'search', { words: `torta ${phone}` })).map(({ id }) => id)).toEqual([made.id]);
		// Newest first, and another lead's is not among them.
		const [later] = await ask('quote', 'create', { phone, fields: { produto: `Torta ${phone} de nozes` } });
		const other = newPhone();
		await learns(other, { name: 'Bia' });
		await ask('quote', 'create', { phone: other, fields: { produto: `Torta ${other}` } });
		expect((await ask('quote', 'search', { words: `torta ${phone}` })).map(({ id }) => id)).toEqual([later.id, made.id]);
	});

	it.each([
		['create', { phone: '5511900000009', fields: { produto: 'x' } }, 'There is no lead'],
		['update', { id: '7d1c2a52-0000-4000-8000-000000000009', fields: { produto: 'x' } }, 'There is no quote with the ID'],
		['update', { id: '7d1c2a52-0000-4000-8000-000000000009', fields: {} }, 'nothing to change'],
		['get', { id: '12' }, 'is no ID: 12'],
		['update', { id: '7d1c2a52-0000-4000-8000-000000000009', fields: { volume_diario: 'muitos' } }, 'is no whole number'],
	])('%s of %j is refused in a sentence', async (operation, parameters, problem) => {
		await expect(ask('quote', operation, parameters)).rejects.toThrow(problem);
	});

	it.each(['50%', 'a,b', 'a(b)', '"', '\\', '*', 'a_b'])('the word %s is looked for as it is', async (words) => {
		const phone = newPhone();
		await learns(phone, { name: 'Ana' });
		const [has] = await ask('quote', 'create', { phone, fields: { resumo: `antes ${words} depois ${phone}` } });
		const [hasNot] = await ask('quote', 'create', { phone, fields: { resumo: `nada disso ${phone}` } });
		const found = (await ask('quote', 'search', { words, limit: 200 })).map(({ id }) => id);
		expect([found.includes(has.id), words === '*' || found.includes(hasNot.id)]).toEqual([true, words === '*']);
	});
});

describe('companies', () => {
	it('come with the number that a lead told, once, with letters too; nothing of them is overwritten by nothing', async () => {
		const [one, two] = [newPhone(), newPhone()];
		await learns(one, { name: 'Marina', company: 'Buffet Sol', cnpj: CNPJ, city: 'Itu', uf: 'SP' });
		await learns(two, { name: 'Bruno', cnpj: CNPJ, site: 'buffetsol.example' });
		expect(await ask('leadCompany', 'getByCnpj', { cnpj: '12.abc.345/01de-35' })).toEqual([
			expect.objectContaining({ found: true, nome: 'Buffet Sol', cidade: 'Itu', uf: 'SP', site: 'buffetsol.example', cnpj: CNPJ }),
		]);
	});

	it('are created once by their number, however it is written, changed and found', async () => {
		const [made] = await ask('leadCompany', 'create', { fields: { nome: 'Padaria Pão Nosso', cnpj: '11.222.333/0001-81', uf: 'pr' } });
		const [again] = await ask('leadCompany', 'create', { fields: { nome: 'Outra', cnpj: '11222333000181' } });
		expect([made.created, made.uf, again.created, again.id, again.nome]).toEqual([true, 'PR', false, made.id, 'Padaria Pão Nosso']);
		expect((await ask('leadCompany', 'update', { id: made.id, fields: { telefone: '4130000000' } }))[0]).toMatchObject({
			telefone: '4130000000',
			uf: 'PR',
		});
		expect((await ask('leadCompany', 'search', { words: 'PÃO NOSSO' })).map(({ id }) => id)).toContain(made.id);
		expect((await ask('leadCompany', 'getAll', { limit: 500 })).map(({ id }) => id)).toContain(made.id);
	});

	it.each([
		['create', { fields: { cnpj: '11.222.333/0001-82' } }, 'is no valid CNPJ'],
		['create', { fields: { uf: 'Paraná' } }, 'has not two letters'],
		['create', { fields: {} }, 'nothing to store'],
		['getByCnpj', { cnpj: '123' }, 'has not 14 characters'],
	])('%s of %j is refused in a sentence', async (operation, parameters, problem) => {
		await expect(ask('leadCompany', operation, parameters)).rejects.toThrow(problem);
	});
});

it('leads are listed by words and filters, newest change first', async () => {
	const [one, two] = [newPhone(), newPhone()];
	const company = `Empresa ${one}`;
	await learns(one, { name: 'Marina', company, temperature: 'hot', uf: 'SP' });
	await learns(two, { name: 'Bruno', company, temperature: 'cold', uf: 'SP' });
	const phones = async (filters: object) =>
		(await ask('lead', 'getAll', { filters: { words: company, ...filters } })).map(({ phone }) => phone);
	expect(await phones({})).toEqual([two, one]);
	expect(await phones({ temperature: 'hot' })).toEqual([one]);
	expect(await phones({ since: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
});

it('the audit is searched whoever it is about', async () => {
	const phone = newPhone();
	const since = new Date(Date.now() - 1000).toISOString();
	const { id } = await rpc<{ id: string }>('upsert_lead', { p_phone: phone, p_fields: { name: 'Marina' } });
	await learns(phone, { name: 'Mariana' });
	expect((await ask('audit', 'search', { filters: { entity_id: id, since } })).map(({ action }) => action)).toEqual(['UPDATE', 'CREATE']);
	expect((await ask('audit', 'search', { filters: { entity_id: id, action: 'CREATE' } })).map(({ action }) => action)).toEqual(['CREATE']);
});

it('a product is deleted by its name; one that there is not is told', async () => {
	const name = `Bolo ${newPhone()}`;
	await ask('product', 'upsert', { products: JSON.stringify([{ name }]) });
	expect(await ask('product', 'delete', { productName: name })).toEqual([{ deleted: true, name }]);
	await expect(ask('product', 'delete', { productName: name })).rejects.toThrow('There is no product with the name');
});
