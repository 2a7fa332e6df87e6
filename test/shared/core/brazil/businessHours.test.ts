import { isOpen, parseIntervals, readHours, type BusinessHours } from '../../../../nodes/shared/core/brazil/businessHours';

const office = parseIntervals('08:00-12:00, 13:00-18:00');
const hours: BusinessHours = {
	timeZone: 'America/Sao_Paulo',
	week: {
		monday: office,
		tuesday: office,
		wednesday: office,
		thursday: office,
		friday: parseIntervals('22:00-06:00'),
		saturday: [],
		sunday: [],
	},
	holidays: ['2026-01-06'],
};
/** A moment in São Paulo, which is three hours behind UTC. */
const at = (local: string): number => Date.parse(`${local}-03:00`);

describe('isOpen', () => {
	it.each([
		['2026-01-05T07:59:59', false], // Monday
		['2026-01-05T08:00:00', true],
		['2026-01-05T12:00:00', true],
		['2026-01-05T12:00:01', false], // lunch
		['2026-01-05T18:00:00', true],
		['2026-01-05T18:00:01', false],
		['2026-01-06T09:00:00', false], // a holiday
		['2026-01-09T21:59:59', false], // Friday night shift
		['2026-01-09T22:00:00', true],
		['2026-01-10T05:59:59', true],
		['2026-01-10T06:00:01', false],
		['2026-01-11T10:00:00', false], // Sunday
	])('%s → %s', (local, open) => {
		expect(isOpen(hours, at(local))).toBe(open);
	});

	it('uses the local day of the time zone', () => {
		const manaus = { ...hours, timeZone: 'America/Manaus' };
		expect(isOpen(manaus, at('2026-01-05T08:30:00'))).toBe(false); // 07:30 there
	});
});

describe('parseIntervals', () => {
	it.each(['', 'closed', 'Fechado'])('%p is a closed day', (text) => {
		expect(parseIntervals(text)).toEqual([]);
	});

	it.each([
		'8h-12h e 13h30-18h',
		'8h às 12h, 13h30 às 18h',
		'08h00 – 12h00 / 13h30 – 18h00',
		'das 8 às 12; das 13:30 às 18',
		'8:00 até 12:00, 13:30 até as 18:00',
		'8 hs as 12 hs e 13:30h a 18:00h',
	])('%s is read as it is typed in Brazil', (text) => {
		expect(parseIntervals(text)).toEqual([
			{ fromMinute: 480, toMinute: 720 },
			{ fromMinute: 810, toMinute: 1080 },
		]);
	});

	it.each(['8-12', '8h', 'das 8', '18h às 25h', '24:00-08:00', '8h30min às', '08:00', '25:00-26:00', '08:70-09:00'])(
		'refuses %s and says how to write it',
		(text) => {
			expect(() => parseIntervals(text)).toThrow(`"${text}" is not a time range. Write it like 08:00-12:00.`);
		},
	);
});

describe('readHours', () => {
	it('reads the days and the holidays as they are typed', () => {
		expect(readHours({ weekdayHours: '08:00-18:00', saturdayHours: '08:00-12:00', holidays: ' 2026-12-25, 2027-01-01,' })).toMatchObject({
			timeZone: 'America/Sao_Paulo',
			week: { friday: [{ fromMinute: 480, toMinute: 1080 }], saturday: [{ fromMinute: 480, toMinute: 720 }], sunday: [] },
			holidays: ['2026-12-25', '2027-01-01'],
		});
	});

	it.each(['25/12/2026', '2026-13-01', 'Natal'])('refuses the holiday %s instead of never keeping it', (date) => {
		expect(() => readHours({ weekdayHours: '08:00-18:00', holidays: `2026-01-01, ${date}` })).toThrow(
			`"${date}" is not a date. Write holidays like 2026-12-25.`,
		);
	});
});
