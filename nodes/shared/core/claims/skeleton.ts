import { figuresIn, type Figure } from './figures';
import { hasFigure, type Grounds } from './grounds';
import { corrected } from './spelling';

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
	figures: Figure[];
	/** Signs of the figures, in their order. */
	signs: Sign[];
	isQuestion: boolean;
}

const MONTH = 'janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro';
const SHORT_MONTH = 'jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez';
const DAYS = 'segunda|terca|quarta|quinta|sexta';
const DATES = new RegExp(
	`\\b(?:dia \\{[NGQU]\\}|(?:depois de )?amanha|hoje|(?:na |a )?semana (?:que vem|seguinte)|(?:na |a )?(?:proxima|essa|esta|nesta|nessa|mesma) semana|(?:no |o )?mes que vem|` +
		`(?:no |o )?(?:proximo|este|esse|neste|nesse|mesmo) (?:mes|ano)|ano que vem|(?:fim|final|comeco|inicio|meados) d[eo] (?:mes|ano|semana|\\{D\\})|(?:${MONTH})(?: de)?(?: \\{[YNGU]\\}|\\b)|` +
		`\\b(?:${SHORT_MONTH})\\/|(?:${DAYS})(?:-feira| feira| que vem)\\b|(?:pra|para) (?:a )?(?:${DAYS})\\b|(?:na|ate|ate a|nesta|nessa|a|proxima|de) (?:${DAYS})\\b|sabados?|domingos?|(?:primeiro|segundo|terceiro|quarto|proximo|ultimo) (?:trimestre|semestre|bimestre)|` +
		`\\{[NG]\\}o? (?:trimestre|semestre)|(?:trimestre|semestre) que vem|natal|pascoa|ano novo|tomorrow|today|next (?:week|month)|manana|la semana que viene|(?:n?o )?(?:dia|mes) seguinte|mesmo dia|rapidinho|poucos dias|alguns dias|algumas semanas|poucas semanas)`,
	'g',
);
const SLASH_DATE = /(?<![\d/])\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d/%])(?!\s*(?:v|volts?|de gordura)\b)|(?<![\d/])\d{1,2}\/20\d\d/g;
const CLOCK =
	/(?<!\d)\d{1,2}:\d{2}h?|(?<=\b(?:das|as) )(?:[01]?\d|2[0-4]) ?h(?:oras)?\b|(?<=(?<!em )\bate )(?:[01]?\d|2[0-4])h\b|\b\d{1,2}h\d{2}\b/g;
const SMALLER = new Set(['segundo', 'minuto', 'hora']);

/** A sentence as the rules see it. @param vocabulary words that are known to be spelt right */
export function sentenceOf(
	text: string,
	{ own, theirs, vocabulary }: { own: Grounds; theirs: Grounds; vocabulary: Pick<ReadonlySet<string>, 'has'> },
): Sentence {
	const mended = text.replace(/[a-z]{5,}/g, (word) => corrected(word, vocabulary));
	// Hours and dates in digits are read first, as no numbers.
	const dated = mended.replace(CLOCK, '{H}').replace(SLASH_DATE, (date) => (/\b1\/[2-9]$/.test(date) ? date : '{D}'));
	const figures = figuresIn(dated);
	const signs = figures.map((figure) => signOf(figure, dated, own, theirs));
	let skeleton = '';
	let at = 0;
	figures.forEach((figure, n) => {
		skeleton += `${dated.slice(at, figure.start)}{${signs[n]}}${figure.unit.kind === 'thing' ? ` ${figure.unit.name}` : ''}`;
		at = figure.end;
	});
	skeleton = (skeleton + dated.slice(at)).replace(DATES, (date) =>
		/^de |^a |^na |^ate /.test(date) ? `${date.split(' ')[0]} {D}` : '{D}',
	);
	return { plain: mended, skeleton, figures, signs, isQuestion: /\?/.test(mended.replace(/https?:\/\/\S+/g, '')) };
}

/** What a writer counts of their own message. */
const OF_ONESELF = /^(?:pergunt|perguntinh|duvid|opc|minut|detalh|passos?$|informac|dados?$)/;
const REPEATED = /^\s*(?:mais|maior|menor|menos|por|ao|a |na |no |cada|melhor|acima|superior|seguid)/;
const PERIOD_RENT = new Set(['mes', 'ano']);

function signOf(figure: Figure, text: string, own: Grounds, theirs: Grounds): Sign {
	const { unit, per, value } = figure;
	const known = hasFigure(own, figure) || isTheirs(figure, theirs);
	switch (unit.kind) {
		case 'money':
			return 'M';
		case 'percent':
			return value === 100 || known ? 'S' : 'P';
		case 'times':
			return REPEATED.test(text.slice(figure.end)) ? 'Q' : 'X';
		case 'time':
			return SMALLER.has(unit.name) && !(unit.name === 'hora' && value >= 24) ? 'T' : 'L';
		case 'measure':
			return 'Q';
		case 'thing':
			if (OF_ONESELF.test(unit.name) || known || per !== null || own.vocabulary.has(unit.name) || theirs.vocabulary.has(unit.name))
				return 'Q';
			// "Sai por 45 mil dinheiros": what no text names, in thousands, where a price would stand.
			return figure.isBig && /^(?:por|custa|vale|sai|fica)$/.test(figure.label) ? 'B' : 'U';
	}
	if (per !== null) return known || !PERIOD_RENT.has(per) ? 'Q' : 'R';
	if (known) return isBareIn(own, figure) || isBareIn(theirs, figure) ? 'G' : 'K';
	if (
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

/** A number of the customer's grounds one of the same unit; a bare one only where they said what it counts, since they may put a price into one's mouth. */
const isTheirs = (figure: Figure, theirs: Grounds): boolean =>
	(theirs.figures.get(figure.value) ?? []).some(
		({ unit, per, label }) =>
			unit.kind !== 'money' &&
			unit.kind !== 'percent' &&
			(unit.kind !== 'none' ||
				per !== null ||
				figure.per !== null ||
				figure.unit.kind !== 'none' ||
				(label === figure.label && NUMBERED.test(label))),
	);
/** What has a number for a name. */
const NUMBERED =
	/^(?:pedido|protocolo|numero|nota|codigo|sala|apartamento|apto|casa|modelo|contrato|cliente|matricula|chamado|lote|serie|norma|nbr|n|os|cep|cnpj|cpf|km|mesa|loja|quarto|bloco)$/;
