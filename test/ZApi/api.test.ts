import { vendorOf, zApi, zApiPartner } from '../../nodes/ZApi/api';

const { complaint } = zApi;
const explain = (status: number, said: string) => zApi.explain?.(status, said) ?? null;

describe('complaint', () => {
	it.each([
		['a success', 200, { zaapId: '1', messageId: '2' }, '/send-text', null],
		['an empty body', 204, '', '/read-message', null],
		['no body at all', 200, undefined, '/queue', null],
		['a bare number', 200, 3, '/queue/count', null],
		['status with its error text, which is no failure', 200, { connected: true, error: 'You are already connected.' }, '/status', null],
		['status with a status code that is one', 500, { error: 'boom' }, '/status', 'boom'],
		['an error with status 200', 200, { error: 'Phone not found' }, '/send-text', 'Phone not found'],
		['a message beside the error', 200, { error: 'Bad Request', message: 'phone is wrong' }, '/send-text', 'phone is wrong'],
		[
			'an unknown route, which has status 200',
			200,
			{ error: 'NOT_FOUND', message: 'Unable to find matching target' },
			'/send-x',
			'NOT_FOUND',
		],
		['a refusal without reason', 200, { value: false }, '/restart', 'it gave no reason'],
		['a refusal with a reason', 200, { value: false, message: 'Already connected' }, '/restart', 'Already connected'],
		['no success', 200, { success: false }, '/pin-message', 'it gave no reason'],
		['an empty error text', 200, { error: '', value: true }, '/restart', null],
		[
			'entries that failed',
			200,
			{ success: false, errors: ['Invalid phone', { phone: '1' }] },
			'/contacts/add',
			'Invalid phone; {"phone":"1"}',
		],
		['a banned number', 200, { success: false, blocked: true }, '/mobile/request-registration-code', 'the number is banned by WhatsApp'],
		['too early', 200, { success: false, retryAfter: '60' }, '/mobile/request-registration-code', 'it can be asked again in 60 seconds'],
		[
			'a captcha to read first, which is no failure',
			200,
			{ success: false, captcha: 'iVBORw0' },
			'/mobile/request-registration-code',
			null,
		],
		[
			'a PIN to give first, which is no failure',
			200,
			{ success: false, confirmSecurityCode: true },
			'/mobile/confirm-registration-code',
			null,
		],
		['bad data', 400, { error: 'Invalid phone' }, '/send-text', 'Invalid phone'],
		['plain text', 502, 'Bad gateway', '/send-text', 'Bad gateway'],
		['a status alone', 500, null, '/send-text', ''],
	])('%s', (_, status, body, path, expected) => {
		expect(complaint(status, body, path)).toBe(expected);
	});

	it('cuts a long page', () => {
		expect(complaint(502, 'x'.repeat(5000), '/send-text')).toHaveLength(200);
	});
});

describe('explain', () => {
	it.each([
		['the client token is missing', 400, 'your client-token is not configured', 'wants the "Client Token"'],
		['the client token is missing, other words', 200, 'null not allowed', 'wants the "Client Token"'],
		['the client token is wrong', 403, 'Client-Token *** not allowed', 'does not accept the "Client Token"'],
		['it is forbidden without words', 403, '', 'does not accept the "Client Token"'],
		['the address is not on the list', 403, '203.0.113.9 not allowed', 'the address of this n8n'],
		['the instance is unknown', 200, 'NOT_FOUND', '"Instance ID" with this "Instance Token"'],
		['the instance is unknown, other words', 400, 'Instance not found', '"Instance ID" with this "Instance Token"'],
		['the route is unknown', 404, '', '"Instance ID" with this "Instance Token"'],
	])('says what to mend when %s', (_, status, said, expected) => {
		const { message, remedy } = explain(status, said) ?? {};
		expect(message).toContain(expected);
		expect(remedy).toContain('Z-API panel');
	});

	it.each([
		[400, 'Invalid phone'],
		[500, 'boom'],
		[200, 'it gave no reason'],
	])('leaves the other complaints as they are: %s %s', (status, said) => {
		expect(explain(status, said)).toBeNull();
	});
});

describe('a partner', () => {
	it.each([
		[401, ''],
		[403, ''],
		[200, 'Unauthorized'],
	])('is told about the token: %s %s', (status, said) => {
		expect(zApiPartner.explain?.(status, said)?.message).toContain('"Partner Token"');
	});

	it('is told the rest as it is', () => {
		expect(zApiPartner.explain?.(400, 'name is required')).toBeNull();
	});

	it('has routes of its own', () => {
		expect([vendorOf('partner'), vendorOf('message')]).toEqual([zApiPartner, zApi]);
	});
});
