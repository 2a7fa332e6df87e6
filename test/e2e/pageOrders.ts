import { ANA, BIA, minutesAgo, session } from './controlApiForTests';
import { MARIA, api, appears, buttons, card, enter, hide, page, posts } from './pageForTests';

/** What an attendant can do, in the list and in a conversation. Called by page.test.ts: each file of end-to-end tests would start a server and a browser. */
export function orders(): void {
	describe('buttons', () => {
		it('takes over and releases', async () => {
			api.put(session(MARIA, { name: 'Maria' }));
			await enter();
			await card('Maria').getByRole('button', { name: 'Assumir' }).click();
			await appears(page.getByText('Feito: takeover.'));
			expect(await card('Maria').locator('.badge').innerText()).toBe('Você');
			await card('Maria').getByRole('button', { name: 'Liberar' }).click();
			await appears(page.getByText('Feito: release.'));
			expect(await card('Maria').locator('.badge').innerText()).toBe('Robô');
			expect(posts()).toEqual([
				{ path: `/session/${MARIA}/takeover`, body: { channel: 'loja' }, status: 200 },
				{ path: `/session/${MARIA}/release`, body: { channel: 'loja' }, status: 200 },
			]);
		});

		it('pauses and resumes', async () => {
			api.put(session(MARIA, { name: 'Maria' }));
			await enter();
			await card('Maria').getByRole('button', { name: 'Pausar' }).click();
			await card('Maria').getByRole('button', { name: 'Retomar' }).click();
			await appears(page.getByText('Feito: resume.'));
			expect(posts().map(({ path }) => path)).toEqual([`/session/${MARIA}/pause`, `/session/${MARIA}/resume`]);
		});

		it('sends one request however often it is pressed', async () => {
			api.put(session(MARIA, { name: 'Maria' }));
			await enter();
			await appears(card('Maria'));
			api.state.slowMs = 500;
			await page.evaluate(`for (let i = 0; i < 5; i += 1) document.querySelector('[data-action=takeover]').click()`);
			expect(await card('Maria').getByRole('button', { name: 'Assumir' }).getAttribute('aria-disabled')).toBe('true');
			await appears(page.getByText('Feito: takeover.'));
			expect(posts()).toHaveLength(1);
		});

		it('names the owner and since when on a conflict, and shows what is so now', async () => {
			api.put(session(MARIA, { name: 'Maria' }));
			await enter();
			await appears(card('Maria'));
			await hide(true);
			api.change(MARIA, { mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(4) });
			await card('Maria').getByRole('button', { name: 'Assumir' }).click();
			await appears(page.getByText(/^Bia Rocha já está com esta conversa desde \d\d:\d\d \(há 4 min\)\. Nada foi mudado\.$/));
			await appears(card('Maria').getByText('Com Bia Rocha há 4 min'));
			expect(await buttons(card('Maria'))).toEqual([]);
			expect(posts().map(({ status }) => status)).toEqual([409]);
		});

		it('takes over by force only after a confirmation', async () => {
			api.put(session(MARIA, { name: 'Maria', mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(4) }));
			await enter('chave-do-caio');
			const force = card('Maria').getByRole('button', { name: 'Assumir à força' });
			await force.click();
			await appears(page.getByText('Bia Rocha está atendendo Maria.'));
			await page.keyboard.press('Escape');
			await force.click();
			await page.getByRole('dialog').getByRole('button', { name: 'Cancelar' }).click();
			expect(posts()).toEqual([]);
			await force.click();
			await page.getByRole('dialog').getByRole('button', { name: 'Assumir à força' }).click();
			await appears(page.getByText('Feito: takeover.'));
			expect(posts()).toEqual([{ path: `/session/${MARIA}/takeover`, body: { channel: 'loja', force: true }, status: 200 }]);
		});

		it('transfers to a chosen attendant with a reason', async () => {
			api.put(session(MARIA, { name: 'Maria', mode: 'human', human_attendant: ANA.id, human_since: minutesAgo(4) }));
			await enter();
			await card('Maria').getByRole('button', { name: 'Transferir' }).click();
			const dialog = page.getByRole('dialog');
			await appears(dialog);
			expect(await dialog.locator('option').allTextContents()).toEqual(['Escolha…', 'Bia Rocha', 'Caio Reis']);
			await dialog.getByRole('button', { name: 'Transferir' }).click();
			expect(await dialog.isVisible()).toBe(true);
			await dialog.getByLabel('Para quem').selectOption(BIA.id);
			await dialog.getByLabel('Motivo (opcional)').fill('Financiamento');
			await dialog.getByRole('button', { name: 'Transferir' }).click();
			await appears(card('Maria').getByText('Com Bia Rocha agora'));
			const body = { channel: 'loja', to: BIA.id, reason: 'Financiamento' };
			expect(posts()).toEqual([{ path: `/session/${MARIA}/transfer`, body, status: 200 }]);
		});
	});

	describe('a conversation', () => {
		const talk = Array.from({ length: 30 }, (_, index) => ({
			author: index % 2 ? ('agent' as const) : ('customer' as const),
			at: minutesAgo(60 - index),
			text: `Mensagem ${index + 1}`,
			status: index % 2 ? 'sent' : 'received',
		}));
		beforeEach(() => {
			api.put(session(MARIA, { name: 'Maria' }));
			api.say(MARIA, talk, [
				{ at: minutesAgo(0.5), type: 'mode_changed', actor_id: BIA.id, from_mode: 'human', to_mode: 'agent', reason: null },
			]);
		});
		const atBottom = () =>
			page.evaluate(
				`(() => { const { scrollHeight, scrollTop, clientHeight } = document.querySelector('#log'); return scrollHeight - scrollTop - clientHeight < 2; })()`,
			);

		it('shows the messages with the newest at the bottom, and new ones as they come', async () => {
			await enter();
			// Anywhere on the card.
			await card('Maria').click({ position: { x: 200, y: 60 } });
			await appears(page.getByText('Bia Rocha devolveu a conversa ao robô'));
			expect(await page.locator('.message p').allTextContents()).toEqual(talk.map(({ text }) => text));
			expect(await atBottom()).toBe(true);
			expect(await page.locator('.message').last().innerText()).toMatch(/^Robô\s+Mensagem 30\s+\d\d:\d\d · enviada$/);
			api.say(MARIA, [...talk, { author: 'customer', at: minutesAgo(0), text: 'Ainda está aí?', status: 'received' }]);
			api.change(MARIA, { last_customer_message: minutesAgo(0), last_text: 'Ainda está aí?', last_from: 'customer' });
			await appears(page.locator('.message', { hasText: 'Ainda está aí?' }));
			expect(await atBottom()).toBe(true);
		});

		it('acts from the conversation, and goes back to the list with the focus where it was', async () => {
			await enter();
			await card('Maria').locator('.title').click();
			expect(await page.evaluate('document.activeElement.id')).toBe('who');
			await page.locator('#conversation').getByRole('button', { name: 'Assumir' }).click();
			await appears(page.locator('#who-line', { hasText: 'Com você agora' }));
			await page.getByRole('button', { name: 'Voltar à lista' }).click();
			await page.locator('#conversation').waitFor({ state: 'hidden' });
			expect(await page.evaluate('document.activeElement.textContent')).toBe('Maria');
		});

		it('closes with the phone’s Back key and with Escape', async () => {
			await enter();
			await card('Maria').locator('.title').click();
			await appears(page.locator('#conversation'));
			await page.goBack();
			await page.locator('#conversation').waitFor({ state: 'hidden' });
			await card('Maria').locator('.title').click();
			await page.keyboard.press('Escape');
			await page.locator('#conversation').waitFor({ state: 'hidden' });
			expect(page.url()).toBe(`${api.url}#chave=chave-da-ana`);
		});
	});
}
