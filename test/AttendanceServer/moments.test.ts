import { momentOf } from '../../nodes/AttendanceServer/call';

it.each([
	['2026-11-20T10:00:00+03:00', '2026-11-20T07:00:00.000Z'],
	// A plus sign that was not encoded arrives as a blank.
	['2026-11-20T10:00:00 03:00', '2026-11-20T07:00:00.000Z'],
	['2026-11-20 07:00:00.405285 00:00', '2026-11-20T07:00:00.405Z'],
	['2026-11-20T10:00 0300', '2026-11-20T07:00:00.000Z'],
	['2026-11-20T04:00:00-03:00', '2026-11-20T07:00:00.000Z'],
	['2026-11-20 07:00', '2026-11-20T07:00:00.000Z'],
	['2026-11-20T07:00:00', '2026-11-20T07:00:00.000Z'],
	['2026-11-20', '2026-11-20T00:00:00.000Z'],
	['', null],
])('"%s" is %s', (text, moment) => {
	expect(momentOf({ a: text }, 'a', false)).toBe(moment);
});

it('a day is an end with all of it, a moment with itself', () => {
	expect(momentOf({ a: '2026-11-20' }, 'a', true)).toBe('2026-11-21T00:00:00.000Z');
	expect(momentOf({ a: '2026-11-20T07:00:00Z' }, 'a', true)).toBe('2026-11-20T07:00:00.001Z');
});

it.each(['ontem', '2026-13-01', '2026-02-30', '20/11/2026', '0', 'T', '2026-11-20T25:00:00Z'])('"%s" is none', (text) => {
	expect(() => momentOf({ a: text }, 'a', false)).toThrow(/ISO 8601/);
});
