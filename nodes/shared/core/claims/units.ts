import { remembered } from '../text/remembered';
import { isSlip } from '../text/slips';
import { inBase, MONEY, unitOf as codeOf } from '../text/units';

/** What a number counts: money, a measure, a span of time, a share, times, a thing with a name, or nothing that is said. */
export type UnitKind = 'money' | 'measure' | 'time' | 'percent' | 'times' | 'thing' | 'none';
export interface Unit {
	kind: UnitKind;
	/** One name for all spellings, as they are stored (`kg` for kilos); a thing's noun; empty for none. */
	name: string;
}

const TIMES = new Set(['s', 'min', 'h', 'day', 'week', 'month', 'year']);
/** Spellings that a reader for customers would take for something else, and words of slang, of English and Spanish, and of trades. */
const FURTHER: Record<string, string> = {
	BRL: 'mirreis dilmas temers brl moedas centavo centavos',
	USD: 'dollar dollars bucks peso pesos eur',
	A: 'amp amps',
	'°C': '° c grau',
	m: 'meter meters',
	mca: 'mca',
	micra: 'micra micras',
	lm: 'lumens lumen',
	s: 'second seconds',
	min: 'minute minutes',
	h: 'hour hours',
	day: 'd day days',
	week: 'week weeks',
	month: 'month months bimestre bimestres trimestre trimestres semestre semestres',
	year: 'year years decada decadas',
	quinzena: 'quinzena quinzenas',
};
const kindOf = (code: string): UnitKind =>
	MONEY.has(code)
		? 'money'
		: TIMES.has(code) || code === 'quinzena'
			? 'time'
			: code === '%'
				? 'percent'
				: code === 'x'
					? 'times'
					: 'measure';
const LENIENT = new Map(
	Object.entries(FURTHER).flatMap(([code, words]) =>
		words.split(' ').map((word): [string, Unit] => [word, { kind: kindOf(code), name: code }]),
	),
);
/** "10 parcelas" and "12 unidades" keep their nouns: what is counted is said. */
const COUNTED = new Set(['un', 'shift']);

export function unitOf(word: string): Unit | undefined {
	const code = codeOf(word);
	if (code !== null && !COUNTED.has(code) && !/^p(?:arcel|restac)/.test(word)) return { kind: kindOf(code), name: code };
	return LENIENT.get(word);
}
export const isTime = (word: string): boolean => unitOf(word)?.kind === 'time';

/**
 * Words after a number that are no noun: a number before them is bare. They are the closed classes of Portuguese (articles, prepositions, pronouns,
 * conjunctions, adverbs), the commonest verbs, and what praises an amount.
 */
const NO_NOUNS = new Set(
	(
		'o os as um uma uns umas do da dos das no na nos nas em num numa por pelo pela pelos pelas para pra pro pras pros com sem sob ate apos desde entre sobre contra ' +
		'e ou mas nem que se quando porque pois como onde eu tu ele ela eles elas nos voce voces vc vcs te me lhe seu sua seus suas meu minha nosso nossa dele dela ' +
		'isso esse essa este esta isto aquele aquela ja ainda so apenas mais menos muito bem hoje agora amanha aqui ai la sim nao tambem talvez dependendo depende conforme ' +
		'certo ok ta blz beleza viu ne tudo cada total totais apenas redondo redondos fechado fechados fixo fixos cravado certinho negociavel off e-sua fica ficam sai saem custa custam ' +
		'esta estao ser sao foi era tem temos ha vai vou atende atendem serve servem rende rendem cobre cobrem cabe cabem aguenta suporta resolve basta gela pesa mede dura leva pode podemos posso aproximadamente mensal mensais anual anuais reservado especial final inicial barato caro the a in of for and ' +
		'is are it per each only y el la los las de del'
	).split(' '),
);
/** Whether a word can be what a number counts. */
export const isNoun = (word: string): boolean => /^[a-z]{3,}$/.test(word) && !NO_NOUNS.has(word);

/** A noun without its ending of number and gender. */
export const stem = (noun: string): string => noun.replace(/(?:oes|aes|res|ais|eis|es|as|os|s|a|o|ao)$/, '');

/** Nouns for anything that is counted. */
const ANYTHING = /^(?:un|und|unid|unids|unidades?|pecas?|pcs?|itens|item)$/;
/** Whoever works there, in the words that companies have for it. */
const STAFF = /^(?:pessoas|profissionais|funcionari[oa]s|colaborador(?:es|as)|empregados)$/;
/** Whoever comes, stays, takes part; and their seats. */
const PERSONS =
	/^(?:pessoas|hospedes|convidad[oa]s|alun[oa]s|criancas|clientes|pacientes|adult[oa]s|participantes|visitantes|lugares|assentos)$/;
/** From here on two texts have the same number of different things by no accident: the things are one, said in two words ("hambúrgueres", "burgers"). */
const NO_ACCIDENT = 100;

/** Whether two units may be of the same number: equal, or one of them left open. */
export function agree(one: Unit, other: Unit, value: number): boolean {
	const bare = one.kind === 'none' ? other : other.kind === 'none' ? one : null;
	// A share, a sum and a repetition are never left open: "5" carries no "5%".
	if (bare) return !/^(?:percent|money|times)$/.test(bare.kind);
	if (one.kind !== other.kind) return false;
	if (one.kind !== 'thing') return one.name === other.name || one.kind === 'times';
	if (value >= NO_ACCIDENT || one.name === other.name) return true;
	const [thing, another] = [thingOf(one.name), thingOf(other.name)];
	return (
		thing.isAnything ||
		another.isAnything ||
		(thing.isStaff && another.isStaff) ||
		(thing.isPersons && another.isPersons) ||
		alike(thing.stem, another.stem)
	);
}

/** What is known of a noun; a catalogue counts the same few hundred. */
const MOST_THINGS = 1024;
const thingOf = remembered(
	(noun) => ({ isAnything: ANYTHING.test(noun), isStaff: STAFF.test(noun), isPersons: PERSONS.test(noun), stem: stem(noun) }),
	MOST_THINGS,
);

/** "25 unidades" are of whatever is spoken of beside them. */
export const isOfAnything = (one: Unit, other: Unit, value: number): boolean =>
	one.kind === 'thing' &&
	other.kind === 'thing' &&
	one.name !== other.name &&
	value < NO_ACCIDENT &&
	thingOf(one.name).isAnything !== thingOf(other.name).isAnything;

const alike = (one: string, other: string): boolean => one.slice(0, 4) === other.slice(0, 4) || (one.length >= 5 && isSlip(one, other));

/** A number under which the same amount is found however it is measured, and what it is measured in. */
export const amountOf = (value: number, unit: Unit): { value: number; unit: Unit } => {
	const base = inBase(value, unit.name);
	return { value: base.value, unit: base.unit === unit.name ? unit : { kind: unit.kind, name: base.unit } };
};
