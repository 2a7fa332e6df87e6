import { session } from './controlApiForTests';
import { MARIA, api, appears, card, enter, lists, page, until, withPage } from './pageForTests';
import { theAddress } from './pageAddress';
import { stayingCurrent } from './pageCurrent';
import { forEverybody } from './pageForEverybody';
import { theList } from './pageList';
import { onThePort } from './pageOnPort';
import { orders } from './pageOrders';

withPage();

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

theList();
orders();
stayingCurrent();
theAddress();
forEverybody();
onThePort();
