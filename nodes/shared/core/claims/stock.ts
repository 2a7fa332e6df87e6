import { rememberedFor } from '../text/remembered';
import { anyOf, gated } from './gated';
import type { Grounds } from './grounds';
import type { Said } from './topic';

/** Where goods lie. Whoever keeps them elsewhere adds the place. */
const STORE =
	'(?:gaveta|prateleira|deposito|balcao|vitrine|estoque|geladeira|freezer|camara(?: fria)?|galpao|patio|gondola|almoxarifado|cofre|armario|carro|mao)';
/** To have, and to be left over: whoever meets another verb of being there adds its forms. What brings goods, below, grows the same way. */
const HAS = '(?:tem|temos|tenho|ha|sobr(?:ou|aram|a|am)|rest(?:a|am|ou|aram)|fic(?:ou|aram))';
const BROUGHT = '(?:carreta|caminhao|carga|remessa|lote|fornada|reposicao|mercadoria|entrega)';
/** When something came in: a day, a part of one, or a span that is over. */
const WHEN =
	'(?:\\{D\\}|ontem|anteontem|agora|agorinha|cedo|hoje|(?:esta|essa|nesta|nessa) (?:semana|manha|tarde)|(?:semana|mes|quinzena) passad[oa]|(?:outro|esses) dias?)';
/** How much of it, where no number says so: some are there. */
const SOME = '(?:\\{[NGKUQ]\\}|um|uma|uns|umas|alguns|algumas|poucos|poucas|[oa] ultim[oa])';
/** Goods are there: they came in, they are plenty, they lie somewhere, some are left or put aside. */
const IN_STOCK = gated(
	new RegExp(
		`\\bacab(?:ou|aram|a) de chegar\\b|\\bcheg(?:ou|aram) (?:\\S+ ){0,6}?(?:${BROUGHT}|${WHEN})(?= |[^a-z]|$)|\\b${WHEN} chegou (?:mais |um|uma|nov)`,
	),
	new RegExp(
		`\\b${HAS} (?:\\S+ ){0,3}?(?:bastante|de sobra|sobrando|de monte|a rodo|aos montes|disponive(?:l|is) (?:aqui|hoje|agora|ja)|(?:em|no) estoque)\\b`,
	),
	new RegExp(`\\b(?:${HAS}|esta|estao|ta|tao) (?:\\S+ ){0,5}?(?:aqui )?(?:na|no|em) ${STORE}\\b`),
	new RegExp(
		`\\b(?:ainda|so|somente|apenas) (?:tenho|temos|tem) (?:\\S+ ){0,2}?\\{[NGKUQ]\\}|\\b(?:sobr(?:ou|aram)|rest(?:a|am|ou|aram)) (?:\\S+ ){0,2}?${SOME}(?= |[^a-z]|$)`,
	),
	/\b(?:ja )?(?:separei|deixei separad[oa]s?|guardei) (?!seu contato|o contato|um horario|horario|sua vaga)(?:\S+ ){0,4}?(?:\{[NGKUQ]\}|(?:pra|para) voce)/,
);
const SAYS_OF_STOCK = anyOf(IN_STOCK);
/** What comes in of a conversation is no goods. */
const OF_TALK = gated(/\b(?:mensage\w+|fotos?|audio|comprovante|documento\w*|pedido|e-?mail|duvida|contato|sua|seu|voce chegou)\b/);
/** The operator's texts speak of what is there. */
const OF_STOCK = /\bestoque|\bpronta[ -]entrega|\bdisponive(?:l|is)\b|\ba pronta\b/;
const knowsStock = rememberedFor(({ text }: Grounds) => ({ is: OF_STOCK.test(text) }));

/**
 * Goods that are said to be there, which only whoever looks can know, where no text of the operator's speaks of stock.
 * @returns the words; null when there are none
 */
export function stockIn({ sentence, isAsked, isNoted, isDeferred }: Said, own: Grounds): string | null {
	if (!SAYS_OF_STOCK(sentence.skeleton)) return null;
	if ((isAsked && !sentence.isQuestion) || isNoted || isDeferred || knowsStock(own).is) return null;
	// "Acabou de chegar, separo pra você?": only the last clause asks.
	const told = sentence.isQuestion ? sentence.skeleton.slice(0, Math.max(0, sentence.skeleton.lastIndexOf(','))) : sentence.skeleton;
	const clause = told.split(/[,;]/).find((one) => IN_STOCK.test(one) && !OF_TALK.test(one) && !/\b(?:nao|nem|se|caso)\b/.test(one));
	return clause === undefined ? null : clause.trim();
}
