import type { IDataObject } from 'n8n-workflow';

import { EXAMPLES, type ExampleCompany } from '../../nodes/shared/core/sdr/examples';
import { asLines } from '../../nodes/shared/core/company/productLines';
import { FIELDS } from '../../nodes/shared/core/company/typed';
import { CLASS_CRITERIA, EXAMPLE_PHRASES } from '../../nodes/SdrAgent/prompts';
import { sql } from '../setup/supabase';
import { readTemplate } from '../sandbox/publish';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { openBundledShop, type BundledShop } from './bundledShop';
import { fillIn, type PagesShown } from './configurarForTests';
import { openCompany, type Company } from './shop';
import { withOwnDatabase } from './withOwnDatabase';

/** The template's own agent, without what the tests of others fill in. */
const UNTOUCHED = {
	persona: '',
	companyProfile: '',
	examplePhrases: EXAMPLE_PHRASES,
	classCriteria: CLASS_CRITERIA,
	catalogue: '[]',
	upsellRules: '[]',
};
const DEMO = /hamb[uú]rguer|formadora|misturador|cortadora|lanchonete|inox|Empresa Exemplo/i;
const TEAM = '5511900000077';
const answersOf = ({ persona, profile, phrases, catalogue }: ExampleCompany): IDataObject => ({
	'Nome do assistente': persona,
	'Perfil da empresa': profile,
	'Como a equipe fala': phrases,
	Produtos: asLines(catalogue.filter(({ available }) => available !== false)),
	'Telefone da equipe': '(11) 90000-0077',
	'Segundos de silêncio antes de responder': '0',
});

describe.each([
	['bakery', EXAMPLES.bakery, 'Oi! Tem bolo de cenoura?', 'serve 20 pessoas', /Mega|fibra óptica|roteador/i],
	['internet provider', EXAMPLES.internetProvider, 'Oi! Como é o Fibra 500 Mega?', '500 Mbps', /cenoura|salgados|padaria/i],
] as const)('a %s that filled in the form and nothing else', (_, company, question, fact, foreign) => {
	withOwnDatabase();
	let shop: BundledShop;
	let pages: PagesShown;
	beforeAll(async () => {
		const house = await openCompany();
		pages = await fillIn(house, { 'Quem está mudando': 'ana@example.com' }, [answersOf(company)]);
		await house.stop();
		// As the template has it: the company says how long a customer must be quiet.
		shop = await openBundledShop(UNTOUCHED, 6);
	}, 120_000);
	afterAll(async () => await shop.stop());

	it('is stored, by whoever it was', async () => {
		expect(pages.titles).toEqual(['A empresa', 'Gravado']);
		expect(await sql(`select entity_type, changed_by from audit_logs where entity_type = 'company'`)).toEqual([
			{ entity_type: 'company', changed_by: 'ana@example.com' },
		]);
		const [{ count }] = await sql<{ count: number }>('select count(*)::int as count from products');
		expect(count).toBe(company.catalogue.filter((product: { available?: boolean }) => product.available !== false).length);
	});

	it('answers as itself, at once, with its own products and of no other trade', async () => {
		const began = Date.now();
		await shop.deliver({ phone: '5511999990701', text: question });
		expect(Date.now() - began).toBeLessThan(6000);
		const asked = JSON.stringify(shop.model.requests.at(-1));
		for (const words of [company.persona, fact, company.profile.split('\n')[0]]) expect(asked).toContain(words);
		expect(asked).not.toMatch(DEMO);
		expect(asked).not.toMatch(foreign);
		expect(shop.sentTo('5511999990701').join('\n')).not.toMatch(DEMO);
	}, 60_000);

	it('costs a reply no further call of the database', async () => {
		shop.gateway.requestLog.length = 0;
		await shop.deliver({ phone: '5511999990701', text: question });
		expect(shop.calls().length).toBeLessThanOrEqual(4);
	}, 60_000);

	it('has its team told at the number of the form', async () => {
		await shop.deliver({ phone: '5511999990702', text: 'quero falar com um atendente' });
		const run = await (
			await startEngine()
		).run(readTemplate('bastidores') as unknown as WorkflowJson, {
			from: 'A cada 20 segundos',
			items: [{}],
			credentials: shop.credentials,
		});
		expect(run.error).toBeUndefined();
		expect(shop.sentTo(TEAM).join('\n')).toContain('5511999990702');
	}, 60_000);
});

describe('the pages', () => {
	withOwnDatabase();
	let house: Company;
	beforeAll(async () => {
		house = await openCompany();
	}, 60_000);
	afterAll(async () => await house.stop());
	const by = { 'Quem está mudando': 'ana@example.com' };

	it('show what is stored, and change what is changed', async () => {
		await fillIn(house, by, [answersOf(EXAMPLES.bakery)]);
		const again = await fillIn(house, by, [{ 'Nome do assistente': 'Nina' }]);
		expect(again.shown[0]).toMatchObject({
			'Nome do assistente': 'Lia',
			'Telefone da equipe': TEAM,
			Produtos: expect.stringContaining('Bolo de cenoura; ') as string,
		});
		const [{ value }] = await sql<{ value: IDataObject }>(`select value from settings where key = 'company'`);
		expect(value).toMatchObject({ persona: 'Nina', profile: EXAMPLES.bakery.profile, team_phone: TEAM, quiet_seconds: 0 });
	});

	it('say which line is wrong, keep what was typed, and store nothing until it is right', async () => {
		const before = await sql('select key, value from settings where key like $1', ['company%']);
		const pages = await fillIn(
			house,
			by,
			[{ 'Nome do assistente': 'Zé', Produtos: 'Bolo; 1; a\n; 2; b' }, { Produtos: 'Bolo; 1; a' }],
			async () => expect(await sql('select key, value from settings where key like $1', ['company%'])).toEqual(before),
		);
		expect(pages.titles).toEqual(['A empresa', 'Nada foi gravado', 'Gravado']);
		expect(pages.descriptions[1]).toContain('Linha 2: falta o nome do produto');
		expect(pages.shown[1]).toMatchObject({ 'Nome do assistente': 'Zé', Produtos: 'Bolo; 1; a\n; 2; b' });
		expect(await sql('select name from products')).toEqual([{ name: 'Bolo' }]);
		expect((await sql<{ value: IDataObject }>(`select value from settings where key = 'company'`))[0].value).toMatchObject({
			persona: 'Zé',
		});
	});

	it('of one number show and change what is different there', async () => {
		const pages = await fillIn(house, { ...by, Número: 'inst-2' }, [{ 'Nome do assistente': 'Bia' }]);
		expect(pages.shown[0]).toMatchObject({ 'Nome do assistente': '' });
		expect(await sql(`select value from settings where key = 'company:inst-2'`)).toEqual([{ value: { persona: 'Bia' } }]);
	});

	it('end with the checks, in sentences', async () => {
		const pages = await fillIn(house, by, [{}]);
		expect(pages.ending).toMatch(/✅ O Supabase: tudo certo\./);
		expect(pages.ending).toMatch(/⚠️ O fluxo que responde aos clientes não está funcionando.*Publique no n8n o fluxo/);
		expect(pages.ending).toMatch(new RegExp(`O telefone da equipe \\(${TEAM}\\)`));
	});

	it('show text as text', async () => {
		const pages = await fillIn(house, by, [{ Produtos: '<img src=x>; 1; a; b' }, { Produtos: '' }]);
		expect(pages.descriptions[1]).not.toContain('<img');
	});

	it('have a field for everything that is stored, by the name that errors give it', () => {
		const page = readTemplate('configurar').nodes.find(({ name }) => name === 'A empresa') as unknown as {
			parameters: { formFields: { values: Array<{ fieldLabel: string }> } };
		};
		const labels = page.parameters.formFields.values.map(({ fieldLabel }) => fieldLabel);
		expect(labels.sort()).toEqual([...Object.values(FIELDS).map(({ inForm }) => inForm), 'Produtos'].sort());
	});
});
