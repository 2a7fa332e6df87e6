import { lowered } from './disguise';
import { FORMS } from './forms';
import { PEOPLE, TELLS } from './harmless';

const TITLE = '(?:\\^?(?:dona|seu|sr|sra|dr|dra)\\.? )?';
const NAME = `(?:[oa]s? )?${TITLE}\\^([a-z]{3,})`;
const DECIDES = `(?:e quem |que |mesm[oa] )?(?:te |lhe )?(?:vai |pode )?(?:${TELLS}|decid\\w+|resolv\\w+)`;
/** How a text says who tells, decides or sees to something: "orçamento é com o Otávio", "quem passa valores é a Joelma", "consultores: Rafa e Dona Lúcia", "o Everaldo cuida dos pivôs". */
const SAYS_WHO = [
	`(?:[:,(] ?|\\b(?:e|eh|sao|so|somente|apenas|diret[oa]|diretamente|${TELLS}) (?:[a-z]+ )?)com ${NAME}`,
	`\\b(?:so|somente|apenas) ${NAME} ${DECIDES}`,
	`\\bquem (?:[a-z]+ ){1,8}?(?:e|eh|sao) ${NAME}`,
	`\\b${PEOPLE}(?:,|:| e| (?:se )?chama\\w*) ${NAME}(?:(?:,| e| ou) ${NAME})?`,
	// Not the company itself, by which a text begins: "Doutor Bateria".
	`(?<!^\\^?)\\b${PEOPLE} ${NAME}`,
	`\\b[oa] ${TITLE}\\^([a-z]{3,}) ${DECIDES}`,
].map((one) => new RegExp(one, 'g'));
/** A name begins with a capital letter and is no abbreviation. */
const CAPITAL = /(?<!\p{L})\p{Lu}\p{Ll}{2,}(?!\p{L})/gu;
/** In a text in small letters alone whoever sees to something is known by that, and by being neither side of a sale. */
const WRITTEN_SMALL = new RegExp(
	`\\bquem (?:[a-z]+ ){0,3}?(?:${TELLS}|decid\\w+|resolv\\w+) (?:[a-z]+ ){0,3}?(?:e|eh) (?:[oa] )?(?!client|comprador|voce|vc|el[ea]|nos\\b|gente|dono|propri|pacient|alun|mesm)([a-z]{3,})`,
	'g',
);

/**
 * Whom an operator's text names as those who tell what the agent does not: to their customers they are the consultant, by name. What a text also writes small is no
 * name, and neither is a form of payment ("desconto só com Pix").
 * @param text as it was written
 * @returns their names, lower case without accents
 */
export function namedPeople(text: string): readonly string[] {
	const marked = lowered(text.replace(CAPITAL, '^$&'));
	const isSmall = !marked.includes('^');
	const names = (isSmall ? [WRITTEN_SMALL] : SAYS_WHO).flatMap((pattern) =>
		[...marked.matchAll(pattern)].flatMap((found) => found.slice(1).filter((name) => name !== undefined)),
	);
	const isName = (name: string): boolean => isSmall || !new RegExp(`(?<![a-z^])${name}(?![a-z])`).test(marked);
	return [...new Set(names)].filter((name) => isName(name) && !FORMS.test(name));
}

/** Puts the consultant in the place of everybody who is named, title included. */
export const asConsultant = (names: readonly string[]): ((sentence: string) => string) => {
	if (names.length === 0) return (sentence) => sentence;
	const pattern = new RegExp(`\\b(?:(?:dona|seu|sr|sra|dr|dra)\\.? )?(?:${names.join('|')})\\b`, 'g');
	return (sentence) => sentence.replace(pattern, 'consultor');
};
