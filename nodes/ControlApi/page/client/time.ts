const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds since 1970 of an ISO instant; null where there is none or it cannot be read. */
export function instant(iso: unknown): number | null {
	const ms = typeof iso === 'string' ? Date.parse(iso) : Number.NaN;
	return Number.isNaN(ms) ? null : ms;
}

/** How long ago in Portuguese: "agora", "há 40 s", "há 4 min", "há 2 h 10 min", "há 3 dias". An instant ahead of `now` (clocks differ) is "agora". */
export function ago(at: number, now: number): string {
	const elapsed = now - at;
	if (elapsed < 10 * SECOND) return 'agora';
	if (elapsed < MINUTE) return `há ${Math.floor(elapsed / (10 * SECOND)) * 10} s`;
	if (elapsed < HOUR) return `há ${Math.floor(elapsed / MINUTE)} min`;
	const days = Math.floor(elapsed / DAY);
	if (days > 0) return days === 1 ? 'há 1 dia' : `há ${days} dias`;
	const minutes = Math.floor((elapsed % HOUR) / MINUTE);
	return `há ${Math.floor(elapsed / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''}`;
}

const inBrazil = (options: Intl.DateTimeFormatOptions, timeZone?: string) => new Intl.DateTimeFormat('pt-BR', { ...options, timeZone });

/** "14:03" in the reader's time zone unless told another. */
export const clock = (at: number, timeZone?: string): string =>
	inBrazil({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone).format(at);

/** "Hoje", "Ontem" or "19/02/2026". */
export function day(at: number, now: number, timeZone?: string): string {
	const date = (ms: number) => inBrazil({ day: '2-digit', month: '2-digit', year: 'numeric' }, timeZone).format(ms);
	if (date(at) === date(now)) return 'Hoje';
	return date(at) === date(now - DAY) ? 'Ontem' : date(at);
}

/** "14:03" today, "ontem às 14:03", "19/02/2026 às 14:03": to follow "desde". */
export function moment(at: number, now: number, timeZone?: string): string {
	const on = day(at, now, timeZone);
	return on === 'Hoje' ? clock(at, timeZone) : `${on.toLowerCase()} às ${clock(at, timeZone)}`;
}
