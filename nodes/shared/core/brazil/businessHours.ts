import { isDay } from '../json/day';
import { wallClock } from './wallClock';

/** Minutes of a day, from inclusive to inclusive; `to` at or before `from` runs past midnight. */
export interface Interval {
	fromMinute: number;
	toMinute: number;
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface BusinessHours {
	/** IANA name, e.g. America/Sao_Paulo. */
	timeZone: string;
	week: Record<Weekday, Interval[]>;
	/** Local dates without attendance, YYYY-MM-DD. */
	holidays: string[];
}

/**
 * Reads one day's hours as an operator types them: `08:00-12:00, 13:00-18:00`, `8h às 12h e 13h30 às 18h`; empty or `closed` is a closed day.
 * @throws {RangeError} naming the part that cannot be read
 */
export function parseIntervals(text: string): Interval[] {
	const day = text.trim();
	if (!day || /^(closed|fechado)$/i.test(day)) return [];
	return day.split(/[,;/]|\se\s/i).map((part) => {
		const [, fromHour, from, toHour, to] = (SAYS_HOURS.test(part) && RANGE.exec(part)) || [];
		const [fromMinute, toMinute] = [minuteOf(fromHour, from), minuteOf(toHour, to)];
		if (fromMinute === null || toMinute === null || fromMinute === MIDNIGHT)
			throw new RangeError(`"${part.trim()}" is not a time range. Write it like 08:00-12:00.`);
		return { fromMinute, toMinute };
	});
}

const TIME = String.raw`(\d{1,2})(?:\s*[:h]\s*(\d{2})?)?\s*(?:h|hs|horas?|min)?`;
const RANGE = new RegExp(String.raw`^\s*(?:d[aeo]s?\s+)?${TIME}\s*(?:[-–—]|às|as|à|a|até)\s*(?:as\s+|às\s+)?${TIME}\s*$`, 'i');
/** Two bare numbers may be days or months. */
const SAYS_HOURS = /\d\s*[:h]|\d\s+(?:às|as|à|até)\s|das/i;
const MIDNIGHT = 24 * 60;

/** The minute of the day; null when there is none. */
function minuteOf(hour: string | undefined, minute = '0'): number | null {
	const at = Number(hour) * 60 + Number(minute);
	return Number(minute) < 60 && at <= MIDNIGHT ? at : null;
}

/**
 * Whether people attend at that moment (SDR spec 5.4): several intervals a day, overnight ones, holidays, bounds included to the minute's
 * first second.
 * @param at epoch milliseconds
 */
export function isOpen(hours: BusinessHours, at: number): boolean {
	const today = localTime(at, hours.timeZone);
	if (!hours.holidays.includes(today.date) && hours.week[today.weekday].some((interval) => contains(interval, today.minute))) return true;
	const yesterday = localTime(at - 24 * 3_600_000, hours.timeZone);
	return (
		!hours.holidays.includes(yesterday.date) &&
		hours.week[yesterday.weekday].some((interval) => isOvernight(interval) && today.minute <= interval.toMinute)
	);
}

const isOvernight = ({ fromMinute, toMinute }: Interval): boolean => toMinute <= fromMinute;

const contains = (interval: Interval, minute: number): boolean =>
	minute >= interval.fromMinute && (isOvernight(interval) || minute <= interval.toMinute);

/** Local date, weekday and minute of the day; seconds count as a fraction, so that 18:00:01 is after 18:00. */
function localTime(at: number, timeZone: string): { date: string; weekday: Weekday; minute: number } {
	const [date, time] = wallClock(at, timeZone).split(' ');
	const [hour, minute, second] = time.split(':').map(Number);
	// A date alone is read as UTC, where Sunday is 0; the week here begins on Monday.
	const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7];
	return { date, weekday, minute: hour * 60 + minute + second / 60 };
}

/** Hours as an operator types them into a form; a day without text is closed. */
export interface TypedHours {
	timeZone?: string;
	weekdayHours?: string;
	saturdayHours?: string;
	sundayHours?: string;
	/** Dates separated by commas. */
	holidays?: string;
}

const DAYS_OF_THEIR_OWN: Partial<Record<Weekday, keyof TypedHours>> = { saturday: 'saturdayHours', sunday: 'sundayHours' };

/**
 * The typed hours, read; null when none were given: then the house is always open.
 * @throws {RangeError} naming the part that cannot be read
 */
export function readHours(typed: TypedHours): BusinessHours | null {
	if (!typed.weekdayHours && !typed.saturdayHours && !typed.sundayHours) return null;
	const week = Object.fromEntries(
		WEEKDAYS.map((day) => [day, parseIntervals(String(typed[DAYS_OF_THEIR_OWN[day] ?? 'weekdayHours'] ?? ''))]),
	);
	return {
		timeZone: typed.timeZone || 'America/Sao_Paulo',
		week: week as BusinessHours['week'],
		holidays: parseDates(typed.holidays ?? ''),
	};
}

function parseDates(text: string): string[] {
	const dates = text
		.split(',')
		.map((date) => date.trim())
		.filter(Boolean);
	const wrong = dates.find((date) => !isDay(date));
	if (wrong !== undefined) throw new RangeError(`"${wrong}" is not a date. Write holidays like 2026-12-25.`);
	return dates;
}

const STEP_MS = 15 * 60_000;
const LONGEST_LOOK_MS = 31 * 24 * 3_600_000;

/**
 * When the house opens next, to the quarter of an hour; `at` itself while it is open, null when it stays closed for a month.
 * @param at epoch milliseconds
 */
export function nextOpening(hours: BusinessHours, at: number): number | null {
	if (isOpen(hours, at)) return at;
	const quarter = Math.ceil(at / STEP_MS) * STEP_MS;
	for (let moment = quarter; moment <= at + LONGEST_LOOK_MS; moment += STEP_MS) if (isOpen(hours, moment)) return moment;
	return null;
}
