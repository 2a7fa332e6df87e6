import { hiddenDelay, nextDelay } from '../../../nodes/ControlApi/page/client/backoff';
import { ago, clock, day, instant, moment } from '../../../nodes/ControlApi/page/client/time';
import { NOW } from './sample';

const SAO_PAULO = 'America/Sao_Paulo';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('how long ago', () => {
	it.each([
		[-30, 'agora'],
		[0, 'agora'],
		[9, 'agora'],
		[10, 'há 10 s'],
		[59, 'há 50 s'],
		[60, 'há 1 min'],
		[4 * MINUTE + 59, 'há 4 min'],
		[HOUR - 1, 'há 59 min'],
		[HOUR, 'há 1 h'],
		[2 * HOUR + 10 * MINUTE, 'há 2 h 10 min'],
		[DAY - 1, 'há 23 h 59 min'],
		[DAY, 'há 1 dia'],
		[3 * DAY + HOUR, 'há 3 dias'],
	])('%d s: %s', (seconds, expected) => expect(ago(NOW - seconds * 1000, NOW)).toBe(expected));
});

describe('instants', () => {
	it.each([
		['2026-03-10T15:00:00.000Z', NOW],
		['2026-03-10T12:00:00-03:00', NOW],
		['nunca', null],
		['', null],
		[null, null],
		[undefined, null],
	])('%s', (iso, expected) => expect(instant(iso)).toBe(expected));

	it('are shown in the time zone of who reads', () => {
		expect(clock(NOW, SAO_PAULO)).toBe('12:00');
		expect(clock(Date.parse('2026-03-10T03:05:00Z'), SAO_PAULO)).toBe('00:05');
	});

	it.each([
		['2026-03-10T03:00:00Z', 'Hoje', '00:00'],
		['2026-03-10T02:59:00Z', 'Ontem', 'ontem às 23:59'],
		['2026-03-08T15:00:00Z', '08/03/2026', '08/03/2026 às 12:00'],
	])('%s is %s, told as "%s"', (iso, onDay, told) => {
		expect(day(Date.parse(iso), NOW, SAO_PAULO)).toBe(onDay);
		expect(moment(Date.parse(iso), NOW, SAO_PAULO)).toBe(told);
	});
});

it('asks every 3 s, and less often the longer the server fails', () => {
	expect([0, 1, 2, 3, 4, 5, 6, 7, 50].map(nextDelay)).toEqual([3000, 3000, 6000, 12_000, 24_000, 48_000, 60_000, 60_000, 60_000]);
});

it('goes on asking while nobody looks, every 15 s, and not sooner after failures', () => {
	expect([0, 1, 3, 4, 6].map(hiddenDelay)).toEqual([15_000, 15_000, 15_000, 24_000, 60_000]);
});
