import { answerTime, audioTime, timeoutOf } from '../../nodes/SdrAgent/turnTime';

const now = Date.parse('2026-03-01T12:00:00Z');
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toISOString().replace('Z', '+00:00');

it.each([
	['without a lease, a second model has as long as the first', undefined, 20, 'one', 40],
	['a call that goes before the reply has its own time', undefined, 20, 'three', 80],
	['a lease of the usual length holds it all', inSeconds(88), 20, 'one', 40],
	['after long audio what is left of the lease counts', inSeconds(45), 20, 'one', 35],
	['a slow model stays within the lease', inSeconds(88), 120, 'one', 78],
	['a lease that seems over may be a wrong clock', inSeconds(-30), 20, 'one', 5],
	['what is no moment is no lease', 'soon', 20, 'one', 40],
] as const)('%s', (_, lease, timeout, calls, seconds) => {
	expect(answerTime(lease, timeout * 1000, calls, now)).toBe(seconds * 1000);
});

it.each([
	[undefined, 40, 40],
	[inSeconds(88), 40, 39],
	[inSeconds(300), 40, 40],
	[inSeconds(88), 300, 39],
])('audio leaves half of the lease (%s) to the reply', (lease, timeout, seconds) => {
	expect(audioTime(lease, timeout * 1000, now)).toBe(seconds * 1000);
});

it('is whole milliseconds, which is all that a timer takes', () => {
	expect(audioTime(new Date(now + 87_999).toISOString(), 300_000, now)).toBe(38_999);
	expect(timeoutOf({ timeoutSeconds: 1.00049 })).toBe(1000);
});

it('is what the option says', () => {
	expect([timeoutOf({}), timeoutOf(undefined), timeoutOf({ timeoutSeconds: 3 })]).toEqual([20_000, 20_000, 3000]);
});
