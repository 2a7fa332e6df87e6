import { isDay } from '../json/day';

/**
 * A moment as the clock on the wall of a time zone shows it.
 * @param at epoch milliseconds
 * @param timeZone IANA name
 * @returns `YYYY-MM-DD HH:MM:SS`
 */
export function wallClock(at: number, timeZone: string): string {
	const part = Object.fromEntries(
		formatOf(timeZone)
			.formatToParts(at)
			.map(({ type, value }) => [type, value]),
	);
	return `${part.year.padStart(4, '0')}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`;
}

/** Making a format costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	formats.set(timeZone, format);
	return format;
}

/**
 * The moment at which the clock of a time zone shows this.
 * @param shown `YYYY-MM-DD HH:MM:SS` (or with T between)
 * @returns ISO 8601 with the zone's offset at that moment; null when it is no such date
 */
export function withOffset(shown: string, timeZone: string): string | null {
	const asIfUtc = Date.parse(`${shown.replace(' ', 'T')}Z`);
	if (!/^.{10}[ T]\d\d:\d\d:\d\d$/.test(shown) || !isDay(shown.slice(0, 10)) || Number.isNaN(asIfUtc)) return null;
	const offsetAt = (at: number): number => Date.parse(`${wallClock(at, timeZone).replace(' ', 'T')}Z`) - at;
	// The first guess may be on the other side of a clock change.
	const offset = offsetAt(asIfUtc - offsetAt(asIfUtc));
	const minutes = Math.round(Math.abs(offset) / 60_000);
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${shown.replace(' ', 'T')}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
