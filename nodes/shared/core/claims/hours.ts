import { gated } from './gated';
import type { FactGrounds } from './unfounded';
import type { Said } from './topic';

/** Somebody is there, or opens, or closes. */
const OPENS = gated(
	/\b(?:abr(?:e|em|imos)|fech(?:a|am|amos)|funciona\w*|atend(?:e|em|emos|imento)|abert[oa]s?|expediente|horario de (?:funcionamento|atendimento)|(?:ficamos|estamos) (?:aqui )?ate)\b/,
);
const TIMES =
	/(?<![\d:/.,])(\d{1,2})(?: ?h(?:oras?\b)?(?: ?([0-5]\d)(?!\d))?|:([0-5]\d)(?: ?h)?|(?= ?(?:as|a|-|ate) ?\d{1,2} ?h))( d[ae] (?:tarde|noite))?/g;
/** Days off the usual week, by what they are called in any text. */
const DAYS_OFF = ['sabado', 'domingo', 'feriado'];
const EVERY_DAY = /\btodos os dias|\b7 dias|\b24 ?h|\bde domingo a|\bsegunda a (?:domingo|sabado)|\bfim de semana|\bfinais de semana/;
const WEEK = /\b(?:segunda|terca|quarta|quinta|sexta|dias uteis)\b/;
const FLOOR = /\b(\d{1,3}) ?o andar\b/g;
const MANIFOLD = gated(
	/\b(?:rende\w*|dura\w*|te[mr]|produz\w*|faz\w*|cabe\w*|alcanc\w*|aguenta\w*|suporta\w*|chega a) (?:\S+ )?o (?:dobro|triplo|quadruplo)\b/,
);

/** The times of day of a text, in minutes. */
function timesIn(text: string): number[] {
	return [...text.matchAll(TIMES)].flatMap(([, hour, after, colon, later]) => {
		const hours = Number(hour) + (later && Number(hour) < 12 ? 12 : 0);
		return hours <= 24 ? [60 * hours + Number(after ?? colon ?? 0)] : [];
	});
}

/**
 * Hours, days and floors of the company that its own texts give otherwise, and a double or triple that none gives: facts that are no amounts. Where the texts say nothing of
 * hours, nothing is known to be wrong.
 * @returns the words; null when there are none
 */
export function strangeHoursIn({ sentence, isAsked }: Said, { own, theirs, told }: FactGrounds): string | null {
	const { plain: text } = sentence;
	if (isAsked || sentence.isQuestion) return null;
	const known = [own, theirs, told];
	const floors = [...text.matchAll(FLOOR)].map(([floor]) => floor);
	if (floors.some((floor) => FLOOR_OF.test(own.text) && !known.some((ground) => ground.text.includes(floor)))) return text;
	const manifold = MANIFOLD.find(text);
	if (manifold !== null && !own.text.includes(manifold.split(' ').at(-1)!)) return manifold;
	if (!OPENS.test(text) || /\b(?:nao|nem|exceto|menos|sem)\b/.test(text)) return null;
	const hours = timesIn(own.text);
	const others = [...hours, ...timesIn(theirs.text), ...timesIn(told.text)];
	if (hours.length > 0 && timesIn(text).some((time) => !others.includes(time))) return text;
	const isStrange = (day: string): boolean =>
		text.includes(day) && WEEK.test(own.text) && !EVERY_DAY.test(own.text) && !known.some((ground) => ground.text.includes(day));
	return DAYS_OFF.some(isStrange) ? text : null;
}
const FLOOR_OF = /\d ?o andar\b/;
