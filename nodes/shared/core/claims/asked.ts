import { FORMS } from './forms';
import { gated } from './gated';
import { openTopics } from './open';
import type { Asked, Topic } from './topic';

const DISCOUNT = gated(
	/\b(?:descont\w*|promoc\w*|promo|cupo(?:m|ns)|cashback|brindes?|ofertas?|bonus|negoci\w+|barganh\w*|pechinch\w*|margem|precinho|por menos|(?:nao )?rola (?:nada|algo|algum\w*|um\w?)|mais (?:barat\w+|em conta)|melhora|diferenca|muda (?:algo|alguma coisa|o (?:preco|valor))|ganh[oa] (?:algo|alguma|um|uma|o que)|ca(?:ro|ra|rinho|rissimo)|salgad[oa]|puxad[oa]|apertad[oa]|se (?:eu |a gente |nos )?(?:levar|levarmos|comprar|fechar|pegar|trouxer|indicar|pagar|for(?:mos)? (?:em|com))|(?:ultimo|melhor|menor) (?:preco|valor)|o minimo)\b|\b(?:melhor\w*|abaix\w+|baix\w+|reduz\w*|diminu\w+|cobr(?:e|em|ir)|igual\w+|bat(?:e|em|er))\b.{0,20}\b(?:preco|valor|proposta|oferta|orcamento|mensalidade)|\b(?:preco|valor|condic\w+|tabela)\b.{0,12}\b(?:bo[am]|melhor\w*|especia\w+|menor\w*|camarad\w+|diferenciad\w+)|\bcondic\w+ (?:pra|para|melhor)|\b(?:tir[ae]\w*|abat[ae]\w*|arredond\w+)\b/,
);
const PAYMENT = gated(
	/\b(?:resto|restante|vencimentos?|vence|divid\w+|fatur\w+|sinal|(?:com|sem|tem|de|dar|da|a) entrada(?! de (?:ar|agua|energia|servico))|(?:em )?quantas vezes|em \d+ vezes|\d+ ?x|(?:na|de|como) troca|(?<!devolv\w+ (?:[oa] |meu )?)dinheiro(?! de volta)|credito|debito|antecipad\w+|fiad[oa]|carne da loja)\b/,
);
const FREIGHT = gated(
	/\bfretes?\b|\b(?:entregas?|envio|transporte|carreto|delivery|motoboy|deslocamento)\b.{0,25}\b(?:pag[oa]|gratis|gratuit\w+|inclus\w+|quanto|custa|taxa|conta)\b|\b(?:quanto|quem|taxa|cobra\w*|paga\w*|custo)\b.{0,25}\b(?:entregas?|envio|transporte|carreto|delivery|motoboy|deslocamento)\b/,
);
const CARRY =
	'(?:entreg\\w+|cheg\\w+|mand\\w+|envi\\w+|despach\\w+|instal\\w+|pront\\w+|recebo|receber|consegue\\w*|consigo|da tempo|leva[mr]?|sai|fazem? (?:pra|para))';
const SOON =
	'(?:hoje|amanha|segunda|terca|quarta|quinta|sexta|sabado|domingo|semana|mes|natal|pascoa|feriado|logo|rapid\\w+|urgen\\w+|imediat\\w+|dia \\d+|\\d+ (?:dias|horas)|\\d+/\\d+|pronta[ -]entrega|estoque|ainda|mesmo dia|meio[ -]dia|fim do dia|noite|tarde|manha|agora)';
const IN_TIME = gated(
	new RegExp(
		`\\b${CARRY}\\b.{0,40}\\b${SOON}\\b|\\b${SOON}\\b.{0,40}\\b${CARRY}\\b|\\bpronta[ -]entrega\\b|\\btem .{0,20}\\b(?:estoque|pronta)\\b`,
	),
);
const COST = gated(
	/\b(?:cobra\w*|(?:e|eh|sao|sera) (?:pag[oa]s?|gratis|gratuit\w+|de graca|inclus[oa]s?|cobrad[oa]s?)|paga(?:r|mos|-se)?|pago (?:algo|alguma|por|pel[oa]|a|o)|de graca|custa (?:algo|alguma)|(?:inclus|incluid)[oa]|por conta d[eoa]s? (?:voces|vcs|casa|loja|cliente))\b|\b(?:tem|ha|existe|precisa|preciso|tenho que|tem que)\b.{0,12}\b(?:taxa|custo|multa|juros|acrescimo|adesao|tarifa|sinal|entrada|mensalidade|anuidade)\b/,
);
const SLOW = gated(
	/\bdemora\w*\b.{0,20}\b(?:cheg|entreg|instal|envi|receb|mand)\w*|\b(?:entreg\w+|envio|instalac\w+|prazo)\b.{0,20}\b(?:demora\w*|longo|demorad\w+)\b/,
);
const WHO = gated(/\bquem (?:e que |que )?(?:paga|arca|banca|assume|cobre)\b|\b(?:por |e )conta de quem\b|\b(?:cif|fob)\b/);
/** "Faz por 100?", "no outro é 36": a number that counts nothing, said of a price. */
const BID = gated(
	/\b(?:faz\w*|fech\w+|deix\w+|vend\w+|aceit\w+|pago|dou|dar|consegue\w*|cobra\w*|cheg\w+|baix\w+|por|outr[oa]\w* .{0,20}(?:e|ta|esta|sai|custa))\b.{0,12}?(?:r\$ ?)?\b\d[\d.,]*(?: mil| reais| conto\w*| pila\w*)?(?= *(?:[?!.,;]|$|que |voce|vcs?\b|no |na |a vista|e |hoje|agora|por mes|atualmente))/,
);
/** Words that ask how much, when or which: neither yes nor no answers them. */
const OPEN_FORM = gated(/\b(?:quanto|qto|qnto|quant[oa]s|qual|quais|quando|qdo|como|onde|quem)\b/);
/** "Me passa o preço?", "queria saber do desconto": a yes is to the wish, and offers nothing. */
const REQUEST = gated(
	/\b(?:me|nos) (?:pass|fal|diz|dig|inform|mand|envi|explic|cont)\w+|\bsaber (?:d[eoa]s?|[oa]s?|qua\w+|quanto|sobre|mais)\b|\b(?:passar|informar|falar|mandar|enviar|explicar) (?:d[eoa]s?|sobre|[oa]s?|me)\b|\bgostaria de saber (?!se)/,
);
const RELATIVE = gated(
	/\b(?:pra|para|de|a|com) quem\b|\b(?:so|somente|apenas) quando\b|\bassim como\b|\bde quando\b|\btem como\b|\bcomo (?:forma|parte)\b/g,
);

/**
 * @param texts the customer's message, then the agent's before it when the message only answers it; lower case without accents
 * @param labels topics that labels of the message open besides
 */
export function askedOf(texts: readonly string[], labels: readonly Topic[]): Asked {
	const { price, delivery } = openTopics(texts);
	const topics = new Set<Topic>(labels);
	if (price) topics.add('price');
	if (delivery) topics.add('delivery');
	const asked: Asked = { topics, yes: null, no: null, who: false, bid: false, other: false };
	for (const part of partsOf(texts[0] ?? '')) {
		const topic = topicOf(part);
		const isCost = COST.test(part) || /\bcar[oa]\b/.test(part);
		const isOpen = OPEN_FORM.test(RELATIVE.replace(part, ' ')) || REQUEST.test(part);
		if (topic !== null) topics.add(topic);
		if (WHO.test(part)) asked.who = true;
		else if (BID.test(part)) asked.bid = true;
		if (!isOpen && topic !== null) asked.yes ??= topic;
		if (!isOpen && isCost) asked.no = 'price';
		else if (!isOpen && SLOW.test(part)) asked.no = 'delivery';
		if (topic === null && !isCost && !asked.who && !asked.bid && part.includes('?')) asked.other = true;
	}
	if (asked.bid) for (const topic of ['discount', 'price'] as const) topics.add(topic);
	return asked;
}

/** Its sentences with their marks, and clauses of two questions in one. */
const partsOf = (text: string): string[] => text.match(/[^?!.;\n]+(?:[.,]\d[^?!.;\n]*)*[?!.;\n]*/g) ?? [];

const topicOf = (part: string): Topic | null =>
	DISCOUNT.test(part)
		? 'discount'
		: FREIGHT.test(part)
			? 'freight'
			: FORMS.test(part) || PAYMENT.test(part)
				? 'instalment'
				: IN_TIME.test(part)
					? 'delivery'
					: null;
