import { wallClock, withOffset } from '../../../../nodes/shared/core/brazil/wallClock';

const SAO_PAULO = 'America/Sao_Paulo';

describe('wallClock', () => {
	it.each([
		['2026-03-02T12:30:00Z', SAO_PAULO, '2026-03-02 09:30:00'],
		['2026-03-02T02:59:59Z', SAO_PAULO, '2026-03-01 23:59:59'],
		['2026-03-02T03:00:00Z', SAO_PAULO, '2026-03-02 00:00:00'],
		['2018-12-01T12:00:00Z', SAO_PAULO, '2018-12-01 10:00:00'],
		['2026-03-02T12:30:00Z', 'UTC', '2026-03-02 12:30:00'],
	])('%s in %s is %s', (at, zone, shown) => {
		expect(wallClock(Date.parse(at), zone)).toBe(shown);
	});
});

describe('withOffset', () => {
	it.each([
		['2026-03-02 09:30:00', SAO_PAULO, '2026-03-02T09:30:00-03:00'],
		['2018-12-01 10:00:00', SAO_PAULO, '2018-12-01T10:00:00-02:00'],
		['2026-03-02T09:30:00', 'Asia/Kolkata', '2026-03-02T09:30:00+05:30'],
		['2026-03-02', SAO_PAULO, null],
		['2026-13-02 09:30:00', SAO_PAULO, null],
		['amanhã', SAO_PAULO, null],
	])('%s in %s is %s', (shown, zone, moment) => {
		expect(withOffset(shown, zone)).toBe(moment);
	});

	it('is the way back', () => {
		const at = Date.UTC(2026, 10, 21, 14, 5, 9);
		expect(Date.parse(withOffset(wallClock(at, SAO_PAULO), SAO_PAULO) as string)).toBe(at);
	});
});
