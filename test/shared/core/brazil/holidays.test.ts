import { nationalHolidays } from '../../../../nodes/shared/core/brazil/holidays';

const days = (year: number) => nationalHolidays(year).map(({ day }) => day);

it('of 2026, as the federal government announces them each year', () => {
	expect(days(2026)).toEqual([
		'2026-01-01',
		'2026-02-16',
		'2026-02-17',
		'2026-04-03',
		'2026-04-21',
		'2026-05-01',
		'2026-06-04',
		'2026-09-07',
		'2026-10-12',
		'2026-11-02',
		'2026-11-15',
		'2026-11-20',
		'2026-12-25',
	]);
});

/** Easter Sundays of the almanac, early and late ones. */
it.each([
	[2000, '2000-04-23'],
	[2008, '2008-03-23'],
	[2024, '2024-03-31'],
	[2025, '2025-04-20'],
	[2027, '2027-03-28'],
	[2038, '2038-04-25'],
])('Easter of %i', (year, easter) => {
	const goodFriday = new Date(Date.parse(easter) - 2 * 86_400_000).toISOString().slice(0, 10);
	expect(nationalHolidays(year).find(({ name }) => name === 'Sexta-feira Santa')?.day).toBe(goodFriday);
});

it('a law holds from its year on', () => {
	expect([days(2023).includes('2023-11-20'), days(2024).includes('2024-11-20')]).toEqual([false, true]);
});
