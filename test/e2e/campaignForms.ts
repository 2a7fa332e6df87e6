import type { Browser, Page } from 'playwright-core';

import { startBrowser } from '../sandbox/browser';
import type { WorkflowTemplate } from '../sandbox/n8nApi';
import { publishWorkflows, type Adjust } from '../sandbox/publish';
import type { Sandbox } from '../sandbox/sandbox';

export const LOGIN = { username: 'vendas', password: 'Segredo-1234' };

/** The template `campanha`, published, and its forms in a browser, as an operator has them. */
export interface CampaignForms {
	/** Addresses by the name of their trigger. */
	urls: Record<string, string>;
	/** Gives the list. @returns what the page says then */
	plan: (name: string, file: { name: string; mimeType: string; buffer: Buffer }) => Promise<string>;
	/** Asks for something as the form names it. @returns what the page says then */
	order: (name: string, what: string) => Promise<string>;
	close: () => Promise<void>;
}

/** @param filled parameters by the name of their node, which the template leaves to the operator */
export async function openCampaignForms(
	sandbox: Sandbox,
	filled: Record<string, object>,
	adjust: Adjust = (template) => template,
): Promise<CampaignForms> {
	const api = sandbox.api();
	const { url } = sandbox.n8n();
	const httpBasicAuth = await api.createCredential('Formulário', 'httpBasicAuth', { user: LOGIN.username, password: LOGIN.password });
	const credentials = Object.fromEntries(Object.entries(sandbox.credentials).map(([type, { id }]) => [type, id]));
	const filledIn = (template: WorkflowTemplate): WorkflowTemplate => ({
		...template,
		nodes: template.nodes.map((node) => ({ ...node, parameters: { ...(node.parameters as object), ...filled[node.name] } })),
	});
	const { campanha } = await publishWorkflows(api, { ...credentials, httpBasicAuth }, ['campanha'], (template, name) =>
		adjust(filledIn(template), name),
	);
	const response = await fetch(`${url}/rest/workflows/${campanha}`, { headers: { cookie: api.cookie } });
	const { data } = (await response.json()) as { data: { nodes: Array<{ name: string; type: string; webhookId?: string }> } };
	const forms = data.nodes.filter(({ type }) => type === 'n8n-nodes-base.formTrigger');
	const urls = Object.fromEntries(forms.map(({ name, webhookId }) => [name, `${url}/form/${webhookId}`]));
	const browser: Browser = await startBrowser();
	const page: Page = await (await browser.newContext({ httpCredentials: LOGIN, locale: 'pt-BR' })).newPage();
	const shown = async (): Promise<string> => {
		await page.locator('#submit-btn').click();
		await page.waitForURL(/form-waiting/, { timeout: 120_000 });
		await page.locator('.header h1').waitFor({ timeout: 120_000 });
		return await page.locator('body').innerText();
	};
	return {
		urls,
		plan: async (name, file) => {
			await page.goto(urls['Nova campanha']);
			await page.getByLabel('Nome da campanha').fill(name);
			await page.locator('input[type=file]').setInputFiles(file);
			return await shown();
		},
		order: async (name, what) => {
			await page.goto(urls['Comandar campanha']);
			await page.getByLabel('Nome da campanha').fill(name);
			await page.getByLabel('O que fazer').selectOption(what);
			return await shown();
		},
		close: async () => await browser.close(),
	};
}
