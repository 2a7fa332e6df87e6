import type { Browser, Locator, Page } from 'playwright-core';

import { attendantsPage } from '../../nodes/ControlApi/page/page';
import { pageLink } from '../../nodes/shared/core/handoff/pageLink';
import { startBrowser } from '../sandbox/browser';
import { ANA, BIA, minutesAgo, session, startControlApi, type ControlApiForTests } from './controlApiForTests';
import { forEverybody } from './pageForEverybody';

const MARIA = '5531900000001';
const JOAO = '5531900000002';

let browser: Browser;
let api: ControlApiForTests;
let page: Page;
let problems: string[];

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
	const context = await browser.newContext({ viewport: { width: 375, height: 740 }, locale: 'pt-BR', timezoneId: 'America/Sao_Paulo' });
	page = await context.newPage();
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

const card = (name: string): Locator => page.locator('.card', { hasText: name });
const buttons = (within: Locator): Promise<string[]> => within.locator('.button').allTextContents();
const lists = () => api.asked.filter(({ path }) => path === '/sessions/active');
const posts = () => api.asked.filter(({ method }) => method === 'POST').map(({ path, body, status }) => ({ path, body, status }));
const appears = (locator: Locator) => locator.waitFor({ state: 'visible' });
const enter = async (key = 'chave-da-ana') => {
	await page.goto(`${api.url}#chave=${key}`);
	await appears(page.locator('#panel'));
};
/** Waits until something outside the browser holds. */
async function until(what: string, holds: () => boolean, patienceMs = 15_000): Promise<void> {
	const end = Date.now() + patienceMs;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`Did not happen: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
/** What is cut off or stands beside the list: nothing, whatever the names are. */
const tooWide = () =>
	page.evaluate(`(() => {
		const wide = (node) => node.scrollWidth > node.clientWidth + 1;
		const problems = [document.documentElement, ...document.querySelectorAll('.list, #conversation, #log, #filters')].filter(wide).map((node) => node.id || node.className || 'page');
		const right = document.querySelector('.list').getBoundingClientRect().left + document.querySelector('.list').clientWidth;
		for (const card of document.querySelectorAll('.card')) {
			const edge = card.getBoundingClientRect().right;
			if (edge > right) problems.push('card ' + edge + ' beyond ' + right);
			for (const part of card.querySelectorAll('.badge, .badge span, .title, .phone, .alert, .last, .button')) if (part.getBoundingClientRect().right > edge + 1) problems.push(part.className + ' of ' + card.innerText.slice(0, 40));
			if (card.querySelector('.badge').getBoundingClientRect().width < 40) problems.push('badge of ' + card.innerText.slice(0, 40));
		}
		return [...new Set(problems)].slice(0, 5);
	})()`);
/** Conversations of every mode, with customers and owners whose names have 5 to 120 characters, some of them one word. */
function crowd(size: number) {
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
		return session(`55319300${String(index).padStart(5, '0')}`, { name, last_text: index % 4 === 0 ? word(120) : words(100), ...more });
	});
}
/** What the browser does when its tab goes to the back or comes to the front. */
const hide = (hidden: boolean) =>
	page.evaluate(`
		Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} });
		document.dispatchEvent(new Event('visibilitychange'));
	`);

describe('entering', () => {
	it('has no origin of its own in n8n’s sandbox, and sends the key in a header', async () => {
		api.put(session(MARIA, { name: 'Maria' }));
		await enter();
		await appears(card('Maria'));
		expect(await page.evaluate('self.origin')).toBe('null');
		expect(api.asked[0].headers).toMatchObject({ origin: 'null', authorization: 'Bearer chave-da-ana' });
		expect(JSON.stringify(api.asked.map(({ path, query }) => [path, query]))).not.toContain('chave-da-ana');
	});

	it('works the same where an operator has turned the sandbox off', async () => {
		api.state.sandboxed = false;
		api.put(session(MARIA, { name: 'Maria' }));
		await enter();
		await card('Maria').getByRole('button', { name: 'Assumir' }).click();
		await appears(page.getByText('Feito: takeover.'));
		await card('Maria').locator('.title').click();
		await page.goBack();
		await page.locator('#conversation').waitFor({ state: 'hidden' });
		expect(await page.evaluate('self.origin')).toBe(new URL(api.url).origin);
		await until('an answer 304', () => lists().some(({ status }) => status === 304));
	});

	it('asks for the key when the address has none, and says what is wrong with a bad one', async () => {
		await page.goto(api.url);
		await page.locator('#enter').click();
		expect(await page.locator('#login-error').textContent()).toContain('Informe a sua chave');
		await page.getByLabel('Chave de acesso').fill('errada');
		await page.keyboard.press('Enter');
		await appears(page.getByText('Esta chave não foi aceita'));
		await page.getByLabel('Chave de acesso').fill('chave-da-ana');
		await page.keyboard.press('Enter');
		await appears(page.locator('#panel'));
		expect(await page.locator('#me').textContent()).toBe('Ana Lima');
		expect(await page.locator('#role').textContent()).toBe('Atendente');
		expect(page.url()).toBe(api.url);
	});

	it('goes back to the form with the reason when the key is revoked, and forgets the conversations', async () => {
		api.put(session(MARIA, { name: 'Maria' }));
		await enter();
		await appears(card('Maria'));
		api.state.revoked = true;
		await appears(page.getByText('A sua chave não vale mais'));
		expect(await page.locator('#panel').isVisible()).toBe(false);
		expect(page.url()).not.toContain('chave-da-ana');
		const asked = api.asked.length;
		await page.waitForTimeout(4000);
		expect(api.asked).toHaveLength(asked);
	});

	it('leaves with "Sair"', async () => {
		await enter();
		await page.getByRole('button', { name: 'Sair' }).click();
		await appears(page.getByLabel('Chave de acesso'));
		expect(page.url()).not.toContain('chave-da-ana');
	});

	it('keeps trying while the server does not answer', async () => {
		api.state.down = true;
		await page.goto(`${api.url}#chave-da-ana`);
		await appears(page.getByText('Sem conexão. O banco de dados não responde.'));
		expect(await page.locator('#panel').isVisible()).toBe(false);
		api.state.down = false;
		await appears(page.locator('#panel'));
	});
});

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
			session('5521900000004', { mode: 'human', human_attendant: BIA.id, human_since: minutesAgo(95), last_human_message: minutesAgo(2) }),
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
		api.change(JOAO, { mode: 'paused', paused_at: minutesAgo(0), metadata: { escalation_requested: true, escalation_at: minutesAgo(0) } });
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
	});
});

/** Counts the notes that the page plays, in its sandbox without an origin. */
const countNotes = () =>
	page.addInitScript(`
		globalThis.notes = 0;
		const start = OscillatorNode.prototype.start;
		OscillatorNode.prototype.start = function (...at) { if (this.context.state === 'running') globalThis.notes += 1; return start.apply(this, at); };
	`);
const notes = () => page.evaluate('globalThis.notes');

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

forEverybody(() => ({ api, page }));
