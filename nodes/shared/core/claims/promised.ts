import { contentWords } from './contentWords';
import { gated } from './gated';
import { quotedShare, type Grounds } from './grounds';
import { isContact } from './harmless';
import type { Said } from './topic';

const PROMISES = gated(
	/\b(?:garanto|garantimos|prometo|prometemos|asseguro|asseguramos|juro|dou (?:a )?minha palavra|palavra minha|boto fe|assino embaixo|pode (?:me )?cobrar(?: de mim)?|com certeza absoluta|sem falta|pode contar com|pode anotar (?:ai\b|o que\b|isso\b)|nunca (?:quebra|falha|estraga))\b/,
);

/** Whoever vouches in the first person for what will be: nobody gave them the word for it. */
const VOUCHED = gated(
	/(?<!\b(?:nao|nem|nunca|posso|podemos|consigo|ninguem) (?:[a-z]+ )?)\b(?:garanto|garantimos|prometo|prometemos|asseguro|asseguramos|juro|dou (?:a )?minha palavra|palavra minha|assino embaixo|pode (?:me )?cobrar(?: de mim)?)\b(?! (?:te |lhe |que (?:te |vou |ja )))/,
);

/** A place that is held or confirmed: who answers has no calendar, and a person has said nothing yet. */
const BOOKED = gated(
	/\b(?:reservei|agendei|encaixei|marquei (?:[oa] |uma? |pra |para )?(?:seu |sua |teu |tua )?(?:horario|hora|consulta|visita|aula|avaliacao|vaga|mesa|sessao|voce))\b/,
	/\b(?:seu|sua|teu|tua) (?:encaixe|horario|vaga|reserva|agendamento|consulta|visita|lugar|mesa|data)(?: [a-z{}]+){0,5} (?:esta|ta|ficou|foi) (?:confirmad|garantid|reservad)[oa]\b/,
);

/** What will come of it, assured where no line of a text assures the same: "aprovação garantida", "resultado garantido". */
const ASSURED = gated(/(?<!\b(?:nao|nem|sem|nunca)(?: [a-z]+){0,3} )\b(?!(?:esta|ficou|fica|foi|ser)\b)[a-z]{4,} garantid[oa]s?\b/);

/** What will not be is no follow-up, whatever it is of: "suas fotos não vão se perder". */
const OUTCOME = gated(/\bnao v(?:ai|ao)\b/);

/**
 * What will be, promised by somebody who cannot know: a place that is booked, an outcome that is assured, a word that is given.
 * @returns the words, and whether they are held or only doubtful; null when nothing is promised
 */
export function promisedIn({ sentence, isAsked }: Said, own: Grounds): { excerpt: string; isHeld: boolean } | null {
	const { plain, skeleton, figures, isQuestion } = sentence;
	if (isAsked || isQuestion) return null;
	const assured = ASSURED.find(plain);
	const done = BOOKED.find(plain) ?? (assured !== null && quotedShare(own, contentWords(assured), true) < 1 ? assured : null);
	if (done !== null) return { excerpt: done, isHeld: true };
	const excerpt = PROMISES.find(plain);
	if (excerpt === null) return null;
	const isTimed = figures.some(({ unit }) => unit.kind === 'time') && !/\b(?:nao|nem|ninguem)\b/.test(plain);
	// Whoever calls back calls when they can: a time that is vouched for is given by nobody.
	const isVouched = isTimed || (VOUCHED.test(plain) && (OUTCOME.test(plain) || !isContact(skeleton)));
	return { excerpt, isHeld: isVouched };
}
