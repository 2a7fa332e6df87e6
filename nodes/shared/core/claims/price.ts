import { remembered } from '../text/remembered';
import { anyOf, gated } from './gated';
import { FREE } from './free';
import { isDenied } from './harmless';
import { areTheirs } from './theirSums';
import type { Finding, Said } from './topic';

/** Words that speak of money whatever stands beside them, in Portuguese, English and Spanish. */
const MONEY_WORDS =
	'(?:precos?|precinho|custam?|custou|custos?|custaria\\w*|custando|custar|valor|valores|investimentos?|investir|investe|orcamento|mensalidade|diaria|aluguel|locacao|anuidade|ticket|tarifa|cobramos|cobro|taxa|prices?|costs?|cuesta\\w*|precios?)';
/** Values that are no money. */
export const OTHER_VALUES = gated(
	/\bvalor(?:es)? (?:nutriciona\w*|energetic\w*|agregad\w*|human\w*|etic\w*|sentimenta\w*|historic\w*|cultura\w*|d[ao]s? (?:amizade|familia|saude|vida)|de venda(?= sem|$|[.,!])|caloric\w*|de referencia|d[ao] (?:empresa|nota|nf|mercadoria)|calorico)|\bcusto[ -]beneficio\b|\btaxa de (?:transmissao|upload|download|aprovacao|sucesso|ocupacao|conversao|filtragem)|\bcusto de (?:energia|manutencao)|\b(?:etiquetas?|placas?|formacao|calcul\w+) (?:de |o )?precos?(?: de venda)?/g,
);
/** Words that lead to a number, of money or not. */
const LEADING =
	'(?:sai|saem|saindo|sairia|fica|ficam|ficaria|ficou|ficando|ta|por|vale|valem|(?:a )?partir de|em torno d[eo]s?|na faixa d[eo]s?|na casa d[aeo]s?|gira|giram|uns|umas|cerca de|perto d[eo]s?|algo|entre|so|apenas|somente|acima d[eo]s?|abaixo d[eo]s?|mais d[eo]s?|menos d[eo]s?|total(?: e)?|faco|deixo|baixei|baixo|economiza\\w*|seria|comeca em|beira(?:m|ndo)?(?: os)?|passa d[eo]s?|encosta n[oa]s?|proxim[oa] d[eo]s?|ronda(?: os)?|bate n?os|por volta d[aeo]s?|a bagatela de|quase|tabela(?: e)?|esta(?: em| por)?|around|about|only)';

/** Of these, those after which a number that a text has for something is that, and no price, unless a price was asked for. */
const ABOUT = '(?:entre|ficam? (?:a|entre))';

const BARE = /\{B\}/;
const PATTERNS: RegExp[] = [
	/\{M\}|\b(?:dobro|triplo) de \{[NGB]\}/,
	/r ?\$|u ?s ?\$|\$ ?\{|[€£]|\b(?:brl|usd|eur|reais|centavos|dolares|euros|dollars?)\b/,
	BARE,
	new RegExp(`\\b${MONEY_WORDS}\\b.{0,40}?\\{[BNGKRX]\\}`),
	/\b(?:cust(?:a|am|ou|aria)|cobramos|cobro)\b.{0,25}?\{U\}|\b(?:custo|taxa|mensalidade) \{U\}/,
	new RegExp(`\\{[BNGRU]\\}.{0,25}\\b(?:de (?:investimento|valor|preco|entrada|custo)|por mes e)\\b`),
	new RegExp(
		`\\b${LEADING} (?:\\S+ ){0,2}?(?:um |uns |dos )?\\{[NR]\\}|\\b(?!${ABOUT} )${LEADING} (?!${ABOUT} )(?:\\S+ ){0,2}?(?:um |uns |dos )?(?<!${ABOUT} )\\{K\\}`,
	),
	/\{[NBU]\} e \{[NGK]\}(?! [a-z]{4,})|\{[GK]\} e \{N\}(?! [a-z]{4,})/,
	/\{R\}/,
	/\b(?:sai|saem|fica|ficam|faco|fazemos|vendo|vendemos|deixo) por (?:\S+ ){0,2}?\{[NGKRBU]\}/,
	// "Corte é sessenta.", "Progressiva: 250": a bare number that no text has, for a thing, is its price.
	/(?<!\b(?:numero|sala|codigo|modelo|idade|pagina|tamanho|quantidade|opcao|item|andar|capitulo|passo)\S{0,20} ?)(?<!\{[A-Z]\} (?:\w+ )?)(?:\b(?:e|sao)|:) \{N\}(?=\s*(?:[.,!;]|$| cada\b| o \w+\b|e \w+:))/,
	/\bdigitos\b/,
	/\b(?:acrescimos?|sobretaxa)\b.{0,12}\{[PSMNGKB]\}|\{[PSNGK]\} (?:de acrescimo|de sobretaxa|em cima|a mais no)\b/,
	/\b(?:mais|bem|super|muito) (?:barat\w+|em conta|car[oa]s?)\b|\bbarat[oa]s?\b|\bbaratinh\w+|\bprecinho\b|\bpreco (?:camarada|de amigo)\b/,
	/\b(?:preco|valor|custo)s? (?:mais |super |bem |muito )?(?:baix\w+|menor\w*|melhor\w*|justo|otimo|bom|imbativ\w+|acessiv\w+|competitiv\w+|atrativ\w+)/,
	/\b(?:melhor|menor|otimo|bom|excelente|mesmo) (?:preco|valor|custo)\b/,
	/\bcust\w+ (?:menos|mais|pouco|o mesmo|quase|igual)\b|\b(?:metade|dobro|triplo|diferenca) d[eo] (?:preco|valor)\b/,
	/\b(?:menos|mais|mesmo) (?:do )?que (?:um|uma|o|a|\{\w\}) (?:carro|moto|celular|iphone|salario|terreno|casa|geladeira)|\bsalarios? minimos?\b/,
	/\b(?:cheaper|expensive|mas barat\w|economic[oa] que)\b/,
	/\{[NGKUB]\} e (?:alguma coisa|poucos?|tantos|quebrados)\b|\b(?:meio|um) milh/,
];

/** What makes a price of a question too. */
const RULES = gated(...PATTERNS);
const ASKED = gated(...PATTERNS.slice(0, 4));
const ASKED_OF_THEIRS = gated(...PATTERNS.slice(0, 4).filter((rule) => rule !== BARE));
/** "Quantos por dia: 200, 500, 1.000?" */
const COUNTS_THEIRS = gated(/\bquant[oa]s\b/);

/** Bare amounts where a price was asked for: they are the answer. */
const ANSWER = gated(/\{[NRB]\}/);
const BARE_ANSWER = gated(/^[^a-z]*(?:[a-z]+ ){0,5}?(?:\{[GK]\} (?:a|ou|e|ate) )?\{[GK]\}[^a-z]*(?:,|$)/);

/** Of so many at least: a number that a text has with what it counts is that, whatever was asked. */
const LEAST = gated(/\b(?:o|a|nosso|nossa|pedido) minim[oa]\b/);

/** @returns what a sentence says of prices; null when it says nothing */
export function priceIn(said: Said): Finding | null {
	const { sentence, open, isAsked, isNoted, isDeferred } = said;
	if (!open.price && !SAYS_SOMETHING(sentence.skeleton)) return null;
	const text = OTHER_VALUES.replace(sentence.skeleton, ' ');
	if (isTheirBudget(text, said) || isTheirSum(text, said)) return null;
	const rules = !isAsked ? RULES : COUNTS_THEIRS.test(text) ? ASKED_OF_THEIRS : ASKED;
	const found = rules.exec(text)?.[0];
	if (found) return { rule: 'price', excerpt: found, groundable: false };
	if (open.price && !isAsked && (ANSWER.test(text) || (BARE_ANSWER.test(text) && !LEAST.test(text))))
		return { rule: 'price', excerpt: sentence.plain.trim(), groundable: false };
	const word = NAMES_PRICE.exec(text);
	if (word && !isAsked && !isNoted && !isDeferred && !isDenied(text, word.index))
		return { rule: 'price', excerpt: word[0], groundable: false };
	const free = IS_FREE.exec(text)?.[0];
	return free && !isAsked ? { rule: 'price', excerpt: free, groundable: true } : null;
}

const NAMES_PRICE = gated(
	/\b(?:precos?|precinho|pricing|(?:o|os|esse|este|um|uns|num|nosso|pelo) valor(?:es)?|custam?|custou|custaria|cobramos|cobro)\b/,
);
export const IS_FREE = gated(new RegExp(`\\b${FREE}`));
const SAYS_SOMETHING = anyOf(RULES, NAMES_PRICE, IS_FREE);

/** What the customer wrote is the same for all sentences of a reply. */
const toldOfBudget = remembered(
	(customer): boolean =>
		/\b(?:meu|minha|nosso|nossa) (?:orcamento|verba)\b|\b(?:tenho|posso (?:gastar|investir|pagar)|pretendo investir|quero investir) /.test(
			customer,
		),
	4,
);
const THEIR_BUDGET = gated(/\b(?:seu|sua) (?:orcamento|verba)\b|\bvoce (?:pode|pretende|quer) investir\b/);
const BUDGET_OF = gated(/\b(?:orcamento|verba) d[eo] (?:voces?|vcs?|casal|cliente)\b/);
/** "Seu orçamento é de 50 mil": what the customer said they have is theirs to be repeated. */
const isTheirBudget = (text: string, { customer, sentence }: Said): boolean =>
	(THEIR_BUDGET.test(text) || (BUDGET_OF.test(text) && !PROMISES.test(text))) &&
	toldOfBudget(customer) &&
	areTheirs(sentence.figures, customer);

/** "Anotei que no outro está 36", "seu limite é 30 mil": a sum of the customer's, said to be theirs or somebody else's, and nothing promised for it. */
function isTheirSum(text: string, { asked, customer, sentence }: Said): boolean {
	if (sentence.figures.length === 0 || PROMISES.test(text)) return false;
	const isSaidSo =
		ATTRIBUTED.test(text) ||
		(sentence.isQuestion && THOSE.test(text)) ||
		ELSEWHERE.test(text) ||
		(!asked.bid && ECHO.test(text) && HAVE.test(customer));
	return isSaidSo && areTheirs(sentence.figures, customer);
}
const ATTRIBUTED = gated(
	/\b(?:anotei|anotado|registrei|vi que|voce (?:viu|disse|tem|falou|comentou|paga|pretende|mencionou|achou|encontrou)|(?:te|lhe) (?:pediram|cobraram|passaram|ofereceram|fizeram|falaram|disseram)|(?:seu|sua) (?:limite|verba|orcamento|teto|investimento|proposta)|(?:no|na|em) outr[oa]\b)/,
);
/** "Esses 900 reais foram para quê?" */
const THOSE = gated(/\b(?:d?ess[ea]s?|n?aquel[ea]s?) \{[A-Z]\}/);
/** "Entendi, 80 na Claro." */
const ELSEWHERE = gated(
	/^[^a-z]*(?:entendi|anotad[oa]|certo|ok)[^a-z{]+\{[A-Z]\} n[ao] (?!entrada|pix|cartao|boleto|dinheiro|ato|hora)\w+[^a-z]*$/,
);
const PROMISES = gated(
	/\b(?:consigo|conseguimos|faco|fazemos|fech\w+|posso|podemos|da (?:pra|para)|igual\w+|cabe|dentro|serve|encaixa|suficiente|a gente|sai|fica|cust\w+|prec\w+|valor|temos|tambem|combinado)\b/,
);
const HAVE = gated(/\b(?:tenho|meu limite|posso (?:gastar|investir|pagar)|minha verba|meu orcamento|pretendo investir|quero investir)\b/);
const ECHO = gated(/^[^a-z]*(?:certo|entendi|ok|perfeito|anotad[oa]|legal|otimo)[^a-z{]+(?:ate )?\{[A-Z]\}[^a-z]*$/);
