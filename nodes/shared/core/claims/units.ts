/** What a number counts: money, a measure, a span of time, a share, times, a thing with a name, or nothing that is said. */
export type UnitKind = 'money' | 'measure' | 'time' | 'percent' | 'times' | 'thing' | 'none';
export interface Unit {
	kind: UnitKind;
	/** One name for all spellings: `kg` for kilos; a thing's noun; empty for none. */
	name: string;
}

const named = (kind: UnitKind, rows: string): Array<[string, Unit]> =>
	rows.split(' ').flatMap((row) => row.split('/').map((word): [string, Unit] => [word, { kind, name: row.split('/')[0] }]));

/** Spellings of units, apart by a slash, the first is the name. A trade's own measure is added here; without it, it is a thing like any other noun. */
const UNITS = new Map<string, Unit>([
	...named('money', 'real/reais/conto/contos/pau/paus/pila/pilas/mango/mangos/mirreis/prata/pratas/dilmas/temers/brl/moedas'),
	...named('money', 'centavo/centavos dolar/dolares/dollar/dollars/bucks/usd euro/euros/eur peso/pesos'),
	...named(
		'measure',
		'kg/kgs/kilo/kilos/quilo/quilos/quilograma/quilogramas g/gr/grama/gramas mg/miligramas ton/toneladas/tonelada l/lt/lts/litro/litros ml/mililitros ' +
			'm/mt/mts/metro/metros cm/centimetro/centimetros mm/milimetro/milimetros m2/m² m3/m³ km/quilometro/quilometros/kms cv hp w/watt/watts kw kwh va kva ' +
			'v/volt/volts amp/ampere/amperes rpm db/decibel/decibeis °c/c/grau/graus/° hz mega/megas/mbps/mb/megabits giga/gigas/gbps/gb bar psi mca ' +
			'pol/polegada/polegadas btu/btus kcal/caloria/calorias/cal ° micra/micras mpa lumens',
	),
	...named(
		'time',
		'segundo/segundos/seg/s minuto/minutos/min/mins hora/horas/h/hr/hrs/hs/hour/hours dia/dias/d/day/days semana/semanas/week/weeks',
	),
	...named(
		'time',
		'mes/meses/month/months ano/anos/year/years bimestre/bimestres trimestre/trimestres semestre/semestres quinzena/quinzenas',
	),
	...named('times', 'vez/vezes/x'),
	...named('percent', '%'),
]);
export const unitOf = (word: string): Unit | undefined => UNITS.get(word);
export const isTime = (word: string): boolean => UNITS.get(word)?.kind === 'time';

/**
 * Words after a number that are no noun: a number before them is bare. They are the closed classes of Portuguese (articles, prepositions, pronouns,
 * conjunctions, adverbs), the commonest verbs, and what praises an amount.
 */
const NO_NOUNS = new Set(
	(
		'o os as um uma uns umas do da dos das no na nos nas em num numa por pelo pela pelos pelas para pra pro pras pros com sem sob ate apos desde entre sobre contra ' +
		'e ou mas nem que se quando porque pois como onde eu tu ele ela eles elas nos voce voces vc vcs te me lhe seu sua seus suas meu minha nosso nossa dele dela ' +
		'isso esse essa este esta isto aquele aquela ja ainda so apenas mais menos muito bem hoje agora amanha aqui ai la sim nao tambem talvez dependendo depende conforme ' +
		'certo ok ta blz beleza viu ne tudo cada total totais apenas redondo redondos fechado fechados cravado certinho negociavel off e-sua fica ficam sai saem custa custam ' +
		'esta estao ser sao foi era tem temos ha vai vou pode podemos posso aproximadamente mensal mensais anual reservado especial final inicial barato caro the a in of for and ' +
		'is are it per each only y el la los las de del'
	).split(' '),
);
/** Whether a word can be what a number counts. */
export const isNoun = (word: string): boolean => /^[a-z]{3,}$/.test(word) && !NO_NOUNS.has(word);

/** A noun without its ending of number and gender. */
export const stem = (noun: string): string => noun.replace(/(?:oes|aes|res|ais|eis|es|as|os|s|a|o|ao)$/, '');

/** Whether two units may be of the same number: equal, or one of them left open; a thing and a measure may be one ("5 bandejas" of "5 kg" is not known). */
export function agree(one: Unit, other: Unit): boolean {
	const bare = one.kind === 'none' ? other : other.kind === 'none' ? one : null;
	// A share, a sum and a repetition are never left open: "5" carries no "5%".
	if (bare) return !/^(?:percent|money|times)$/.test(bare.kind);
	if (one.kind !== other.kind) return one.kind === 'thing' && other.kind !== 'money' && other.kind !== 'percent';
	return one.name === other.name || (one.kind === 'thing' && alike(stem(one.name), stem(other.name))) || one.kind === 'times';
}

const alike = (one: string, other: string): boolean => one.slice(0, 4) === other.slice(0, 4);
