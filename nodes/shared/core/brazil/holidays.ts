/** A day on which the whole country rests. */
export interface Holiday {
	/** YYYY-MM-DD */
	day: string;
	name: string;
}

/** The fixed ones, by federal law: 662/1949 with 10.607/2002, 6.802/1980 and 14.759/2023. Whoever learns of a new law adds it with its first year. */
const FIXED: ReadonlyArray<[monthDay: string, name: string, sinceYear?: number]> = [
	['01-01', 'Confraternização Universal'],
	['04-21', 'Tiradentes'],
	['05-01', 'Dia do Trabalho'],
	['09-07', 'Independência do Brasil'],
	['10-12', 'Nossa Senhora Aparecida'],
	['11-02', 'Finados'],
	['11-15', 'Proclamação da República'],
	['11-20', 'Consciência Negra', 2024],
	['12-25', 'Natal'],
];

/** Days from Easter Sunday. Good Friday is kept as a holiday everywhere; carnival and Corpus Christi are optional by federal decree, and kept by most. */
const MOVABLE: ReadonlyArray<[days: number, name: string]> = [
	[-48, 'Carnaval (segunda-feira)'],
	[-47, 'Carnaval (terça-feira)'],
	[-2, 'Sexta-feira Santa'],
	[60, 'Corpus Christi'],
];

/** The national holidays of a year, in order, with the optional days on which most of the country does not work. State and local ones are nobody's to know here. */
export const nationalHolidays = (year: number): Holiday[] =>
	[
		...FIXED.filter(([, , since = 0]) => year >= since).map(([monthDay, name]) => ({ day: `${year}-${monthDay}`, name })),
		...MOVABLE.map(([days, name]) => ({ day: dayAfter(easterOf(year), days), name })),
	].sort((a, b) => (a.day < b.day ? -1 : 1));

/** Easter Sunday in the Gregorian calendar: the anonymous algorithm in Meeus, Astronomical Algorithms, chapter 8. @returns epoch milliseconds, UTC */
function easterOf(year: number): number {
	const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
	const [d, e] = [Math.floor(b / 4), b % 4];
	const f = Math.floor((b + 8) / 25);
	const g = Math.floor((b - f + 1) / 3);
	const h = (19 * a + b - d - g + 15) % 30;
	const [i, k] = [Math.floor(c / 4), c % 4];
	const l = (32 + 2 * e + 2 * i - h - k) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const monthAndDay = h + l - 7 * m + 114;
	return Date.UTC(year, Math.floor(monthAndDay / 31) - 1, (monthAndDay % 31) + 1);
}

const dayAfter = (at: number, days: number): string => new Date(at + days * 86_400_000).toISOString().slice(0, 10);
