import type { BrowserContext, Page } from 'playwright-core';

import { addPerson, controlApiUrl } from '../people';
import { publishWorkflows, readTemplate } from '../publish';
import type { Sandbox } from '../sandbox';
import type { Showcase } from '../showcase/server';

/** Shows the page for a while, under a line of words. */
type Stands = (page: Page, words: string, ms?: number) => Promise<void>;

const shows = async (page: Page, part: string, words: RegExp): Promise<void> =>
	await page.locator(part).filter({ hasText: words }).first().waitFor();

/** A customer who has never written asks something, and is answered. @returns the page, as it stands then */
export async function firstConversation(context: BrowserContext, { url }: Showcase, asks: string, stands: Stands): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url);
	await page.getByRole('button', { name: 'Novo cliente' }).click();
	await shows(page, '#class', /Ainda não escreveu/);
	await page.getByLabel('Mensagem').fill(asks);
	await stands(page, 'Uma cliente escreve no WhatsApp');
	await page.getByRole('button', { name: 'Enviar', exact: true }).click();
	await shows(page, '#bubbles .customer', /\S/);
	await shows(page, '#bubbles .company', /\S/);
	await shows(page, '#turns', /pensou/);
	await stands(page, 'O agente responde; ao lado, o que ele pensou', 6000);
	return page;
}

/** The customer wants a person, and a person of the team has the conversation on their own page. */
export async function handsOver(sandbox: Sandbox, context: BrowserContext, phone: Page, stands: Stands): Promise<void> {
	const ids = Object.fromEntries(Object.entries(sandbox.credentials).map(([type, { id }]) => [type, id]));
	Object.assign(sandbox.published, await publishWorkflows(sandbox.api(), ids, ['bastidores', 'handoff-control-api']));
	await phone.getByRole('button', { name: 'quero falar com uma pessoa' }).click();
	await shows(phone, '#mode', /Em pausa|Uma pessoa/);
	await stands(phone, 'Quem pede uma pessoa recebe uma pessoa: o agente fica em silêncio', 6000);
	const key = await addPerson(sandbox, { id: 'ana@example.com', name: 'Ana', role: 'supervisor' });
	const team = await context.newPage();
	await team.goto(`${await controlApiUrl(sandbox)}/painel#chave=${key}`);
	await team
		.getByRole('button', { name: /Assumir/ })
		.first()
		.waitFor();
	await stands(team, 'A equipe vê quem espera, na página dos atendentes', 5000);
	await team
		.getByRole('button', { name: /Assumir/ })
		.first()
		.click();
	await team
		.getByRole('button', { name: /Devolver|Liberar/ })
		.first()
		.waitFor();
	await stands(team, 'Ana assumiu: a conversa é dela até devolver', 6000);
}

/** The same agent in the editor's own chat, as often as one likes. @returns the page with its answer */
export async function chats(sandbox: Sandbox, context: BrowserContext, asks: string): Promise<Page> {
	const ids = Object.fromEntries(Object.entries(sandbox.credentials).map(([type, { id }]) => [type, id]));
	const { id } = await sandbox.api().importWorkflow(readTemplate('conversar'), ids);
	const chat = await context.newPage();
	await chat.goto(`${sandbox.n8n().url}/workflow/${id}`);
	await chat.locator('[data-test-id="workflow-chat-button"]').click();
	await chat.locator('.chat-input textarea').fill(asks);
	await chat.locator('.chat-input-send-button').click();
	await chat.locator('.chat-message-from-bot:not(.chat-message-typing)').first().waitFor();
	// The answer from its first line on, without the notice over it.
	await chat.evaluate(`document.querySelector('.chat-message-from-bot').scrollIntoView()`);
	return chat;
}
