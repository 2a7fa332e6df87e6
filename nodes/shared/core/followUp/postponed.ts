import { localDay, momentOn, nextWeekday, plusDays, WEEKDAYS, weekdayOf } from '../brazil/localDay';
import { plain } from '../text/words';

const MONTHS = [
	'janeiro',
	'fevereiro',
	'marco',
	'abril',
	'maio',
	'junho',
	'julho',
	'agosto',
	'setembro',
	'outubro',
	'novembro',
	'dezembro',
];
const COUNTS: Partial<Record<string, number>> = { um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, dez: 10 };
const COUNT = `\\d{1,3}|${Object.keys(COUNTS).join('|')}|uns|umas`;
const UNIT_DAYS: Record<string, number> = { dia: 1, semana: 7, mes: 30 };

type Dated = { pattern: RegExp; dayOf: (found: RegExpExecArray, today: string) => string };

/** The first of the month that comes so many months later. */
function monthAfter(today: string, months: number): string {
	const [year, month] = today.split('-').map(Number);
	return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}
/** The first such day of a month from tomorrow on; of a shorter month the last. */
function dayOfMonth(today: string, day: number): string {
	const inMonth = (months: number) => [plusDays(monthAfter(today, months), day - 1), plusDays(monthAfter(today, months + 1), -1)].sort()[0];
	return inMonth(0) > today ? inMonth(0) : inMonth(1);
}

/** Times of later, as people name them, and the first day that each means. Who meets another one adds it here. */
const LATER: Dated[] = [
	{ pattern: /\bdepois de amanha\b/, dayOf: (_, today) => plusDays(today, 2) },
	{ pattern: /\bamanha\b/, dayOf: (_, today) => plusDays(today, 1) },
	{
		pattern: new RegExp(`\\b(?:daqui(?: a)?|em|dentro de|depois de)\\s+(${COUNT})\\s+(dia|semana|mes)(?:e?s)?\\b`),
		dayOf: ([, count, unit], today) => plusDays(today, (COUNTS[count] ?? (Number(count) || 2)) * UNIT_DAYS[unit]),
	},
	// Where people mean this week's, they say that alone; https://github.com/facebookarchive/duckling_old/issues/83
	{
		pattern: new RegExp(`\\b(${WEEKDAYS.join('|')})(?:[- ]feira)? (?:da (?:outra|proxima) semana|(?:da semana )?que vem)\\b`),
		dayOf: ([, weekday], today) => plusDays(nextWeekday(today, 'segunda'), (WEEKDAYS.indexOf(weekday) + 6) % 7),
	},
	{ pattern: /\b(?:semana que vem|proxim[ao]s? semanas?|outra semana)\b/, dayOf: (_, today) => nextWeekday(today, 'segunda') },
	{ pattern: /\b(?:mes que vem|proximos? mes(?:es)?|outro mes|fi(?:m|nal) d[oe] mes)\b/, dayOf: (_, today) => monthAfter(today, 1) },
	{
		pattern: /\b(?:ano que vem|proximo ano|fi(?:m|nal) d[oe] ano|(?:comeco|inicio) d[oe] ano)\b/,
		dayOf: (_, today) => `${Number(today.slice(0, 4)) + 1}-01-02`,
	},
	{
		pattern: new RegExp(`\\b(?:em|depois de|so em|la por|a partir de|para|pra)\\s+(${MONTHS.join('|')})\\b`),
		dayOf: ([, month], today) => monthAfter(today, (MONTHS.indexOf(month) + 13 - Number(today.slice(5, 7))) % 12 || 12),
	},
	{
		pattern: /\b(?:depois d[oe]|a partir d[oe]|la pelo|dia)\s+(?:dia\s+)?(\d{1,2})\b/,
		dayOf: ([, day], today) => dayOfMonth(today, Number(day)),
	},
	{
		pattern: new RegExp(`\\b(?:na|no|proxim[ao]|ate|para|pra|depois d[ae]|so)\\s+(${WEEKDAYS.join('|')})(?:[- ]feira)?\\b`),
		dayOf: ([, weekday], today) => nextWeekday(today, weekday),
	},
];
/** By then a house is open; the gate keeps its hours anyway. */
const MORNING = '09:00';
/** Nobody's word holds for longer. */
const MOST_DAYS = 365;

/**
 * From when on somebody wants to hear of us again who said that it is not the time: the first day of what they named, in the morning.
 * @param now epoch milliseconds
 * @returns ISO 8601; null where they named no time
 */
export function postponedTo(text: string, now: number, timeZone: string): string | null {
	const said = plain(text);
	const today = localDay(now, timeZone);
	for (const { pattern, dayOf } of LATER) {
		const found = pattern.exec(said);
		const day = found && dayOf(found, today);
		if (day === null || day <= today || day > plusDays(today, MOST_DAYS)) continue;
		const at = momentOn(isSunday(day) ? plusDays(day, 1) : day, MORNING, timeZone);
		if (at !== null) return new Date(at).toISOString();
	}
	return null;
}

const isSunday = (day: string): boolean => weekdayOf(day) === 0;
