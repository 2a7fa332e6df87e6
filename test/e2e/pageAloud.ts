import { BIA, minutesAgo, session } from './controlApiForTests';
import { api, appears, enter, page } from './pageForTests';
import { cardOf, MINE, SCENES, thirty } from './pageScenes';

const THEIRS = '5531900000009';

/** What a screen reader is given: the regions of the page, the names of what it holds, and what is read aloud when, and how often. */
export function aloud(): void {
	const card = (name: string) => cardOf(name);
	/** Counts what is added below an element from now on, as a screen reader reads it. */
	const listen = (selector: string) =>
		page.evaluate(`
			globalThis.heard = [];
			new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => heard.push(node.textContent))))
				.observe(document.querySelector('${selector}'), { childList: true });
		`);
	const heard = () => page.evaluate('globalThis.heard');

	describe('read aloud', () => {
		it('has Portuguese words, one banner, one main part, named regions and lists with as many items as conversations and messages', async () => {
			await page.setViewportSize({ width: 1440, height: 900 });
			await SCENES['an open conversation']();
			expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
			const tree = (await page.locator('body').ariaSnapshot()).split('\n').map((line) => line.replace(/:.*$/, ''));
			const count = (start: string) => tree.filter((line) => line.trim() === start).length;
			expect(['- banner', '- main', '- region "Conversas"', '- region "Marina"', '- log "Mensagens"', '- list'].map(count)).toEqual([
				1, 1, 1, 1, 1, 2,
			]);
			expect(await page.locator('.list').getByRole('listitem').count()).toBe(30);
			expect(await page.getByRole('heading', { level: 1, name: 'Atendimento' }).count()).toBe(1);
			expect(await page.getByRole('heading', { level: 3 }).count()).toBe(30);
		});

		it('has a name for each button, no two the same, and tells which is pressed, which conversation is open, and what is under way', async () => {
			await SCENES['an open conversation']();
			await page.setViewportSize({ width: 1440, height: 900 });
			const names: unknown[] = await page.evaluate(
				`[...document.querySelectorAll('.list button')].map((node) => node.getAttribute('aria-label') ?? node.textContent.trim())`,
			);
			expect(names).not.toContain('');
			expect(new Set(names).size).toBe(names.length);
			expect(await page.getByRole('button', { pressed: true }).allTextContents()).toEqual(['Todas 30']);
			expect(await page.locator('[aria-current=true]').allTextContents()).toEqual(['Marina']);
			api.state.slowMs = 1000;
			const pause = card('Marina').getByRole('button', { name: 'Pausar: Marina' });
			await pause.click();
			expect(await pause.getAttribute('aria-disabled')).toBe('true');
			await appears(page.getByText('Feito: pause.'));
			expect(await page.getByRole('status').filter({ hasText: 'Feito: pause.' }).count()).toBe(1);
			api.state.slowMs = 0;
			api.state.agentEnabled = false;
			await appears(page.getByRole('status').filter({ hasText: 'Robô desligado' }));
		});

		it('tells once, politely, of each customer who begins to wait for this attendant, and not of those of others', async () => {
			const mine = { mode: 'human', human_attendant: 'ana@loja.example', human_since: minutesAgo(40) } as const;
			api.put(session(MINE, { name: 'Marina', ...mine }), session(THEIRS, { name: 'Téo', ...mine, human_attendant: BIA.id }));
			await enter();
			await appears(card('Marina'));
			expect(await page.locator('#aloud').getAttribute('aria-live')).toBe('polite');
			await listen('#aloud');
			api.change(THEIRS, { last_customer_message: minutesAgo(0), last_text: 'Bom dia' });
			api.change(MINE, { last_customer_message: minutesAgo(0), last_text: 'Alô?' });
			await appears(card('Marina').getByText('Alô?'));
			api.change(MINE, { last_customer_message: minutesAgo(-0.03), last_text: 'Tem alguém?' });
			await appears(card('Marina').getByText('Tem alguém?'));
			expect(await heard()).toEqual(['Marina espera resposta.']);
			const answer = new Date(Date.now() + 5000).toISOString();
			api.change(MINE, { last_human_message: answer, last_text: 'Oi, Marina' });
			await appears(card('Marina').getByText('Oi, Marina'));
			api.change(MINE, { last_customer_message: new Date(Date.now() + 9000).toISOString(), last_text: 'Obrigada' });
			await appears(card('Marina').getByText('Obrigada'));
			expect(await heard()).toEqual(['Marina espera resposta.', 'Marina espera resposta.']);
		});

		it('reads what comes into the open conversation once, and neither what was said before nor what became of it', async () => {
			const said = [
				{ author: 'customer' as const, at: minutesAgo(9), text: 'Bom dia', status: 'received' },
				{ author: 'agent' as const, at: minutesAgo(8), text: 'Bom dia!', status: 'sent' },
				{ author: 'customer' as const, at: minutesAgo(8), text: 'Bom dia', status: 'received' },
			];
			api.put(session(MINE, { name: 'Marina' }));
			api.say(MINE, said);
			await enter(`chave-da-ana&conversa=loja/${MINE}`);
			await appears(page.locator('.message').first());
			const log = page.getByRole('log');
			expect(await log.getAttribute('aria-live')).toBe('off');
			await listen('#messages');
			const read = said.map((one) => (one.author === 'agent' ? { ...one, status: 'read' } : one));
			api.say(MINE, [...read, { author: 'customer', at: minutesAgo(0), text: 'Quanto custa?', status: 'received' }]);
			api.change(MINE, { last_text: 'Quanto custa?' });
			await appears(page.locator('.message', { hasText: 'Quanto custa?' }));
			expect(await page.locator('.message.agent .when').textContent()).toMatch(/· lida$/);
			expect([await log.getAttribute('aria-live'), await log.getAttribute('aria-relevant')]).toEqual(['polite', 'additions']);
			expect(await heard()).toEqual([expect.stringMatching(/^ClienteQuanto custa\?\d\d:\d\d$/)]);
			expect(await page.locator('.message p').allTextContents()).toEqual(['Bom dia', 'Bom dia!', 'Bom dia', 'Quanto custa?']);
		});

		it('tells that the connection is lost at once, and politely that it is back', async () => {
			thirty();
			await enter();
			api.state.down = true;
			await appears(page.getByRole('alert').filter({ hasText: 'Sem conexão.' }));
			api.state.down = false;
			await page.locator('#offline').waitFor({ state: 'hidden' });
			expect(await page.locator('#aloud').textContent()).toBe('Conexão restabelecida.');
		});
	});
}
