import { isMinor } from '../../nodes/Chatwoot/trigger/minor';
import { seal, signatureProblem, unseal } from '../../nodes/Chatwoot/trigger/signature';

describe('the signature', () => {
	// Chatwoot's own vector.
	const secret = 'invented-webhook-secret';
	const raw = Buffer.from('{"event":"contact_created","id":501}');
	const timestamp = '1785247201';
	const signature = 'sha256=fc32c1add58c0d1f0b5e99fd52a15f805d6c807db32c7743a646b68a5be0b610';
	const now = 1785247201_000;

	it('of Chatwoot is right, and too old after its time', () => {
		expect(signatureProblem({ raw, signature, timestamp }, secret, now + 300_000, 300)).toBeNull();
		expect(signatureProblem({ raw, signature, timestamp }, secret, now + 301_000, 300)).toBe('The delivery is too old');
	});

	it.each([
		['without one', { signature: undefined }, 'The delivery is not signed'],
		['cut', { signature: signature.slice(0, -1) }, 'The signature is wrong'],
		['without its prefix', { signature: signature.slice(7) }, 'The signature is wrong'],
		['another time', { timestamp: '1785247202' }, 'The signature is wrong'],
		['no time', { timestamp: 'soon' }, 'The signature is wrong'],
	])('%s is refused', (_, given, problem) => {
		expect(signatureProblem({ raw, signature, timestamp, ...given }, secret, now, 300)).toBe(problem);
	});

	it('secret can be read again with the same token only', () => {
		const sealed = seal(secret, 'token', Buffer.alloc(12, 1));
		expect(unseal(sealed, 'token')).toBe(secret);
		expect([unseal(sealed, 'other'), unseal(`${sealed.slice(0, -4)}AAAA`, 'token'), unseal('', 'token')]).toEqual([null, null, null]);
	});
});

describe('minor updates', () => {
	const changed = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, { from: 1, to: 2 }]));
	it.each([
		['conversation_updated', ['waiting_since', 'updated_at'], true],
		['contact_updated', ['last_activity_at', 'updated_at'], true],
		['conversation_updated', ['status', 'updated_at'], false],
		['conversation_updated', [], false],
		['message_updated', ['updated_at'], false],
	])('%s with %j: %p', (event, fields, expected) => {
		expect(isMinor({ event, changed: changed(...fields) })).toBe(expected);
	});
});
