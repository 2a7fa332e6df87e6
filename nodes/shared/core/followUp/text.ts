import { valuesOf, worded } from '../campaign/words';
import { withoutLinks } from '../text/links';

/** What is known of a lead, as the database tells it (`follow_up_facts`); absent where it is not. */
export type LeadFacts = {
	name?: string;
	company?: string;
	product?: string;
	city?: string;
	need?: string;
	urgency?: string;
	/** The last words of each. */
	last_from_lead?: string;
	last_from_us?: string;
};

/** What stands for words that nobody told, so that a text has no hole. A name has none: the comma before it goes with it. */
const UNKNOWN = { empresa: 'sua empresa', produto: 'o que você procura', cidade: 'sua cidade' };
/** The gaps that a text may have. */
export const GAPS = ['nome', ...Object.keys(UNKNOWN)];

const FIRST = 'Oi, {primeiro_nome}! Ficou alguma dúvida sobre {produto}? É só me responder por aqui.';
const LATER =
	'Oi, {primeiro_nome}! Ainda faz sentido conversarmos sobre {produto}? Se preferir não receber estas mensagens, é só responder SAIR.';

/** What goes out where the operator wrote nothing for a step. @param step from 1 */
const wordsFor = (step: number): string => (step === 1 ? FIRST : LATER);

/**
 * The plain words of a step, for when no model writes a personal message. Names and products are a stranger's: no link of theirs goes out under the company's name.
 * @param given the operator's text with gaps; empty for the package's own
 * @param seed what tells persons apart: the same person gets the same opening of `{Oi|Olá}`
 */
export function followUpText(given: string, facts: LeadFacts, step: number, seed: string): string {
	const known = {
		nome: withoutLinks(facts.name ?? '', 80),
		empresa: withoutLinks(facts.company ?? '', 80) || UNKNOWN.empresa,
		produto: withoutLinks(facts.product ?? '', 80) || UNKNOWN.produto,
		cidade: withoutLinks(facts.city ?? '', 80) || UNKNOWN.cidade,
	};
	const template = given || wordsFor(step);
	const named = known.nome === '' ? template.replace(/,?[^\S\n]*\{(?:primeiro_)?nome\}/g, '') : template;
	return worded(named, valuesOf(known, 'nome'), seed);
}
