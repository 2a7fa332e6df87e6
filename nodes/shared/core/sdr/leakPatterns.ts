/**
 * What a reply may not say, as patterns over one sentence in lower case without accents (SDR spec 4.1, 4.4). They rather refuse too much: a
 * refused reply is written again, a price that slipped through is not taken back.
 */
const WORD_NUMBER =
	'(?:um|uma|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|quatorze|quinze|dezesseis|dezessete|dezoito|dezenove|vinte|trinta|' +
	'quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|duzentos|trezentos|quatrocentos|quinhentos|seiscentos|setecentos|oitocentos|novecentos)';
export const MONTHS = 'janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro';
/** Without the articles: "um consultor" is no amount. */
const AMOUNT = `(?:\\d[\\d.,]*|${WORD_NUMBER.replace('um|uma|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|', '')}(?: e ${WORD_NUMBER})*)`;
const NUMBER = `(?:\\d[\\d.,]*|${WORD_NUMBER}(?: e ${WORD_NUMBER})*)`;

/** What makes a number a measure and no price; "por mes" is none: instalments are so many a month. */
const UNIT =
	'(?:\\s*(?:a|ate|ou|e|-|–)\\s*\\d[\\d.,]*(?:\\s*mil)?)?\\s*(?:mil\\s+)?(?:de\\s+)?' +
	'(?:(?:kg|kilos?|quilos?|g|gramas?|l|litros?|cm|mm|m|metros?|m2|cv|hp|w|kw|v|volts?|amperes?|rpm|h|hrs?|min)\\b|unid|un\\b|pec|hambur|burg|lanche|' +
	'ciclo|espet|bife|file|linguic|salsich|salgad|porc|pao|paes|disco|carne|produt|cliente|loja|funcionari|pessoa|refeic|marmit|minuto|hora|dia|' +
	'semana|mes|ano|por (?:hora|dia|min|semana|turno)|ao dia|a hora|\\/ ?(?:h|dia|min))';
const NO_UNIT = `(?!${UNIT})(?![\\d.,]*\\d)`;

const PRICE_SAID =
	'(?:custa[mr]?|custo|sai|saem|saindo|fica|ficam|ficaria|por apenas|por so|a partir de|preco|valor|valores|investimento|investir|vale|cobramos|tabela)';
export const TIME =
	`(?:${NUMBER} (?:dias?|semanas?|mes|meses|horas?|d\\.u\\.)|amanha|hoje|depois de amanha|semana que vem|proxima semana|(?:proximo )?mes que vem|proximo mes|` +
	'essa semana|esta semana|fim do mes|(?:segunda|terca|quarta|quinta|sexta)(?:-feira| feira)?\\b|sabado|domingo|\\d{1,2}\\/\\d{1,2}|dia \\d{1,2}|' +
	`${MONTHS}|imediat[oa]|antes do natal)`;
const DELIVERY =
	'(?:entreg\\w*|prazo|chega\\w*|despach\\w*|fica(?:ra)? pronta?|sai(?:ra)? da fabrica|com (?:ela|ele) na mao|em maos|enviamos(?! (?:a|uma|sua) (?:proposta|mensagem|informac))|(?:envi\\w+|manda\\w*) (?:a|o|sua|seu) (?:maquina|equipamento|pedido|produto)|recebe\\w* (?:em casa|(?:a|o|sua|seu) (?:maquina|equipamento|pedido|produto)))';
const OFFER =
	'(?<!\\b(?:nao|nem|nunca|jamais)(?: \\w+){0,2} )\\b(?:consigo|conseguimos|consegue|posso|podemos|fazemos|faco|fazendo|temos|tem|ha|damos|dou|oferecemos|ofereco|garanto|garantimos|libero|' +
	'liberamos|aplico|aplicamos|aprovo|aprovamos|ganha|ganhe|leva|aceitamos|aceita|trabalhamos com|da para|da pra|pode ser|e possivel|aproveite|aproveita|reservei|separei|ativei|confirmo)\\b';

export const LEAKS: Array<{ rule: string; pattern: RegExp }> = [
	{
		rule: 'discount',
		pattern:
			/\bcupom\b|\b(?:condic\w+|preco|oferta) (?:especia|exclusiv|imperdiv)\w*|\b(?:aprov|autoriz|liber|consegui|garant|ganh)\w* (?:\S+ ){0,3}(?:desconto|abatimento)/,
	},
	{
		rule: 'instalment',
		pattern:
			/\b(?:financiamos|parcelamos|dividimos)\b|\ba gente (?:parcela|divide|financia)\b|\bmetade (?:agora|na entrega|depois)\b|\bpagar metade\b/,
	},
	{
		rule: 'freight',
		pattern: /\bfrete (?:e |fica |sai )?por conta d[aeo]\b|\b(?:nao tem|sem|nao ha) custo (?:de|do|no|com) (?:frete|entrega|envio)\b/,
	},
	{
		rule: 'prompt',
		pattern:
			/\bmeu prompt\b|\binstrucoes que (?:recebi|tenho|me deram)\b|\b(?:estou|fui|sou) (?:configurad|programad|instruid|treinad)[oa] (?:para|pra|a|com)\b|\bminhas (?:regras|instrucoes|diretrizes)\b/,
	},
	{
		rule: 'price',
		pattern: /r\s?\$|u\s?s\s?\$|\$\s?\d|\d\s?\$|[€£]|\b(?:brl|usd|eur)\b|\breais\b|\bdolar(?:es)?\b|\beuros?\b|\bcentavos?\b/,
	},
	{ rule: 'price', pattern: new RegExp(`${NUMBER} ?(?:mil )?(?:conto|contos|paus|pila|pilas|mangos|mirreis|pratas|real)\\b`) },
	{ rule: 'price', pattern: /(?<![\d.,])\d{1,3}(?:\.?\d{3})*,\d{2}(?!\d|\.\d)(?!\s*(?:kg|g|l|cm|mm|m|cv|hp|kw|w|%))/ },
	{ rule: 'price', pattern: new RegExp(`(?<![\\w.,])(?:${NUMBER} ?mil|\\d[\\d.,]* ?k)\\b${NO_UNIT}`) },
	{ rule: 'price', pattern: new RegExp(`\\b${PRICE_SAID}\\b[^.!?]{0,25}?(?<![\\w.,])${AMOUNT}\\b${NO_UNIT}(?!\\s*(?:mil|k)\\b${UNIT})`) },
	{ rule: 'price', pattern: new RegExp(`(?<![\\w.,])(?:\\d{1,3}(?:\\.\\d{3})+|\\d{5,})\\b${NO_UNIT}`) },
	{ rule: 'discount', pattern: new RegExp(`(?<![\\d.,])(?!100 ?%)(?:\\d[\\d.,]* ?%|${NUMBER} por cento)`) },
	{
		rule: 'discount',
		pattern: new RegExp(
			`${OFFER}(?: \\S+){0,5}? (?:desconto|abatimento|promoc\\w+|cupom|cashback|brinde|(?:preco|valor|condic\\w+) especia\\w+)`,
		),
	},
	{
		rule: 'discount',
		pattern:
			/\b(?:desconto|abatimento) (?:de|especial|exclusivo|liberado|aplicado|aprovado|garantido)\b|\bcom (?:um )?(?:\w+ )?desconto\b|\b(?:faco|fazemos|deixo|deixamos) (?:por|mais barato)\b/,
	},
	{
		rule: 'instalment',
		pattern: new RegExp(
			`\\bem (?:ate )?${NUMBER} ?(?:x|vezes)\\b|\\b${NUMBER} ?(?:x|vezes) (?:sem|de|no|com|fix|igua)|\\b${NUMBER} parcelas?\\b|\\bsem juros\\b`,
		),
	},
	{
		rule: 'instalment',
		pattern: new RegExp(`${OFFER}(?: \\S+){0,5}? (?:parcel\\w+|financia\\w+|boleto|cartao|pix|a vista|consorcio|leasing)\\b`),
	},
	{
		rule: 'instalment',
		pattern:
			/\bparcel(?:a|amos|ado|ada|as|ar|amento) (?:em|de \d|no cartao)|\ba vista (?:com|tem|fica|sai|por|e)\b|\bentrada de (?:\d|r\$)|\bentrada mais\b/,
	},
	{
		rule: 'freight',
		pattern:
			/\bfrete (?:e |esta |sai |fica )?(?:gratis|gratuito|inclus\w+|incluid\w+|free|zero|cortesia|por nossa conta|de \d|por \d)|\bfrete (?:custa|sai|fica) /,
	},
	{
		rule: 'freight',
		pattern:
			/\b(?:gratis|gratuit\w+|sem custo|sem cobrar|nao cobramos)\b[^.!?]{0,30}\b(?:frete|entrega|envio)\b|\b(?:frete|entrega|envio)\b[^.!?]{0,30}\b(?:gratis|gratuit\w+|inclus\w+|sem custo|por nossa conta|cortesia)\b/,
	},
	{
		rule: 'delivery',
		pattern: new RegExp(
			`\\b${DELIVERY}[^.!?]{0,60}\\b${TIME}|\\b${TIME}[^.!?]{0,40}\\b(?:entreg\\w+|chega\\w*|na sua (?:porta|casa|loja|empresa)|com (?:ela|ele) na mao|em maos)\\b`,
		),
	},
	{ rule: 'delivery', pattern: /\bpronta.entrega\b|\bentrega (?:imediata|rapida|garantida|expressa)\b/ },
	{
		rule: 'price',
		pattern: new RegExp(`\\b(?:so|apenas|somente|por) ${AMOUNT} (?:por|ao|a cada) mes\\b|\\bpor volta d[aeo]s? ${AMOUNT}\\b${NO_UNIT}`),
	},
	{ rule: 'price', pattern: /\b\d+ e (?:alguma coisa|poucos?|tantos|quebrados)\b|\b(?:metade|dobro|triplo) do (?:preco|valor)\b/ },
	{
		rule: 'discount',
		pattern: /\b(?:precinho|descontinho|descontao|preco camarada|preco de amigo)\b|\b(?:sai|fica|ficaria) mais (?:barato|em conta)\b/,
	},
	{ rule: 'discount', pattern: new RegExp(`${OFFER}(?: \\S+){0,3}? (?:negociar|melhorar|baixar|reduzir)\\b`) },
	{ rule: 'instalment', pattern: /\bno (?:pix|boleto|cartao) (?:sai|fica|tem|ganha|da)\b/ },
	{
		rule: 'internal',
		pattern: new RegExp(
			`\\b(?:previs\\w+|relanc\\w+|lanc\\w+|volta|voltara|retorn\\w+|deve sair|estara disponivel)\\b[^.!?]{0,40}\\b(?:${MONTHS}|trimestre|semestre|20\\d\\d|\\d{1,2}\\/\\d{2,4})`,
		),
	},
	{ rule: 'internal', pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/ },
	{
		rule: 'prompt',
		pattern:
			/\b(?:should_?transfer|lead_?updates|temperature_?reason|suggested_?actions|transfer_?reason|technical_?question|system prompt)\b/,
	},
	{ rule: 'prompt', pattern: /[a-z0-9+/]{48,}={0,2}/ },
];

/** The same over the whole text: a price word that ends its sentence, and the amount after it. */
export const AMOUNT_NEXT = new RegExp(`\\b${PRICE_SAID}\\b[?:!. ]{1,4}${AMOUNT}\\b${NO_UNIT}`);
/** A promise, and no repetition of what the customer needs. */
export const PROMISE =
	/\b(?:entregamos|entrego|enviamos|despachamos|garant\w+|consigo|conseguimos|chega|chegara|fica pront\w+|ficara pront\w+|prazo (?:e|de))\b/;
export const NEED = /\b(?:anotei|anotado|registrei|precisa|preciso|entendi|consultor\w*|especialista|equipe)\b/;
