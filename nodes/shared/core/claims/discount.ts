import { isDenied } from './harmless';
import { first } from './price';
import type { Finding, Said } from './topic';

const WORDS =
	/\b(?:descont\w*|abatimento\w*|promoc\w*|promo|promos|cup(?:om|ons)|cashback|brindes?|liquidac\w*|black friday|discounts?|descuentos?|desc|barganha|pechinch\w*|mimos?|bonus|queima de estoque|saldao|bota[ -]fora|outlet|ofertas|(?:em|com|na|uma) oferta|negocia\w*|presentinho|vantagem especial)\b|\boff\b|\b(?:condic\w+|preco|oferta|valor) (?:especia|exclusiv|imperdiv|diferenciad|facilitad|otim|bacan|irrecus|promocion|de lancamento)\w*/;
/** What one gains by using something. */
const GAINED =
	'(?:tempo|produtiv|espaco|agilidade|qualidade|velocidade|padron|escala|eficien|rapidez|volume|performance|conforto|seguranca|forca|brilho|maciez|mercado|client|dinheiro|producao|autonomia|capacidade|vida|sabor|textura|experiencia)\\w*';
const GIVEN: RegExp[] = [
	/\{P\}/,
	/\b(?:segur|mant|congel)\w* (?:o |esse |este )?(?:preco|valor)/,
	/\b(?:cubro|cobrimos|cubrimos|cobre|bato|batemos)\b.{0,20}\b(?:proposta|oferta|preco|orcamento|concorren\w+|valor)/,
	/\b(?:melhor\w*|baix\w+|reduz\w*|abaix\w+|negoci\w+|flexibiliz\w+) .{0,12}\b(?:preco|valor|proposta|condic\w+)\b|\b(?:podemos|posso|consigo|conseguimos|da (?:pra|para)|aceitamos) (?:\S+ ){0,2}?negoci\w+/,
	/\b(?:sai|fica|saem|ficam|sairia|ficaria) (?:bem |ate |muito )?mais (?:barat\w+|em conta)|\b(?:sai|saem|sairia|sairiam) (?:bem |ate |muito )?melhor\b|\b(?:levando|comprando|fechando|pagando|a vista)\b.{0,40}\b(?:fica|melhora|facilita)\w*\b/,
	/\b(?:consigo|conseguimos|posso|podemos|da (?:pra|para)|vou|tento) (?:\S+ ){0,2}?(?:abaixar|baixar|dar uma (?:baixada|melhorada|negociada))\b|\b(?:melhor(?:o|a|ar|amos)|reduz\w*|diminu\w*) (?:isso|um pouc\w+|ai|pra voce|para voce)\b/,
	new RegExp(
		`\\bganh(?:a|e|em|ou|am|ara|amos)\\b(?! (?:\\w+ ){0,3}?(?:em\\b|${GAINED}))|\\bindi(?:que|cou|cando|cacao)\\b.{0,30}\\b(?:ganh|leva|receb)\\w+`,
	),
	/\b(?:sai|saem|fica|ficam|por|e) (?:\S+ )?(?:pela|a) metade\b|\bpela metade\b(?! d[oa] (?:caminho|dia|tempo))/,
	/\bpreco (?:unico|de custo|de fabrica|de atacado)\b|\b(?:faco|deixo|fazemos|deixamos) (?:por|mais barato)\b/,
	/\b(?:leve|levando|compre|comprando) .{0,15}(?:pague|sai|ganh|fica|leve)/,
	/\b\{[NGKU]\} off\b|\bdesc(?:onto)? de \{/,
];
const OFFERED =
	/\b(?:liber|aprov|autoriz|consegui|garant|ganh|dou|damos|dar|aplic)\w* (?:\S+ ){0,3}(?:desconto|abatimento|cupom)|\buse o cupom/;

/** @returns what a sentence says of reductions; null when it says nothing */
export function discountIn({ sentence, isAsked, isNoted, isDeferred }: Said): Finding | null {
	const text = sentence.skeleton;
	const given = first(GIVEN, text);
	if (given !== null && !(given === '{P}' && isAsked && isNoted)) return { rule: 'discount', excerpt: given, groundable: given === '{P}' };
	const word = WORDS.exec(text);
	if (!word) return null;
	if (OFFERED.test(text) && !isDenied(text, word.index)) return { rule: 'discount', excerpt: word[0], groundable: false };
	if (isAsked || isNoted || isDeferred || isDenied(text, word.index)) return null;
	return { rule: 'discount', excerpt: word[0], groundable: false };
}
