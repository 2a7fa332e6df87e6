import { ANA, BIA, minutesAgo, session } from './controlApiForTests';
import { JOAO, MARIA, api, appears, buttons, card, crowd, enter, lists, page, tooWide } from './pageForTests';

/** What the list of conversations shows. Called by page.test.ts: each file of end-to-end tests would start a server and a browser. */
export function theList(): void {
	describe('the list', () => {
		beforeEach(() => {
			api.put(
				session('5511900000003', { name: 'Pedro', last_text: 'Temos sim!' }),
				session(JOAO, {
					name: 'João',
					mode: 'human',
					human_attendant: ANA.id,
					human_since: minutesAgo(4),
					last_human_message: minutesAgo(3),
					last_text: 'Já te mando',
					last_from: 'human',
				}),
				session('5521900000004', {
					mode: 'human',
					human_attendant: BIA.id,
					human_since: minutesAgo(95),
					last_human_message: minutesAgo(2),
				}),
				session('551130000005', { name: 'Loja', mode: 'paused', paused_at: minutesAgo(30), paused_by: BIA.id, pause_reason: 'manual' }),
				session(MARIA, {
					name: 'Maria',
					mode: 'paused',
					paused_at: minutesAgo(2),
					pause_reason: 'escalation',
					last_customer_message: minutesAgo(1),
					last_text: 'Oi?',
					last_from: 'customer',
					metadata: { escalation_requested: true, escalation_message: 'quero um atendente' },
				}),
			);
		});

		it('shows who answers, since when, the last text and what waits, with requests for a person on top', async () => {
			await enter();
			await appears(page.getByText('Com Bia Rocha há 1 h 35 min'));
			const first = page.locator('.card').first();
			expect(await first.innerText()).toMatch(
				/^Maria\s+Em pausa\s+\(31\) 90000-0001\s+Pediu uma pessoa há 2 min\s+quero um atendente\s+Cliente: Oi\?\s+Em pausa há 2 min, a pedido do cliente/,
			);
			expect(await card('João').innerText()).toMatch(/João\s+Você\s+\(31\) 90000-0002\s+Equipe: Já te mando\s+Com você há 4 min/);
			expect(await card('(21) 90000-0004').locator('.badge').innerText()).toBe('Bia Rocha');
			expect(await page.title()).toBe('(1) Atendimento · AtendeAqui');
		});

		it('has exactly the buttons that the server allows', async () => {
			await enter();
			await appears(card('Maria'));
			expect(await buttons(card('Maria'))).toEqual(['Assumir', 'Retomar']);
			expect(await buttons(card('Pedro'))).toEqual(['Assumir', 'Pausar']);
			expect(await buttons(card('João'))).toEqual(['Liberar', 'Transferir', 'Pausar']);
			expect(await buttons(card('(21) 90000-0004'))).toEqual([]);
			expect(await page.getByRole('button', { name: 'Assumir: Maria' }).count()).toBe(1);
		});

		it('filters, with counts', async () => {
			await enter();
			await appears(card('Maria'));
			expect(await page.locator('.chip').allTextContents()).toEqual([
				'Todas 5',
				'Robô 1',
				'Pessoa 2',
				'Pausadas 2',
				'Minhas 1',
				'Pediram pessoa 1',
			]);
			await page.getByRole('button', { name: 'Minhas 1' }).click();
			expect(await page.locator('.card .title').allTextContents()).toEqual(['João']);
			await page.getByRole('button', { name: 'Robô 1' }).click();
			api.change('5511900000003', { mode: 'paused', paused_at: minutesAgo(0) });
			await appears(page.getByText('Nenhuma conversa com o robô.'));
		});

		it('fits a phone and a desktop', async () => {
			await enter();
			await appears(card('Maria'));
			expect(await tooWide()).toEqual([]);
			await page.setViewportSize({ width: 1280, height: 800 });
			expect(await tooWide()).toEqual([]);
			await appears(page.getByText('Escolha uma conversa'));
		});

		it.each([320, 390, 768, 1440])(
			'with 332 conversations and names of any length, all of each card is to be seen at %d px',
			async (width) => {
				await page.setViewportSize({ width, height: 800 });
				api.put(...crowd(332));
				await enter();
				await appears(page.getByRole('button', { name: 'Todas 337' }));
				expect(await tooWide()).toEqual([]);
				await page.locator('.card .title').nth(3).click();
				await appears(page.locator('#conversation'));
				expect(await tooWide()).toEqual([]);
			},
		);

		it('shows texts as text, whatever they contain', async () => {
			const attack = '<img src=x onerror="document.title=1"><b>oi</b></script>';
			api.say(MARIA, [{ author: 'customer', at: minutesAgo(1), text: attack, status: attack }]);
			api.change(MARIA, { name: attack, last_text: attack, metadata: { escalation_requested: true, escalation_message: `${attack}!` } });
			await enter();
			await page.locator('.card .title').first().click();
			await appears(page.locator('.message'));
			expect(await page.locator('.message p').textContent()).toBe(attack);
			expect(await page.locator('#who').textContent()).toBe(attack);
			expect(await page.locator('.card img, .card b, #conversation img, #conversation b').count()).toBe(0);
		});

		it('reads every page of a long list', async () => {
			api.put(...Array.from({ length: 120 }, (_, index) => session(`55319200${String(index).padStart(5, '0')}`)));
			await enter();
			await appears(page.getByRole('button', { name: 'Todas 125' }));
			expect(
				lists()
					.slice(0, 3)
					.map(({ query }) => query.cursor),
			).toEqual([undefined, '50', '100']);
		});

		it('tells when the robot is off for everybody', async () => {
			await enter();
			await appears(page.getByText('Robô ligado'));
			api.state.agentEnabled = false;
			await appears(page.getByText('O robô está desligado para todos os clientes'));
			expect(await page.locator('#robot').innerText()).toBe('Robô desligado');
		});
	});
}
