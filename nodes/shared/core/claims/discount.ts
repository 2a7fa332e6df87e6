import { anyOf, gated } from './gated';
import { isDenied } from './harmless';
import { OTHER_VALUES } from './price';
import type { Finding, Said } from './topic';

const WORDS = gated(
	/\b(?:descont\w*|abatimento\w*|promoc\w*|promo|promos|cup(?:om|ons)|cashback|brindes?|liquidac\w*|black friday|discounts?|descuentos?|desc|barganha|pechinch\w*|mimos?|bonus|queima de estoque|saldao|bota[ -]fora|outlet|ofertas|(?:em|com|na|uma|de) oferta|negocia\w*|presentinho|vantagem especial)\b|\boff\b|\b(?:condic\w+|preco|oferta|valor) (?:especia|exclusiv|imperdiv|diferenciad|facilitad|otim|bacan|irrecus|promocion|de lancamento)\w*/,
);
/** What one gains by using something. */
const GAINED =
	'(?:tempo|produtiv|espaco|agilidade|qualidade|velocidade|padron|escala|eficien|rapidez|volume|performance|conforto|seguranca|forca|brilho|maciez|mercado|client|dinheiro|producao|autonomia|capacidade|vida|sabor|textura|experiencia)\\w*';
/** To buy, as a condition for what is given. */
const BUYS =
	'(?:compr(?:a|ar|ou|e)|fech(?:a|ar|ou|e)|peg(?:a|ar|ou|ue)|assin(?:a|ar|ou|e)|encomend(?:a|ar|ou|e)|contrat(?:a|ar|ou|e)|lev(?:ar|ou))';
const BUYING = '(?:comprando|fechando|pegando|assinando|encomendando|contratando|levando|comprou|fechou|pegou|assinou)';
const GIVEN = gated(
	/\{P\}/,
	/\b(?:segur|mant|congel)\w* (?:o |esse |este )?(?:preco|valor)/,
	/\b(?:cubro|cobrimos|cubrimos|cobre|bato|batemos)\b.{0,20}\b(?:proposta|oferta|preco|orcamento|concorren\w+|valor)/,
	/\b(?:melhor\w*|baix\w+|reduz\w*|abaix\w+|negoci\w+|flexibiliz\w+) .{0,12}\b(?:preco|valor|proposta|condic\w+)\b|\b(?:podemos|posso|consigo|conseguimos|da (?:pra|para)|aceitamos) (?:\S+ ){0,2}?negoci\w+/,
	/\b(?:sai|fica|saem|ficam|sairia|ficaria) (?:bem |ate |muito )?mais (?:barat\w+|em conta)|\b(?:sai|saem|sairia|sairiam) (?:bem |ate |muito )?melhor\b|\b(?:levando|comprando|fechando|pagando|a vista)\b.{0,40}\b(?:fica|melhora|facilita)\w*\b/,
	/\b(?:consigo|conseguimos|posso|podemos|da (?:pra|para)|vou|tento) (?:\S+ ){0,2}?(?:abaixar|baixar|dar uma (?:baixada|melhorada|negociada))\b|\b(?:melhor(?:o|a|ar|amos)|reduz\w*|diminu\w*) (?:isso|um pouc\w+|ai|pra voce|para voce)\b/,
	new RegExp(
		`\\b(?:ganh(?:e|ou)|ganh(?:a|em|am|ara|amos)(?= (?:\\S+ )?(?:uns?|umas?|[oa]s?|\\{)\\b|\\W*$| \\{)|(?:voce|vc|quem|client\\w+|aniversariant\\w+|estudant\\w+|primeir[oa]|se|${BUYING})\\b.{0,30}\\bganh(?:a|am|ara|amos))\\b(?! (?:\\w+ ){0,3}?(?:em\\b|${GAINED}))|\\bindi(?:que|cou|cando|cacao)\\b.{0,30}\\b(?:ganh|leva|receb)\\w+`,
	),
	/\b(?:sai|saem|fica|ficam|por|e) (?:\S+ )?(?:pela|a) metade\b|\bpela metade\b(?! d[oa] (?:caminho|dia|tempo))/,
	/\bpreco (?:unico|de custo|de fabrica|de atacado)\b|\b(?:faco|deixo|fazemos|deixamos) (?:por|mais barato)\b/,
	/\b(?:leve|levando|compre|comprando) .{0,15}(?:pague|sai|ganh|fica|leve)/,
	/\b\{[NGKU]\} off\b|\bdesc(?:onto)? de \{/,
);
/** What is paid, by its names. */
const PAID =
	'(?:preco(?:s|es)?|precinhos?|valor(?:es)?|mensalidades?|tarifas?|faturas?|custos?|tabelas?|condic\\w+|contas?|parcelas?|taxas?|adesao|anuidade|propostas?|orcamentos?|investimento|pacotes?|conjunto|milheiro|bolso|instalacao)';
/** Less of it, or other than for everybody. */
const LESS =
	'(?:menor\\w*|reduzid\\w*|diminu\\w*|ca(?:i|iu|em|indo)|caindo|baix\\w+|abaix\\w+|(?:la )?(?:em|pra|para) baixo|melhor(?:a|am|ou|ar|zinh\\w+)?|diferen\\w+|especia(?!lis)\\w+|socia[li]\\w*|camarada\\w*|antig[oa]s?|' +
	'de (?:campanha|feira|pedreiro|mostruario|fabrica|custo|atacado|lancamento|construtora|revenda|obra|amigo|banana|parceiro|funcionario)|bo[am]s?|otim[oa]s?|vantajos\\w+|alivi\\w+|ajust\\w+|agrad\\w+|caprich\\w+|facilit\\w+|exclusiv\\w+|promocion\\w+|zerad[oa]s?|liberad[oa]s?|congelad[oa]s?|garantid[oa]s?|(?<!\\b[nd]?[oa]s )outr[oa]s?)';
/** What else has these names: tables of sizes, electricity bills, conditions of the weather. */
const NOT_PAID = gated(
	/\bpeso abaixo|\babaixo de \{Q\}|\btabelas? (?:de (?:medidas?|tamanhos?|cores|nutric\w+|horarios?|cobertura)|nutric\w+|periodica)|\bcusto[ -]beneficio|\bcusto d[ea] (?:energia|manutencao|producao|operacao|mao)|\bconta(?: \w+)? (?:de|da) (?:luz|agua|energia)|\b(?:boas?|otimas?|perfeitas?|mesmas?) condic\w+ (?:de (?:uso|saude|higiene|trabalho)|climat)|\bcondic\w+ (?:de (?:uso|saude|higiene|trabalho|pele|cabelo)|climat\w+|medica\w*|fisica\w*)|\b(?:na|em) conta\b(?= (?:o|a|os|as|que|de que)\b)|\bpor (?:nossa|sua|minha) conta\b|\bd(?:a|ar|ao|amos|ei) conta\b|\bpacotes? (?:de |com )?\{/g,
);
/** Unasked for, and whoever says it: less is paid, more is given, some pay other than others, now is paid less than later. */
const GRANTED = gated(
	new RegExp(`\\b${PAID}\\b(?: (?!nao\\b)\\S+){0,3}? ${LESS}\\b|\\b${LESS} (?:\\S+ ){0,2}?(?:n?[oa]s? )?${PAID}\\b`),
	/\b(?:pag\w+|sai|saem|saindo|fica|ficam|cust\w+|cobr\w+)\b(?: \S+){0,3}? (?:(?:so )?(?:a )?(?:metade|meia)|bem abaixo|abaixo d[aoe]|por menos|menos(?= *(?:[.,;!]|$|n[oa] |pr[oa] |para |em |que |se ))|quase de graca|apenas \{[A-Z]\}|so \{[A-Z]\})\b(?! (?:de )?(?:tempo|agua|energia|espaco|trabalho|luz))|\{[A-Z]\}(?: \S+)? a menos\b(?! que)/,
	/\b(?:vai|vem|sai|leva|levam|ganha|recebe|e|fica|como|nosso|uma?)(?: (?!opc|ideia|sugest|dar\b|dica|embalag|lembranc)\S+){0,4}? (?:de )?presente\b(?! (?:perfeito|ideal|para|pra|de|que|certo|lindo|em))|\bde presente (?:pra|para) voce\b|\b(?:leva|levam|ganha|recebe|incluo|incluimos|coloco|mando|dou)\b(?: \S+){1,5}? (?:a mais|extra|de lambuja|de bonus|sem cobrar|sem pagar|por fora)\b|\b(?:nao entra|fora) (?:na|da) conta\b/,
	/\b(?:leve|leva|levando|compre|compra|comprando|pegue|pega)\b(?: \S+){1,4}? (?:e )?(?:pague|paga|pagando|leve|leva|ganh\w+)\b|\b(?:na|cada|com a) (?:compra|encomenda)\b.{0,40}\b(?:(?:te|lhe|voce|a gente) d(?:a|ou|amos|ao) (?:[oa]s?|uma?) \S|(?:vai|sai|e|leva|ganha|vem)\b.{0,20}\b(?:brinde|presente|gratis|metade|junto|nosso|nossa|cortesia)\b)|\b(?:segund[oa]|terceir[oa]|quart[oa]|proxim[oa]) (?:\S+ )?(?:sai|vai|e|fica) (?:\S+ )?(?:noss[oa]|por (?:menos|nossa)|gratis|metade|presente|de graca)\b/,
	/\b(?:mes|meses|mensalidades?|faturas?|parcelas?|adesao|visita|consulta|avaliacao|instalacao)\b(?: \S+){0,2}? (?:liberad\w+|zerad\w+|noss[oa]|de graca)\b|\bzer(?:a|o|amos|ada|ado) (?:a|o) (?:taxa|adesao|instalacao|mensalidade|frete)/,
	/\b(?:acumul\w+|junt[ae]\w*|soma\w*|troc[ae]\w*|val(?:e|em)|ganh\w+|cada)\b(?: \S+){0,3}? pontos?\b.{0,30}\b(?:troc|resgat|compra|desc|abat|produt|tratam|premi|servi)\w*|\b(?:volta\w*|devolv\w+|retorn\w+|recebe)\b.{0,25}\b(?:do que (?:voce )?gast\w+|a diferenca|do valor|de volta|pra voce em)\b|\{[A-Z]\} de volta\b|\bparte do que\b.{0,25}\bvolta|\b(?:abat\w+|credito|descont\w+|desconta)\b(?: \S+){0,2}? (?:na|para|pra) (?:a )?(?:proxima?|sua|seu)\b|\bcredito (?:na|em) (?:loja|casa|compras)\b/,
	/\b(?:estudantes?|idos[oa]s?|aposentad[oa]s?|aniversariantes?|professor\w*|medic[oa]s|pedreiros?|revend\w+|construtora\w*|conveniad[oa]s|associad[oa]s|client\w+ (?:antig|nov|fiel|vip|fidel)\w+|primeira (?:compra|visita|vez|encomenda))\b.{0,30}\b(?:paga\w* (?:menos|meia|so)|tem (?:preco|valor|tabela|tratamento|condic\w+)|sai (?:por|mais|menos))\b/,
	/\b(?:ultim[oa]s?|so|somente|apenas|ate) (?:dia|dias|semana|horas|chance|oportunidade|hoje|\{D\})\b.{0,30}\b(?:valor|preco|condic\w+|queima|tabela|oferta|lote)\b|\b(?:segur|mant|garant|congel)\w+ (?:\S+ )?condic\w+|\bqueima d[eoa]s?\b|\bponta de estoque\b|(?:\{D\}|\b(?:depois|logo|em breve)) (?:sobe|aumenta|vai subir|vai aumentar|reajusta)\b|\b(?:sobe|aumenta|vai subir|vai aumentar|reajusta)\w* (?:\{D\}|depois|logo)/,
	/\b(?:igual\w+|bat(?:o|e|er|emos)|cubr\w+|cubro|cobr(?:imos|ir))\b(?: \S+){0,3}? (?:oferta|orcamento|preco|valor|proposta|concorren\w+)\b|\b(?:mesmo|esse|pelo) (?:valor|preco) (?:del[ea]s?|d[oa] (?:outr[oa]|concorren\w+|\{))/,
	/\b(?:consigo|conseguimos|posso|podemos|faco|fazemos|d[ao] (?:pra|para)|rola|vou|vamos|costuma\w*|fac[oa])\b(?: \S+){0,2}? (?:(?:um|uma|algum|alguma) (?:\S+ )?(?:agrado|ajust\w+|alivi\w+|jeitinho|cortesia|condic\w+|mimo|carinho)|tirar (?:um|uns|algo|\{)|alivi\w+|facilitar|arredond\w+|chegar em|chegar n)/,
	/\barredond\w+ (?:\S+ )?(?:pra|para) (?:baixo|menos|voce)\b|\btir[ao] (?:uns |um )?\{[A-Z]\}|\bprogramas? (?:de fidelidade|de pontos|de indicac\w+)|\bclube de (?:vantagens|descontos|beneficios)|\b(?:us[ea]|digit[ea]|aplic[ae]|com)\b.{0,12}\bcodigo\b(?! (?:d[oae]|que)\b)|\bsem intermediari\w+.{0,20}\bpaga\w*/,
	new RegExp(
		`\\beconomiz\\w+\\b(?! (?:\\S+ ){0,3}?(?:energia|agua|luz|gas|espaco|tinta|massa|material|mao|${GAINED}))|\\b(?:sai|fica) ganhando\\b(?! (?:\\S+ )?${GAINED})`,
	),
	new RegExp(
		`\\b(?:se|quem|ao|quando|${BUYING})\\b(?: \\S+){0,2}? ?(?:${BUYS}\\b)?.{0,25}\\b(?:leva|ganha|recebe)\\b (?:\\S+ )?(?:o|a|um|uma|mais)\\b`,
	),
	new RegExp(
		`(?:\\{D\\}|\\b(?:n?[oa]s (?:segund|terc|quart|quint|sext)as|${BUYING}|${BUYS}|acima de|a partir de)\\b).{0,40}\\b(?:e|sao|fica) (?:por conta nossa|noss[oa]s?|com a gente|da casa)[^a-z]*$`,
	),
	new RegExp(
		`\\b(?:ajud|alivi|mex|caprich|forca|apoi|melhor)\\w* n[oa]s? ${PAID}\\b|\\bclient\\w+\\b.{0,15}\\b(?:tem|ganha\\w*|recebe\\w*) (?:uma )?vantage\\w+`,
	),
	/\bcom abate\b|\babat\w+ (?:n[oa]|do valor)\b|\b(?:tem|leva|ganha|vem|sai)\b(?: \S+){0,2}? em dobro\b|\bna faixa\b(?! (?:d|etari|\{))|\bpel[oa] (?:mesmo |mesma )?(?:preco|valor|mensalidade) d|\b(?:mais|bem|super) camarada|\bleves? (?:pr[oa]|no|para o) (?:seu )?bolso|\busad[oa]\b.{0,15}\b(?:vale|entra|serve)\b.{0,12}\b(?:entrada|parte|pagamento|troca)\b/,
	new RegExp(`\\b(?:dou|damos|dar|faco|fazemos|fazer) um[a]? \\S+ n[oa]s? ${PAID}\\b`),
	/\b(?:peg(?:o|amos)|aceit(?:o|amos)|receb(?:o|emos)|entra)\b.{0,25}\b(?:usad[oa]s?|antig[oa]|velh[oa])\b.{0,25}\b(?:negocio|troca|pagamento|parte|entrada)\b/,
);
const OFFERED = gated(
	/\b(?:liber|aprov|autoriz|consegui|garant|ganh|dou|damos|dar|aplic)\w* (?:\S+ ){0,3}(?:desconto|abatimento|cupom)|\buse o cupom/,
);

/** Goods and papers with these names. */
const OTHER_WORDS = gated(
	/\bcup(?:om|ons) fisca\w+|\b(?:banners?|faixas?|cartaz\w*|placas?|etiquetas?) de (?:promoc\w+|ofertas?)|\bbrindes (?:personalizad|corporativ|promociona)\w+|\bpromocao (?:da|de) saude\b/g,
);

/** A number of things, and no price: "20 fica abaixo do mínimo". */
const BELOW_LEAST = gated(/\b(?:fica |ficam |e |esta )?abaixo d[oe] (?:noss[oa] |pedido )?(?:minim[oa]|limite)\b/g);
/** "Negociar valor não é comigo, e sim com a Jaqueline." */
const NOT_MINE = gated(/\bnao (?:e|eh|fica|sou eu)(?: por)? ?(?:comigo|aqui|mim|quem)\b/);

const SAYS_SOMETHING = anyOf(GIVEN, GRANTED, WORDS);
/** @returns what a sentence says of reductions; null when it says nothing */
export function discountIn({ sentence, isAsked, isNoted, isDeferred }: Said): Finding | null {
	const text = sentence.skeleton;
	if (!SAYS_SOMETHING(text)) return null;
	const given = isDeferred && NOT_MINE.test(text) ? null : GIVEN.find(text);
	if (given !== null && !(given === '{P}' && isAsked && isNoted)) return { rule: 'discount', excerpt: given, groundable: given === '{P}' };
	const granted =
		isAsked || isNoted || isDeferred
			? null
			: GRANTED.find(OTHER_VALUES.replace(NOT_PAID.replace(BELOW_LEAST.replace(text, ' '), ' '), ' '));
	if (granted !== null && !isDenied(text, text.indexOf(granted))) return { rule: 'discount', excerpt: granted, groundable: false };
	const word = WORDS.exec(OTHER_WORDS.replace(text, ' '));
	if (!word) return null;
	if (OFFERED.test(text) && !isDenied(text, word.index)) return { rule: 'discount', excerpt: word[0], groundable: false };
	if (isAsked || isNoted || isDeferred || isDenied(text, word.index)) return null;
	return { rule: 'discount', excerpt: word[0], groundable: false };
}
