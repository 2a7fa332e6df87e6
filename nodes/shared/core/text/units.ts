/** Spans of time that an amount is for. */
export type Per = 'minute' | 'hour' | 'shift' | 'day' | 'week' | 'month' | 'year';

/**
 * Units as they are stored, each with the folded words and signs that people write for it. Money is BRL, USD or EUR, pieces are "un". A trade's own measure is
 * added here; without it, it is a thing like any other noun.
 */
const UNITS: Record<string, string> = {
	BRL: 'reais real r$ brl conto contos pila pilas pau paus mango mangos prata pratas realzinho realzinhos dinheiros',
	USD: 'dolar dolares usd us$ u$',
	EUR: 'euro euros eur €',
	'%': '% porcento',
	x: 'x vezes vez parcela parcelas prestacao prestacoes',
	un: 'un und unid unids unidade unidades peca pecas pc pcs pcas',
	kg: 'kg kgs kilo kilos quilo quilos quilograma quilogramas',
	g: 'g gr grs grama gramas',
	mg: 'mg miligrama miligramas',
	t: 't ton tons tonelada toneladas',
	l: 'l lt lts litro litros',
	ml: 'ml mililitro mililitros',
	km: 'km kms quilometro quilometros',
	m: 'm mt mts metro metros',
	cm: 'cm centimetro centimetros',
	mm: 'mm milimetro milimetros',
	m2: 'm² m2 metros²',
	m3: 'm³ m3',
	cm2: 'cm² cm2',
	ha: 'hectare hectares',
	V: 'v volt volts',
	kVA: 'kva',
	kWh: 'kwh',
	kW: 'kw quilowatt quilowatts',
	W: 'w watt watts',
	A: 'amp amper amperes ampere',
	cv: 'cv hp cavalos',
	btu: 'btu btus',
	Hz: 'hz hertz',
	rpm: 'rpm',
	dB: 'db decibel decibeis',
	'°C': '°c graus celsius',
	bar: 'bar psi',
	MPa: 'mpa',
	pol: 'polegada polegadas',
	kcal: 'kcal caloria calorias',
	ms: 'ms milissegundo milissegundos',
	Mbps: 'mega megas mb mbps megabit megabits',
	GB: 'gb giga gigas gbps gigabit gigabits',
	s: 'seg segs segundo segundos',
	min: 'min mins minuto minutos minutinho minutinhos',
	h: 'h hs hr hrs hora horas horinha horinhas',
	shift: 'turno turnos',
	day: 'dia dias diazinho diazinhos',
	week: 'semana semanas',
	month: 'mes meses',
	year: 'ano anos aninho aninhos',
};
const KNOWN = new Map(Object.entries(UNITS).flatMap(([unit, words]) => words.split(' ').map((word): [string, string] => [word, unit])));

/** Powers said as a word: "metros quadrados", "metro cúbico". */
const POWERS: Record<string, [square: string, cube: string]> = { m: ['m2', 'm3'], cm: ['cm2', 'cm3'] };
export function powerOf(unit: string, word: string): string | null {
	const [square, cube] = POWERS[unit] ?? [];
	return (/^quadrad[oa]s?$/.test(word) ? square : /^cubic[oa]s?$/.test(word) ? cube : null) ?? null;
}

/** Units in which the same amount may be written, and how many of the first one each is. */
const SCALED: Array<Record<string, number>> = [
	{ g: 1, kg: 1000, t: 1_000_000, mg: 0.001 },
	{ ml: 1, l: 1000 },
	{ mm: 1, cm: 10, m: 1000, km: 1_000_000 },
	{ W: 1, kW: 1000 },
	{ Mbps: 1, GB: 1000 },
	// A month is thirty days where people speak of it, and a year twelve months.
	{ s: 1, min: 60, h: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_104_000 },
];
const BASES = new Map(
	SCALED.flatMap((family) =>
		Object.entries(family).map(([unit, factor]): [string, { base: string; factor: number }] => [
			unit,
			{ base: Object.keys(family)[0], factor },
		]),
	),
);
/** An amount in the smallest unit of its kind, so that "1,5 kg" and "1.500 g", "2 anos" and "24 meses" are one. */
export function inBase(value: number, unit: string): { value: number; unit: string } {
	const known = BASES.get(unit);
	return known ? { value: Math.round(value * known.factor * 1000) / 1000, unit: known.base } : { value, unit };
}

/** The unit that a folded word or sign means, or null. */
export const unitOf = (word: string): string | null => KNOWN.get(word) ?? null;

/** What is measured, paid or timed in it, rather than counted: anything that is stored but pieces and shifts. */
export const isMeasure = (unit: string): boolean => unit in UNITS && unit !== 'un' && unit !== 'shift';

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
