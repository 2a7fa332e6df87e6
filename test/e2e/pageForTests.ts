import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { attendantsPage } from '../../nodes/ControlApi/page/page';
import { startBrowser } from '../sandbox/browser';
import { ANA, minutesAgo, session, startControlApi, type ControlApiForTests } from './controlApiForTests';

export const MARIA = '5531900000001';
export const JOAO = '5531900000002';

let browser: Browser;
export let api: ControlApiForTests;
export let page: Page;
let problems: string[];

/** The attendants' page in a browser, of its own for each test, with a Control API that it can be shown. */
export function withPage(): void {
	beforeAll(async () => {
		api = await startControlApi(attendantsPage());
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser.close();
		await api.stop();
	});
	beforeEach(async () => {
		api.reset();
		problems = [];
		page = await (await newContext()).newPage();
		page.setDefaultTimeout(15_000);
		page.on('pageerror', ({ message }) => problems.push(message));
		page.on('console', (message) =>
			problems.push(...[message.text()].filter((text) => /Content Security Policy|CORS|sandboxed/i.test(text))),
		);
		page.on('request', (request) => problems.push(...[request.url()].filter((url) => !url.startsWith(new URL(api.url).origin))));
	});
	// No script broke, the browser blocked nothing, and the page asked nobody but its own server.
	afterEach(async () => {
		await page.context().close();
		expect(problems).toEqual([]);
	});
}

/** A browser of somebody's own, as it is on a phone. */
export const newContext = async (): Promise<BrowserContext> =>
	await browser.newContext({ viewport: { width: 375, height: 740 }, locale: 'pt-BR', timezoneId: 'America/Sao_Paulo' });

export const card = (name: string): Locator => page.locator('.card', { hasText: name });
export const buttons = (within: Locator): Promise<string[]> => within.locator('.button').allTextContents();
export const lists = () => api.asked.filter(({ path }) => path === '/sessions/active');
export const posts = () => api.asked.filter(({ method }) => method === 'POST').map(({ path, body, status }) => ({ path, body, status }));
export const appears = (locator: Locator) => locator.waitFor({ state: 'visible' });
export const enter = async (key = 'chave-da-ana') => {
	await page.goto(`${api.url}#chave=${key}`);
	await appears(page.locator('#panel'));
};
/** Waits until something outside the browser holds. */
export async function until(what: string, holds: () => boolean, patienceMs = 15_000): Promise<void> {
	const end = Date.now() + patienceMs;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`Did not happen: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
/** What is cut off or stands beside the list: nothing, whatever the names are. */
export const tooWide = () =>
	page.evaluate(`(() => {
		const wide = (node) => node.scrollWidth > node.clientWidth + 1;
		const problems = [document.documentElement, ...document.querySelectorAll('.list, #conversation, #log, #filters')].filter(wide).map((node) => node.id || node.className || 'page');
		const right = document.querySelector('.list').getBoundingClientRect().left + document.querySelector('.list').clientWidth;
		for (const card of document.querySelectorAll('.card')) {
			const edge = card.getBoundingClientRect().right;
			if (edge > right) problems.push('card ' + edge + ' beyond ' + right);
			for (const part of card.querySelectorAll('.badge, .badge span, .title, .phone, .guard, .alert, .last, .button')) if (part.getBoundingClientRect().right > edge + 1) problems.push(part.className + ' of ' + card.innerText.slice(0, 40));
			if (card.querySelector('.badge').getBoundingClientRect().width < 40) problems.push('badge of ' + card.innerText.slice(0, 40));
		}
		return [...new Set(problems)].slice(0, 5);
	})()`);
/** Conversations of every mode, with customers and owners whose names have 5 to 120 characters, some of them one word. */
export function crowd(size: number) {
	const word = (length: number) => 'Abcdefghij'.repeat(12).slice(0, length);
	const words = (length: number) => 'Maria Aparecida da Conceição Gonçalves de Albuquerque e Souza '.repeat(2).slice(0, length).trim();
	return Array.from({ length: size }, (_, index) => {
		const length = 5 + ((index * 7) % 116);
		const name = index % 11 === 0 ? null : index % 3 === 0 ? word(length) : words(length);
		const owner = index % 5 === 0 ? ANA.id : index % 2 === 0 ? word(120 - (index % 60)) : words(47);
		const modes = [
			{},
			{ mode: 'human', human_attendant: owner, human_since: minutesAgo(index % 90), last_customer_message: minutesAgo(index % 40) },
			{ mode: 'paused', paused_at: minutesAgo(3), paused_by: owner, pause_reason: 'manual' },
			{
				mode: 'paused',
				paused_at: minutesAgo(3),
				pause_reason: 'escalation',
				metadata: { escalation_requested: true, escalation_message: word(120) },
			},
		] as const;
		const more = index % 40 === 3 ? modes[3] : modes[index % 3];
		const guard = { channel: 'filial', mode: 'human', attendant: owner, attendant_name: index % 2 === 0 ? word(120) : words(60) } as const;
		return session(`55319300${String(index).padStart(5, '0')}`, {
			name,
			last_text: index % 4 === 0 ? word(120) : words(100),
			guarded_by: index % 10 === 0 ? guard : null,
			...more,
		});
	});
}
/** What the browser does when its tab goes to the back or comes to the front. */
export const hide = (hidden: boolean) =>
	page.evaluate(`
		Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} });
		document.dispatchEvent(new Event('visibilitychange'));
	`);

/** Counts the notes that the page plays, in its sandbox without an origin. */
export const countNotes = () =>
	page.addInitScript(`
		globalThis.notes = 0;
		const start = OscillatorNode.prototype.start;
		OscillatorNode.prototype.start = function (...at) { if (this.context.state === 'running') globalThis.notes += 1; return start.apply(this, at); };
	`);
export const notes = () => page.evaluate('globalThis.notes');
