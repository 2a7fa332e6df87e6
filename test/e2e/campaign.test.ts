import type { Browser, Page } from 'playwright-core';

import { startBrowser } from '../sandbox/browser';
import type { WorkflowTemplate } from '../sandbox/n8nApi';
import { publishWorkflows, withParameters } from '../sandbox/publish';
import { repliesTo } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { eventually, rows, withSandbox } from './sandboxForTests';

const often = withParameters({ rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } });
const sandbox = withSandbox({ quietSeconds: 0, templates: ['bastidores', 'sdr-agent'], adjust: often });
const credentialIds = () => Object.fromEntries(Object.entries(sandbox().credentials).map(([type, { id }]) => [type, id]));

const LOGIN = { username: 'vendas', password: 'Segredo-1234' };
const ALWAYS = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00', nationalHolidays: false };
/** What the template leaves to the operator. */
const FILLED: Record<string, object> = {
	'Planejar campanha': { text: '{Oi|Olá}, {primeiro_nome}! Chegou panetone.', consent: 'compraram conosco este ano' },
	'Horários e limites': { ...ALWAYS, limits: { aMinute: 600 } },
};
const filled = (template: WorkflowTemplate): WorkflowTemplate => ({
	...template,
	nodes: template.nodes.map((node) => ({ ...node, parameters: { ...(node.parameters as object), ...FILLED[node.name] } })),
});
const [ANA, RUI, OUT] = ['5511999990501', '5511999990502', '5511999990503'];
/** As Excel in Portuguese saves it; Rui is in it twice, the second time without his ninth digit. */
const LIST = `Telefone;Nome\r\n(11) 99999-0501;Ana Souza\r\n11 99999-0502;Rui\r\n1199990502;Rui Costa\r\n${OUT};Otto\r\n12345;Ninguém\r\n`;

describe('a campaign, from the file to the answers', () => {
	const forms: Record<string, string> = {};
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		const api = sandbox().api();
		const { url } = sandbox().n8n();
		const httpBasicAuth = await api.createCredential('Formulário', 'httpBasicAuth', { user: LOGIN.username, password: LOGIN.password });
		const { campanha } = await publishWorkflows(api, { ...credentialIds(), httpBasicAuth }, ['campanha'], (template, name) =>
			often(filled(template), name),
		);
		const response = await fetch(`${url}/rest/workflows/${campanha}`, { headers: { cookie: api.cookie } });
		const { data } = (await response.json()) as { data: { nodes: Array<{ name: string; type: string; webhookId?: string }> } };
		for (const { name, type, webhookId } of data.nodes) if (type === 'n8n-nodes-base.formTrigger') forms[name] = `${url}/form/${webhookId}`;
		browser = await startBrowser();
		page = await (await browser.newContext({ httpCredentials: LOGIN, locale: 'pt-BR' })).newPage();
		await sandbox().zapi.deliver(receivedText({ phone: OUT, text: 'parem de me mandar mensagem' }));
		await eventually(
			async () => await rows(sandbox(), 'select 1 from opt_outs where phone = $1', [OUT]),
			({ length }) => length === 1,
		);
	});
	afterAll(async () => await browser?.close());

	async function shown(): Promise<string> {
		await page.locator('#submit-btn').click();
		await page.waitForURL(/form-waiting/);
		await page.locator('.header h1').waitFor();
		return await page.locator('body').innerText();
	}
	async function order(what: string): Promise<string> {
		await page.goto(forms['Comandar campanha']);
		await page.getByLabel('Nome da campanha').fill('natal');
		await page.getByLabel('O que fazer').selectOption(what);
		return await shown();
	}

	test('the forms are nobody’s without their password', async () => {
		for (const form of Object.values(forms)) expect((await fetch(form)).status).toBe(401);
	});

	test('the list is looked at, with a reason for everybody who is skipped, and nothing is sent', async () => {
		const sent = sandbox().zapi.sent.length;
		await page.goto(forms['Nova campanha']);
		await page.getByLabel('Nome da campanha').fill('natal');
		await page.locator('input[type=file]').setInputFiles({ name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST, 'latin1') });
		const text = await shown();
		expect(text).toContain('5 na lista · 3 ficam de fora · 2 esperam');
		expect(text).toMatch(/pediu para não receber mensagens/);
		expect(text).toMatch(/a mesma pessoa já está na lista/);
		expect(sandbox().zapi.sent).toHaveLength(sent);
	});

	test('started, everybody who may gets it once, and an answer reaches the agent with what it is about', async () => {
		expect(await order('Começar')).toContain('Feito');
		const got = (phone: string) => repliesTo(sandbox(), phone).filter(({ body }) => /panetone/.test(String(body.message)));
		await eventually(
			() => [got(ANA).length, got(RUI).length],
			(counts) => counts.every((count) => count > 0),
			120_000,
		);
		expect(got(ANA)[0].body.message).toMatch(/^(Oi|Olá), Ana! Chegou panetone\.$/);
		sandbox().model.requests.length = 0;
		await sandbox().zapi.deliver(receivedText({ phone: ANA, text: 'Que legal, quais sabores?' }));
		await eventually(
			() => repliesTo(sandbox(), ANA),
			({ length }) => length > 1,
		);
		expect(JSON.stringify(sandbox().model.requests)).toContain('a nossa campanha');
		const text = await eventually(
			async () => await order('Ver andamento'),
			(seen) => seen.includes('terminou'),
			120_000,
		);
		expect(text).toMatch(/2 enviadas[\s\S]*1 responderam/);
		expect([got(ANA).length, got(RUI).length, got(OUT).length]).toEqual([1, 1, 0]);
	});
});
