import { createHmac } from 'node:crypto';

import { seal, signatureProblem, unseal } from '../../nodes/Chatwoot/trigger/signature';

const SECRET = 'secret-of-the-webhook';
const NOW = Date.parse('2026-03-02T12:00:00Z');
const RAW = Buffer.from('{"content":"Olá 👋 — já **verifico**","id":1}');

function problem(
	ageSeconds: number,
	{ raw = RAW, secret = SECRET, maxAgeSeconds = 300, cased = (text: string) => text } = {},
): string | null {
	const timestamp = String(Math.floor(NOW / 1000) - ageSeconds);
	const digest = createHmac('sha256', secret).update(`${timestamp}.`).update(RAW).digest('hex');
	return signatureProblem({ raw, timestamp, signature: cased(`sha256=${digest}`) }, SECRET, NOW, maxAgeSeconds);
}

it.each([
	['just now', problem(0)],
	['a slow line: as old as it may be', problem(300)],
	["Chatwoot's clock ahead of ours, as far as it may be", problem(-300)],
	['older, where the operator allows it', problem(3000, { maxAgeSeconds: 3600 })],
])('is believed: %s', (_, given) => {
	expect(given).toBeNull();
});

it.each([
	['a second too old', problem(301), 'The delivery is too old'],
	['a second too far ahead', problem(-301), 'The delivery is too old'],
	['by another secret', problem(0, { secret: 'another' }), 'The signature is wrong'],
	['of other bytes', problem(0, { raw: Buffer.from(String(RAW).replace('1', '2')) }), 'The signature is wrong'],
	['in capitals', problem(0, { cased: (text) => text.toUpperCase() }), 'The signature is wrong'],
])('is not believed: %s', (_, given, words) => {
	expect(given).toBe(words);
});

it('a timestamp that is none is too old, whoever signed it', () => {
	const timestamp = 'now';
	const signature = `sha256=${createHmac('sha256', SECRET).update(`${timestamp}.`).update(RAW).digest('hex')}`;
	expect(signatureProblem({ raw: RAW, timestamp, signature }, SECRET, NOW, 300)).toBe('The delivery is too old');
});

it('what was sealed with a token opens with it, and with no other', () => {
	const sealed = seal(SECRET, 'token', Buffer.alloc(12, 7));
	expect([unseal(sealed, 'token'), unseal(sealed, 'Token'), unseal('not sealed', 'token')]).toEqual([SECRET, null, null]);
});
