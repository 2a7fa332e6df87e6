import { redact } from '../../../nodes/shared/http/redact';

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
