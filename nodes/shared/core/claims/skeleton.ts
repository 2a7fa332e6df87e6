import { gated } from './gated';
import { figuresIn, type Figure } from './figures';
import { contentWords } from './contentWords';
import { hasFigure, NUMBERED, type Grounds } from './grounds';
import { withoutClock } from './clock';
import { isHourOf } from './knownHours';
import { endOfLetters } from './letters';
import { corrected, type Vocabulary } from './spelling';

/**
 * What a number of a sentence is for the rules: `M` money, `B` a bare amount in thousands or with cents, `N` a bare small one, `G` a bare one that a ground has, `K` one that a
 * ground has with a unit,
 * `R` so much a month or year of nothing, `U` an unknown thing, `Q` a quantity, `P` a percentage without ground, `S` one with, `X` times, `T` hours and less,
 * `L` days and more, `D` a day or a date, `H` a time of day, `Y` a year.
 */
export type Sign = 'M' | 'B' | 'N' | 'G' | 'K' | 'R' | 'U' | 'Q' | 'P' | 'S' | 'X' | 'T' | 'L' | 'D' | 'H' | 'Y';

export interface Sentence {
	/** As written, lower case without accents, errors of spelling mended. */
	plain: string;
	/** The same with a sign in braces for each number and date; a thing that is counted keeps its noun. */
	skeleton: string;
	/** As `plain`, with a sign for each hour and date in digits: where the figures stand. */
	dated: string;
	figures: Figure[];
	/** Signs of the figures, in their order. */
	signs: Sign[];
	/** Something is asked: a tag makes no question of what is told. */
	isQuestion: boolean;
}

const MONTH = 'janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro';
const SHORT_MONTH = 'jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez';
const DAYS = 'segunda|terca|quarta|quinta|sexta';
const DATES = gated(
	new RegExp(
		`\\b(?:dia \\{[NGQU]\\}|(?:depois de )?amanha|hoje|(?:na |a )?semana (?:que vem|seguinte)|(?:na |a )?(?:proxima|essa|esta|nesta|nessa|mesma) semana|(?:no |o )?mes que vem|` +
			`(?:no |o )?(?:proximo|este|esse|neste|nesse|mesmo) (?:mes|ano)|ano que vem|(?:fim|final|comeco|inicio|meados) d[eo] (?:mes|ano|semana|\\{D\\})|(?:${MONTH})(?: de)?(?: \\{[YNGU]\\}|\\b)|` +
			`\\b(?:${SHORT_MONTH})\\/|(?:${DAYS})(?:-feira| feira| que vem)\\b|(?:pra|para) (?:a )?(?:${DAYS})\\b|(?:na|ate|ate a|nesta|nessa|a|proxima|de) (?:${DAYS})\\b|(?:${DAYS})(?= (?:e|de manha|a tarde|a noite|cedo|as|ja|sem falta|que|mesmo|ou|chega\\w*|entreg\\w*|envi\\w*|despach\\w*)\\b|\\s*[.,!;]|$)|sabados?|domingos?|(?:primeiro|segundo|terceiro|quarto|proximo|ultimo) (?:trimestre|semestre|bimestre)|` +
			`\\{[NG]\\}o? (?:trimestre|semestre)|(?:trimestre|semestre) que vem|natal|pascoa|carnaval|ano novo|(?:n?o )?dia d[aeo]s? (?:maes|pais|criancas|namorados|professor\\w*|mulher\\w*)|tomorrow|today|next (?:week|month)|manana|la semana que viene|(?:n?o )?(?:dia|mes) seguinte|mesmo dia|rapidinho|poucos dias|alguns dias|algumas semanas|poucas semanas)`,
		'g',
	),
	// Apart from the others: a text has these letters more often than these words.
	/\bhj\b/g,
	/(?<=\b(?:ate|chega|chego|entrego|despacho|mando|sai|ou) (?:[oa] )?)(?:seg|sab|dom)\b/g,
);
const SMALLER = new Set(['s', 'min', 'h']);

/** "Tudo bem?", "viu?" and "sabia que" make no question of what is told. */
const TAG = /, ?(?:ta|tudo bem|ok|okay|viu|ne|combinado|beleza|blz|legal|sabia|hein|fechado|que tal)(?: \w+)? ?\?|, ?pode ser ?\?/;
const TOLD = /^(?:e |mas )?(?:voce |vc )?(?:sabia|ja sabia|viu|ja viu|ja imaginou) (?:que|ter)\b/;

/** A sentence as the rules see it. @param vocabulary words that are known to be spelt right @param isCounting the customer asked how many or how long */
export function sentenceOf(
	text: string,
	{ own, theirs, vocabulary, isCounting }: { own: Grounds; theirs: Grounds; vocabulary: Vocabulary; isCounting: boolean },
): Sentence {
	const mended = mendedIn(text, vocabulary);
	// Hours and dates in digits are read first, as no numbers.
	const dated = withoutClock(mended);
	const figures = figuresIn(dated);
	const content = figures.length > 0 ? contentWords(dated) : [];
	const signs = figures.map((figure, n): Sign =>
		isHourOf(figure, dated, own)
			? 'H'
			: isSide(figures, n, dated) || isSide(figures, n - 1, dated) || isSideAsSaid(figures, n, dated, own, theirs)
				? 'Q'
				: signOf(figure, dated, { own, theirs, content, isCounting }),
	);
	figures.forEach((figure, n) => {
		if (signs[n] === 'N' || signs[n] === 'K') signs[n] = signBeside(figure, figures, signs, own) ?? signs[n];
	});
	let skeleton = '';
	let at = 0;
	figures.forEach((figure, n) => {
		skeleton += `${dated.slice(at, figure.start)}{${signs[n]}}${figure.unit.kind === 'thing' ? ` ${figure.unit.name}` : ''}`;
		at = figure.end;
	});
	skeleton = DATES.replace(withoutOwnThings(skeleton + dated.slice(at), own), (date) =>
		/^de |^a |^na |^ate /.test(date) ? `${date.split(' ')[0]} {D}` : '{D}',
	);
	return { plain: mended, skeleton, dated, figures, signs, isQuestion: mended.includes('?') && !TAG.test(mended) && !TOLD.test(mended) };
}

/** "24 horas para uns, quatro para os demais": a bare number that a text gives in the unit that was said beside it is of that unit. */
function signBeside({ value, unit }: Figure, figures: readonly Figure[], signs: readonly Sign[], own: Grounds): Sign | undefined {
	if (unit.kind !== 'none') return undefined;
	const known = own.figures.get(value) ?? [];
	return signs[figures.findIndex(({ unit: one }) => one.kind === 'time' && known.some((two) => two.unit.name === one.name))];
}

/** A trade's own word that sounds like a price: the insect of a pest control. */
const SOUNDS_CHEAP = /(?<!\b(?:mais|bem|super|muito|tao|e|sai|saem|fica|ficam|ta|esta|so) )\bbarat[ao]s?\b/g;
const NAMED_CHEAP = /(?<!\b(?:mais|bem|super|muito|tao|e|sai|saem|fica|ficam) )\bbaratas?\b/;
const withoutOwnThings = (skeleton: string, { vocabulary, text }: Grounds): string =>
	skeleton.includes('barat') && (vocabulary.has('barata') || vocabulary.has('baratas')) && NAMED_CHEAP.test(text)
		? skeleton.replace(SOUNDS_CHEAP, 'coisa')
		: skeleton;

/** Most sentences need no mending and stay the string that they are. */
function mendedIn(text: string, vocabulary: Vocabulary): string {
	let mended = '';
	let at = 0;
	for (let from = 0, to = 0; from < text.length; from = to + 1) {
		to = endOfLetters(text, from);
		if (to - from < 5) continue;
		const word = text.slice(from, to);
		const meant = corrected(word, vocabulary);
		if (meant === word) continue;
		mended += text.slice(at, from) + meant;
		at = to;
	}
	return at === 0 ? text : mended + text.slice(at);
}

/** "60 x 60 cm", "2 x 3 x 1,5 m", "2,40 x 0,60": what stands times a measure is one, and no number of instalments. */
function isSide(figures: readonly Figure[], n: number, text: string): boolean {
	const [figure, next] = [figures[n], figures[n + 1]];
	if (figure?.unit.kind !== 'times' || next === undefined || text.slice(figure.end, next.start).trim() !== '') return false;
	// Instalments are whole.
	return next.unit.kind === 'measure' || !Number.isInteger(figure.value) || isSide(figures, n + 1, text);
}

/**
 * "40 por 60" for a text's "40x60", "4 por 2,5" for a customer's "4x2,5": sides, and no price. What a customer writes in whole numbers and cents may be instalments
 * ("10x99,90").
 */
export function isSideAsSaid(figures: readonly Figure[], n: number, sentence: string, own: Grounds, theirs: Grounds): boolean {
	if (!sentence.includes(' por ')) return false;
	const isPair = (one?: Figure, other?: Figure): boolean =>
		one !== undefined &&
		other !== undefined &&
		sentence.slice(one.end, other.start).trim() === 'por' &&
		(sidesOf(one, other).test(own.text) || (isMeasured(one, other) && sidesOf(one, other).test(theirs.text)));
	return isPair(figures[n], figures[n + 1]) || isPair(figures[n - 1], figures[n]);
}
const isMeasured = (one: Figure, other: Figure): boolean =>
	!Number.isInteger(one.value) || (!Number.isInteger(other.value) && !other.isBig);
const sidesOf = (one: Figure, other: Figure): RegExp =>
	new RegExp(`(?<![\\d,])${written(one)}0? ?(?:c?m )?(?:x|por) ?${written(other)}0?(?!\\d)`);
const written = ({ value }: Figure): string => String(value).replace('.', ',');

/** What a writer counts of their own message. */
const OF_ONESELF = /^(?:pergunt|perguntinh|duvid|opc|detalh|passos?$|informac|dados?$)/;
const REPEATED = /^\s*(?:mais|maior|menor|menos|por|ao|a |na |no |cada|melhor|acima|superior|seguid)/;
const PERIOD_RENT = new Set(['month', 'year']);

function signOf(
	figure: Figure,
	text: string,
	{ own, theirs, content, isCounting }: { own: Grounds; theirs: Grounds; content: readonly string[]; isCounting: boolean },
): Sign {
	const { unit, per, value } = figure;
	const known = hasFigure(own, figure, content) || isTheirs(figure, theirs);
	switch (unit.kind) {
		case 'money':
			return 'M';
		case 'percent':
			return value === 100 || known ? 'S' : 'P';
		case 'times':
			return per !== null || REPEATED.test(text.slice(figure.end)) ? 'Q' : 'X';
		case 'time':
			return SMALLER.has(unit.name) && !(unit.name === 'h' && value >= 24) ? 'T' : 'L';
		case 'measure':
			return 'Q';
		case 'thing':
			if (OF_ONESELF.test(unit.name) || known || per !== null || own.vocabulary.has(unit.name) || theirs.vocabulary.has(unit.name))
				return 'Q';
			// "Sai por 45 mil dinheiros": what no text names, in thousands, where a price would stand.
			return figure.isBig && /^(?:por|custa|vale|sai|fica)$/.test(figure.label) ? 'B' : 'U';
	}
	if (per !== null) return known || !PERIOD_RENT.has(per) ? 'Q' : 'R';
	if (known && (isBareIn(own, figure) || isBareIn(theirs, figure))) return 'G';
	// Days and months are named: a number alone is theirs only where it answers how many.
	if (known && (isCounting || ![own, theirs].every((ground) => isTimeIn(ground, figure)))) return 'K';
	if (
		!figure.isBig &&
		Number.isInteger(value) &&
		value >= 1900 &&
		value <= 2099 &&
		/^(?:em|de|desde|do|ano|\/|para|otimo|feliz|fundada|otima)$/.test(figure.label)
	)
		return 'Y';
	return figure.isBig || value >= 1000 ? 'B' : 'N';
}

const isBareIn = ({ figures }: Grounds, { value }: Figure): boolean =>
	(figures.get(value) ?? []).some(({ unit, per }) => unit.kind === 'none' && per === null);

const isTimeIn = ({ figures }: Grounds, { value }: Figure): boolean => (figures.get(value) ?? []).every(({ unit }) => unit.kind === 'time');

/** A number of the customer's grounds one of the same unit; a bare one only where they said what it counts, since they may put a price into one's mouth. */
const isTheirs = (figure: Figure, theirs: Grounds): boolean =>
	(theirs.figures.get(figure.value) ?? []).some(
		({ unit, per, label, isWritten }) =>
			(isWritten || unit.name === figure.unit.name) &&
			unit.kind !== 'money' &&
			unit.kind !== 'percent' &&
			(unit.kind !== 'none' ||
				per !== null ||
				figure.per !== null ||
				figure.unit.kind !== 'none' ||
				(label === figure.label && NUMBERED.test(label))),
	);
