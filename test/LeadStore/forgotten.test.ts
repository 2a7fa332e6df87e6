import { randomUUID } from 'node:crypto';

import { customer } from '../database/client';
import { closeSql, sql } from '../setup/supabase';
import { registering } from './findingsForTests';
import { ask, newPhone } from './store';

afterAll(closeSql);

let phone: string;
beforeEach(() => {
	phone = newPhone();
});

const register = registering(() => phone);

describe('a person who is to be forgotten', () => {
	const insert = `insert into conversations (channel, lead_phone, role, content) values ('c', $1, 'user', $2)`;
	const anonymize = async (who = phone) => (await ask('lgpdRequest', 'anonymize', { phone: who }))[0];

	it('is nowhere in the database any more; what was said stays under a pseudonym', async () => {
		const marina = customer();
		phone = marina.phone;
		await marina.writes(0);
		const typed = `(${phone.slice(2, 4)}) ${phone.slice(4, 9)}-${phone.slice(9)}`;
		await ask('lead', 'upsert', {
			phone,
			fields: {
				name: 'Marina Exemplar',
				company: 'Burger do Vale',
				email: 'marina@exemplar.com.br',
				custom_fields: '{"contato": "Marina Exemplar"}',
			},
		});
		await sql(insert, [phone, `Sou a marina, meu fone é ${typed}, faço 1200 2400 espetos`]);
		await register({ technical_questions: ['Marina Exemplar quer saber: tem NR12?'], opt_out: { words: 'parem' } });
		await sql(`insert into onboardings (flow, user_id, phone, name) values ('f', $1, $2, 'Marina Exemplar')`, [randomUUID(), phone]);
		await sql(`insert into waiting_questions (channel, phone, resume_url, expires_at) values ('c', $1, 'https://example.com', now())`, [
			phone,
		]);
		await sql(`insert into chatwoot_events (channel, key, phone) values ('c', $1, $2)`, [randomUUID(), phone]);
		const { pseudonym, ...result } = await anonymize();
		expect(result).toEqual({ anonymized: true, messages: 2 });
		expect(pseudonym).toMatch(/^anon_[0-9a-f-]{36}$/);
		expect(await sql(`select content from conversations where lead_phone = $1 and content like 'Sou%'`, [pseudonym])).toEqual([
			{ content: 'Sou a [NOME], meu fone é [TELEFONE], faço 1200 2400 espetos' },
		]);
		expect(await sql('select question from technical_questions where phone = $1', [pseudonym])).toEqual([
			{ question: '[NOME] [NOME] quer saber: tem NR12?' },
		]);
		expect(await sql('select name, email, company from leads where phone = $1', [pseudonym])).toEqual([
			{ name: null, email: null, company: null },
		]);
		for (const table of await tables()) {
			const rows = JSON.stringify(
				await sql(`select t from public.${table} t where t::text ilike any ($1)`, [[`%${phone}%`, '%exemplar%']]),
			);
			expect({ table, rows: table === 'opt_outs' ? '[]' : rows }).toEqual({ table, rows: '[]' });
		}
		expect(await ask('optOut', 'check', { phone })).toEqual([{ phone, opted_out: true }]);
		expect(await anonymize()).toEqual({ anonymized: false, reason: 'unknown_phone' });
	});

	it('and another with the same last digits do not become one', async () => {
		const other = `5521${phone.slice(4)}`;
		for (const who of [phone, other]) await ask('lead', 'upsert', { phone: who, fields: { name: 'Marina' } });
		const [first, second] = [await anonymize(), await anonymize(other)];
		expect([first.anonymized, second.anonymized, first.pseudonym === second.pseudonym]).toEqual([true, true, false]);
	});

	it('may have said more than a page', async () => {
		await ask('lead', 'upsert', { phone, fields: { name: 'Marina' } });
		await sql(
			`insert into conversations (channel, lead_phone, role, content) select 'c', $1, 'user', 'Marina ' || n from generate_series(1, 2500) n`,
			[phone],
		);
		expect(await anonymize()).toMatchObject({ anonymized: true, messages: 2500 });
	});

	const tables = async () =>
		(await sql<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)).map(
			({ name }) => name,
		);
});

describe('audit', () => {
	it('keeps a correction, masked, and every change of temperature with its reason', async () => {
		await ask('lead', 'upsert', { phone, fields: { name: 'Marina', temperature: 'warm' } });
		await ask('lead', 'upsert', { phone, fields: { name: 'Mariana', temperature: 'warm' } });
		await ask('lead', 'upsert', { phone, fields: { temperature: 'hot' } });
		await ask('lead', 'upsert', { phone, fields: {} });
		const entries = await ask('audit', 'getAll', { phone });
		expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
			['UPDATE', { before: { temperature: 'warm' }, after: { temperature: 'hot' } }],
			['UPDATE', { before: { name: 'M***' }, after: { name: 'M***' } }],
			['CREATE', { after: { name: 'M***', temperature: 'warm' } }],
		]);
		expect((await ask('audit', 'getTemperatures', { phone })).map(({ before, after }) => [before, after])).toEqual([
			['warm', 'hot'],
			[null, 'warm'],
		]);
	});

	it('holds no phone beside the id, and a lead that is not there has no entries', async () => {
		await ask('lead', 'upsert', { phone, fields: { name: 'Marina' } });
		expect(JSON.stringify(await ask('audit', 'getAll', { phone }))).not.toContain(phone);
		expect(await ask('audit', 'getAll', { phone: newPhone() })).toEqual([]);
	});
});
