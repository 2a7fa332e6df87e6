import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { startBrowser } from '../sandbox/browser';
import type { Sandbox } from '../sandbox/sandbox';
import { replyAfter } from '../sandbox/story';

interface Given {
	/** Of the control API. */
	base: string;
	/** Ana's key. */
	ana: string;
	sandbox: Sandbox;
	ask: (method: string, route: string, key: string) => Promise<{ body: unknown }>;
	order: (phone: string, name: string, key: string) => Promise<unknown>;
}

/** The page for attendants, in the n8n of the file that calls this. */
export function pageOnRealN8n(given: () => Given): void {
	const sandbox = () => given().sandbox;
	let { base, ana, ask, order } = {} as Given;
	describe('the page for attendants on real n8n', () => {
		beforeEach(() => {
			({ base, ana, ask, order } = given());
		});

		let browser: Browser;
		beforeAll(async () => {
			browser = await startBrowser();
		});
		afterAll(async () => await browser.close());

		test('shows who answers, takes over on a phone, and lists the change live', async () => {
			const phone = '5511999990107';
			await sandbox().write({ phone, name: 'Joana Exemplo', text: 'Oi, tem moedor?' });
			await replyAfter(sandbox(), phone, 0);
			const context = await browser.newContext({ viewport: { width: 375, height: 740 }, locale: 'pt-BR' });
			const page = await context.newPage();
			const problems: string[] = [];
			page.on('pageerror', ({ message }) => problems.push(message));
			await page.goto(`${base}/painel#chave=${ana}`);
			const card = page.locator('.card', { hasText: 'Joana Exemplo' });
			await card.waitFor({ timeout: 30_000 });
			const folder = await mkdtemp(path.join(tmpdir(), 'atendeaqui-page-'));
			await page.screenshot({ path: path.join(folder, 'list.png') });
			await card.getByRole('button', { name: 'Assumir' }).click();
			await card.getByRole('button', { name: 'Liberar' }).waitFor({ timeout: 15_000 });
			expect((await ask('GET', `/session/${phone}/status`, ana)).body).toMatchObject({ mode: 'human', human_attendant: 'ana@example.com' });
			// Somebody else changes it: the page follows by itself.
			await order(phone, 'release', ana);
			await card.getByRole('button', { name: 'Assumir' }).waitFor({ timeout: 15_000 });
			await page.screenshot({ path: path.join(folder, 'after.png') });
			expect(problems).toEqual([]);
			await context.close();
		});
	});
}
