import { localDay, momentOn, nextWeekday, plusDays, WEEKDAYS, weekdayOf } from '../brazil/localDay';
import { plain } from '../text/words';

/** Who is promised: a person of the team, as replies call them. Who finds another word of a trade adds it here. */
const WHO =
	/\b(?:consultor\w*|vendedor\w*|especialista\w*|atendente\w*|equipe|time|pessoal|colegas?|responsave(?:l|is)|alguem|tecnic[oa]s?|gerente|setor|comercial|corretor\w*|medic[oa]|recepcao|secretaria)\b/;
/** What they will do: get in touch. */
const CONTACT =
	/\b(?:cham\w+|fal(?:a|am|ar|ara|arao|e|em|amos)|lig(?:a|am|ar|ara|arao|ue)|retorn\w+|entra\w* em contato|contat\w+|respond\w+|envi\w+|mand\w+|procur\w+|passa\w*)\b/;

const COUNTS: Partial<Record<string, number>> = {
	um: 1,
	uma: 1,
	dois: 2,
	duas: 2,
	tres: 3,
	quatro: 4,
	cinco: 5,
	seis: 6,
	oito: 8,
	dez: 10,
	doze: 12,
	meia: 0.5,
};
const COUNT = `\\d{1,2}|${Object.keys(COUNTS).join('|')}`;
const WITHIN = new RegExp(
	`\\b(?:em|daqui a|dentro de|no maximo em)\\s+(?:ate\\s+|no maximo\\s+)?(${COUNT})\\s*(min(?:uto)?s?|h(?:ora)?s?|dias? uteis|dia util|dias?)\\b`,
);
const DAY = new RegExp(
	`\\b(depois de amanha|amanha|hoje|(?:na |no |nesta |neste |proxim[ao] |ate )(${WEEKDAYS.join('|')})(?:[- ]feira)?)\\b`,
);
const HOUR = /\b(?:as|ate as|ate|pelas|por volta das)\s+(\d{1,2})(?::|h)(\d{2})?\b/;
/** The end of each part of a day. */
const PARTS: ReadonlyArray<[RegExp, string]> = [
	[/\b(?:de|pela|na parte da|logo de) manha\b|\bcedo\b/, '12:00'],
	[/\b(?:a|de|pela|na parte da) tarde\b/, '18:00'],
	[/\b(?:a|de|pela) noite\b/, '21:00'],
];
/** A day without an hour is meant until people go home. */
const END_OF_DAY = '18:00';
const HOUR_MS = 3_600_000;

/**
 * By when a reply promises that a person of the team gets in touch: "um consultor te chama amanhã" is until the end of tomorrow's work, "em até 2 horas" two hours from
 * now. Of several the earliest.
 * @param now epoch milliseconds
 * @returns ISO 8601; null where no person is promised, or no time
 */
export function promisedTime(reply: string, now: number, timeZone: string): string | null {
	const moments = reply
		.split(/[.!?\n]+(?=\s|$)/)
		.map(plain)
		.filter((sentence) => WHO.test(sentence) && CONTACT.test(sentence))
		.flatMap((sentence) => momentIn(sentence, now, timeZone) ?? [])
		.filter((at) => at > now);
	return moments.length > 0 ? new Date(Math.min(...moments)).toISOString() : null;
}

function momentIn(sentence: string, now: number, timeZone: string): number | null {
	const within = WITHIN.exec(sentence);
	if (within) {
		const count = COUNTS[within[1]] ?? Number(within[1]);
		if (within[2].startsWith('min')) return now + count * 60_000;
		if (within[2].startsWith('h')) return now + count * HOUR_MS;
		return momentOn(dayAfter(now, count, within[2].includes('ut'), timeZone), END_OF_DAY, timeZone);
	}
	const day = DAY.exec(sentence);
	const hour = HOUR.exec(sentence);
	if (!day && !hour) return null;
	const time = hour ? `${hour[1].padStart(2, '0')}:${hour[2] ?? '00'}` : (PARTS.find(([part]) => part.test(sentence))?.[1] ?? END_OF_DAY);
	return momentOn(day ? dayNamed(day, now, timeZone) : localDay(now, timeZone), time, timeZone);
}

function dayAfter(now: number, days: number, isBusiness: boolean, timeZone: string): string {
	let day = localDay(now, timeZone);
	for (let left = Math.max(1, Math.ceil(days)); left > 0;) {
		day = plusDays(day, 1);
		if (!isBusiness || ![0, 6].includes(weekdayOf(day))) left--;
	}
	return day;
}

function dayNamed([, name, weekday]: RegExpExecArray, now: number, timeZone: string): string {
	const today = localDay(now, timeZone);
	if (weekday === undefined) return plusDays(today, name === 'hoje' ? 0 : name === 'amanha' ? 1 : 2);
	return nextWeekday(today, weekday);
}
