import { remembered } from '../text/remembered';
import { anyOf, gated } from './gated';
import type { Grounds } from './grounds';
import type { Said } from './topic';

/** Companies of the same trade, by what any of them is called. Whoever meets another word for a company adds it; the trade's own word is known by "outras … que". */
const COMPANY =
	'(?:empresas?|lojas?|lugares?|firmas?|escolas?|clinicas?|oficinas?|fornecedor\\w*|profissiona\\w+|marcas?|casas?|por ai|mercado|vizinh\\w+|internet|pessoal)';
/** Others who are spoken of: the competition, "as outras", "deles", "por aí", "lá" beside "aqui". */
const OTHERS = gated(
	new RegExp(
		`\\bconcorren\\w+|\\b(?:n?[oa]s?|d[oa]s|d?as|que|muit[oa]s|cert[oa]s|tem) (?:outr[oa]s?|certas?) ${COMPANY}\\b|\\boutr[oa]s? ${COMPANY}\\b`,
	),
	/\b(?:diferente|ao contrario|melhor|pior|alem) (?:d[aeo]s?|que [oa]s?|do que [oa]s?) (?:outr[oa]s?|concorren\w+|mercado|que (?:se ve|tem|fazem|vendem|voce (?:ve|acha|encontra)) por ai)\b/,
	/\b[oa]s? (?:del[ea]s?|d[oa] (?:mercado|vizinh[oa]|supermercado|outr[oa]|internet|concorren\w+))\b|\b(?!entreg|dentro|antes|depois|perto|cada|um|uma|parte|algum|nenhum)[a-z]+ del[ea]s\b|\bel[ea]s (?:la )?(?:nao |nem |so )?(?:usa|faz|cobra|enrola|demora|entrega|vende|trabalha|coloca|deix|engana|some|leva|tem)\w*/,
	/\bpor ai\b|\b(?:nas?|nos?|pel[oa]s|d?[oa]s) outr[oa]s\b(?= (?:e|sao|nao|tem|faz|cobra|usa|demora|enrola)\w*\b|[,.!]|$)|\bla (?:e|sao|el[ea]s|o pessoal|as|os|nao|tudo|demora)\b|\bmuit[ao] gente (?:por ai|vende|cobra|faz|promete)|\btem (?:gente|empresa|loja) (?:por ai |ai )?que\b/,
);
/** What is said of them ranks them: a grade, a fault, or "nothing like ours". Whoever meets another fault that companies are told of adds its beginning. */
const RANKS = gated(
	/\b(?:mais|menos|muito|bem|tao) [a-z]+\b.{0,25}\b(?:que|do que|quanto)\b|\b(?:melhor|melhores|pior|piores|superior\w*|inferior\w*|incomparave\w+|nem se compara|nao chega\w* (?:aos pes|perto)|nem perto)\b/,
	/\b(?:engan\w+|enrol\w+|mente\w*|some[mn]?\b|sumi\w*|vence[mr]?\b|quebra\w*|falh\w+|falsific\w+|pirat\w+|ruim|ruins|fraq\w+|velh[oa]s?|suj[oa]s?|gambiarra\w*|porcari\w+|lixo|golpe\w*|amador\w*|irregular\w*|clandestin\w+|escond\w+|trapac\w+|reclama\w*|desonest\w+|remend\w+|refiz|refazer|refazemos|estrag\w+|dificulta\w*|atras\w+|nem (?:confer|limp|olh|respond|troc|lav|avis|atend)\w+|nao (?:confer|limp|respond|troc|lav|dur|presta|tem|da[om]?\b|entreg|cumpr|atend|us|faz)\w*|sem (?:garantia|nota|higiene|registro|cuidado))/,
	/\b(?:aqui|com a gente|a gente|nos|noss[oa]s?)\b.{0,40}\b(?:de verdade|honest\w+|seri[oa]s?|mais|melhor\w*|muito|segur\w+|confia\w+|qualidade|capricho|so aqui|diferente|resposta)\b/,
);
/** Nobody is ranked by whoever declines to. */
const DECLINES =
	/\bnao (?:\S+ ){0,3}?(?:compar|coment|fal|opin|sei|conhec|posso|consigo|costum|gost|julg|dizer|avali)\w*|\b(?:cada (?:um|uma|empresa)|respeit\w+|tambem (?:e|sao) (?:bo|otim|excel)\w+|tanto faz)\b/;
const NAMES_OTHERS =
	/\b(?:concorren\w+|outr[oa] (?:empresa|loja|lugar|escola|clinica|oficina|firma)|mais barat[oa]|cobr[ao]u? menos|diferenca (?:de voces|entre)|melhor que|por ?que (?:fazer|comprar|escolher|fechar)? ?(?:com|ai|voces)|minha (?:atual )?empresa|achei|d[oa] mercado|outr[oa]s? [a-z]+|(?:recebi|tenho|peguei|veio) (?:[a-z]+ ){0,2}?(?:proposta|orcamento|cotacao)|(?:mais|menos) (?:perto|barat[oa]|rapid[oa]|em conta))\b/;
/** The question is the same for all sentences of a reply. */
const namesOthers = remembered((question) => NAMES_OTHERS.test(question), 4);
const SPOKEN_OF = gated(/\bel[ea]s?\b|\bla\b|\bo pessoal d[aeo]\b|\b[oa]s? d[aeo]s? [a-z]+ (?:e|sao|nao|tem|vem)\b/);
/** Ours is more than somebody's, who need not be named again; and than everybody's. */
const OURS_MORE = gated(
	/\b(?:noss[oa]s?|aqui|conosco|com a gente|a gente|nos)\b(?: [a-z]+){0,3}? (?:(?:bem|muito|ainda) mais [a-z]{4,}|melhor(?:es)? (?:do )?que)\b/,
);
const THAN_ALL = gated(
	/\b(?:melhor(?:es)?|superior(?:es)?|mais [a-z]{4,}) (?:do )?(?:que |a )(?:[oa]s? )?(?:d[aeo]s? )?(?:qualquer|tod[oa]s?|[oa]s? (?:demais|outr[oa]s))\b/,
);
const MAY_RANK = anyOf(OTHERS, THAN_ALL);

/**
 * A comparison with other companies, which no text of the operator makes: somebody of the same trade is spoken of, and what is said ranks them or us.
 * @returns the sentence; null when nobody is compared
 */
export function rankedIn({ sentence, questions: [question = ''], isAsked, isDeferred }: Said, { text }: Grounds): string | null {
	const { plain } = sentence;
	const isNamed = namesOthers(question);
	if (!MAY_RANK(plain) && !(isNamed && (SPOKEN_OF.test(plain) || OURS_MORE.test(plain)))) return null;
	if (sentence.isQuestion || isAsked || isDeferred || DECLINES.test(plain)) return null;
	const more = THAN_ALL.find(plain) ?? (isNamed ? OURS_MORE.find(plain) : null);
	if (more !== null && !text.includes(more)) return plain;
	const others = OTHERS.find(plain) ?? (isNamed ? SPOKEN_OF.find(plain) : null);
	if (others === null || text.includes(others)) return null;
	return RANKS.test(plain.replace(others, ' ')) ? plain : null;
}
