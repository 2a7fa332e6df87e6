import type { Figure } from './figures';
import type { Unit } from './units';

/** A number that a line carries without saying it. */
export type Derived = Pick<Figure, 'value' | 'unit'>;

const time = (name: string): Unit => ({ kind: 'time', name });
const volts: Unit = { kind: 'measure', name: 'V' };

/** "Manutenção semestral": every six months. */
const PERIODS: Array<[RegExp, number, Unit]> = [
	[/\bdiari[oa]s?\b/, 1, time('day')],
	[/\bseman(?:al|ais|almente)\b/, 1, time('week')],
	[/\bquinzena(?:l|is|lmente)\b/, 15, time('day')],
	[/\bmens(?:al|ais|almente)\b/, 1, time('month')],
	[/\bbimestra(?:l|is|lmente)\b/, 2, time('month')],
	[/\btrimestra(?:l|is|lmente)\b/, 3, time('month')],
	[/\bsemestra(?:l|is|lmente)\b/, 6, time('month')],
	[/\banua(?:l|is|lmente)\b/, 1, time('year')],
	[/\b(?:24 ?h(?:oras)?|todos os dias|segunda a domingo)\b/, 7, time('day')],
	...[110, 127, 220].map((value): [RegExp, number, Unit] => [/\bbivolt\b/, value, volts]),
];
/** Without any of these there is none; they are looked for in a fraction of the time. */
const MAY_REPEAT = /diari|seman|quinz|mens|mestr|anua|24|todos|segunda|bivolt/;
/** "1h30" is a span where it is no hour of the day. */
const LASTS = /(?<!\b(?:as|das|ate|apos) ?|\d)(\d{1,2}) ?h(?: ?(\d{2}))?\b/g;
/** "15/02" is said as "15 de fevereiro". */
const DATES = /(?<![\d/])(\d{1,2})\/(0?[1-9]|1[0-2])(?![\d/])/g;
const MONTHS = 'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'.split(' ');
/** "Planos: Básico, Plus e Pro", "Lojas em Betim, Contagem e BH": three of them. */
const LISTED = /\b([a-z]{3,}s)\b(?:[^,:;.\d]{0,20}:| (?:em|de|na|no|nas|nos)) ((?:[^,;.:\d]{2,30}, )+[^,;.:\d]{2,30}? e [^,;.:\d]{2,30})/g;
/** A line of so many numbers is worked out; a longer one is a list of things that have nothing to do with each other. */
const MOST_FIGURES = 4;

/**
 * What a line carries besides the numbers that it says: how often something is that is called monthly, how long "1h30" is, how many are listed, how many all are
 * that it counts, what so many of so much are.
 * @param line lower case without accents
 */
export function derivedIn(line: string, figures: readonly Figure[]): Derived[] {
	const periods = MAY_REPEAT.test(line)
		? PERIODS.filter(([pattern]) => pattern.test(line)).map(([, value, unit]) => ({ value, unit }))
		: [];
	const spans = /\d ?h/.test(line) ? spansIn(line) : [];
	const dates = /\d\/\d/.test(line) ? datesIn(line) : [];
	const lists = line.includes(', ') ? listsIn(line) : [];
	return [...periods, ...spans, ...dates, ...lists, ...workedOut(figures)];
}

const spansIn = (line: string): Derived[] =>
	[...line.matchAll(LASTS)].map(([, hours, minutes = '0']) => ({ value: Number(hours) + Number(minutes) / 60, unit: time('h') }));
const datesIn = (line: string): Derived[] =>
	[...line.matchAll(DATES)].map(([, day, month]) => ({ value: Number(day), unit: { kind: 'thing', name: MONTHS[Number(month) - 1] } }));
const listsIn = (line: string): Derived[] =>
	[...line.matchAll(LISTED)].map(([, name, items]) => ({ value: items.split(/, | e /).length, unit: { kind: 'thing', name } }));

/** "8 salgados e 4 doces" are 12; "10 placas de 550 W" are 5,500 W, "4 níveis de 6 meses" 24 months, "12 x 30 m" 360 m². */
function workedOut(figures: readonly Figure[]): Derived[] {
	if (figures.length < 2 || figures.length > MOST_FIGURES) return [];
	const things = figures.filter(({ unit, per }) => unit.kind === 'thing' && per === null);
	const total = things.reduce((sum, { value }) => sum + value, 0);
	const products = figures.slice(0, -1).flatMap((one, n): Derived[] => {
		const next = figures[n + 1];
		if (one.unit.kind === 'thing' && /^(?:measure|time)$/.test(next.unit.kind)) return [{ value: one.value * next.value, unit: next.unit }];
		if (one.unit.name === 'm' && next.unit.name === 'm') return [{ value: one.value * next.value, unit: { kind: 'measure', name: 'm²' } }];
		return [];
	});
	return [...(things.length > 1 ? [{ value: total, unit: { kind: 'thing' as const, name: 'unidades' } }] : []), ...products];
}
