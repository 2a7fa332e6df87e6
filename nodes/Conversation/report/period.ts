import { wallClock, withOffset } from '../../shared/core/brazil/wallClock';

const DAY_MS = 86_400_000;
/** Days are told apart here and in the database's `report` alike. */
const ZONE = 'America/Sao_Paulo';

/** From when until when, ISO 8601 UTC, and how one says it. */
export interface NamedPeriod {
	from: string;
	until: string;
	title: string;
}

/** How many whole days a period has, the last of which is so many days ago. */
const DAYS: Record<string, { count: number; ago: number }> = {
	today: { count: 1, ago: 0 },
	yesterday: { count: 1, ago: 1 },
	week: { count: 7, ago: 1 },
	month: { count: 30, ago: 1 },
};

/**
 * @param typed both ends of a period that has no name of its own, ISO 8601
 * @param now epoch milliseconds
 * @throws {RangeError} for a period that ends before it begins
 */
export function periodOf(name: string, typed: { from?: string | null; until?: string | null }, now: number): NamedPeriod {
	const days = DAYS[name];
	if (!days) {
		const until = typed.until ?? new Date(now).toISOString();
		const from = typed.from ?? new Date(Date.parse(until) - 30 * DAY_MS).toISOString();
		if (from >= until) throw new RangeError('The field "From" is not before "Until"');
		return { from, until, title: `${shown(from)} a ${shown(until)}` };
	}
	const last = dayOf(now - days.ago * DAY_MS);
	const first = dayOf(now - (days.ago + days.count - 1) * DAY_MS);
	// Noon of the last day and a whole one more is within the next, whatever the clocks did in between.
	const [from, until] = [first, dayOf(Date.parse(`${last}T15:00:00Z`) + DAY_MS)].map(midnightOf);
	return { from, until, title: first === last ? dayMonth(last) : `${dayMonth(first)} a ${dayMonth(last)}` };
}

/** The day of a moment, yyyy-mm-dd. @param ms epoch milliseconds */
export const dayOf = (ms: number): string => wallClock(ms, ZONE).slice(0, 10);
const midnightOf = (day: string): string => new Date(withOffset(`${day} 00:00:00`, ZONE) ?? `${day}T00:00:00-03:00`).toISOString();
const shown = (at: string): string => dayMonth(dayOf(Date.parse(at)));
const dayMonth = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}`;
