import { gated } from './gated';
/**
 * Forms of saying in which a word of commerce is no offer: somebody else will tell, it is not so, the customer is asked, their own wish is repeated. Each is
 * looked for in a sentence's skeleton (`skeleton.ts`).
 */
export const PEOPLE =
	'(?:consultor\\w*|especialista\\w*|vendedor\\w*|atendente\\w*|equipe|time|gerente|representante|responsavel|tecnic[oa]s?|engenheir\\w+|projetista|nutricionista|contador\\w*|doutora?|dra?|caixa|setor|comercial|financeiro|recepc\\w+|secretari\\w+|colega|pessoal|alguem|uma pessoa|humano)';
export const TELLS =
	'(?:inform\\w+|pass[ae]\\w*|confirm\\w+|fal[ae]\\w*|apresent\\w+|envi\\w+|prepar\\w+|explic\\w+|defin\\w+|verific\\w+|combin\\w+|trat\\w+|acert\\w+|detalh\\w+|orient\\w+|mostr\\w+|cuid\\w+|retorn\\w+|' +
	'respond\\w+|cham[ae]\\w*|lig[ae]\\w*|mand\\w+|entr\\w+ em contato|calcul\\w+|avali\\w+|continu\\w+|convers\\w+|ve\\b|monta\\w*|diz\\w*|esclare\\w+|consegue|ajud\\w+|negoci\\w+)';
/** Somebody of the team tells it: "quem passa valores é o consultor". */
const DEFERS = [
	`\\b${PEOPLE}\\b.{0,60}\\b${TELLS}`,
	`\\b${TELLS}\\b.{0,40}\\b${PEOPLE}\\b`,
	`\\b(?:com|pelo|pela|so|somente|apenas) (?:o|a|um|uma|nosso|nossa|os|as)? ?${PEOPLE}\\b`,
	`^(?:[^,]{0,30}, )?(?:o|a|os|as) (?:\\S+ ){1,4}?(?:(?:vai|vao|ja|pode|podem) )?(?:te|lhe) (?:pass[ae]|inform|explic|confirm|respond|orient|calcul|retorn|envia|manda)\\w*`,
	`\\bel[ea]s? (?:(?:mesm[oa]|ja|vai|vao|pode|podem|que|te|lhe) ){0,3}(?:pass[ae]|inform|explic|confirm|apresent|mostr|calcul|defin|trat|combin)\\w*`,
	`\\bquem (?:\\S+ )?(?:pass|defin|fech|cuid|trat|decid|negoci|inform|confirm|calcul|sab|ve|monta|fal|respond|agenda|te[mr]\\b)\\w* .{0,40}\\b(?:e|sao) (?:o|a|os|as|noss[oa]s?)\\b`,
	`\\b(?:nao|nunca) (?:\\S+ ){0,2}?(?:comigo|por mim|definid\\w+|decidid\\w+|por aqui)`,
	`\\b(?:e|eh) (?:um )?assunto (?:d|com|pel)`,
	`\\b(?:pra|para) (?:\\S+ ){0,3}?(?:passar|fechar|montar|calcular|chegar|informar|falar)\\b.{0,40}\\bprecis\\w+`,
	`\\b(?:preciso|precisamos|precisa) (?:confirm|verific|consult|ver\\b|saber|entender|conhecer|medir|avali)\\w*`,
	`\\b(?:vou|vamos|deixa eu) (?:ver|olhar|levar) (?:(?:isso|sua|seu|com|na|no|o|a|se) |antes)`,
	`\\bnao (?:\\S+ ){0,3}?(?:fal|inform|pass|diz|respond|ajud|confirm|acess|tenho|sei)\\w*`,
	`\\bnao (?:consigo|posso|sei|da pra|da para) (?:\\S+ )?(?:calcul|cot[ae]|orc[ae]|estim)\\w*`,
	`\\bnao (?:consigo|posso|tenho como) (?:te |lhe )?(?:promet|assegur)\\w*`,
	`\\bnao (?:e|eh) (?:algo|coisa|uma coisa) que (?:eu )?(?:poss|consig|sei)\\w*`,
	`\\b(?:e|sao|sera|serao) (?:passad|informad|definid|apresentad|confirmad|combinad|calculad|vist|tratad|acertad|conversad|discutid|avaliad|analisad)[oa]s?\\b`,
	`\\b(?:a gente|vou|vamos|posso|ja|deixa eu|deixe-me) (?:\\S+ ){0,2}?(?:confirm|verific|consult|pergunt|chec|confer|te (?:avis|retorn|respond|confirm))\\w*`,
	`\\b(?:so|somente|apenas|mediante|depois|apos) (?:com |d?[ao] |na |uma )?(?:avaliac\\w+|visita|consulta|analise|orcamento)\\b`,
	`\\bdepende\\w*\\b`,
	`\\bsob consulta\\b`,
	`\\bpersonalizad\\w+`,
	`\\bvaria\\w*\\b`,
];
/** Each by itself: a text that lacks what one of them needs is spared that one alone. */
const DEFERRED = gated(...DEFERS.map((one) => new RegExp(one)));
/** Words in which a company offers: whatever is deferred besides, this is said. */
const OFFERED = gated(
	/\b(?:aceitamos|aceito|aceita-se|temos|trabalhamos|parcelamos|parcelo|dividimos|divido|financiamos|financio|damos|dou|consigo|conseguimos|fazemos|faco|oferecemos|ofereco|garant\w+|liber\w+|aprov\w+|autoriz\w+|da (?:pra|para|p)|pode(?:m|mos)? (?:ser(?! ?\?)|pagar|parcelar|dividir|fazer|financiar|aceitar|negociar)|sai|ganh\w+|cobr\w+|e possivel|sao possiveis)\b/,
);
/** An offer's verb that is denied, or waits for something, offers nothing. */
const UNABLE = gated(
	/\bnao (?:\S+ )?(?:consigo|conseguimos|posso|podemos|temos|tenho|fazemos|damos|aceitamos|trabalhamos)\b|\bso (?:\S+ )?(?:sai|da|fica|temos|consigo|conseguimos|fech\w+|faco|fazemos) (?:depois|apos|com|mediante)\b/g,
);
const NOT =
	/\b(?:nao|nem|nunca|jamais|infelizmente|tampouco)\b(?! (?:perca|perde|deixe|deixa|esqueca|fique|so |apenas|somente|cobr|pag|custa|precisa pagar|tem custo|ha custo|tem taxa))/;
const NOTED = gated(
	/\b(?:entendo|compreendo|imagino que|sei que|faz sentido|anotei|anotado|anotamos|registrei|registrado|registramos|vou (?:anotar|registrar)|entendi|vi que|voce (?:disse|falou|comentou|precisa|quer|pediu|mencionou|prefere|perguntou)|seu interesse|sua duvida|sobre (?:o|a|os|as)? ?sua?)\b/,
);
const OURS = gated(
	/\b(?:consigo|conseguimos|posso|podemos|temos|fazemos|faco|damos|dou|entregamos|entrego|enviamos|aceitamos|parcelamos|garant\w+|quer que eu|pode ser (?:parte|metade|no|em)\b)\b/,
);
const YOURS = gated(
	/^(?:e |mas )?(?:\{D\} )?(?:quant[oa]s|qual|quais|para quando|pra quando)\b|\b(?:voces|vcs) (?:ja |tambem |ainda |hoje )?(?:fazem|recebem|entregam|aceitam|trabalham|vendem|cobram|usam|parcelam|pretendem|precisam|preferem|querem|tem)\b|\b(?:voce|vc) (?:ja |tambem |ainda |hoje )?(?:faz|entrega|trabalha|vende|cobra|usa|pretende|precisa|prefere|quer)\b|\b(?:seus?|suas?) clientes?\b|\bo que (?:mais )?\S+ (?:pra|para) (?:voces?|vcs?)\b|\b(?:qual|quais|quant[oa]s?|quando|onde|como) .{0,40}\b(?:voces?|vcs?|seus?|suas?)\b/,
);

export const isDeferred = (skeleton: string): boolean => DEFERRED.test(skeleton) && !OFFERED.test(UNABLE.replace(skeleton, ' '));
export const isNoted = (skeleton: string): boolean => NOTED.test(skeleton);
/** Nobody promises: "isso ninguém garante", "prometer eu não posso". Short, as a long sentence says more. */
export const refusesToVouch = (sentence: string): boolean => REFUSES.test(sentence) && sentence.split(' ').length <= 9;
const REFUSES = gated(
	/\b(?:nao|nunca|ninguem|nem|jamais)(?: [a-z]+){0,3} (?:promet|garant|assegur)\w*|\b(?:prometer|garantir|assegurar)(?: [a-z]+){0,4} nao (?:[a-z]+ )?(?:consig|poss|pod|d[ao]\b|da\b)\w*/,
);
/** The customer is asked of their own business or wish. */
export const asksThem = (skeleton: string, isQuestion: boolean): boolean => !OURS.test(skeleton) && (isQuestion || YOURS.test(skeleton));

/** Not before a word, in its own clause. */
export function isDenied(skeleton: string, at: number): boolean {
	const before =
		skeleton
			.slice(0, at)
			.split(/[;:.]| mas | porem | entao /)
			.at(-1) ?? '';
	// What follows the word belongs to it: "não cobramos" is no denial of a charge, it is an offer.
	const not = skeleton.slice(at - before.length).search(NOT);
	return not >= 0 && not < before.length && before.slice(not).split(' ').length <= 9;
}

/** Whoever is spoken of comes, calls or sends words: a follow-up, and no delivery. */
const CONTACT = gated(
	/\b(?:proposta|orcamento|mensage\w+|catalogo|contato|retorno|resposta|ligacao|link|informac\w+|detalhe\w*|e-?mail|material|video|fotos?|audio|conversa|apresentacao|chamada|cotacao|documento\w*|convite|aviso|confirmacao|lembrete|whats\w*|condic\w+|cadastro|visita|reuniao|atendimento|horario|localizacao|contrato|endereco|orientac\w+)\b/,
);
const CONTACTS = gated(
	new RegExp(
		`\\b${PEOPLE}\\b.{0,40}\\b(?:cham|lig|fal|retorn|respond|contat|entr\\w+ em contato|convers|continu|confirm|inform|pass|explic|visit|atend|apresent|prepar|volt|procur|escrev|cheg|vai)|\\b(?:te|lhe|voce) (?:cham|lig|respond|retorn|procur|escrev|explic|inform)`,
	),
);
/** "O consultor te envia ainda hoje": what was asked for of them. */
const SENDS = gated(
	new RegExp(
		`\\b${PEOPLE}\\b (?:\\S+ ){0,2}?(?:te|lhe) (?:envi|mand)\\w+ (?:ainda |ja |tudo |isso |por )*(?:\\{|aqui|whats|e-?mail|[^a-z]*$)`,
	),
);
const GOODS = gated(
	/\b(?:entregamos|entrego|despach\w+|maquina\w*|equipamento\w*|produto\w*|pedido\w*|mercadoria\w*|encomenda\w*|frete)\b/,
);
/** What a span is counted from or to is not what is sent: "do contrato até a entrega". */
const COUNTED_FROM = gated(
	/\b(?:apos (?:[oa] )?|depois d[oa]|depois que [oa]|assim que [oa]|desde [oa]|a (?:contar|partir) d[oa]) ?(?:confirmacao|video|cadastro|contrato|orcamento|documentac\w+|visita|chamada|contato|resposta)\b|\bn[oa] (?:seu|teu|sua) (?:e-?mail|whats\w*|caixa)\b/,
	/\b(?:d[oa]|apos (?:[oa] )?|depois d[oa]|desde [oa]|a partir d[oa]) (?:contrato|proposta|orcamento|cadastro|documentac\w+|visita|reuniao)(?: \S+){0,2}? ate\b(?: \S+)?/,
);
export const isContact = (given: string): boolean => isContactIn(COUNTED_FROM.replace(given, ' '));
const isContactIn = (skeleton: string): boolean =>
	(CONTACT.test(skeleton) || CONTACTS.test(skeleton) || SENDS.test(skeleton)) && !GOODS.test(skeleton.replace(/\bentrega a proposta/, ''));
