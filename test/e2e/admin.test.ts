import type { Browser, BrowserContext, Page } from 'playwright-core';

import { startBrowser } from '../sandbox/browser';
import { controlApiUrl } from '../sandbox/people';
import { publishWorkflows, readTemplate } from '../sandbox/publish';
import { receivedText } from '../sandbox/zapiPayloads';
import { eventually, rows, withSandbox } from './sandboxForTests';

const sandbox = withSandbox({ quietSeconds: 0, templates: ['bastidores', 'sdr-agent', 'handoff-control-api'] });
const credentialIds = () => Object.fromEntries(Object.entries(sandbox().credentials).map(([type, { id }]) => [type, id]));

describe('the form for who administers', () => {
	const LOGIN = { username: 'chefia', password: 'Segredo-1234' };
	const PHONE = '5511999990201';
	let form: string;
	let workflowId: string;
	let browser: Browser;
	let context: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		const api = sandbox().api();
		const httpBasicAuth = await api.createCredential('Formulário', 'httpBasicAuth', { user: LOGIN.username, password: LOGIN.password });
		({ 'handoff-admin': workflowId } = await publishWorkflows(api, { ...credentialIds(), httpBasicAuth }, ['handoff-admin']));
		form = `${sandbox().n8n().url}/form/${await api.webhookId(workflowId, 'n8n-nodes-base.formTrigger')}`;
		browser = await startBrowser();
		context = await browser.newContext({ httpCredentials: LOGIN, locale: 'pt-BR' });
		page = await context.newPage();
	});
	afterAll(async () => await browser?.close());

	/** Fills the form in and sends it; @returns the title and the text of the page that comes then */
	async function submit(what: string, fields: Record<string, string> = {}): Promise<{ title: string; text: string }> {
		await page.goto(form);
		await page.getByLabel('O que fazer').selectOption(what);
		for (const [label, value] of Object.entries(fields)) {
			const field = page.getByLabel(label, { exact: true });
			if (label === 'Perfil') await field.selectOption(value);
			else await field.fill(value);
		}
		await page.locator('#submit-btn').click();
		await page.waitForURL(/form-waiting/);
		await page.locator('.header h1').waitFor();
		return { title: await page.locator('.header h1').innerText(), text: await page.locator('.header p').innerText() };
	}

	test('opens to nobody without the password', async () => {
		expect((await fetch(form)).status).toBe(401);
		const headers = { authorization: `Basic ${Buffer.from('chefia:errada').toString('base64')}` };
		expect((await fetch(form, { headers })).status).toBe(401);
		expect((await fetch(form, { method: 'POST', body: new FormData() })).status).toBe(401);
	});

	test('lists the conversations, and shows a customer’s name as text', async () => {
		const name = '<img src=x onerror="document.title=1"> & Joana';
		await sandbox().zapi.deliver(receivedText({ phone: PHONE, name, text: 'Oi' }));
		await eventually(
			async () => await rows(sandbox(), 'select 1 from sessions where phone = $1', [PHONE]),
			(found) => found.length === 1,
		);
		const { title, text } = await submit('Listar conversas');
		expect([title, text]).toEqual(['Pronto', expect.stringMatching(new RegExp(`1 conversa[\\s\\S]*🤖 ${PHONE}[\\s\\S]*ROBÔ`))]);
		expect(text).toContain(name);
		expect(await page.locator('img[src="x"]').count()).toBe(0);
		expect(await page.title()).not.toBe('1');
	});

	test('registers an attendant, whose key is shown once and opens the control API', async () => {
		const given = { Atendente: 'ana@example.com', 'Nome do atendente': 'Ana Exemplo', Perfil: 'supervisor' };
		const { title, text } = await submit('Cadastrar atendente', given);
		const [, key] = /Chave de Ana Exemplo \(copie agora\): ([\w-]{32})$/.exec(text) ?? [];
		expect([title, key]).toEqual(['Pronto', expect.any(String)]);
		expect(await rows(sandbox(), `select id, role, key_hash like '%' || $1 || '%' as plain from attendants`, [key])).toEqual([
			{ id: 'ana@example.com', role: 'supervisor', plain: false },
		]);
		const base = await controlApiUrl(sandbox());
		const answer = await fetch(`${base}/sessions/active`, { headers: { authorization: `Bearer ${key}` } });
		expect(await answer.json()).toMatchObject({ me: { id: 'ana@example.com', role: 'supervisor' }, sessions: [{ phone: PHONE }] });
	});

	test('takes a conversation over and gives it back', async () => {
		const fields = { 'Telefone do cliente': '(11) 99999-0201', Atendente: 'ana@example.com' };
		expect(await submit('Assumir', fields)).toEqual({ title: 'Pronto', text: expect.stringContaining('Pronto, Ana Exemplo') });
		expect(await rows(sandbox(), 'select mode, human_attendant from sessions where phone = $1', [PHONE])).toEqual([
			{ mode: 'human', human_attendant: 'ana@example.com' },
		]);
		expect((await submit('Ver conversa', fields)).text).toContain('Quem responde: pessoa (Ana Exemplo)');
		expect(await submit('Liberar', fields)).toEqual({ title: 'Pronto', text: 'Conversa devolvida ao robô.' });
	});

	test('none of it failed, and n8n keeps no execution with a key in it', async () => {
		const kept = await eventually(
			async () => (await sandbox().api().executions(workflowId)).map(({ status }) => status),
			({ length }) => length === 0,
			15_000,
		);
		expect(kept).toEqual([]);
	});
});

describe('the self-test, executed in the editor', () => {
	let workflowId: string;
	beforeAll(async () => {
		({ id: workflowId } = await sandbox().api().importWorkflow(readTemplate('handoff-selftest'), credentialIds()));
	});

	async function selfTest() {
		const id = await sandbox().api().runManually(workflowId, 'Testar');
		return await eventually(
			async () => await sandbox().api().execution(id),
			({ status }) => ['success', 'error', 'crashed', 'canceled'].includes(status),
		);
	}
	const leftBehind = async () => await rows(sandbox(), `select 1 from sessions where channel = 'autoteste'`);

	test('succeeds, and leaves nothing behind', async () => {
		expect(await selfTest()).toMatchObject({ status: 'success', data: expect.stringContaining('Funciona') });
		expect(await leftBehind()).toEqual([]);
	});

	test('fails, naming each step, on a database that forgets who took over', async () => {
		const { pool } = sandbox().supabase;
		await pool.query(`
			create function forget() returns trigger language plpgsql as $$ begin new.mode := 'agent'; new.human_attendant := null; return new; end $$;
			create trigger forget before update on sessions for each row execute function forget();
		`);
		try {
			const { status, data } = await selfTest();
			expect([status, data]).toEqual([
				'error',
				expect.stringContaining('O autoteste falhou: o robô se cala com uma pessoa na conversa; o estado mostra a pessoa'),
			]);
			expect(await leftBehind()).toEqual([]);
		} finally {
			await pool.query('drop function forget cascade');
		}
		expect((await selfTest()).status).toBe('success');
	});

	test('fails, saying what to do, on a database without the current schema', async () => {
		const { pool } = sandbox().supabase;
		await pool.query('alter function read_session(text, text) rename to read_session_of_before');
		try {
			expect(await selfTest()).toMatchObject({ status: 'error', data: expect.stringContaining('supabase/schema.sql') });
		} finally {
			await pool.query('alter function read_session_of_before(text, text) rename to read_session');
		}
	});
});
