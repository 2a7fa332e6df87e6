import { rememberedFor } from '../text/remembered';
import { contentWords } from './contentWords';
import { gated } from './gated';
import type { Grounds, FactGrounds } from './grounds';
import { beginning } from './lines';
import { openWhenClosedIn } from './closedTimes';
import { minutesOf } from './knownHours';
import { daysIn, openingsIn, timesIn, WORKDAYS, type Days, type Opening, type Time } from './opening';
import type { Said } from './topic';

/** Somebody is there, or opens, or closes. */
const OPENS = gated(
	/\b(?:abr(?:e|em|imos)|fech(?:a|am|amos)|funciona\w*|atend(?:e|em|emos|imento)|abert[oa]s?|expediente|horario de (?:funcionamento|atendimento)|paramos|(?:vai|vao) ate)\b/,
	// Somebody stays until an hour, a customer may come until one, and the hour alone where it answers.
	/\b(?:fic(?:o|a|am|amos)|est(?:ou|a|ao|amos)|vamos|segu(?:e|em|imos)) (?:aqui |la |por aqui )?ate (?:[aod]s? )?(?:\d|mei[ao])/,
	/\b(?:pode(?:m)?|consegue(?:m)?|da (?:pra|para)) (?:[a-z]+ ){0,3}?(?:vir|vim|ir|passar|chegar|aparecer|buscar|retirar|pegar)\b[^.!?]{0,20}? (?:ate|das|a partir das) (?:[ao]s? )?(?:\d|mei[ao])/,
	/\b(?:segunda|terca|quarta|quinta|sexta|sabado|domingo|feriado)s?,? (?:e )?(?:das|de|ate as?|ate o) (?:\d|mei[ao])|\b[a-z]{3,}ndo ate (?:as? |o )?(?:\d{1,2} ?h|mei[ao])/,
	/^[^a-z]*(?:(?:sim|claro|isso|pode|pode sim|tem|temos)[ ,!.]+)?(?:ate|das|a partir das) (?:[ao]s? )?(?:\d|mei[ao])/,
);
/** Somebody or something is there on days. */
const IS_THERE =
	/\b(?:esta|estao|ta|tao|fica|ficam|vem|sai|saem|vai|vao|passa|passam|parte|partem|atende|atendem|trabalha|trabalham|recebe|recebem|rola|acontece|acontecem|funciona|funcionam|e|sao|tem|temos|fazemos|marcamos|agendamos)\b/;
/** Days off the usual week, by what they are called in any text. */
const DAYS_OFF = ['sabado', 'domingo', 'feriado'];
const EVERY_DAY = /\btodos os dias|\b7 dias|\b24 ?h|\bde domingo a|\bsegunda a (?:domingo|sabado)|\bfim de semana|\bfinais de semana/;
const WEEK = /\b(?:segunda|terca|quarta|quinta|sexta|dias uteis)\b/;
const FLOOR = /\b(\d{1,3}) ?o andar\b/g;
const MANIFOLD = gated(
	/\b(?:rende\w*|dura\w*|te[mr]|produz\w*|faz\w*|cabe\w*|alcanc\w*|aguenta\w*|suporta\w*|chega a) (?:\S+ )?o (?:dobro|triplo|quadruplo)\b/,
);
const LIMITS = /\b(?:nao|nem|exceto|menos|sem)\b/;

/** What a ground says of hours, found once. */
interface Week {
	minutes: ReadonlySet<number>;
	openings: readonly Opening[];
	/** Lines that give somebody or something days, with what they give them to. */
	regular: ReadonlyArray<{ days: Days; of: ReadonlySet<string>; isRhythm: boolean }>;
}
const weekOf = rememberedFor((ground: Grounds): Week => ({
	minutes: minutesOf(ground),
	openings: ground.text.split('\n').flatMap(openingsIn),
	regular: ground.text.split('\n').flatMap(regularIn),
}));
/** How often, where no day is named: said of somebody, it is on no day that a reply may name, and least of all on every. */
const RHYTHM =
	/\b(?:a )?cada (?:\d+|duas|tres|quatro|quinze|vinte|trinta|outra) (?:dias|semanas|mes(?:es)?)\b|\b(?:quinzenal|mensal|bimestral|trimestral)(?:mente)?\b|\b(?:uma|1|duas|2) ?(?:vez(?:es)?|x) (?:por|ao|a|na) (?:semana|mes|ano)\b/;
const OF_ANY = /^(?:atend|func|hora|aber|fech|abre|segu|terc|quar|quin|sext|saba|domi|feir|dias|toda|todo|entr|some|loja)/;
function regularIn(line: string): Week['regular'] {
	const days = daysIn(line);
	const rhythm = days === 0 ? line.search(RHYTHM) : -1;
	if ((days === 0 && rhythm < 0) || LIMITS.test(line) || /\bfecha/.test(line)) return [];
	const before = line.slice(0, rhythm >= 0 ? rhythm : line.search(/\b(?:seg|ter[cç]a|qua|qui|sex|sab|dom|todo|dias)/));
	const words = contentWords(before).filter((word) => !/\d/.test(word) && !OF_ANY.test(word));
	return words.length === 0 ? [] : [{ days, of: new Set(words.map(beginning)), isRhythm: days === 0 }];
}

/** It tells when somebody is there: right or wrong is known by the times. @param text a sentence in lower case without accents */
export const tellsHours = (text: string): boolean => OPENS.test(text) && (timesIn(text).length > 0 || daysIn(text) !== 0);

const ALL_DAY = /\b24 ?h(?:oras)?\b|\bvinte e quatro horas\b|\bdia e noite\b/;
/** Open at any hour, as a text of the operator's says too. */
export const isAllDayAsSaid = (plain: string, { text }: Grounds): boolean => ALL_DAY.test(plain) && ALL_DAY.test(text);

/** It says times and days that a text of the operator's gives too. */
export function agreesInHours(plain: string, own: Grounds): boolean {
	const { minutes: known, openings } = weekOf(own);
	const times = known.size === 0 ? [] : timesIn(plain);
	const days = openings.reduce((all, one) => all | one.days, 0);
	return times.length > 0 && times.every(({ minutes }) => minutes.some((one) => known.has(one))) && (daysIn(plain) & ~days) === 0;
}

/**
 * Hours, days and floors of the company that its own texts give otherwise, and a double or triple that none gives: facts that are no amounts. Where the texts say nothing of
 * hours, nothing is known to be wrong.
 * @returns the words; null when there are none
 */
export function strangeHoursIn(said: Said, grounds: FactGrounds): string | null {
	const { sentence, isAsked } = said;
	const { own, theirs, told } = grounds;
	const { plain: text } = sentence;
	if (isAsked || sentence.isQuestion) return null;
	const known = [own, theirs, told];
	const floors = text.includes('andar') ? [...text.matchAll(FLOOR)].map(([floor]) => floor) : [];
	if (floors.some((floor) => FLOOR_OF.test(own.text) && !known.some((ground) => ground.text.includes(floor)))) return text;
	const manifold = MANIFOLD.find(text);
	if (manifold !== null && !own.text.includes(manifold.split(' ').at(-1)!)) return manifold;
	const opens = OPENS.test(text);
	const closed = openWhenClosedIn(said, own, opens);
	if (closed !== null) return closed;
	const week = weekOf(own);
	if ((!opens && week.regular.length === 0) || LIMITS.test(text)) return null;
	if (isThereOtherwise(said, own)) return text;
	if (!opens) return null;
	const isKnown = ({ minutes }: Time): boolean => known.some((ground) => minutes.some((one) => minutesOf(ground).has(one)));
	if (week.minutes.size > 0 && !timesIn(text).every(isKnown)) return text;
	if (isOpenOtherwise(said, grounds)) return text;
	const isStrange = (day: string): boolean =>
		text.includes(day) &&
		WEEK.test(own.text) &&
		!EVERY_DAY.test(own.text) &&
		!known.some((ground) => ground.text.includes(day) || weekOf(ground).openings.some(({ days }) => (days & daysIn(day)) !== 0));
	return DAYS_OFF.some(isStrange) ? text : null;
}
const FLOOR_OF = /\d ?o andar\b/;

/** Times said of a day for which the texts give others, or give none though they name it and other days' times. */
function isOpenOtherwise({ sentence, questions: [question = ''], isAnswered }: Said, { own, theirs, told }: FactGrounds): boolean {
	const { openings, minutes } = weekOf(own);
	if (minutes.size === 0 || !openings.some(({ days }) => days !== 0)) return false;
	const meant = isAnswered ? 0 : daysIn(question);
	return openingsIn(sentence.plain).some(({ days, times }) => {
		const of = days === 0 ? meant : days;
		if (of === 0) return false;
		// Days alone: those of the texts, if they give all of the week's.
		if (times.length === 0) return isWhole(openings) && (of & ~openings.reduce((all, one) => all | one.days, 0)) !== 0;
		const given = openings.filter((one) => (one.days & of) !== 0);
		const ours = given.flatMap((one) => one.times.flatMap((time) => time.minutes));
		if (ours.length === 0) return given.length > 0 || isWhole(openings);
		const [from, to] = [Math.min(...ours), Math.max(...ours)];
		const isTheirs = (one: number): boolean => from <= one && one <= to && [theirs, told].some((ground) => weekOf(ground).minutes.has(one));
		return !times.every((time) => time.minutes.some((one) => ours.includes(one) || isTheirs(one)));
	});
}

/** All times that are given have their days, and the days are more than those off: none is left out. */
const isWhole = (openings: readonly Opening[]): boolean =>
	openings.every(({ days }) => days !== 0) && openings.some(({ days, times }) => times.length > 0 && (days & WORKDAYS) !== 0);

/** Days of something as a line of the operator's gives them to it: "as postagens saem de segunda a quinta" for "postagem de segunda a quinta". */
export function isOnDaysAsSaid(plain: string, own: Grounds): boolean {
	const { regular } = weekOf(own);
	const days = regular.length === 0 ? 0 : daysIn(plain);
	if (days === 0) return false;
	const words = new Set(contentWords(plain).map(beginning));
	return regular.some((one) => one.days === days && [...one.of].some((word) => words.has(word)));
}

/** Days said of somebody or something to whom a line of the operator's gives others: "todo dia" for "Renata atende terça e quinta". */
function isThereOtherwise({ sentence: { plain }, isNoted, isDeferred }: Said, own: Grounds): boolean {
	const { regular } = weekOf(own);
	const days = daysIn(plain);
	if (days === 0 || isNoted || isDeferred || !IS_THERE.test(plain)) return false;
	const words = new Set(contentWords(plain).map(beginning));
	const isOneDay = (days & (days - 1)) === 0;
	const given = regular.filter(({ of, isRhythm }) => !(isRhythm && isOneDay) && [...of].some((word) => words.has(word)));
	return given.length > 0 && (days & ~given.reduce((all, one) => all | one.days, 0)) !== 0;
}
