import { rememberedFor } from '../text/remembered';
import { gated } from './gated';
import type { Grounds } from './grounds';
import { daysIn, openingsIn, timesIn, type Days, type Time } from './opening';
import type { Said } from './topic';

/** From when to when, in minutes of a day. */
type Span = readonly [number, number];

/** When a company is closed, as its texts say: days on which it does not open, and pauses between two spans of one day. */
interface Closed {
	days: Days;
	pauses: readonly Span[];
}

const MAY_CLOSE = /fecha|\bnao |folga/;
/** What is closed, and the days behind it ("fechado aos domingos") or before it ("domingo não abre"). */
const CLOSES = /\b(?:fechad[oa]s?|fecha(?:mos)?|nao (?:abr\w+|funciona\w*|atend\w+|tem atendimento|trabalha\w*)|folga\w*)\b/;
const BESIDE = 4;
/** The latest start of a pause, and the earliest end: a company that opens again pauses at noon. */
const [NOON_FROM, NOON_TO] = [660, 960];

const closedOf = rememberedFor(({ text }: Grounds): Closed => {
	const openings = text.split('\n').flatMap(openingsIn);
	const pauses = openings.flatMap(({ times }): Span[] => {
		const inOrder = [...times].sort((one, other) => one.start - other.start);
		if (inOrder.length !== 4) return [];
		const [, end, again] = inOrder.map(({ minutes }) => minutes);
		const [from, to] = [end[0], again.at(-1)!];
		return NOON_FROM <= from && from < to && to <= NOON_TO ? [[from, to]] : [];
	});
	const clauses = MAY_CLOSE.test(text) ? text.split(/[,;()\n]|\.\s|\b(?:das|de) (?=\d)/) : [];
	const days = clauses.reduce((all: Days, clause) => all | closedDaysIn(clause), 0);
	return { days, pauses };
});

function closedDaysIn(clause: string): Days {
	const at = CLOSES.exec(clause);
	if (at === null || timesIn(clause).length > 0) return 0;
	const behind = clause
		.slice(at.index + at[0].length)
		.split(' ')
		.slice(0, 2 * BESIDE)
		.join(' ');
	return daysIn(behind) || daysIn(clause.slice(0, at.index).trim().split(' ').slice(-BESIDE).join(' '));
}

const DENIES = /\b(?:nao|nem|nunca|exceto|menos|fechad\w+|fecha|fechamos|so|somente|apenas|infelizmente)\b/;
/** Open all day long. */
const UNBROKEN = gated(
	/\b(?:abert[oa]s?|abr\w+|atend\w+|funciona\w*|ficamos|estamos|vamos|loja|horario|gente|equipe|alguem)\b.{0,25}\b(?:direto|sem (?:parar|fechar|pausas?|intervalos?)|o dia (?:todo|inteiro)|corrido)\b/,
	/\b(?:nao (?:fech\w+|par\w+|tem (?:pausa|intervalo|horario de almoco))|sem (?:fechar|parar|pausa|intervalo)|(?:abert[oa]s?|abr\w+|atend\w+|funciona\w*)(?: \S+){0,2}?)(?: (?:pr[oa]|para o?|no|na|de|durante o?|na hora do?|em))+ (?:horario de |hora do )?almoco\b/,
);
/** Somebody may come, and somebody is there. */
const COME = gated(
	/\b(?:pode(?:m)?|consegue|da (?:pra|para)|estamos|ficamos|estaremos|tem (?:gente|alguem)|atend\w+|abr\w+|venha|vem|passa|passe|te espero|esperamos)\b/,
);

/**
 * A sentence by which the company is there when its texts say that it is not: on a day on which it is closed, in its pause, or without the pause.
 * @returns the words; null when there are none
 */
export function openWhenClosedIn(
	{ sentence, questions: [question = ''], isAnswered, isDeferred }: Said,
	own: Grounds,
	isOpening: boolean,
): string | null {
	const { plain: text } = sentence;
	const { days: closed, pauses } = closedOf(own);
	if (closed === 0 && pauses.length === 0) return null;
	const unbroken = UNBROKEN.find(text);
	if (unbroken === null && !isOpening && !COME.test(text)) return null;
	if (unbroken !== null) return pauses.length > 0 && !/\b(?:exceto|menos|pausa para|fechamos)\b/.test(text) ? unbroken : null;
	if (isDeferred || DENIES.test(text)) return null;
	const times = timesIn(text);
	const isIn = ({ minutes }: Time): boolean => pauses.some(([from, to]) => minutes.every((one) => from < one && one < to));
	if (pauses.length > 0 && times.length === 1 && isIn(times[0])) return text;
	if (!isOpening || closed === 0) return null;
	const days = daysIn(text) || (isAnswered ? 0 : daysIn(question));
	return (days & closed) !== 0 && (days & ~closed) === 0 ? text : null;
}
