import { tokensIn } from '../../nodes/AttendanceApi/session/tokens';
import { redact } from '../../nodes/shared/http/redact';

// Kinds that other clients met: text, nothing, zero, negative, no number, more than a date can hold (lidge-jun/opencodex 1417, oomol-lab/open-connector 185).
it.each([
	[86_400, 86_400],
	['3600', 3600],
	[1800.5, 1800.5],
	[undefined, null],
	[null, null],
	[0, null],
	[-5, null],
	['soon', null],
	[NaN, null],
	[Number.MAX_VALUE, null],
	[1e300, null],
])('a life of %s is %s', (given, seconds) => {
	expect(tokensIn({ access_token: 'abcdef-of-a-test', expires_in: given }).lifeSeconds).toBe(seconds);
});

it.each([[null], ['<html>'], [{}], [{ access_token: '' }], [{ access_token: null }], [{ access_token: {} }], [[]]])(
	'%j is no login',
	(answer) => {
		expect(() => tokensIn(answer)).toThrow('answered the login without a token');
	},
);

it('both tokens are never shown from then on', () => {
	tokensIn({ access_token: 'geheim-access-0001', refresh_token: 'geheim-refresh-0001' });
	expect(redact('wss://a/ws/chat?token=geheim-access-0001 and geheim-refresh-0001')).not.toMatch(/geheim/);
});

it('tells who it is, also where the server says little', () => {
	expect(tokensIn({ access_token: 'abcdef-of-a-test', user: { id: 12, nome: 'Bia', role: 'atendente' } }).user).toEqual({
		id: '12',
		email: '',
		name: 'Bia',
		role: 'atendente',
		permissions: [],
	});
	expect(tokensIn({ access_token: 'abcdef-of-a-test', user: 'Bia' }).user).toBeNull();
});
