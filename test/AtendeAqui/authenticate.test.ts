import { authenticated } from '../../nodes/AtendeAqui/authenticate';

const TOKEN = 'token-123';
const FLOW = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const both = { environment: 'production', apiToken: TOKEN, flowKey: FLOW };
const signed = (url: string, credential: Record<string, string> = both, headers?: Record<string, string>) =>
	authenticated(credential, { url, headers });

describe('environment', () => {
	it.each([
		[{ environment: 'production' }, 'https://api.atendeaqui.com.br/v1'],
		[{ environment: 'sandbox' }, 'https://api.homolog.atendeaqui.com.br/v1'],
		[{}, 'https://api.atendeaqui.com.br/v1'],
		[{ environment: 'own', baseUrl: ' https://proxy.example.com/api/v1// ' }, 'https://proxy.example.com/api/v1'],
		[{ environment: 'production', baseUrl: 'https://left.example.com' }, 'https://api.atendeaqui.com.br/v1'],
	])('%j is %s', (given, url) => {
		expect(signed('/clients/', { apiToken: TOKEN, ...given } as Record<string, string>).baseURL).toBe(url);
	});

	it('wants the own URL', () => {
		expect(() => signed('/clients/', { ...both, environment: 'own', baseUrl: ' ' })).toThrow('"Base URL"');
	});
});

describe('token and flow key', () => {
	it('sends the token alone where no flow is concerned', () => {
		expect(signed('/clients/').headers).toEqual({ Accept: 'application/json', Authorization: `Bearer ${TOKEN}` });
		expect(signed('/onboarding/flows/boas-vindas/progress/').headers).not.toHaveProperty('X-Onboarding-Key');
	});

	it('puts the credential’s flow into path and header, with the token beside it', () => {
		expect(signed('/onboarding/flow-of-credential/progress/u/')).toMatchObject({
			url: `/onboarding/${FLOW}/progress/u/`,
			headers: { 'X-Onboarding-Key': FLOW, Authorization: `Bearer ${TOKEN}` },
		});
	});

	it('lets a call’s own flow win', () => {
		expect(signed('/onboarding/a%20b/start/')).toMatchObject({ url: '/onboarding/a%20b/start/', headers: { 'X-Onboarding-Key': 'a b' } });
		expect(signed('/onboarding/auth/token/', both, { 'X-Onboarding-Key': 'own' }).headers).toMatchObject({ 'X-Onboarding-Key': 'own' });
	});

	it('names the credential’s flow for a widget token', () => {
		expect(signed('/onboarding/auth/token/', { flowKey: FLOW })).toMatchObject({
			url: '/onboarding/auth/token/',
			headers: { 'X-Onboarding-Key': FLOW },
		});
		expect(signed('/onboarding/auth/token/', { flowKey: FLOW }).headers).not.toHaveProperty('Authorization');
	});

	it('serves n8n’s own requests to the whole address', () => {
		expect(signed(`https://api.atendeaqui.com.br/v1/onboarding/${FLOW}/structure/`, { flowKey: 'other' }).headers).toMatchObject({
			'X-Onboarding-Key': FLOW,
		});
	});
});

describe('what is missing is said before anything is sent', () => {
	it.each([
		['/clients/', {}, 'neither an "API Token" nor a "Flow Key"'],
		['/clients/', { apiToken: '  ', flowKey: ' ' }, 'neither an "API Token" nor a "Flow Key"'],
		['/clients/456/', { flowKey: FLOW }, 'needs the "API Token"'],
		['/onboarding/flows/', { flowKey: FLOW }, 'needs the "API Token"'],
		['/onboarding/flow-of-credential/start/', { apiToken: TOKEN }, 'There is no flow key'],
		['/onboarding/auth/token/', { apiToken: TOKEN }, 'There is no flow key'],
	])('%s with %j', (url, credential, message) => {
		expect(() => signed(url, credential as Record<string, string>)).toThrow(message);
	});
});
