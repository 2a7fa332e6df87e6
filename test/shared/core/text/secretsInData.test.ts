import { maskSecrets, maskStepData, namesSecret } from '../../../../nodes/shared/core/text/secretsInData';

describe('namesSecret', () => {
	it.each([
		...['token', 'api_token', 'apiToken', 'API_TOKEN', 'access-token', 'accesstoken', 'tokens', 'token2', 'Bearer Token', 'x-auth-token'],
		...['password', 'dbPassword', 'userpassword', 'passwd', 'pwd', 'senha', 'senha_wifi', 'passphrase', 'pass', 'smtp_pass'],
		...['secret', 'clientSecret', 'client_secret', 'clientsecret', 'webhook.secret', 'SECRET_KEY', 'segredo'],
		...['key', 'api_key', 'apiKey', 'APIKey', 'apikey', 'privateKey', 'keys', 'chave', 'chave_api', 'key_1'],
		...['credential', 'credentials', 'googleCredentials', 'credencial', 'credenciais', 'Credênciais'],
	])('%s', (key) => {
		expect(namesSecret(key)).toBe(true);
	});

	it.each([
		...['provider', 'webhook_url', 'membros_convidados', 'emails', 'monkey', 'turkey', 'keyboard', 'keyword', 'step_key', 'stepKey'],
		...['secretaria', 'Secretário', 'tokenizer', 'passo', 'passagem', 'chaveiro', 'compass', '', '1', 'horario_inicio'],
	])('not %s', (key) => {
		expect(namesSecret(key)).toBe(false);
	});
});

describe('maskSecrets', () => {
	it('masks at any depth, in lists too, and leaves the rest as it is', () => {
		const data = {
			provider: 'google',
			api_token: 'invented-1',
			nested: { password: 'invented-2', list: [{ secret: 'invented-3', name: 'a' }, 'text', 5] },
		};
		expect(maskSecrets(data)).toEqual({
			provider: 'google',
			api_token: '***',
			nested: { password: '***', list: [{ secret: '***', name: 'a' }, 'text', 5] },
		});
		expect(data.api_token).toBe('invented-1');
	});

	it('masks everything under such a name: numbers, lists, objects', () => {
		const shown = maskSecrets({ pwd: 123456, tokens: ['invented-1'], credentials: { user: 'ana', pass: 'invented-2' } });
		expect(shown).toEqual({ pwd: '***', tokens: '***', credentials: '***' });
	});

	it('shows whether there is one', () => {
		const shown = { token: null, secret: '', password: true, key: false };
		expect(maskSecrets(shown)).toEqual(shown);
	});

	it.each([null, undefined, 'token', 5, true])('leaves %s', (data) => {
		expect(maskSecrets(data)).toBe(data);
	});

	it('keeps a key called __proto__ harmless', () => {
		const shown = maskSecrets(JSON.parse('{"__proto__": {"token": "invented"}, "a": 1}')) as object;
		expect(JSON.stringify(shown)).toBe('{"__proto__":{"token":"***"},"a":1}');
		expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
	});
});

describe('maskStepData', () => {
	it('does not take the name of a step for a secret', () => {
		expect(maskStepData({ 'api-key': { provider: 'google', key: 'invented' }, credenciais: { feito: true } })).toEqual({
			'api-key': { provider: 'google', key: '***' },
			credenciais: { feito: true },
		});
	});

	it('masks data that is not kept by step', () => {
		expect(maskStepData({ api_key: 'invented', tokens: ['invented'], provider: 'google' })).toEqual({
			api_key: '***',
			tokens: '***',
			provider: 'google',
		});
	});

	it.each([null, 'x', 5])('leaves %s', (data) => {
		expect(maskStepData(data)).toBe(data);
	});
});
