import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { asLines } from '../../nodes/shared/core/company/productLines';
import { EXAMPLES, type ExampleCompany } from '../../nodes/shared/core/sdr/examples';
import { startSupabase, type Supabase } from '../sandbox/supabase';
import type { Credentials } from '../setup/engine';
import { runNode } from '../setup/oneNode';
import { fillIn, ofSchema, type PagesShown } from './configurarForTests';

const SCHEMA = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');
/** Two companies in one database: each has the form of its own schema. */
const COMPANIES = { public: EXAMPLES.bakery, empresa_x: EXAMPLES.internetProvider };
type Schema = keyof typeof COMPANIES;
const SCHEMAS = Object.keys(COMPANIES) as Schema[];
const available = (catalogue: ExampleCompany['catalogue']) => catalogue.filter((product) => product.available !== false);
const otherOf = (schema: Schema): Schema => (schema === 'public' ? 'empresa_x' : 'public');
/** Both companies have a number of that name: an instance is named by its provider, not by us. */
const CHANNEL = 'inst-1';

let supabase: Supabase;
let credentials: Credentials;
beforeAll(async () => {
	supabase = await startSupabase({ schema: `${SCHEMA}${SCHEMA.replaceAll('public', 'empresa_x')}`, schemas: ['public', 'empresa_x'] });
	credentials = { supabaseApi: { host: supabase.url, serviceRole: supabase.serviceRoleKey } } as Credentials;
}, 60_000);
afterAll(async () => await supabase?.stop());

const rows = async (sql: string): Promise<IDataObject[]> => (await supabase.pool.query<IDataObject>(sql)).rows;
const fill = async (schema: string, typed: IDataObject[], first: IDataObject = {}): Promise<PagesShown> =>
	await fillIn({ credentials }, { 'Quem está mudando': `${schema}@example.com`, ...first }, typed, undefined, ofSchema(schema));
const stored = async (schema: Schema) => ({
	settings: await rows(`select key, value from ${schema}.settings where key like 'company%' order by key`),
	products: await rows(`select name from ${schema}.products order by name`),
	by: await rows(`select distinct changed_by from ${schema}.audit_logs where entity_type = 'company'`),
});

/** What a customer's turn is handed of the company, at the number that both have. */
async function handed(schema: Schema): Promise<string> {
	const ask = async (operation: string, item: IDataObject, more: IDataObject = {}) => {
		const parameters = { operation, options: { schema }, ...more };
		const run = await runNode({ type: 'conversation', parameters, items: [item], credentials });
		if (run.error) throw new Error(run.error.message);
		return run.items('Node')[0];
	};
	const phone = '5511900000001';
	const taken = await ask('receive', {
		provider: 'zapi',
		channel: CHANNEL,
		phone,
		messageId: `M-${Date.now()}`,
		sendTo: phone,
		name: 'Marina',
		kind: 'text',
		text: 'Oi',
		fromMe: false,
		fromApi: false,
		isGroup: false,
		sentAt: new Date().toISOString(),
	});
	return JSON.stringify((await ask('claimTurn', taken, { quietSeconds: 0 })).company_settings);
}

it.each(SCHEMAS)('the form of %s stores there, and nothing at the other company', async (schema) => {
	const before = await stored(otherOf(schema));
	const { persona, profile, catalogue } = COMPANIES[schema];
	const pages = await fill(schema, [
		{ 'Nome do assistente': persona, 'Perfil da empresa': profile, Produtos: asLines(available(catalogue)) },
	]);
	expect(pages.titles).toEqual(['A empresa', 'Gravado']);
	// What the other company told is not shown.
	expect(pages.shown[0]).toMatchObject({ 'Nome do assistente': '', 'Perfil da empresa': '', Produtos: '' });
	const now = await stored(schema);
	expect(now.settings).toEqual([{ key: 'company', value: expect.objectContaining({ persona, profile }) as object }]);
	expect(now.products).toHaveLength(available(catalogue).length);
	expect(now.by).toEqual([{ changed_by: `${schema}@example.com` }]);
	expect(await stored(otherOf(schema))).toEqual(before);
});

it.each(SCHEMAS)('a turn of %s is handed its own company, at a number that the other one has too', async (schema) => {
	await fill(schema, [{ 'Como a equipe fala': `Aqui é ${schema}` }], { Número: CHANNEL });
	const told = await handed(schema);
	expect(told).toContain(COMPANIES[schema].persona);
	expect(told).toContain(COMPANIES[schema].catalogue[0].name);
	expect(told).toContain(`Aqui é ${schema}`);
	for (const foreign of [COMPANIES[otherOf(schema)].persona, COMPANIES[otherOf(schema)].catalogue[0].name, `Aqui é ${otherOf(schema)}`])
		expect(told).not.toContain(`"${foreign}"`);
});

it('a catalogue that is emptied is emptied in one of them', async () => {
	await fill('empresa_x', [{ Produtos: '' }]);
	expect([(await stored('empresa_x')).products, (await stored('public')).products.length]).toEqual([
		[],
		available(COMPANIES.public.catalogue).length,
	]);
});

it('a schema that Supabase does not offer is said on the first page, and nothing is stored', async () => {
	const before = [await stored('public'), await stored('empresa_x')];
	await expect(fill('empresa_y', [{ 'Nome do assistente': 'Zé' }])).rejects.toThrow('does not offer the schema');
	expect([await stored('public'), await stored('empresa_x')]).toEqual(before);
});
