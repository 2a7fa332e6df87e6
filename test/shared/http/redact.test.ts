import { neverShow, redact } from '../../../nodes/shared/http/redact';
import { processorTime } from '../../setup/processorTime';

describe('redact', () => {
	it.each([
		['a token in a URL', 'GET https://example.com/instances/3D00/token/A1B2C3/send-text failed', 'A1B2C3'],
		['a token at the end of a URL', '"https://example.com/token/A1B2C3"', 'A1B2C3'],
		['a bearer token', 'Authorization: Bearer abc.def-123_~+/=', 'abc.def'],
		['the echo of a client token', 'Client-Token F00000000000S not allowed', 'F00000000000S'],
		['an API key', 'Incorrect API key provided: sk-proj-abcdef123456', 'sk-proj-abcdef123456'],
		['a JSON web token', 'apikey eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZSJ9.c2lnbmF0dXJl is wrong', 'eyJhbGciOiJIUzI1NiJ9'],
	])('takes %s out', (_, text, secret) => {
		expect(redact(text)).not.toContain(secret);
		expect(redact(text)).toContain('***');
	});

	it('takes known secrets out wherever they stand', () => {
		expect(redact('a hunter2hunter2 b hunter2hunter2', ['hunter2hunter2'])).toBe('a *** b ***');
	});

	it('takes known secrets with special characters literally', () => {
		expect(redact('key a.b$&c+d', ['a.b$&c+d'])).toBe('key ***');
		expect(redact('key aXb$&c+d', ['a.b$&c+d'])).toBe('key aXb$&c+d');
	});

	it('leaves short ones, which would blank words', () => {
		expect(redact('the cat sat', ['cat'])).toBe('the cat sat');
	});

	it.each([
		'Client-Token is not configured',
		'your client-token is not configured',
		'Client-Token header missing',
		'Phone 5511999990001 is not on WhatsApp',
		'The bearer of bad news',
	])('leaves what is no secret: %s', (text) => {
		expect(redact(text)).toBe(text);
	});
});

/** Keys as services give them; with what must be escaped somewhere. */
const SECRETS = [
	'sb_secret_Q7v9xK2mT4pL8nR1',
	'Zx9+/k=7&q"w\\e~Ü 3',
	'F1A2B3C4D5E6F7A8B9C0D1E2',
	'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYWRtaW4ifQ.c2ln-bmF_0dXJl',
];
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const FORMS: Array<[string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['in a URL', encodeURIComponent],
	['in a URL, with small letters', (secret) => encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase())],
	['in a URL inside a URL', (secret) => encodeURIComponent(encodeURIComponent(secret))],
	['in a form', (secret) => new URLSearchParams({ a: secret }).toString().slice(2)],
	['in JSON', json],
	['in JSON inside JSON', (secret) => json(json(secret))],
	['in HTML', (secret) => secret.replace(/&/g, '&amp;').replace(/"/g, '&quot;')],
	['in Base64', (secret) => Buffer.from(secret).toString('base64')],
	['in Base64 for URLs', (secret) => Buffer.from(secret).toString('base64url')],
	['in Base64 with a user name', (secret) => Buffer.from(`ana:${secret}`).toString('base64')],
	['in Base64 within JSON', (secret) => Buffer.from(JSON.stringify({ k: 'x', id: 7, s: secret.slice(0, 99) })).toString('base64')],
	['in hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
	['cut short', (secret) => secret.slice(0, -4)],
	['cut short after twelve more than its issuer', (secret) => secret.slice(0, 18)],
	['without its beginning', (secret) => secret.slice(5)],
];

/** What is left of a secret: the longest part of a form that still stands in the text. */
function left(shown: string, form: string): number {
	for (let length = form.length; length > 0; length--)
		for (let at = 0; at + length <= form.length; at++) if (shown.includes(form.slice(at, at + length))) return length;
	return 0;
}

describe.each(SECRETS)('the known secret %s', (secret) => {
	it.each(FORMS)('does not show %s', (_, form) => {
		const given = `O serviço disse: "${form(secret)}" não vale`;
		const shown = redact(given, [secret]);
		expect(shown).toContain('***');
		expect(left(shown.replace('O serviço disse: ', '').replace(' não vale', ''), form(secret))).toBeLessThan(10);
	});
});

it('does not show secrets of credentials that somebody else opened', () => {
	neverShow(['hunter2-of-another-call']);
	expect(redact('echo hunter2-of-another-call')).toBe('echo ***');
});

describe('takes out by its shape', () => {
	it.each([
		['Invalid API key: sb_secret_abcdefgh12345678', 'abcdefgh'],
		['https://api.z-api.io/instances/3D0F/token/A1B2C3D4/send-text', 'A1B2C3D4'],
		['url=https%3A%2F%2Fapi.z-api.io%2Finstances%2F3D0F%2Ftoken%2FA1B2C3D4%2Fsend-text', 'A1B2C3D4'],
		['GET https://generativelanguage.googleapis.com/v1beta/models/x:generateContent?key=AIzaSyA-1234567890abcdefghijk failed', 'AIzaSy'],
		['https://api.example.com/v3/bill?api_key=AbCd1234ABCD&format=json', 'AbCd1234'],
		['next=https%3A%2F%2Fexample.com%2F%3Fapi_key%3DAbCd1234ABCD%26a%3D1', 'AbCd1234'],
		['https://s3.example.com/f.ogg?X-Amz-Signature=0a1b2c3d4e&X-Amz-Expires=60', '0a1b2c3d4e'],
		['{"password":"correct horse1","user":"ana"}', 'correct'],
		['body: "{\\"access_token\\":\\"tok12345\\"}"', 'tok12345'],
		['headers: { authorization: pat-abc123def, accept: */* }', 'pat-abc123def'],
		['api_access_token: Xy12345678', 'Xy12345678'],
		['connect postgres://postgres:s3nh4forte@db.example.com:5432', 's3nh4forte'],
		['POST https://hooks.slack.com/services/T0AAA/B0BBB/abcDEF123 404', 'abcDEF123'],
		['Authorization: Basic YW5hOnNlbmhhMTIz', 'YW5hOnNlbmhhMTIz'],
		['key gsk_1a2B3c4D5e6F refused', '1a2B3c4D'],
		['the token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ… is cut off', 'eyJhbGci'],
		['sent xoxb-12345678-abcdef to Slack', '12345678'],
	])('%s', (text, secret) => {
		expect(redact(text)).not.toContain(secret);
		expect(redact(text)).toContain('***');
	});
});

describe('leaves, with credentials open', () => {
	it.each([
		'O telefone 5511999990001 não está no WhatsApp',
		'Pedido 4509-1182736455 do dia 12/03/2026',
		'turn 3f2b8c1e-9a4d-4c7b-8e21-5d6f7a8b9c0d is gone',
		'o token da promoção é DOCE10',
		'Message token limit: max_tokens=4096, tokens used: 5120',
		'Key (phone)=(5511999990001) already exists',
		'sort=created_at&page=2&keyword=pizza&monkey=banana',
		'https://example.com/catalogo/fbm100?utm_source=whatsapp&id=12345678',
		'{"key":"crm_deal:5511999990001:77","event":"moved"}',
		'The key starts with sb_secret_ and is found under API Keys',
		'password authentication failed for user "postgres"',
		'Basic information about the customer',
		'Bearer tokens are needed',
		'authorization: see the manual',
		'a secretária respondeu: a senha: peça na recepção',
		'violates check constraint "leads_uf_check"',
		'risk-assessment1 and task-12345678',
		'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ',
	])('%s', (text) => {
		neverShow(SECRETS);
		expect(redact(text, SECRETS)).toBe(text);
	});
});

it('takes linear time, whatever it is given', () => {
	const began = processorTime();
	for (const text of [
		'?token='.repeat(20_000),
		'a.'.repeat(50_000),
		'sb_secr'.repeat(20_000),
		'":"'.repeat(30_000),
		'Bearer '.repeat(20_000),
	])
		redact(text, SECRETS);
	expect(processorTime() - began).toBeLessThan(2000);
});
