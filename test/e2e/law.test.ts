import type { Browser, Page } from 'playwright-core';

import { startBrowser } from '../sandbox/browser';
import { publishWorkflows } from '../sandbox/publish';
import { repliesTo } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { eventually, rows, withSandbox } from './sandboxForTests';

const sandbox = withSandbox({ quietSeconds: 0, templates: ['bastidores', 'sdr-agent'] });
const credentialIds = () => Object.fromEntries(Object.entries(sandbox().credentials).map(([type, { id }]) => [type, id]));

const LOGIN = { username: 'encarregada', password: 'Segredo-1234' };
const [PHONE, TWIN] = ['5511999990401', '5511888890401'];
const NAME = 'Zulmira Quaresma';
const SURE = { 'Como a identidade foi conferida': 'Documento com foto' };

/** A key of n8n's own API, as whoever administers makes one in its settings. */
async function apiKey(): Promise<string> {
	const response = await fetch(`${sandbox().n8n().url}/rest/api-keys`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie: sandbox().api().cookie },
		body: JSON.stringify({ label: 'lgpd', expiresAt: null, scopes: ['execution:read', 'execution:list', 'execution:delete'] }),
	});
	const { data } = (await response.json()) as { data: { rawApiKey: string } };
	return data.rawApiKey;
}

describe('the form for who is in charge of personal data', () => {
	let form: string;
	let browser: Browser;
	let page: Page;
	let executions: string[];

	beforeAll(async () => {
		const api = sandbox().api();
		const httpBasicAuth = await api.createCredential('Formulário', 'httpBasicAuth', { user: LOGIN.username, password: LOGIN.password });
		const n8nApi = await api.createCredential('n8n', 'n8nApi', { apiKey: await apiKey(), baseUrl: `${sandbox().n8n().url}/api/v1` });
		const { lgpd } = await publishWorkflows(api, { ...credentialIds(), httpBasicAuth, n8nApi }, ['lgpd']);
		form = `${sandbox().n8n().url}/form/${await api.webhookId(lgpd, 'n8n-nodes-base.formTrigger')}`;
		browser = await startBrowser();
		page = await (await browser.newContext({ httpCredentials: LOGIN, locale: 'pt-BR' })).newPage();
		for (const phone of [PHONE, TWIN]) {
			await sandbox().zapi.deliver(
				receivedText({ phone, name: phone === PHONE ? NAME : 'Outra Pessoa', text: 'Oi, quero um brigadeirão' }),
			);
			await eventually(
				() => repliesTo(sandbox(), phone),
				({ length }) => length > 0,
			);
		}
		const told = await eventually(
			async () =>
				await rows<{ id: string }>(
					sandbox(),
					'select f.execution_id as id from turn_facts f join turns t on t.id = f.turn_id where t.phone = $1',
					[PHONE],
				),
			({ length }) => length > 0,
		);
		executions = told.map(({ id }) => id);
	});
	afterAll(async () => await browser?.close());

	/** Fills the form in and sends it; @returns the text of the page that comes then */
	async function submit(what: string, fields: Record<string, string> = {}): Promise<string> {
		await page.goto(form);
		await page.getByLabel('O que fazer').selectOption(what);
		for (const [label, value] of Object.entries({ Pessoa: '(11) 99999-0401', ...fields })) {
			const field = page.getByLabel(label, { exact: true });
			if (label === 'Como a identidade foi conferida') await field.selectOption(value);
			else await field.fill(value);
		}
		await page.getByLabel('Responsável').fill('ana@example.com');
		await page.locator('#submit-btn').click();
		await page.waitForURL(/form-waiting/);
		await page.locator('.header h1').waitFor();
		return await page.locator('body').innerText();
	}
	/** n8n answers with 200 for what is not there, too. */
	const saved = async (id: string): Promise<boolean> => {
		const response = await fetch(`${sandbox().n8n().url}/rest/executions/${id}`, { headers: { cookie: sandbox().api().cookie } });
		return ((await response.json()) as { data?: { id?: string } }).data?.id === id;
	};

	test('opens to nobody without the password', async () => {
		expect((await fetch(form)).status).toBe(401);
	});

	test('finds a person, and gives nothing away before it is sure who asks', async () => {
		expect(await submit('Encontrar pessoa')).toContain(PHONE);
		expect(await submit('Apagar tudo', { Protocolo: 'LGPD-1', 'Para apagar, digite APAGAR': 'APAGAR' })).toContain('Não foi possível');
		expect(await rows(sandbox(), 'select phone from sessions where phone = $1', [PHONE])).toHaveLength(1);
	});

	test('erases them here and from n8n’s saved executions, tells them so, and leaves others as they are', async () => {
		await eventually(
			async () => await Promise.all(executions.map(saved)),
			(all) => all.every(Boolean),
		);
		const text = await submit('Apagar tudo', { Protocolo: 'LGPD-2', 'Para apagar, digite APAGAR': 'APAGAR', ...SURE });
		expect(text).toMatch(/Pronto[\s\S]*LGPD-2[\s\S]*O que foi apagado[\s\S]*n8n: \d+ execuç/);
		expect(await Promise.all(executions.map(saved))).toEqual(executions.map(() => false));
		expect(await rows(sandbox(), 'select 1 from sessions where phone = $1', [PHONE])).toEqual([]);
		expect(
			await rows(sandbox(), `select 1 from leads l where l::text ilike '%zulmira%' or l::text like '%' || $1 || '%'`, [PHONE]),
		).toEqual([]);
		expect(await rows(sandbox(), 'select 1 from sessions where phone = $1', [TWIN])).toHaveLength(1);
		await eventually(
			() => repliesTo(sandbox(), PHONE).map(({ body }) => String(body.message)),
			(sent) => sent.some((one) => one.includes('LGPD-2')),
			120_000,
		);
	});
});
