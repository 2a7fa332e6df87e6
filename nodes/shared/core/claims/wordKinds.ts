/**
 * Kinds of words, by their beginnings, in which offers of any trade are made: what a reader learns of one verb of giving it then knows of the others. Whoever meets a
 * word of a kind adds its beginning; a full stop ends a whole word.
 */
const WORDS_OF: Record<string, string> = {
	give: 'dou. damos. dar. dao. da. ganh lev faz faco fazemos libe ofere inclu coloc acrescent devolv retorn presente aplic conce traz vem. sai. poe. ponho',
	less: 'menos. menor metade baix abaix reduz reduc abat descont cai. caem. melhor tir. tiro tirar corta. fora. off. alivi arredond congel segur cobr iguala igualo bate bato',
	free: 'grat cortesia graca brinde mimo presentinho bonus isent isenc livre. zer nada. nadinha lambuja inclus embut casa.',
	special:
		'especial diferenc exclusiv vantag benef oferta promo campanha condic pacot combo cupom vouch credito. fideli indic agrado jeitinho jeito precinho amigo camarad facilit',
	buy: 'fech compr assin contrat peg encomend lev. levando levar confirm renov matric',
	price:
		'prec valor cust invest taxa tarif mensalid diaria anuid orcament reais real. pila conto mil. cent barat car. caro cara carinho conta. bolso acessiv economi pech tabel',
	pay: 'pag acert quit parcel divid financ entrada boleto cart pix dinheiro debit credit transfer juros prestac crediar carne cheque maquin vencim fatur adiant restante saldo resto anotar. fiado bandeir vezes. vezinh banco banc',
	carry:
		'entreg leva mand envi despach cheg receb busc retir frete transport motoboy caminh carret correio encomend pedido embarq porta. portaria. deix',
	ready:
		'pront instal mont produz termin conclu coloc rod funcion usando separad estoqu dispon embalad deposit prateleira imediat prazo demor esper fila',
	soon: 'hoje. amanha. logo. rapid ligeir ja. agora. instant breve. cedo. cedinho semana dia. dias. mes. tarde. noite. manha. hora. horas. minut antes. natal. feriado fim. inicio',
	vouch:
		'garant promet prometo certeza nunca. jamais sempre. confi palavra impossiv risco. certo. satisf resultad definitiv resolv elimin cura. zera. devolvo',
	team: 'consult vendedor atend equipe time. gerent respons comercial financeiro recepc secretari especialist doutor tecnic setor. pessoal colega alguem dono. dona. caixa. oficina producao logistica engenheir contador projetist',
	tell: 'inform pass. passa passo explic confirm respond fal. fala falar diz. dizer cham lig. liga. ligar retorn avis verific consult pergunt ver. vejo vou. checar orient apresent encaminh combin defin calcul',
	depends: 'depend vari conform avali projet caso. medi tamanho',
	we: 'nos. nosso nossa nossos nossas gente. eu. consigo conseguimos posso podemos',
	you: 'voce voces vc. vcs. seu. sua. seus. suas. te. senhor senhora',
	machine:
		'sistema. prompt regra instruc configur program treina modelo. robo. ia. assistente roteiro fluxo. contexto. base. ferramenta funcao usuario lead crm. funil gerad',
	backstage:
		'chefe patrao dono. margem comiss meta. lucro fornec concorr interno interna insist oferecer. empurr vender. encalh segredo lancament linha. substitu',
};

/** Kinds of words, and signs of numbers, in an order of their own: a sentence's are bits of one number. */
export const KINDS = [...Object.keys(WORDS_OF), ...'MBKPXTLDH'];

const WHOLE = new Map<string, number>();
const BEGINNINGS = new Map<string, number>();
KINDS.forEach((kind, n) => {
	for (const word of (WORDS_OF[kind] ?? '').split(' ')) {
		const [map, key] = word.endsWith('.') ? [WHOLE, word.slice(0, -1)] : [BEGINNINGS, word];
		map.set(key, (map.get(key) ?? 0) | (1 << n));
	}
});
const LONGEST = Math.max(...[...BEGINNINGS.keys()].map(({ length }) => length));
const OURS = 1 << KINDS.indexOf('we');

/** The kinds of a word, as bits by their order. */
export function kindsOf(word: string): number {
	if (word.startsWith('{')) return KINDS.includes(word[1]) ? 1 << KINDS.indexOf(word[1]) : 0;
	let bits = WHOLE.get(word) ?? 0;
	for (let length = 3; length <= Math.min(word.length, LONGEST); length++) bits |= BEGINNINGS.get(word.slice(0, length)) ?? 0;
	return /(?:amos|emos|imos)$/.test(word) ? bits | OURS : bits;
}
