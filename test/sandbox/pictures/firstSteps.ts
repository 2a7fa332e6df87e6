import path from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { asLines } from '../../../nodes/shared/core/company/productLines';
import type { ExampleCompany } from '../../../nodes/shared/core/sdr/examples';
import type { Sandbox } from '../sandbox';

const WORKFLOWS = path.resolve(__dirname, '../../../workflows');
/** Of the form, which n8n asks for. */
export const LOGIN = { username: 'dona', password: 'Segredo-1234' };
/** What such an operator has made before, with the login of the form. */
export const CREDENTIALS = ['supabaseApi', 'openAiApi', 'atendeAquiZApi'];
const PATIENCE_MS = 60_000;

/** A place that an operator touches: a file, a choice, a page of a form, a publish. Credentials are places of their own, told by their fields. */
export interface Place {
	kind: 'file' | 'choice' | 'page' | 'publish';
	/** In Portuguese, for whoever looks at its picture. */
	what: string;
}
/** Called at each place, when it can be seen what is touched there. */
export type Look = (place: Place, page: Page) => Promise<void>;

export interface FirstSteps {
	/** In the order in which they were touched. */
	places: Place[];
	/** Imported and published, by the name of its file. */
	ids: Record<string, string>;
	/** The address of the form. */
	form: string;
	/** The editor, and the form in the same browser. */
	context: BrowserContext;
}

/** What a company of that trade writes into the form. */
export const answersOf = ({ persona, profile, phrases, catalogue }: ExampleCompany): Record<string, string> => ({
	'Nome do assistente': persona,
	'Perfil da empresa': profile,
	'Como a equipe fala': phrases,
	Produtos: asLines(catalogue.filter(({ available }) => available !== false)),
	'Telefone da equipe': '(11) 90000-0077',
	'Segundos de silêncio antes de responder': '1',
});

/**
 * What a new operator does in n8n's editor, from its first import to a published agent: the database has its schema and the credentials are there, nothing else
 * is. Each place that they touch is told; nothing is done behind the editor's back.
 */
export async function takeFirstSteps(sandbox: Sandbox, browser: Browser, company: ExampleCompany, look: Look): Promise<FirstSteps> {
	const places: Place[] = [];
	const ids: Record<string, string> = {};
	const { url } = sandbox.n8n();
	const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'pt-BR', httpCredentials: LOGIN });
	context.setDefaultTimeout(PATIENCE_MS);
	const [name, ...value] = sandbox.api().cookie.split('=');
	await context.addCookies([{ name, value: value.join('='), url }]);
	await sandbox.api().createCredential('Formulário', 'httpBasicAuth', { user: LOGIN.username, password: LOGIN.password });
	const editor = await context.newPage();
	const touched = async (place: Place, page: Page = editor): Promise<void> => {
		places.push(place);
		await look(place, page);
	};

	const imports = async (file: string): Promise<void> => {
		await editor.goto(`${url}/workflow/new`);
		await editor.locator('[data-test-id="workflow-import-input"]').waitFor({ state: 'attached' });
		await editor.locator('[data-test-id="workflow-import-input"]').setInputFiles(path.join(WORKFLOWS, `${file}.json`));
		await editor.locator('[data-test-id="canvas-node"]').first().waitFor();
		await editor.locator('[data-test-id="zoom-to-fit"]').click();
		await editor.waitForURL(/\/workflow\/(?!new)[A-Za-z0-9]+/);
		ids[file] = /\/workflow\/([A-Za-z0-9]+)/.exec(editor.url())![1];
		await touched({ kind: 'file', what: `Importar ${file}.json` });
	};
	const publishButton = () => editor.locator('[data-test-id="workflow-open-publish-modal-button"]');
	const publishes = async (file: string): Promise<void> => {
		await publishButton().click();
		const button = editor.locator('[data-test-id="workflow-publish-button"]');
		await button.waitFor();
		await touched({ kind: 'publish', what: `Publicar ${file}` });
		await button.click();
		await button.waitFor({ state: 'hidden' });
	};

	await imports('configurar');
	await publishes('configurar');
	const address = `${url}/form/${await sandbox.api().webhookId(ids.configurar, 'n8n-nodes-base.formTrigger')}`;
	const page = await context.newPage();
	await page.goto(address);
	await page.getByLabel('Quem está mudando').fill('dona@example.com');
	await touched({ kind: 'page', what: 'Formulário: quem está mudando' }, page);
	await page.locator('#submit-btn').click();
	await page.getByLabel('Nome do assistente', { exact: true }).waitFor();
	for (const [label, text] of Object.entries(answersOf(company))) await page.getByLabel(label, { exact: true }).fill(text);
	// From their first line on, as who wrote them sees them.
	await page.evaluate(`for (const text of document.querySelectorAll('textarea')) text.scrollTop = 0`);
	await page.getByLabel('Nome do assistente', { exact: true }).scrollIntoViewIfNeeded();
	await touched({ kind: 'page', what: 'Formulário: a empresa' }, page);
	await page.locator('#submit-btn').click();
	await page.locator('h1').filter({ hasText: 'Gravado' }).waitFor();
	await look({ kind: 'page', what: 'O que ainda falta, na última página' }, page);
	await page.close();

	await imports('sdr-agent');
	// n8n chooses one credential for a node that is imported; this one wants two.
	await editor.locator('[data-test-id="canvas-node"][data-node-name="Mensagem no WhatsApp"]').dblclick();
	const choices = editor.locator('input[placeholder="Select Credential"]');
	await choices.nth(1).waitFor();
	const chosen = await Promise.all([0, 1].map(async (n) => await choices.nth(n).inputValue()));
	await choices.nth(chosen.indexOf('')).click();
	const missing = editor.locator('[data-test-id^="node-credentials-select-item-"]:not([data-test-id$="-new"]):visible').first();
	await missing.waitFor();
	await touched({ kind: 'choice', what: 'Mensagem no WhatsApp: escolher a credencial que falta' });
	await missing.click();
	await missing.waitFor({ state: 'hidden' });
	await editor
		.locator('[data-test-id="ndv-close-button"]')
		.click({ timeout: 5000 })
		.catch(async () => {
			// What was chosen is saved by itself.
			await editor.waitForTimeout(3000);
			await editor.goto(`${url}/workflow/${ids['sdr-agent']}`);
		});
	await publishButton().waitFor();
	await publishes('sdr-agent');
	return { places, ids, form: address, context };
}
