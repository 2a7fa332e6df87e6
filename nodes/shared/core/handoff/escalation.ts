import { plain } from '../text/words';

/** Ways to ask for a person (handoff spec A12). "Preciso de ajuda" is not among them: customers say it to the agent too. */
export const ESCALATION_PHRASES = [
	'falar com atendente',
	'falar com humano',
	'falar com pessoa',
	'falar com alguém',
	'falar com vendedor',
	'me passa para humano',
	'atendente humano',
	'atendimento humano',
	'conversar com vendedor',
	'quero atendente',
	'chama vendedor',
];

const ARTICLES = new Set(['um', 'uma', 'o', 'a', 'os', 'as', 'para', 'pra', 'pro', 'com']);
/** Words that turn what follows into its opposite, so many words before the phrase at most. */
const NEGATIONS = new Set(['nao', 'nem', 'nunca', 'sem', 'evitar']);
const NEGATION_REACH = 4;

/**
 * Whether a customer asks for a person: one of the phrases, whatever the case, accents and articles between its words, unless it is negated
 * ("não quero falar com atendente").
 * @param phrases the operator's list
 */
export function asksForHuman(text: string, phrases: readonly string[] = ESCALATION_PHRASES): boolean {
	return clauses(text).some((clause) => phrases.some((phrase) => isSaid(words(phrase), words(clause))));
}

/** A negation reaches to the next comma or full stop. */
const clauses = (text: string): string[] => text.split(/[.!?;,\n]+/);

/** All words but articles: they come and go. */
const words = (text: string): string[] =>
	plain(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '' && !ARTICLES.has(word));

function isSaid(phrase: string[], said: string[]): boolean {
	if (phrase.length === 0) return false;
	return said.some(
		(_, start) =>
			phrase.every((word, offset) => said[start + offset] === word) &&
			!said.slice(Math.max(0, start - NEGATION_REACH), start).some((word) => NEGATIONS.has(word)),
	);
}
