/**
 * Kinds of words, by their beginnings, in which offers of any trade are made: what a reader learns of one verb of giving it then knows of the others. Whoever meets a
 * word of a kind adds its beginning; a full stop ends a whole word.
 */
const KINDS: Record<string, string> = {
	give: 'dou. damos. dar. dao. da. ganh lev faz faco fazemos libe ofere inclu coloc acrescent devolv retorn presente aplic conce traz vem. sai. poe. ponho',
	less: 'menos. menor metade baix abaix reduz reduc abat descont cai. caem. melhor tir. tiro tirar corta. fora. off. alivi arredond congel segur cobr iguala igualo bate bato',
	free: 'grat cortesia graca brinde mimo presentinho bonus isent isenc livre. zer nada. nadinha lambuja inclus embut casa.',
	special: 'especial diferenc exclusiv vantag benef oferta promo campanha condic pacot combo cupom vouch credito. fideli indic agrado jeitinho jeito precinho amigo camarad facilit',
	buy: 'fech compr assin contrat peg encomend lev. levando levar confirm renov matric',
	price: 'prec valor cust invest taxa tarif mensalid diaria anuid orcament reais real. pila conto mil. cent barat car. caro cara carinho conta. bolso acessiv economi pech tabel',
	pay: 'pag acert quit parcel divid financ entrada sinal boleto cart pix dinheiro debit credit transfer juros prestac crediar carne cheque maquin vencim fatur adiant restante saldo resto anotar. fiado bandeir vezes. vezinh banco banc',
	carry: 'entreg leva mand envi despach cheg receb busc retir frete transport motoboy caminh carret correio encomend pedido embarq porta. portaria. deix',
	ready: 'pront instal mont produz termin conclu coloc rod funcion usando separad estoqu dispon embalad deposit prateleira imediat prazo demor esper fila',
	soon: 'hoje. amanha. logo. rapid ligeir ja. agora. instant breve. cedo. cedinho semana dia. dias. mes. tarde. noite. manha. hora. horas. minut antes. natal. feriado fim. inicio',
	vouch: 'garant promet prometo certeza nunca. jamais sempre. confi palavra impossiv risco. certo. satisf resultad definitiv resolv elimin cura. zera. devolvo',
	team: 'consult vendedor atend equipe time. gerent respons comercial financeiro recepc secretari especialist doutor tecnic setor. pessoal colega alguem dono. dona. caixa. oficina producao logistica engenheir contador projetist',
	tell: 'inform pass. passa passo explic confirm respond fal. fala falar diz. dizer cham lig. liga. ligar retorn avis verific consult pergunt ver. vejo vou. checar orient apresent encaminh combin defin calcul',
	depends: 'depend vari conform avali projet caso. medi tamanho',
	we: 'nos. nosso nossa nossos nossas gente. eu. consigo conseguimos posso podemos',
	you: 'voce voces vc. vcs. seu. sua. seus. suas. te. senhor senhora',
	machine: 'sistema. prompt regra instruc configur program treina modelo. robo. ia. assistente roteiro fluxo. contexto. base. ferramenta funcao usuario lead crm. funil gerad',
	backstage: 'chefe patrao dono. margem comiss meta. lucro fornec concorr interno interna insist oferecer. empurr vender. encalh segredo lancament linha. substitu',
};

const WHOLE = new Map<string, string[]>();
const BEGINNINGS = new Map<string, string[]>();
for (const [kind, words] of Object.entries(KINDS))
	for (const word of words.split(' ')) {
		const [list, key] = word.endsWith('.') ? [WHOLE, word.slice(0, -1)] : [BEGINNINGS, word];
		list.set(key, [...(list.get(key) ?? []), kind]);
	}
const LONGEST = Math.max(...[...BEGINNINGS.keys()].map(({ length }) => length));

/** The kinds that a word is of. */
export function kindsOf(word: string): string[] {
	const kinds = [...(WHOLE.get(word) ?? [])];
	for (let length = 3; length <= Math.min(word.length, LONGEST); length++) kinds.push(...(BEGINNINGS.get(word.slice(0, length)) ?? []));
	if (/(?:amos|emos|imos)$/.test(word)) kinds.push('we');
	return kinds;
}
