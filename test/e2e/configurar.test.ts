import type { Browser, Page } from 'playwright-core';

import { asLines } from '../../nodes/shared/core/company/productLines';
import { EXAMPLES, type ExampleCompany } from '../../nodes/shared/core/sdr/examples';
import { startBrowser } from '../sandbox/browser';
import { asCompanyWith } from '../sandbox/providers';
import { publishWorkflows } from '../sandbox/publish';
import { repliesTo } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { eventually, rows, withSandbox } from './sandboxForTests';

const sandbox = withSandbox({ templates: [] });
const credentialIds = () => Object.fromEntries(Object.entries(sandbox().credentials).map(([type, { id }]) => [type, id]));

/** Of the trade that the sandbox's own company is in, and of the examples in the node. */
const DEMO = /hamb[uú]rguer|misturador|Empresa Exemplo/i;
const TEAM = '5511900000077';

const answersOf = ({ persona, profile, phrases, catalogue }: ExampleCompany): Record<string, string> => ({
	'Nome do assistente': persona,
	'Perfil da empresa': profile,
	'Como a equipe fala': phrases,
	Produtos: asLines(catalogue.filter(({ available }) => available !== false)),
	'Telefone da equipe': '(11) 90000-0077',
	'Segundos de silêncio antes de responder': '1',
});

describe('a new operator who fills in one form, imports the templates as they are and publishes them', () => {
	const LOGIN = { username: 'dona', password: 'Segredo-1234' };
	let form: string;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		const api = sandbox().api();
		const httpBasicAuth = await api.createCredential('Formulário', 'httpBasicAuth', { user: LOGIN.username, password: LOGIN.password });
		const { configurar } = await publishWorkflows(api, { ...credentialIds(), httpBasicAuth }, ['configurar']);
		form = `${sandbox().n8n().url}/form/${await api.webhookId(configurar, 'n8n-nodes-base.formTrigger')}`;
		browser = await startBrowser();
		page = await (await browser.newContext({ httpCredentials: LOGIN, locale: 'pt-BR' })).newPage();
	});
	afterAll(async () => await browser?.close());

	const title = async (): Promise<string> => await page.locator('.header h1, h1').first().innerText();
	const text = async (): Promise<string> => await page.locator('body').innerText();
	const shows = async (wanted: string): Promise<void> => void (await eventually(title, (seen) => seen === wanted, 30_000));

	async function begin(): Promise<void> {
		await page.goto(form);
		await page.getByLabel('Quem está mudando').fill('dona@example.com');
		await page.locator('#submit-btn').click();
		await shows('A empresa');
	}
	async function fillIn(fields: Record<string, string>): Promise<void> {
		for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
		await page.locator('#submit-btn').click();
	}

	test('the form is nobody’s without its password', async () => {
		expect((await fetch(form)).status).toBe(401);
	});

	test('a line that cannot be read comes back with what was typed, and nothing is stored', async () => {
		await begin();
		await fillIn({ ...answersOf(EXAMPLES.bakery), 'Telefone da equipe': '123' });
		await shows('Nada foi gravado');
		expect(await text()).toContain('Telefone da equipe');
		expect(await page.getByLabel('Nome do assistente', { exact: true }).inputValue()).toBe(EXAMPLES.bakery.persona);
		expect(await rows(sandbox(), `select 1 from settings where key like 'company%'`)).toEqual([]);
	});

	test('mended on the same page it is stored, and the last page says what still has to be done', async () => {
		await fillIn({ 'Telefone da equipe': '(11) 90000-0077' });
		await shows('Gravado');
		expect(await text()).toMatch(/✅[\s\S]*⚠️/);
		expect(
			await rows(sandbox(), `select value ->> 'persona' as persona, value ->> 'team_phone' as team from settings where key = 'company'`),
		).toEqual([{ persona: EXAMPLES.bakery.persona, team: TEAM }]);
		expect(await rows(sandbox(), `select distinct changed_by from audit_logs where entity_type = 'company'`)).toEqual([
			{ changed_by: 'dona@example.com' },
		]);
	});

	test('the templates are published as they came, and a customer is answered by that company', async () => {
		await publishWorkflows(sandbox().api(), credentialIds(), ['bastidores', 'sdr-agent'], (template) => asCompanyWith(['zapi'], template));
		const phone = '5511999990301';
		await sandbox().zapi.deliver(receivedText({ phone, text: 'Oi! Tem bolo de cenoura?' }));
		await eventually(
			() => repliesTo(sandbox(), phone),
			({ length }) => length > 0,
			90_000,
		);
		const asked = JSON.stringify(sandbox().model.requests);
		expect(asked).toContain(EXAMPLES.bakery.persona);
		expect(asked).toContain('serve 20 pessoas');
		expect(asked).not.toMatch(DEMO);
	});

	test('the form shows what holds, and another trade takes its place without a republish', async () => {
		await begin();
		expect(await page.getByLabel('Produtos', { exact: true }).inputValue()).toContain('cenoura');
		await fillIn(answersOf(EXAMPLES.internetProvider));
		await shows('Gravado');
		sandbox().model.requests.length = 0;
		const phone = '5511999990302';
		await sandbox().zapi.deliver(receivedText({ phone, text: 'Oi! Como é o Fibra 500 Mega?' }));
		await eventually(
			() => repliesTo(sandbox(), phone),
			({ length }) => length > 0,
			90_000,
		);
		const asked = JSON.stringify(sandbox().model.requests);
		expect(asked).toContain('500 Mbps');
		expect(asked).not.toMatch(/cenoura|padaria/i);
	});
});
