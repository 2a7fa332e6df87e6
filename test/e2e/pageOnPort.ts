import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Page, Request } from 'playwright-core';

import type { NodeJson } from '../sandbox/n8nApi';
import { addPerson } from '../sandbox/people';
import { freePort } from '../sandbox/ports';
import type { Adjust } from '../sandbox/publish';
import { appears, newContext } from './pageForTests';
import { withSandbox } from './sandboxForTests';

const TYPE = 'n8n-nodes-atendeaqui.controlApiTrigger';
/** Far less than the three seconds between two questions, and enough for a busy machine. */
const AT_ONCE_MS = 2800;

/**
 * What is another on a port of its own, on real n8n: entering, reloading, live updates, orders of two people. Called by page.test.ts: the rest of the page is the
 * same script on the same API, and is shown there once.
 */
export function onThePort(): void {
	describe('on a port of its own, on real n8n', () => {
		let port: number;
		let url: string;
		let ana: string;
		let folder: string;
		const asked: Request[] = [];
		const problems: string[] = [];
		beforeAll(async () => {
			port = await freePort();
			folder = await mkdtemp(path.join(tmpdir(), 'atendeaqui-page-'));
		});
		const onPort = (node: NodeJson): NodeJson =>
			node.type === TYPE
				? { ...node, parameters: { ...(node.parameters as object), ownPort: true, port, publicUrl: `http://127.0.0.1:${port}` } }
				: node;
		const adjust: Adjust = (template) => ({ ...template, nodes: template.nodes.map(onPort) });
		const sandbox = withSandbox({ templates: ['handoff-control-api'], adjust });
		beforeAll(async () => {
			const id = await sandbox().api().webhookId(sandbox().published['handoff-control-api'], TYPE);
			url = `http://127.0.0.1:${port}/atendimento/${id}/painel`;
			ana = await addPerson(sandbox(), { id: 'ana@example.com', name: 'Ana Lima', role: 'attendant' });
			for (const [phone, name] of [
				['5531900000001', 'Maria'],
				['5531900000002', 'João'],
			]) {
				await sql(`insert into leads (phone, name) values ($1, $2)`, [phone, name]);
				await sql(`insert into sessions (channel, phone, last_customer_message) values ('loja', $1, now())`, [phone]);
			}
		});
		afterEach(async () => {
			await Promise.all(opened.splice(0).map(async (page) => await page.context().close()));
			expect(problems.splice(0)).toEqual([]);
			// Wherever the page came from, and whatever it asked: no address ever had a key.
			expect(asked.splice(0).filter((request) => request.url().includes(ana))).toEqual([]);
		});

		const sql = async (text: string, values: unknown[] = []) => void (await sandbox().supabase.pool.query(text, values));
		const opened: Page[] = [];
		const watched = (page: Page): Page => {
			opened.push(page);
			page.setDefaultTimeout(15_000);
			page.on('pageerror', ({ message }) => problems.push(message));
			page.on('console', (message) => problems.push(...[message.text()].filter((text) => /Content Security Policy|CORS/i.test(text))));
			page.on('request', (request) => asked.push(request));
			return page;
		};
		const newPage = async (): Promise<Page> => watched(await (await newContext()).newPage());
		const entered = async (key = ana): Promise<Page> => {
			const page = await newPage();
			await page.goto(`${url}#chave=${key}`);
			await appears(page.locator('#panel'));
			return page;
		};
		const card = (page: Page, name: string) => page.locator('.card', { hasText: name });
		const kept = async (page: Page) => JSON.parse((await page.evaluate(`Object.values(localStorage)[0] ?? '{}'`)) as string) as object;
		const lists = () => asked.filter((request) => request.url().includes('/sessions/active')).length;
		const shot = async (page: Page, name: string) => await page.screenshot({ path: path.join(folder, `${name}.png`) });
		const change = async (phone: string, set: string) =>
			await sql(`update sessions set ${set}, version = version + 1, updated_at = now() where phone = $1 and channel = 'loja'`, [phone]);
		/** Changes something until it is seen soon: that the page is told of it, and does not ask. */
		const isTold = async (page: Page): Promise<void> => {
			for (let tries = 0; ; tries++) {
				const text = `Aviso ${tries} ${Date.now()}`;
				await change('5531900000001', `metadata = jsonb_build_object('escalation_requested', true, 'escalation_message', '${text}')`);
				const seen = await page
					.getByText(text)
					.waitFor({ timeout: AT_ONCE_MS })
					.then(
						() => true,
						() => false,
					);
				if (seen && tries > 0) return;
				if (tries > 20) throw new Error('The page is not told of changes');
			}
		};

		test('asks for the key once: a reload comes back with key, filter and sound as they were; a refused key is kept nowhere', async () => {
			const page = await newPage();
			await page.goto(url);
			await page.getByLabel('Chave de acesso').fill('errada');
			await page.keyboard.press('Enter');
			await appears(page.getByText('Esta chave não foi aceita'));
			expect(await kept(page)).toEqual({});
			await page.getByLabel('Chave de acesso').fill(ana);
			await page.keyboard.press('Enter');
			await appears(card(page, 'Maria'));
			expect([await page.evaluate('self.origin'), page.url()]).toEqual([new URL(url).origin, url]);
			await page.getByRole('button', { name: /^Robô 2/ }).click();
			const sound = page.getByRole('switch', { name: 'Som dos avisos' });
			expect(await sound.getAttribute('aria-checked')).toBe('true');
			await sound.click();
			await page.goto('about:blank');
			await page.goto(url);
			await appears(card(page, 'Maria'));
			expect(await page.locator('[aria-pressed=true]').allTextContents()).toEqual(['Robô 2']);
			expect(await sound.getAttribute('aria-checked')).toBe('false');
			await shot(page, 'reloaded');
			expect(await kept(page)).toEqual({ key: ana, filter: 'agent', sound: false });
		});

		test('a key in the address is kept, and taken out of it; a link with another that is refused leaves the kept one as it is', async () => {
			const page = await entered();
			expect(page.url()).toBe(`${url}#`);
			await page.goto(`${url}#chave=errada`);
			await appears(page.getByText('Esta chave não foi aceita'));
			expect(await kept(page)).toMatchObject({ key: ana });
			await page.goto('about:blank');
			await page.goto(url);
			await appears(page.locator('#panel'));
		});

		test('is told of what changes, and asks for nothing meanwhile', async () => {
			const page = await entered();
			await isTold(page);
			const events = asked.filter((request) => request.url().endsWith('/events'));
			expect(await events[0].headerValue('authorization')).toBe(`Bearer ${ana}`);
			const before = lists();
			await page.waitForTimeout(7000);
			expect(lists()).toBe(before);
			await change('5531900000001', `metadata = '{}'`);
			await card(page, 'Maria').getByText('Pediu uma pessoa').waitFor({ state: 'hidden', timeout: AT_ONCE_MS });
		});

		test('an order of one is seen by the other at once; on another number of the company it is told who has the customer', async () => {
			const bia = await addPerson(sandbox(), { id: 'bia@example.com', name: 'Bia Rocha', role: 'attendant' });
			await sql(
				`insert into sessions (channel, phone, last_customer_message) values ('filial', '5531900000001', now() - interval '1 minute')`,
			);
			const [page, other] = [await entered(), await entered(bia)];
			await isTold(other);
			const there = card(page, 'filial');
			await there.getByRole('button', { name: 'Assumir' }).click();
			await appears(there.getByRole('button', { name: 'Liberar' }));
			await card(other, 'filial').getByText('Com Ana Lima').first().waitFor({ timeout: AT_ONCE_MS });
			const here = card(other, 'Maria').filter({ hasText: 'loja' });
			await here.getByText('Com Ana Lima em outro número').waitFor({ timeout: AT_ONCE_MS });
			await card(page, 'Maria').filter({ hasText: 'loja' }).getByText('Com você em outro número').waitFor({ timeout: AT_ONCE_MS });
			await shot(other, 'guarded');
			await here.locator('.title').click();
			await appears(other.locator('#who-guard', { hasText: 'Com Ana Lima em outro número' }));
			await shot(other, 'guarded-conversation');
			await there.getByRole('button', { name: 'Liberar' }).click();
			await other.locator('#who-guard').waitFor({ state: 'hidden', timeout: AT_ONCE_MS });
			await sql(`delete from sessions where channel = 'filial'`);
		});

		test('published again, the page is told again by itself; where a proxy lets no stream through it asks', async () => {
			const page = await entered();
			await isTold(page);
			await sandbox().api().publishAgain(sandbox().published['handoff-control-api']);
			await isTold(page);
			expect(await page.locator('#login').isVisible()).toBe(false);
			await page.route('**/events', async (route) => await route.fulfill({ status: 502, body: 'Bad Gateway' }));
			await page.reload();
			await appears(card(page, 'João'));
			await change('5531900000002', `metadata = '{"escalation_requested": true}'`);
			await appears(card(page, 'João').getByText('Pediu uma pessoa'));
			await change('5531900000002', `metadata = '{}'`);
			await card(page, 'João').getByText('Pediu uma pessoa').waitFor({ state: 'hidden' });
			expect(lists()).toBeGreaterThan(2);
		});

		test('"Sair" forgets the key in every tab, not the choices; a key that is revoked is forgotten at once', async () => {
			const page = await entered();
			const second = watched(await page.context().newPage());
			await second.goto(url);
			await appears(second.locator('#panel'));
			await page.getByRole('button', { name: /^Robô/ }).click();
			await page.getByRole('button', { name: 'Sair' }).click();
			for (const one of [page, second]) await appears(one.getByLabel('Chave de acesso'));
			expect(await kept(page)).toEqual({ filter: 'agent' });
			await page.goto('about:blank');
			await page.goto(url);
			await appears(page.getByLabel('Chave de acesso'));
			await shot(page, 'left');
			await page.getByLabel('Chave de acesso').fill(ana);
			await page.keyboard.press('Enter');
			await isTold(page);
			await sql(`update attendants set active = false where id = 'ana@example.com'`);
			await page.getByText('A sua chave não vale mais').waitFor({ timeout: 5000 });
			expect(await kept(page)).toEqual({ filter: 'agent' });
			await sql(`update attendants set active = true where id = 'ana@example.com'`);
			await page.goto('about:blank');
			await page.goto(url);
			await appears(page.getByLabel('Chave de acesso'));
		});
	});
}
