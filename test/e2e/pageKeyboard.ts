import { BIA, minutesAgo, session } from './controlApiForTests';
import { api, appears, enter, page } from './pageForTests';
import { ASKING, cardOf, focused, MINE, SCENES, talk, thirty } from './pageScenes';

const JOAO = '5531900000007';

/** The page without a mouse: what is reached, what is seen of it, and where the keyboard stands when what it stood on goes away. */
export function keyboard(): void {
	const press = (...keys: string[]) =>
		keys.reduce<Promise<void>>((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
	const card = (name: string) => cardOf(name);

	describe('with the keyboard alone', () => {
		it('Tab reaches everything that can be pressed, in the order of the page, and shows where it stands', async () => {
			await SCENES['an open conversation']();
			await page.setViewportSize({ width: 1440, height: 900 });
			const wanted: unknown[] = await page.evaluate(
				`[...document.querySelectorAll('button, a[href], [tabindex="0"]')].filter((node) => node.checkVisibility({ visibilityProperty: true })).map((node) => node.getAttribute('aria-label') || node.id || node.textContent)`,
			);
			await page.locator('#sound').focus();
			const reached: unknown[] = [];
			for (const _ of wanted) {
				reached.push(await focused());
				const ring = `(() => { const at = document.activeElement; const style = getComputedStyle(at, at.matches('.title') ? '::after' : null); return style.outlineStyle + ' ' + style.outlineWidth; })()`;
				expect([reached.at(-1), await page.evaluate(ring)]).toEqual([reached.at(-1), 'solid 3px']);
				await press('Tab');
			}
			expect(reached).toEqual(wanted);
		});

		it('arrow keys go from conversation to conversation, Home and End to the first and the last, Enter opens, Escape comes back', async () => {
			thirty();
			await enter();
			await appears(card('Marina'));
			const names = await page.locator('.card .title').allTextContents();
			await page.locator('.card .title').first().focus();
			await press('ArrowDown', 'ArrowDown', 'ArrowUp');
			expect(await focused()).toBe(names[1]);
			await press('End', 'ArrowDown');
			expect(await focused()).toBe(names[29]);
			await press('Home', 'ArrowUp');
			expect(await focused()).toBe(names[0]);
			// From a button of a card too; together with Ctrl or Alt they are the browser's.
			await press('Tab', 'ArrowDown', 'Control+ArrowDown');
			expect(await focused()).toBe(names[1]);
			await press('Enter');
			await appears(page.locator('#conversation'));
			expect(await focused()).toBe('who');
			await press('Escape');
			await page.locator('#conversation').waitFor({ state: 'hidden' });
			expect(await focused()).toBe(names[1]);
		});

		it('after the form the keyboard stands before the list', async () => {
			await page.goto(api.url);
			await page.getByLabel('Chave de acesso').fill('chave-da-ana');
			await press('Enter');
			await appears(page.locator('#panel'));
			expect(await focused()).toBe('list-title');
			await press('Tab');
			expect(await focused()).toBe('Todas 0');
		});
	});

	describe('the keyboard is not lost', () => {
		it('when the pressed button gives way to others, and Enter twice undoes nothing', async () => {
			api.put(session(MINE, { name: 'Marina' }));
			await enter();
			await card('Marina').getByRole('button', { name: 'Assumir' }).focus();
			await press('Enter');
			await appears(card('Marina').getByRole('button', { name: 'Liberar' }));
			expect(await focused()).toBe('Marina');
			expect(api.get(MINE)?.mode).toBe('human');
		});

		it('when the conversation leaves the list: the next one has it, and the filter when none is left', async () => {
			const spoke = (minutes: number) => ({ last_agent_message: minutesAgo(minutes), last_customer_message: minutesAgo(minutes + 1) });
			api.put(session(MINE, { name: 'Marina', ...spoke(10) }), session(JOAO, { name: 'João', ...spoke(20) }));
			await enter();
			await page.getByRole('button', { name: 'Robô 2' }).click();
			await card('Marina').getByRole('button', { name: 'Pausar' }).focus();
			await press('Enter');
			await card('Marina').waitFor({ state: 'detached' });
			expect(await focused()).toBe('João');
			api.change(JOAO, { mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(0) });
			await card('João').waitFor({ state: 'detached' });
			expect(await focused()).toBe('Robô 0');
		});

		it('when its conversation goes to the top, and others come and go around it', async () => {
			thirty();
			await enter();
			await card('Maria').getByRole('button', { name: 'Pausar' }).focus();
			await page.evaluate(`globalThis.blurred = 0; addEventListener('focusout', () => (globalThis.blurred += 1))`);
			for (let index = 3; index < 28; index += 3)
				api.change(`55319300${String(index).padStart(5, '0')}`, {
					last_customer_message: minutesAgo(30 + index),
					last_agent_message: minutesAgo(100),
				});
			await appears(page.locator('.card.waiting').nth(9));
			api.change('5531930000000', { metadata: { escalation_requested: true, escalation_at: minutesAgo(5) } });
			await appears(card('Maria').getByText('Pediu uma pessoa'));
			expect(await page.locator('.card .title').nth(1).textContent()).toBe('Maria');
			expect(await focused()).toBe('Pausar: Maria');
			// It was not taken away and given back either, which a screen reader would read aloud.
			expect(await page.evaluate('globalThis.blurred')).toBe(0);
		});

		it('when a dialog is left: its button has it again, and the name of the conversation where that is gone', async () => {
			thirty();
			await enter();
			await card('Marina').getByRole('button', { name: 'Transferir' }).focus();
			await press('Enter');
			await appears(page.getByRole('dialog'));
			const inside = `document.activeElement === document.body || document.querySelector('dialog[open]').contains(document.activeElement)`;
			for (let step = 0; step < 8; step += 1) {
				expect(await page.evaluate(inside)).toBe(true);
				await press('Tab');
			}
			await press('Escape');
			expect(await focused()).toBe('Transferir: Marina');
			// The button does its work again at once, however fast the next key comes.
			await press('Enter');
			await appears(page.getByRole('dialog'));
			for (let again = 0; again < 5; again += 1) {
				await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Enter')]);
				await appears(page.getByRole('dialog'));
			}
			api.change(MINE, { mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(0) });
			await card('Marina').getByText('Com Bia Rocha').waitFor({ state: 'attached' });
			await press('Escape');
			expect(await focused()).toBe('Marina');
		});

		it('when a notice is closed, and when the connection is back', async () => {
			thirty();
			await enter();
			api.state.down = true;
			await card('Pedro').getByRole('button', { name: 'Assumir' }).focus();
			await press('Enter');
			await appears(page.locator('#notice-bad'));
			await page.getByRole('button', { name: 'Fechar o aviso' }).focus();
			await press('Enter');
			expect(await focused()).toBe('Assumir: Pedro');
			await appears(page.locator('#offline'));
			api.state.down = false;
			await page.locator('#offline-retry').focus();
			await press('Enter');
			await page.locator('#offline').waitFor({ state: 'hidden' });
			expect(await focused()).toBe('list-title');
		});

		it('when messages come: a link in the conversation keeps it; and who stands in the list is not taken from there by a conversation that ends', async () => {
			await page.setViewportSize({ width: 1440, height: 900 });
			const said = talk();
			thirty();
			api.say(MINE, said);
			await enter();
			await card('Marina').locator('.title').click();
			await page.locator('.message a').focus();
			const come = { author: 'customer' as const, at: minutesAgo(0), text: 'Oi?', status: 'received' };
			for (const [messages, stands] of [
				[[...said, come], 'https://loja.example/fb300'],
				[[{ ...come, text: 'Oi de novo' }], 'Mensagens'],
			] as const) {
				api.say(MINE, [...messages]);
				api.change(MINE, { last_text: messages.at(-1)?.text });
				await appears(page.locator('.message', { hasText: messages.at(-1)?.text ?? '' }));
				expect(await focused()).toBe(stands);
			}
			await card('Pedro').getByRole('button', { name: 'Assumir' }).focus();
			await page.goBack();
			await page.locator('#conversation').waitFor({ state: 'hidden' });
			expect(await focused()).toBe('Assumir: Pedro');
			expect(api.get(ASKING)?.mode).toBe('paused');
		});
	});
}
