import { wallClock, withOffset } from './wallClock';

/** Days of a local calendar, `YYYY-MM-DD`, and moments on them. */

export const WEEKDAYS = ['domingo', 'segunda', 'terca', 'quarta', 'quinta', 'sexta', 'sabado'];

const DAY_MS = 86_400_000;

/** @param at epoch milliseconds */
export const localDay = (at: number, timeZone: string): string => wallClock(at, timeZone).slice(0, 10);

/** Noon of a local day: a day on or back is another date, wherever clocks change. */
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);
export const plusDays = (day: string, days: number): string => new Date(noonOf(day) + days * DAY_MS).toISOString().slice(0, 10);
/** 0 is Sunday. */
export const weekdayOf = (day: string): number => new Date(noonOf(day)).getUTCDay();

/** The next day of that weekday, today excepted. @param weekday as in `WEEKDAYS` */
export const nextWeekday = (day: string, weekday: string): string =>
	plusDays(day, (WEEKDAYS.indexOf(weekday) - weekdayOf(day) + 7) % 7 || 7);

/** @param time `HH:MM`; @returns epoch milliseconds, null for a time that there is not on that day */
export function momentOn(day: string, time: string, timeZone: string): number | null {
	const at = withOffset(`${day} ${time}:00`, timeZone);
	return at === null ? null : Date.parse(at);
}
