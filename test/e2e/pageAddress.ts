import { pageLink } from '../../nodes/shared/core/handoff/pageLink';
import { ANA, BIA, minutesAgo, session } from './controlApiForTests';
import { JOAO, MARIA, api, appears, card, enter, page } from './pageForTests';

/** What the address of the page names. Called by page.test.ts: each file of end-to-end tests would start a server and a browser. */
export function theAddress(): void {
	describe('the address', () => {
		const link = 'https://loja.example/fb300?x=1';
		beforeEach(() => {
			api.put(
				session(MARIA, { name: 'Maria' }),
				session(JOAO, { name: 'João', mode: 'human', human_attendant: ANA.id, human_since: minutesAgo(4) }),
			);
			api.say(MARIA, [
				{ author: 'customer', at: minutesAgo(3), text: `Este (${link}) ou javascript:alert(1)?`, status: 'received' },
				{ author: 'human', at: minutesAgo(2), text: 'O primeiro', status: 'sent', attendant: BIA.id, attendant_name: 'Bia Rocha' },
			]);
		});

		it('names filter and conversation, so that a reload comes back to both', async () => {
			await enter();
			await page.getByRole('button', { name: 'Minhas 1' }).click();
			await card('João').locator('.title').click();
			await appears(page.locator('#conversation'));
			const address = `${api.url}#chave=chave-da-ana&filtro=mine&conversa=loja/${JOAO}`;
			expect(page.url()).toBe(address);
			await page.reload();
			await appears(page.locator('#conversation'));
			expect(await page.locator('#who').textContent()).toBe('João');
			expect(await page.locator('.card .title').allTextContents()).toEqual(['João']);
			expect(page.url()).toBe(address);
			await page.getByRole('button', { name: 'Voltar à lista' }).click();
			await page.locator('#conversation').waitFor({ state: 'hidden' });
			expect(page.url()).toBe(`${api.url}#chave=chave-da-ana&filtro=mine`);
			await appears(card('João'));
		});

		it('of a notice asks for the key and then opens the conversation; Back leads to the list', async () => {
			await page.goto(pageLink(api.url, 'loja', MARIA));
			await page.getByLabel('Chave de acesso').fill('chave-da-ana');
			await page.keyboard.press('Enter');
			await appears(page.locator('#conversation'));
			expect(await page.locator('#who').textContent()).toBe('Maria');
			await page.goBack();
			await page.locator('#conversation').waitFor({ state: 'hidden' });
			expect(await page.locator('#panel').isVisible()).toBe(true);
			await page.evaluate(`location.hash = '#conversa=loja/${JOAO}'`);
			await appears(page.locator('#who', { hasText: 'João' }));
		});

		it('of a conversation that is not there says so', async () => {
			await page.goto(`${api.url}#chave=chave-da-ana&conversa=loja/5531988887777`);
			await appears(page.getByText('A conversa com (31) 98888-7777 não está entre as ativas do último dia.'));
			expect(await page.locator('#conversation').isVisible()).toBe(false);
		});

		it('in a message can be opened, in a tab of its own that learns nothing of this one; the team is told by name', async () => {
			await enter();
			await card('Maria').locator('.title').click();
			const anchor = page.locator('.message a');
			await appears(anchor);
			expect(await anchor.count()).toBe(1);
			expect([
				await anchor.textContent(),
				await anchor.getAttribute('href'),
				await anchor.getAttribute('target'),
				await anchor.getAttribute('rel'),
			]).toEqual([link, link, '_blank', 'noopener noreferrer nofollow']);
			expect(await page.locator('.message strong').allTextContents()).toEqual(['Cliente', 'Bia Rocha · Equipe']);
		});
	});
}
