/** Spans of time that an amount is for. */
export type Per = 'minute' | 'hour' | 'shift' | 'day' | 'week' | 'month' | 'year';

/** Units as they are stored, each with the folded words and signs that people write for it. Money is BRL, USD or EUR, pieces are "un".
 * A word that is missing is only a word to us, so its number has no unit; whoever meets another adds it. */
const UNITS: Record<string, string> = {
	BRL: 'reais real r$ brl conto contos pila pilas pau paus mango mangos prata pratas realzinho realzinhos dinheiros',
	USD: 'dolar dolares usd us$ u$',
	EUR: 'euro euros eur €',
	'%': '% porcento',
	x: 'x vezes vez parcela parcelas prestacao prestacoes',
	un: 'un und unid unids unidade unidades peca pecas pc pcs pcas',
	kg: 'kg kgs kilo kilos quilo quilos quilograma quilogramas',
	g: 'g gr grs grama gramas',
	t: 't ton tons tonelada toneladas',
	l: 'l lt lts litro litros',
	ml: 'ml mililitro mililitros',
	km: 'km kms quilometro quilometros',
	m: 'm mt mts metro metros',
	cm: 'cm centimetro centimetros',
	mm: 'mm milimetro milimetros',
	m2: 'm² m2 metros²',
	m3: 'm³ m3',
	V: 'v volt volts',
	kW: 'kw quilowatt quilowatts',
	W: 'w watt watts',
	A: 'amper amperes ampere',
	cv: 'cv hp cavalos',
	Mbps: 'mega megas mb mbps',
	GB: 'gb giga gigas',
	min: 'min mins minuto minutos',
	h: 'h hs hr hrs hora horas',
	shift: 'turno turnos',
	day: 'dia dias',
	week: 'semana semanas',
	month: 'mes meses',
	year: 'ano anos',
};
const KNOWN = new Map(Object.entries(UNITS).flatMap(([unit, words]) => words.split(' ').map((word): [string, string] => [word, unit])));

/** The unit that a folded word or sign means, or null. */
export const unitOf = (word: string): string | null => KNOWN.get(word) ?? null;

/** Units that are money, whatever the country. */
export const MONEY = new Set(['BRL', 'USD', 'EUR']);

const SPANS: Record<Per, string> = {
	minute: 'minuto min minutos',
	hour: 'hora h hr horas',
	shift: 'turno',
	day: 'dia d dias diario diaria diarios diarias diariamente diarimente',
	week: 'semana sem semanas semanal semanais semanalmente',
	month: 'mes meses mensal mensais mensalmente',
	year: 'ano anos anual anuais anualmente',
};
const SPAN_OF = new Map(Object.entries(SPANS).flatMap(([per, words]) => words.split(' ').map((word): [string, Per] => [word, per as Per])));
/** Adjectives and adverbs say it alone; nouns need "por", "ao", "/" before them. */
const ALONE = /(?:ri[ao]s?|ais|al|mente)$/;

/** The span of time that a folded word is for. `introduced`: a word like "por" stands before it. */
export function perOf(word: string, introduced: boolean): Per | null {
	const per = SPAN_OF.get(word) ?? null;
	return per !== null && (introduced || ALONE.test(word)) ? per : null;
}

/** What introduces a span of time: "por dia", "ao mês", "a cada semana", "400/dia", "todo dia", "numa semana". */
export const INTRODUCES = new Set('por ao cada / p/ p todo toda numa num pra na no'.split(' '));

/** Words after a number that name nothing that is counted. */
export const NO_THING = new Set(
	(
		'por ao aos as a o os e ou de do da dos das em no na nos nas com sem para pra pro que se mas so ja mais menos ate entre tambem ' +
		'hoje agora amanha ontem aqui ai la ta ok sim nao cada todo toda todos todas esta este essa esse isso isto eh eu voce voces vc vcs nos ele ela ' +
		'quero preciso faco fazemos produzo produzimos vendo vendemos atendo uso seria sao foi tem temos tenho obrigado obrigada oi ola cerca quase uns umas p c ' +
		'mil mes quando onde como qual quais per pelo pela num numa meu minha meus minhas seu sua nosso nossa apenas somente aproximadamente'
	).split(' '),
);
