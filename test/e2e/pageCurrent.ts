import { BIA, minutesAgo, session } from './controlApiForTests';
import { JOAO, MARIA, api, appears, card, countNotes, enter, hide, lists, notes, page, posts, until } from './pageForTests';

/** How the page learns of what changes, and tells of it. Called by page.test.ts: each file of end-to-end tests would start a server and a browser. */
export function stayingCurrent(): void {
	describe('staying current', () => {
		it('asks only for changes, repeats the same question while nothing changes, and is told so with a 304', async () => {
			api.put(session(MARIA, { name: 'Maria' }));
			await enter();
			await until('two answers 304', () => lists().filter(({ status }) => status === 304).length >= 2);
			const [first, ...later] = lists();
			expect(first.query).toEqual({ limit: '50' });
			expect(new Set(later.map(({ query }) => query.updated_since)).size).toBe(1);
			expect(later.at(-1)?.headers['if-none-match']).toMatch(/^"/);
			api.change(MARIA, { name: 'Maria', mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(0) });
			await appears(card('Maria').getByText('Com Bia Rocha'));
		});

		it('announces who newly asks for a person', async () => {
			api.put(session(MARIA, { name: 'Maria' }), session(JOAO, { name: 'João' }));
			await enter();
			await appears(card('Maria'));
			api.change(JOAO, { mode: 'paused', paused_at: minutesAgo(0), metadata: { escalation_requested: true } });
			await appears(card('João').getByText('Pediu uma pessoa agora'));
			expect(await page.locator('[aria-live=polite]').textContent()).toBe('João pediu uma pessoa.');
			expect(await page.locator('.card .title').first().textContent()).toBe('João');
		});

		it('keeps the focus on a button while the list is drawn anew and sorted', async () => {
			api.put(
				session(MARIA, { name: 'Maria' }),
				session(JOAO, { name: 'João', last_agent_message: minutesAgo(12), last_customer_message: minutesAgo(13) }),
			);
			await enter();
			await card('João').getByRole('button', { name: 'Pausar' }).focus();
			api.change(JOAO, { last_customer_message: minutesAgo(2), last_text: 'Alô?', last_from: 'customer' });
			await appears(card('João').getByText('Cliente espera resposta há 2 min'));
			expect(await page.locator('.card .title').first().textContent()).toBe('João');
			expect(await page.evaluate(`document.activeElement.getAttribute('aria-label')`)).toBe('Pausar: João');
		});

		it('asks less often while the server fails, tells so, and recovers by itself', async () => {
			api.put(session(MARIA, { name: 'Maria' }));
			await enter();
			await appears(card('Maria'));
			api.state.down = true;
			const failed = () => lists().filter(({ status }) => status === 503);
			await appears(page.getByText('Sem conexão. O banco de dados não responde.'));
			await until('the third failure', () => failed().length >= 3);
			const times = failed().map(({ at }) => at);
			// 3 s and 6 s, and no earlier; a busy machine may be late.
			expect(times[1] - times[0]).toBeGreaterThan(2800);
			expect(times[2] - times[1]).toBeGreaterThan(5600);
			expect(await page.getByText(/Nova tentativa em \d+ s/).count()).toBe(1);
			expect(await card('Maria').count()).toBe(1);
			api.state.down = false;
			await page.getByRole('button', { name: 'Tentar agora' }).click();
			await page.locator('#offline').waitFor({ state: 'hidden' });
		});

		it('does not know whether a request arrived when the line breaks, and says so', async () => {
			api.put(session(MARIA, { name: 'Maria' }));
			await enter();
			await appears(card('Maria'));
			await page.context().setOffline(true);
			await card('Maria').getByRole('button', { name: 'Assumir' }).click();
			await appears(page.getByText('não sei se o pedido chegou'));
			await appears(page.getByText('Sem conexão. O servidor não responde.'));
			expect(posts()).toEqual([]);
			await page.context().setOffline(false);
			await page.locator('#offline').waitFor({ state: 'hidden' });
		});

		it('goes on asking while it is hidden, less often, and asks at once when it is seen again', async () => {
			api.put(session(MARIA, { name: 'Maria' }), session(JOAO, { name: 'João' }));
			await countNotes();
			await enter();
			await card('Maria').locator('.title').click();
			await hide(true);
			await page.waitForTimeout(300);
			const asked = api.asked.length;
			await page.waitForTimeout(8000);
			expect(api.asked).toHaveLength(asked);
			api.change(JOAO, {
				mode: 'paused',
				paused_at: minutesAgo(0),
				metadata: { escalation_requested: true, escalation_at: minutesAgo(0) },
			});
			await until('a question from the back', () => api.asked.length > asked, 20_000);
			await page.waitForFunction(`document.title === '(1) Atendimento · AtendeAqui'`);
			expect(await notes()).toBe(2);
			api.change(MARIA, { mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(0) });
			await hide(false);
			await page.locator('#who-line', { hasText: 'Com Bia Rocha' }).waitFor({ timeout: 1500 });
			expect(await notes()).toBe(2);
		});

		it('sounds once for a request for a person, and not for those that stood there before', async () => {
			const asking = {
				mode: 'paused',
				paused_at: minutesAgo(1),
				metadata: { escalation_requested: true, escalation_at: minutesAgo(1) },
			} as const;
			api.put(session(MARIA, { name: 'Maria', ...asking }), session(JOAO, { name: 'João' }));
			await countNotes();
			await enter();
			await page.getByRole('button', { name: /^Todas/ }).click();
			await appears(card('Maria'));
			expect(await notes()).toBe(0);
			api.change(JOAO, asking);
			await appears(card('João').getByText('Pediu uma pessoa'));
			expect([await notes(), await page.title()]).toEqual([2, '(2) Atendimento · AtendeAqui']);
			api.change(JOAO, { last_text: 'Alô?' });
			await appears(card('João').getByText('Alô?'));
			expect(await notes()).toBe(2);
			// Switched off, the title and the words tell all the same.
			await page.getByRole('switch', { name: 'Som dos avisos' }).click();
			api.change(MARIA, { metadata: { escalation_requested: true, escalation_at: minutesAgo(0) } });
			await appears(page.locator('#aloud', { hasText: 'Maria pediu uma pessoa.' }));
			expect(await notes()).toBe(2);
		});
	});
}
