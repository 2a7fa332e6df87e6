import { momentOf } from '../../../../nodes/shared/core/json/readers';
import { isDay } from '../../../../nodes/shared/core/json/day';
import { readHours } from '../../../../nodes/shared/core/brazil/businessHours';
import { wallClock, withOffset } from '../../../../nodes/shared/core/brazil/wallClock';
import { moment } from '../../../../nodes/shared/kit/field';
import { day as birthday } from '../../../../nodes/AtendeAqui/fields';
import { dateMs } from '../../../../nodes/ControlApi/call';

const SAO_PAULO = 'America/Sao_Paulo';
const EXIST = ['2026-02-28', '2024-02-29', '2000-02-29', '2026-12-31', '2026-04-30', '1999-01-01'];
/** Zero dates come out of MySQL (mautic issue 2767). */
const DO_NOT = [
	'2026-02-29',
	'2026-02-31',
	'2026-04-31',
	'1900-02-29',
	'2026-00-10',
	'2026-01-00',
	'2026-13-01',
	'0000-00-00',
	'2026-01-32',
];

describe('a day', () => {
	it.each(EXIST)('%s exists, wherever it is read', (day) => {
		expect(isDay(day)).toBe(true);
		expect(withOffset(`${day} 09:30:00`, SAO_PAULO)).toMatch(day);
		expect(momentOf(`${day}T09:30:00Z`)).toBe(`${day}T09:30:00.000Z`);
		expect(dateMs(day)).toBe(Date.parse(day));
		expect(dateMs(`${day} 09:30`)).toBeGreaterThan(0);
		expect(readHours({ weekdayHours: '08:00-18:00', holidays: day })?.holidays).toEqual([day]);
		expect(moment('Start').toWire(`${day}T09:30:00`)).toBe(`${day}T09:30:00`);
		expect(birthday('Birthday').toWire(day)).toBe(day);
	});

	it.each(DO_NOT)('%s does not, wherever it is read', (day) => {
		expect(isDay(day)).toBe(false);
		expect(withOffset(`${day} 09:30:00`, SAO_PAULO)).toBeNull();
		expect(momentOf(`${day}T09:30:00Z`)).toBeNull();
		expect(dateMs(day)).toBeNaN();
		expect(dateMs(`${day}T09:30:00Z`)).toBeNaN();
		expect(() => readHours({ weekdayHours: '08:00-18:00', holidays: `2026-12-25, ${day}` })).toThrow(`"${day}" is not a date`);
		expect(() => moment('Start').toWire(`${day}T09:30:00`)).toThrow('Start is not a date');
		expect(() => birthday('Birthday').toWire(day)).toThrow('Birthday is not a date');
	});

	it.each(['', '2026-2-3', '26-02-03', '2026-02-03T00:00:00Z', ' 2026-02-03', '2026/02/03', '+02026-02-03', '２０２６-02-03'])(
		'is not %p',
		(text) => {
			expect(isDay(text)).toBe(false);
		},
	);

	it('of another form is read by whoever understands it', () => {
		expect(moment('Start').toWire('March 5 2026 10:00')).toBe('March 5 2026 10:00');
		expect(momentOf(Date.UTC(2026, 1, 28) / 1000)).toBe('2026-02-28T00:00:00.000Z');
		expect(wallClock(Date.UTC(2024, 1, 29, 12), 'UTC')).toBe('2024-02-29 12:00:00');
	});
});
