import { anyOf, gated } from './gated';
import { FREE } from './free';
import { contentWords } from './contentWords';
import { isContact, isDenied } from './harmless';
import type { Grounds } from './grounds';
import type { Finding, Said } from './topic';

/** What costs nothing, or is part of a price. */
const NO_COST = `(?:${FREE}|inclus\\w+|incluid\\w+)`;
const CARRIED =
	'(?:entregas?|envios?|entregamos|enviamos|mandamos|fretes?|transporte|delivery|shipping|instalacao|deslocamento|carreto|motoboy|caminhao)';
const FREIGHT = gated(
	new RegExp(`\\b${NO_COST}.{0,30}\\b${CARRIED}\\b|\\b${CARRIED}\\b.{0,30}\\b${NO_COST}`),
	/\b(?:transporte|entrega|envio|carreto)\b.{0,30}\b(?:pag\w+|arca\w*|banca\w*|assum\w+|cobrad\w+|por (?:nossa|sua) conta)\b|\b(?:pago|paga|pagamos|arca\w*|banca\w*|assum\w+) .{0,15}\b(?:transporte|entrega|envio|carreto)\b/,
	/\btaxa (?:de|do|d[ao]s?) (?:entrega|envio|deslocamento|motoboy|visita)\b|\bpor conta d[aeo]s? (?:comprador|cliente|casa|loja|fabrica|empresa)\b|\b(?:motoboy|sedex|correios?) (?:fica|e|vai|sai) por (?:nossa|sua) conta\b|\b(?:cif|fob)\b/,
);
const CARRIAGE = gated(new RegExp(`\\b(?:${CARRIED}|taxa|cif|fob)\\b`));
const FREIGHT_WORD = gated(/\bfretes?\b|\bshipping\b|\bflete\b/);

const SAYS_OF_FREIGHT = anyOf(FREIGHT, FREIGHT_WORD);
/** @returns what a sentence says of the cost of carriage; null when it says nothing */
export function freightIn({ sentence, isAsked, isNoted, isDeferred }: Said): Finding | null {
	const text = sentence.skeleton;
	if (!SAYS_OF_FREIGHT(text)) return null;
	const free = FREIGHT.find(text);
	// Who bears what is no carriage ("a arte é por conta do cliente") may stand in a text.
	if (free !== null && !(isAsked && !FREIGHT_WORD.test(text)))
		return { rule: 'freight', excerpt: free, groundable: /^por conta/.test(free) && !CARRIAGE.test(text) };
	const word = FREIGHT_WORD.exec(text);
	if (!word || isAsked || isNoted || isDeferred || isDenied(text, word.index)) return null;
	return { rule: 'freight', excerpt: word[0], groundable: false };
}

const WHEN = '\\{[TLD]\\}';
/** What carries goods to somebody, or makes them ready. */
const CARRIES =
	'(?:entreg\\w+|envi(?:o|a|amos|ar|ado|ada|ados|adas|aremos|arei)|despach\\w+|posto|posta|postamos|postar|postado|postagem|mand(?:o|a|amos|ar|arei|aremos)|cheg(?:a|am|ar|ara|aria|ando|ue)|receb(?:e|er|era|em|eria|erao)|prazo|' +
	'transportadora|correios|em maos|na (?:sua |tua )?mao|nas suas maos|com voce|contigo|(?:esta|estara|estao|ta|tao) (?:ai|n[oa]s? (?:sua|tua|seu|teu))|n[oa] (?:seu|teu|sua|tua) (?:e-?mail|whats\\w*|caixa)|embarqu?\\w+|sai da fabrica|na (?:sua|tua) (?:porta|casa|loja|empresa)|ship\\w*|deliver\\w*|arriv\\w+|lleg\\w+|pra entrega|tempo de (?:fabricacao|producao|entrega|envio)|de (?:fabricacao|confeccao|producao))';
const REACHES = gated(
	/\bchega(?:m|r|ndo|ra)? (?:a |ate |em torno de )?(?:a )?(?:produzir|fazer|moldar|atender|cortar|render|\{[QUGKBNSPM]\})/g,
);
/** When somebody is to come. */
const COME = gated(/\b(?:chegue|chegar|venha)m? (?:com |uns |umas |pelo menos )*\{[TL]\} (?:antes|de antecedencia)/g);
/** "Em até 30 dias da entrega" is counted from it. */
const SINCE = gated(/\{L\} (?:apos [oa]|depois d[oa]|d[oa]|a contar d[oa]|a partir d[oa]) (?:entrega|recebimento|retirada|envio)\b/g);
/** A day on which nothing is carried. */
const NOT_THEN = gated(
	/(?:\b(?:n[oa]s?|aos?) )?\{D\},? (?:a gente |nos )?nao (?:(?:ha|tem|temos|fazemos|faz|rola) (?:entregas?|envios?)|entreg(?:amos|a|o)|envi(?:amos|a|o)|despach(?:amos|a|o))\b/g,
);
/** What may be ready, leave or last without being a delivery: a text of the operator's that says the same makes it harmless. */
const MAY_CARRY =
	'(?:fica(?:ra|m)? pront\\w+|pront\\w+ (?:em|ate|para)|sai|saem|sair|saira|sairao|(?:esta|estara|ta) (?:produzindo|usando|funcionando|rodando)|e (?:sua|seu)|instal\\w+|(?:esta|estara|ficara|fica) (?:instalad|pront|disponive)\\w+|voce (?:esta|estara) com|disponivel)';
const LASTS = '(?:demor\\w+|leva|levam|levara|agendamento|prazo medio)';
const STRONG = gated(
	new RegExp(`\\b${CARRIES}\\b.{0,60}?${WHEN}|${WHEN}.{0,40}?\\b${CARRIES}\\b`),
	/\b(?:caminhao|motoboy|entregador)\b.{0,40}\{[TLDH]\}|\{[TLDH]\}.{0,30}\b(?:caminhao|motoboy|entregador)\b|\b(?:carreg(?:a|amos|o)|passa(?:mos)? (?:ai|na obra|na sua casa)|levamos|buscamos) (?:\S+ ){0,3}?\{D\}/,
	/\b(?:entreg(?:a|amos|o)|na (?:sua|tua) (?:porta|casa|obra|mao)|chega ai)\b.{0,40}\{H\}|\{H\}.{0,40}\b(?:entreg(?:a|amos|o)|na (?:sua|tua) (?:porta|casa|obra|mao)|chega ai)\b/,
	/\bpronta[ -]entrega\b|\bentrega (?:e |super |bem |muito )?(?:imediata|rapida|garantida|expressa)\b|\bimmediate delivery\b|\bgarant\w+ .{0,15}\b(?:entrega|envio|chegada|prazo)\b|\bprazo.{0,20}\bimediat\w+|\b(?:entreg|envi|despach|embarqu)\w+ imediat/,
);
const WEAK = gated(
	new RegExp(`\\b${MAY_CARRY}\\b.{0,40}?${WHEN}|${WHEN}.{0,30}?\\b${MAY_CARRY}\\b`),
	/\b(?:em|dentro de|daqui a|apos) (?:ate |uns |cerca de |apenas |so )*\{L\},? (?:e )?(?:voce|vc|ja|ela|ele) (?:ja )?(?:esta|ta|vai|ter|comec|estar|pode)\w*/,
	/\b(?:antes d[oae]s?|ate(?: [oa])?|n[oa]) \{D\}.{0,20}\b(?:voces?|vcs?) (?:ja )?(?:esta|estao|ta|tao|vai estar|vao estar|tem|usa|usam)\b/,
	/\b(?:consigo|conseguimos|faco|fazemos) (?!\S* ?(?:agend|encaix|marc|hora|consult|vaga|aval|reagend))(?:\S+ ){0,3}?(?:pra|para) (?:o |a )?\{D\}/,
	new RegExp(`\\b${LASTS}\\b.{0,30}?\\{[LD]\\}|\\{L\\}.{0,20}\\b${LASTS}\\b`),
);
/** Of terms that are no delivery. */
const OTHER_TERM = gated(
	/\bprazo (?:d[aeo]s? |medio d[aeo]s? )?(?:garantia|validade|resposta|atendimento|retorno|contrato|fidelidade|inscric\w+|matricula|devolucao|troca|teste|cancelamento|conservacao)\b|\bprazo (?:pr?a|para) (?:devol|troc|cancel|reclam|desist|avis)\w+|\bvalidade\b|\bgarantia\b/,
);
/** Hours and days on which something is usual: "aos sábados", "de segunda a sexta". */
const USUAL = gated(/\b(?:aos|todos os|todo|nos) \{D\}|\bde \{D\} a \{D\}|\bde \{D\}(?: ate)? a?|\{H\}/);
const RETURNS = gated(
	/\b(?:(?<!por )volta|voltam|voltara|voltar|retorna|retornara|retornar|retorno|relanc\w+|lanca\w*|lancou|previs\w+|chega ao mercado|(?:esta|estara|fica|ficara) disponivel|deve sair|novidade|launch\w*)\b.{0,45}(?:\{[DLY]\}|\b(?:trimestre|semestre)\b|\b20\d\d\b)|\{[DLY]\}.{0,30}\b(?:(?<!por )volta|voltam|voltara|retorna|retornara|relanc\w+)\b/,
);
const WHO_RETURNS = gated(
	/\b(?:voce|voces|volto|voltamos|eu|gente|atendimento|contato|consultor\w*|equipe|especialista|atendente\w*|vendedor\w*|tecnic\w+|pessoa|sessao|sessoes|dra?|doutora?|profissional|professora?|volta a (?:atender|trabalhar|responder|funcionar)|retorno (?:em|apos|com)|revisao|consulta)\b/,
);

/** Hours of the company itself. */
const OPENS = gated(/\b(?:abr(?:e|imos|em)|fech(?:a|amos) (?:as|{)|funciona\w*|atend\w+|abert[oa]s?|expediente)\b/);
/** Asked when, somebody who comes is what was asked for; somebody who writes or calls is not. */
const COMES = gated(
	/\b(?:tecnic\w+|equipe|time|instalador\w*|montador\w*|motorista|rapaz|pessoal)\b.{0,20}\b(?:vai|vao|vem|passa|chega|estara|esta)\b.{0,30}\{[TLDH]\}|\{[TLDH]\}.{0,12}\b(?:tecnic\w+|equipe|time|instalador\w*|montador\w*|motorista|rapaz|pessoal)\b.{0,12}\b(?:vai|vao|vem|passa|chega|estara|esta) (?:ai|na|no|ate|instal)/,
);
const WRITES = gated(
	/\b(?:cham|lig|fal|retorn|respond|confirm|combin|agend|avis|inform|entr\w+ em contato|pass\w+ (?:o|as|os|a)\b|envi|mand)\w*/,
);

const SAYS_WHEN = anyOf(STRONG, RETURNS, WEAK);
/** @returns what a sentence says of when goods come, or come back on sale; null when it says nothing */
export function deliveryIn({ sentence, open, isAsked, isNoted, customer }: Said, own: Grounds): Finding | null {
	if (!open.delivery && !SAYS_WHEN(sentence.skeleton)) return null;
	const text = NOT_THEN.replace(SINCE.replace(COME.replace(REACHES.replace(sentence.skeleton, ' '), ' '), '{L}'), ' ');
	if (open.delivery && !isAsked && !isNoted && COMES.test(text) && !WRITES.test(text))
		return { rule: 'delivery', excerpt: sentence.plain.trim(), groundable: false };
	if (isAsked && !/\b(?:posso|podemos|consigo|conseguimos) (?:te |lhe )?(?:entregar|enviar|mandar|despachar)/.test(text)) return null;
	const strong = STRONG.find(text);
	if (
		strong !== null &&
		(!isContact(text) || isOwnWork(text, own)) &&
		!isDenied(text, text.indexOf(strong)) &&
		!(isNoted && repeats(sentence.plain, customer))
	)
		return { rule: 'delivery', excerpt: strong, groundable: OTHER_TERM.test(text) || USUAL.test(text) };
	const back = RETURNS.exec(text)?.[0];
	if (back !== undefined && !WHO_RETURNS.test(text) && !isContact(text.replace(/\bcatalogo\b/g, '')))
		return { rule: 'internal', excerpt: back, groundable: true };
	if (isContact(text) && !isOwnWork(text, own)) return null;
	const weak = WEAK.find(text);
	if (weak !== null && !isDenied(text, text.indexOf(weak)) && !isNoted) return { rule: 'delivery', excerpt: weak, groundable: true };
	if (!open.delivery || isNoted || OPENS.test(text) || /\bnao\b/.test(text)) return null;
	const answer = /\{[LDT]\}/.exec(text)?.[0] ?? (text.split(' ').length <= 5 ? /\{[NGK]\}/.exec(text)?.[0] : undefined);
	return answer === undefined ? null : { rule: 'delivery', excerpt: sentence.plain.trim(), groundable: contentWords(text).length > 0 };
}

/** Whoever makes photos or papers for a living delivers them: "as fotos ficam prontas". */
function isOwnWork(text: string, own: Grounds): boolean {
	const made = MADE.exec(text)?.[1];
	return made !== undefined && own.vocabulary.has(made);
}
const MADE = gated(
	/\b(fotos?|videos?|documentos?|convites?|materia(?:l|is)|contratos?|certificados?|album|albuns|arte|artes) (?:\S+ )?(?:fica|ficam|ficara|ficarao|sai|saem|esta|estao|estara|estarao|ta|tao|e|sao|sera|serao) (?:pront|liberad|impress|assinad|editad|revelad|entreg|enviad)/,
);

/** The customer's own date: "you need it delivered next week" promises nothing. */
const repeats = (sentence: string, customer: string): boolean =>
	!/\b(?:entregamos|entrego|enviamos|despachamos|garant\w+|consigo|conseguimos|chega|chegara)\b/.test(sentence) &&
	(
		sentence.match(
			/\b(?:semana que vem|mes que vem|amanha|hoje|segunda|terca|quarta|quinta|sexta|sabado|domingo|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|\d+)\b/g,
		) ?? []
	).every((when) => customer.includes(when));
