import { gated } from './gated';
import type { Finding, Said } from './topic';

/**
 * Words that answer an open question of commerce without naming what they give: the question lends them its topic. What counts is the form, whatever the
 * words are: a yes, a no where a cost was asked for, somebody named, an amount or a time that is no number, a concession.
 */
const START =
	'^[^a-z{]*(?:(?:ah|opa|olha|entao|e|mas|oi|ola|bom|bem|certo|perfeito|otimo|entendi|legal|beleza|ai|aqui|sempre|a gente|nos|eu|voce|vc)[^a-z{]+)*';
const DONE =
	'(?:tem|temos|ha|existe|rola|da|dah|pode|podemos|posso|consigo|consegue|conseguimos|faco|faz|fazemos|dou|damos|aceit[oa]|aceitamos|parcel[oa]|parcelamos|divid[eo]|dividimos|financi[oa]|financiamos|fatur[oa]|faturamos|' +
	'pass[ao]|passamos|entreg[oa]|entregamos|instal[oa]|instalamos|precisa|cobr[oa]|cobre|cobrimos|cubro|mud[ao]|melhora|fica|ganha|peg[ao]|pegamos|lev[ao]|levamos|fech[ao]|fechamos|igual[oa]|igualamos|bat[eo]|batemos|vale|ajuda|negociamos|chego|chegamos)';
const YES = gated(
	new RegExp(`${START}(?:sim|claro|certamente|positivo|sem duvida|com (?:toda )?certeza|sem problemas?|tranquilo|uhum|aham|e sim)\\b`),
	new RegExp(`${START}(?:${DONE}\\b|(?:trabalhamos|atendemos|funciona)(?: sim)?[^a-z ]*$)`),
	/\b(?:e|eh|vai|da|tem)[^a-z{]*$/,
	/\b(?:sim|com certeza|sem problemas?|sempre|perfeitamente|pode contar|garantid[oa]|fechado|combinado)[^a-z]*$/,
	new RegExp(`(?:^|,|\\b(?:a gente|eu|nos|sempre|ai|sim)) ?(?:sempre |ate )?${DONE}[^a-z]*$`),
);
/** It says yes, whatever was asked. @param skeleton of a sentence */
export const saysYes = (skeleton: string): boolean =>
	(YES.test(skeleton) || DOES_SO.test(skeleton)) && !NO.test(skeleton) && !DENIED.test(skeleton);
/** "Compramos sim", "atende sim": whatever the verb. */
const DOES_SO = gated(/^[^a-z{]*[a-z]{2,} sim\b/);
/** "Claro!", "Sim!": heard, where somebody else is to tell. */
const HEARD = gated(/^[^a-z]*(?:ah |opa |oi )?(?:sim|claro|com certeza|certo|sem problemas?|combinado|fechado)[^a-z]*$/);
const NO = gated(
	/^[^a-z{]*(?:ah |olha |opa )?(?:nao|nada|zero|nenhum\w*|negativo|imagina|nunca|jamais|de (?:forma|maneira|jeito|modo) (?:algum\w*|nenhum\w*)|que nada|sem(?! problema))\b|\bnao[^a-z]*$/,
);
const NOTHING = gated(/^[^a-z{]*(?:nada|zero|nenhum\w*)\b/);
/** What is not done at all costs nothing: "não fazemos entrega". */
const NOT_DONE = gated(/\bnao (?:fazemos|temos|trabalhamos|entregamos|oferecemos|realizamos|vendemos|atendemos|sei|consigo|posso|tenho)\b/);
const NAMED = gated(
	/\b(?:nos|eu|a gente|voces?|vc|comprador\w*|clientes?|fabrica|loja|empresa|casa|vendedor\w*|transportadora|remetente|destinatario|conosco|conta|ambos)\b/,
);
/** Amounts and times in other words than numbers. */
const AMOUNT = gated(
	/\b(?:menos|mais|acima|abaixo|perto|pouco|pouquinho|quase|mesmo|dobro|triplo|metade|igual|diferenca) (?:mais |menos |do |de |da |dos |que |d?o que )|\b(?:vint|trint|quarent|cinquent|sessent|setent|oitent|novent|cent|duzent|trezent|quinhent)\w*inh[oa]s?\b|\b(?:e|uns) (?:poucos?|tantos?|pouquinh\w+|quebrados)\b|\bnotas? de\b|\b(?:barat\w+|em conta|acessive\w+|no bolso|cabe n[oa]|(?:e|eh|ta|esta|fica|meio|pouco|bem) salgad\w+|puxad\w+|se paga|de graca|zero|irrisori\w+|simbolic\w+|(?:valor|preco|investimento) \w*)\b/,
	/^[^a-z]*(?:(?:sim|nao|ah|olha)[ ,!.]+)?(?:e|sao|fica|sai|da) (?:(?:um pouco|bem|bastante|muito|ate) )?(?:menos|mais)[^a-z]*$/,
);
const TIME = gated(
	/\b(?:cedinho|cedo|imediat\w+|na hora|agora|ja|logo|garantid\w+|rapid\w+|ligeir\w+|semaninhas?|diazinhos?|horinhas?|de um dia pr?o? outro|fim d[aeo]|final d[aeo]|comeco d[aeo]|antes d[aeo]|mesmo dia|estoque|pront[oa]s?|em breve|instantes|pouco tempo|prazo curto)\b/,
);
const PARTS = gated(
	/\{[NXGKD]\}|\b(?:metade|resto|restante|acrescimo|qualquer|quantas|todas?|todos?|parte|mensais|por mes|sem juros|debito|credito|dinheiro|na retirada|na entrega|depois|antes)\b/,
);
/** A reduction that is granted in words of talk. */
const CONCEDES = gated(
	/\b(?:a gente|eu|nos|sempre|d[ao]h? (?:pra|para)|consigo|conseguimos|posso|podemos|vou|vamos|faco|fazemos|rola|tem como)\b.{0,25}\b(?:jeit\w+|acert\w+|ajust\w+|alivi\w+|caprich\w+|convers\w+|melhor\w*|facilit\w+|arredond\w+|tir\w+|abat\w+|igual\w+|bat\w+|cobr\w+|fech\w+|faz\w*|faco|mesm[oa]|diminu\w*|resolv\w+|rev(?:er|ejo|emos)|senta\w*|descer|chegar|segur\w+|d[ao]u?r? um)|\b(?:melhora\w*|fica (?:menor|melhor|diferente)|muda|cai|baixa|ganha)\b|\b(?:esse|mesmo|deles|dela) valor\b|\bvalor (?:deles|dela|da outra)\b/,
);
const AGREES = gated(
	/^[^a-z{]*(?:(?:entao|ok|ta|opa|ah)[^a-z]+)*(?:fechado|combinado|pode ser|feito|negocio fechado|topado|topo|aceito|aceitamos|ta bom|blz|beleza|vendido|deal)\b/,
);
const BARE = gated(/\{[NGKBR]\}/);
const DENIED = gated(/\b(?:nao|nem)\b/);
/** How long a sentence may be that leaves out what it is about. */
const MOST_WORDS = 8;
/** "Quantas você quiser" asks nothing. */
const AS_THEY_LIKE = gated(/\b(?:quiser|preferir|precisar|achar melhor)\w*\b/);
const GIVEN_FREE = gated(/\b(?:inclus\w*|incluid\w*|gratis|gratuit\w*|noss[oa]|a gente|conosco)\b/);

/** @returns what a sentence claims by answering; null when it answers nothing of commerce */
export function answerIn(said: Said): Finding | null {
	const { sentence, asked, isAsked, isNoted, isDeferred, isAnswered } = said;
	const text = sentence.skeleton;
	if (asked.topics.size === 0 && asked.no === null && !asked.who) return null;
	if (sentence.isQuestion || (isAsked && !AS_THEY_LIKE.test(text)) || isNoted || isDeferred) return null;
	const isShort = text.split(' ').length <= MOST_WORDS;
	const found = (rule: Finding['rule'], groundable = asked.other): Finding => ({
		rule,
		excerpt: sentence.plain.trim(),
		groundable,
		isAnswer: true,
	});
	const isLed = HEARD.test(text) && said.isLed;
	const isNo = NO.test(text) && !isLed;
	if (asked.who && isShort && NAMED.test(text)) return found('freight', false);
	if (asked.no !== null && isNo && !NOT_DONE.test(text)) return found(asked.no, false);
	if (isNo && isShort && NOTHING.test(text) && (asked.topics.has('price') || asked.topics.has('freight'))) return found('price', false);
	if (isNo || DENIED.test(text)) return null;
	if (asked.bid && (AGREES.test(text) || CONCEDES.test(text)) && !isLed) return found('discount');
	const isYes = YES.test(text) && !isLed && !(isAnswered && !isShort);
	if (asked.yes !== null && isYes) return found(asked.yes, asked.other || asked.yes === 'delivery');
	if (asked.no === 'price' && (isYes || (isShort && BARE.test(text)))) return found('price', true);
	if (asked.bid && isYes) return found('discount');
	if (asked.topics.has('discount') && CONCEDES.test(text)) return found('discount');
	if (!isShort) return null;
	if (asked.topics.has('price') && AMOUNT.test(text)) return found('price');
	if (asked.topics.has('instalment') && PARTS.test(text)) return found('instalment');
	if (asked.topics.has('delivery') && TIME.test(text)) return found('delivery', true);
	if (asked.topics.has('freight') && (AMOUNT.test(text) || GIVEN_FREE.test(text))) return found('freight');
	return null;
}
