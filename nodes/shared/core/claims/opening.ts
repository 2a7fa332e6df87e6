import { WEEKDAYS } from '../brazil/localDay';
import { wordsBelow } from '../text/numberWords';
import { rememberedOnce } from '../text/remembered';

/** Days of the week and times of day of a text, in figures and in words: what opening hours are compared by. Texts in lower case without accents. */

/** The days of a week as bits, Monday first. */
export type Days = number;
const ALL_DAYS: Days = 0b111_1111;
export const WORKDAYS: Days = 0b001_1111;
const WEEKEND: Days = 0b110_0000;

/** A time of day. */
export interface Time {
	start: number;
	end: number;
	/** In minutes: what it may be. "Até as seis" is six or eighteen, where nothing says which. */
	minutes: readonly number[];
}

const IN_FIGURES =
	/(?<![\d:/.,])(\d{1,2})(?: ?h(?:oras?\b)?(?: ?([0-5]\d)(?!\d))?|:([0-5]\d)(?: ?h)?|(?= ?(?:as|a|-|ate) ?\d{1,2} ?h))( d[ae] (?:tarde|noite))?/g;
/** Hours are counted in the feminine. */
const NO_HOUR = ['um', 'hum', 'dois', 'doiz'];
const HOURS: Record<string, number> = Object.fromEntries([
	...wordsBelow(21).filter(([word]) => !NO_HOUR.includes(word)),
	['vinte e uma', 21],
	['vinte e duas', 22],
	['vinte e tres', 23],
	...['meio', 'meia'].flatMap((half): Array<[string, number]> =>
		['-', ' '].map((between) => (half === 'meio' ? [`meio${between}dia`, 12] : [`meia${between}noite`, 24])),
	),
]);
/** Of five minutes each, and one that is said in two words. */
const MINUTES: Record<string, number> = Object.fromEntries([
	['meia', 30],
	...wordsBelow(60).filter(([, value]) => value % 5 === 0),
	...wordsBelow(60).flatMap(([word, value]): Array<[string, number]> =>
		value >= 20 && value % 10 === 0 ? [[`${word} e cinco`, value + 5]] : [],
	),
]);
const anyOfKeys = (words: Record<string, number>): string =>
	Object.keys(words)
		.sort((one, other) => other.length - one.length)
		.join('|');
const PART = '(?: d[ae] (manha|tarde|noite|madrugada))';
/** An hour in words is one after what leads to it and before no noun, or with its half or its part of the day; noon and midnight are by themselves. */
const IN_WORDS = new RegExp(
	`(?<![a-z] ?-)\\b(?:(mei[oa][- ](?:dia|noite))(?: e (meia|quinze))?|` +
		`(?<=\\b(?:as|das|pelas|a) )(${anyOfKeys(HOURS)})(?: horas?)?(?: e (${anyOfKeys(MINUTES)}))?${PART}?(?= *(?:[.,;:!?)]|$|as\\b|ao?\\b|ate\\b|e\\b|em ponto|n[oa]s?\\b|aos\\b|de (?:seg|dom|ter)))|` +
		`(${anyOfKeys(HOURS)})(?: horas?)?(?: e (meia|quinze|quarenta e cinco)${PART}?(?= *(?:[.,;:!?)]|$|as\\b|ate\\b|e\\b))|${PART})|` +
		`(?<=\\b(?:ate|da|entre) )(${anyOfKeys(HOURS)}) e (${anyOfKeys(MINUTES)})(?= *(?:[.,;:!?)]|$|as\\b|ao?\\b|ate\\b|e\\b|n[oa]s?\\b)))`,
	'g',
);
const MAY_BE_IN_WORDS = /mei[oa]|\b(?:as|das|pelas|a|ate|da|entre) [a-z]|d[ae] (?:manha|tarde|noite)|[a-z] e (?:quinze|quarenta)/;
/** Without one of these no hour is said in words. */
const HAS_HOUR = new RegExp(`\\b(?:mei[oa]|${anyOfKeys(HOURS)})`);

/** The times of a text, in their order in figures, and then those in words. */
export const timesIn = (text: string): Time[] => [...inFigures(text), ...inWords(text)];

function inFigures(text: string): Time[] {
	if (!/\d/.test(text)) return [];
	return [...text.matchAll(IN_FIGURES)].flatMap((found) => {
		const [all, hour, after, colon, later] = found;
		const hours = Number(hour) + (later && Number(hour) < 12 ? 12 : 0);
		return hours <= 24 ? [{ start: found.index, end: found.index + all.length, minutes: [60 * hours + Number(after ?? colon ?? 0)] }] : [];
	});
}

/** Those in words alone. */
export const inWords = rememberedOnce((text): readonly Time[] => {
	if (!MAY_BE_IN_WORDS.test(text) || !HAS_HOUR.test(text)) return [];
	return [...text.matchAll(IN_WORDS)].map((found) => {
		const [all, noon, pastNoon, led, pastLed, partLed, alone, pastAlone, partPast, part, begun, pastBegun] = found;
		const hour = HOURS[noon ?? led ?? alone ?? begun];
		const minutes = 60 * hour + (MINUTES[pastNoon ?? pastLed ?? pastAlone ?? pastBegun] ?? 0);
		const said = partLed ?? partPast ?? part;
		const [early, late] = [minutes, minutes + 720];
		const isFixed = noon !== undefined || hour >= 12 || said !== undefined;
		const fixed = /tarde|noite/.test(said ?? '') && hour < 12 ? late : early;
		return { start: found.index, end: found.index + all.length, minutes: isFixed ? [fixed] : [early, late] };
	});
});

const NAMES = [...WEEKDAYS.slice(1), WEEKDAYS[0]];
/** A day by its name or its short form; "ter" and "sex" are other words too, and days only in a span. */
export const DAY_WORDS = 'segunda|terca|quarta|quinta|sexta|sabado|domingo|seg|ter|qua|qui|sex|sab|dom';
const DAY = `(${DAY_WORDS})`;
const SPAN = new RegExp(`\\b${DAY}(?:-feira|s)?(?: (?:a|ate|ate a|ate o|ao|as) | ?[-–/] ?)${DAY}\\b`, 'g');
/** "A segunda via" is no day. */
const ONE =
	/\b(segunda|terca|quarta|quinta|sexta|sabado|domingo|sab|dom)s?\b(?! (?:via|vez|opc|etapa|part|parcela|dose|sess|aula|unidade|loja|pergunta|mao|linha|camada|pec|geracao))/g;
/** Short forms beside others: "seg, qua e sex". */
const LISTED = new RegExp(
	`\\b(seg|ter|qua|qui|sex)\\b(?=(?:,? e |, ?| ?/ ?)${DAY}\\b)|(?<=\\b${DAY}(?:,? e |, ?| ?/ ?))(seg|ter|qua|qui|sex)\\b`,
	'g',
);
const EVERY = /\btod[oa]s? (?:os |santo )?dias?\b|\bdiariamente\b|\b7 dias\b|\bsete dias (?:da|na|por) semana\b|\b(?:todo )?dia todo dia\b/;
const MAY_BE_DAY = /seg|ter|qua|qui|sex|sab|dom|dia|semana/;
const dayOf = (word: string): number => NAMES.findIndex((name) => name.startsWith(word));

/** The days that a text names, by themselves or as a span; 0 when it names none. */
export const daysIn = rememberedOnce((text): Days => {
	if (!MAY_BE_DAY.test(text)) return 0;
	let days: Days = EVERY.test(text) ? ALL_DAYS : 0;
	if (/\b(?:fim|fins|final|finais) de semana\b/.test(text)) days |= WEEKEND;
	if (/\bdias uteis\b|\bdias? de semana\b|(?<!\b(?:vez|vezes|dias?|x) )\b(?:durante a|na|no meio da) semana\b(?! que vem)/.test(text))
		days |= WORKDAYS;
	for (const [, from, to] of text.matchAll(SPAN)) {
		for (let day = dayOf(from); ; day = (day + 1) % 7) {
			days |= 1 << day;
			if (day === dayOf(to)) break;
		}
	}
	for (const [day] of text.matchAll(LISTED)) days |= 1 << dayOf(day);
	for (const [, day] of text.matchAll(ONE)) days |= 1 << dayOf(day);
	return days;
});

const WORDS: ReadonlySet<string> = new Set(
	[...Object.keys(HOURS), ...Object.keys(MINUTES)]
		.flatMap((words) => words.split(/[ -]/))
		.concat(NAMES, 'feira', 'manha', 'tarde', 'noite', 'semana', 'durante'),
);
/** A word in which an hour or a day is said. */
export const isOfHours = (word: string): boolean => WORDS.has(word.replace(/(?<=[ao])s$/, ''));

/** Times that hold on days; either may be none. */
export interface Opening {
	days: Days;
	times: readonly Time[];
}

const BETWEEN_DAYS = new RegExp(`(?<=\\b${DAY}(?:-feira|s)?), ?(?=(?:e )?${DAY}\\b)`, 'g');

/** What a text says of hours, piece by piece; times and days that stand apart ("8h às 12h, seg a sex") are of each other. */
export function openingsIn(text: string): Opening[] {
	const pieces = text
		.replace(BETWEEN_DAYS, ' e ')
		.split(/[,;()]|\.\s|\n| mas | exceto | menos /)
		.map((piece): Opening => ({ days: daysIn(piece), times: timesIn(piece) }))
		.filter(({ days, times }) => days !== 0 || times.length > 0);
	return pieces.flatMap((piece, n): Opening[] => {
		const [before, after] = [pieces[n - 1], pieces[n + 1]];
		if (piece.days === 0 && after && after.times.length === 0) return [{ days: after.days, times: piece.times }];
		if (piece.times.length === 0 && before && before.days === 0) return [];
		// "Segunda a sexta, das 8h às 18h"
		if (piece.times.length === 0 && after && after.days === 0) return [{ days: piece.days, times: after.times }];
		if (piece.days === 0 && before && before.times.length === 0) return [];
		return [piece];
	});
}
