import { gated } from './gated';
import type { Figure } from './figures';
import { hasFigure, isAbout, subjectOf, type FactGrounds, type Grounds } from './grounds';
import { isHourOf } from './knownHours';
import { beginning } from './lines';
import { isContact } from './harmless';
import { isSideAsSaid } from './skeleton';
import type { Said } from './topic';

/** A number that stands on nothing. */
export interface Unfounded {
	figure: Figure;
	/** Of the customer, noted or supposed: it may be wrong, and breaks no rule. */
	isOfThem: boolean;
}

/**
 * The first number of a statement that no ground carries and that is not harmless by its form. Whatever is stated of the company and its goods is a claim; the
 * harmless forms are those in which a writer speaks of their own message, of a contact, or of nothing.
 * @returns null when there is none
 */
export function unfoundedIn(said: Said, grounds: FactGrounds): Unfounded | null {
	const { skeleton, figures } = said.sentence;
	if (figures.length === 0) return null;
	if (isQuestion(said) || CONGRATULATES.test(skeleton)) return null;
	const strange = strangeIn(said, grounds).filter((one) => isOfGoods(one, grounds.own) || !isHarmless(one, said));
	const figure = strange.find(({ start }) => !FOR_THEM.test(said.sentence.dated.slice(0, start))) ?? strange[0];
	const isOfThem =
		figure && (FOR_THEM.test(said.sentence.dated.slice(0, figure.start)) || (OF_THEM.test(skeleton) && !OF_US.test(skeleton)));
	return figure ? { figure, isOfThem: isOfThem === true } : null;
}

/** Numbers that no ground carries, whatever their form. */
function strangeIn(said: Said, { own, theirs, told }: FactGrounds): Figure[] {
	const { sentence, questions } = said;
	if (sentence.figures.length === 0) return [];
	const about = subjectOf(sentence.plain);
	const words = about.length > 0 ? about : subjectOf(...questions);
	const beside = sentence.figures.map(({ value }) => value);
	return sentence.figures.filter(
		(figure, n) =>
			!hasFigure(own, figure, words, beside) &&
			!isSideAsSaid(sentence.figures, n, sentence.dated, own, theirs) &&
			!hasFigure(theirs, figure) &&
			!hasFigure(told, figure) &&
			!isTurned(figure, own, sentence.dated) &&
			!isHourOf(figure, sentence.dated, own) &&
			!isWorkedOut(figure, words, own, theirs),
	);
}

/** "200 de upload" for a text's "upload de 200", or for its "200 Mbps de upload" where the unit was said before. */
const isTurned = ({ unit, value, start, end }: Figure, { text, figures }: Grounds, sentence: string): boolean =>
	unit.kind === 'thing' &&
	(text.includes(`${unit.name} de ${value} `) ||
		(sentence.slice(start, end).includes(' de ') && (figures.get(value) ?? []).some(({ line }) => line.has(beginning(unit.name)))));

/** Three boxes of 25 are 75, and 80 m² take 20 bags that do for 4 m²: what the customer asked for, by what a text of the operator has. */
const isWorkedOut = (figure: Figure, words: readonly string[], own: Grounds, theirs: Grounds): boolean =>
	/^(?:thing|measure)$/.test(figure.unit.kind) &&
	[...theirs.figures.keys()].some(
		(count) =>
			count > 1 &&
			((count <= 1000 && hasFigure(own, { ...figure, value: figure.value / count }, words)) ||
				(figure.value > 1 &&
					own.numbers.some(([known]) => known.value > 1 && Math.ceil(count / known.value) === figure.value && isAbout(known, words)))),
	);

/** Asked without its mark. */
const ASKS = gated(
	/^(?:e |mas |entao )?(?:(?:voce|vc|voces) (?:trabalha|usa|faz|prefere|quer|tem|precisa|produz)\w* .* ou |(?:a|o|as|os) (?:sua|seu|suas|seus) .* ou |quant[oa]s?|qual|quais|me (?:diz|conta|fala|passa|informa)|(?:para|pra) quando)\b/,
);
const isQuestion = ({ sentence: { isQuestion: is, skeleton } }: Said): boolean => is || ASKS.test(skeleton);

const CONGRATULATES = gated(
	/\b(?:parabens|feliz|felicidades|bem-vind\w+|boas festas)\b|^que (?:\w+,? ){0,2}(?:festa|legal|bacana|delicia|otimo|maravilha|bom|massa|lindo|linda)\b/,
);

/** What a writer counts of their own message. */
const OF_MESSAGE =
	/^(?:pergu|duvid|coisa|coisinh|inform|dado|detal|ponto|passo|mensag|instant|opc|altern|suges|ideia|desculp|perd|obrigad|beij|abrac|maravilh|gracas|pessoinh|segundinh|momento)/;
/** Where a text counts its goods in what writers count of their messages ("84 pontos"), another number of it is of the goods. */
const isOfGoods = ({ unit, value }: Figure, { byUnit }: Grounds): boolean =>
	unit.kind === 'thing' && value > MOST_NAMED && OF_MESSAGE.test(unit.name) && byUnit.has(unit.name);
/** Time that a conversation takes. */
const OF_TALK = gated(
	/\b(?:deix[ea]|mantenha|segure|desligu?e|cheg(?:ue|ar)|venha|aguard\w+|esper\w+|verific\w+|consult(?:o|ar|ando)|confir\w+|ja (?:volto|respondo|te)|vou (?:ver|olhar|checar|perguntar|buscar)|respond\w+|conversa\w*|bate-papo|papo|ligac\w+|liga|ligo|chama\w*|reuniao|video ?chamada|por favor|so um|um (?:minuto|minutinho|segundo|instante)|te (?:retorn|cham|lig|respond)\w+|falamos|perguntas?)\b/,
);
/** A date, an hour, or a name that is a number. */
const DATED = /^(?:dia|dias|as|das|ate|entre|opcao|item|passo|alternativa|etapa|parte|andar)$/;
/** What goes by a number. */
const NAMES = /^(?:fi|tipo|classe|versao|modelo|linha|serie|plano)$/;
/** Things that were named before: "os 2 planos", "as três opções". */
const NAMED =
	/^(?:os|as|dos|das|nos|nas|aos|esses|essas|estes|estas|desses|dessas|destes|destas|seus|suas|outros|outras|todos|todas|ambos|ambas)$/;
/** The customer's side of it, noted or supposed. */
const OF_THEM = gated(
	/\b(?:anot(?:ei|ad[oa]s?|amos|ando|o)|registr\w+|(?:voce|vc) (?:ja |me |tambem )*(?:disse|falou|comentou|mencionou|informou|pediu|passou|quer|tem(?! (?:ate )?\{[A-Z]\}(?: [a-z]+)? (?:pra|para|de (?:prazo|teste|garantia)))|precisa|faz|produz|usa|paga|vende)|(?:seu|sua|seus|suas) (?:pedido|producao|volume|obra|festa|evento|casa|empresa|parede|cozinha|convidad\w+|filh\w+|data)|se (?:voce|for|forem|tiver\w*|precisar\w*|quiser\w*|fizer\w*)|(?<!\b(?:seu|nesse|neste|esse|este|no) )caso|digamos|por exemplo)\b|^(?:perfeito|certo|entendi|ok|beleza|combinado|show|otimo|anotado|legal|maravilha|isso)[,:]? (?:entao )?\{|^(?:\w+, )?\{[A-Z]\}(?: \w+)?,? entao\W*$/,
);
/** "Para 400 por dia, …": what they need. */
const FOR_THEM = /(?:^|[,;] )(?:entao |e )?(?:para|pra) (?:uns |umas |cerca de |os |as )?$/;
/** The company's or a product's side: beside it a number is no longer the customer's. */
const OF_US = gated(
	/\b(?:nosso|nossa|nossos|nossas|temos|somos|a gente|(?:com|n|d)?(?:[aoe]l[ae]s?) (?:voce|vc)|(?:com|n)(?:a|o)s? \S+ (?:voce|vc)|garant\w+)\b/,
);
const SUGGESTS = gated(/\b(?:podemos|posso|sugiro|sugerimos|recomendo|indico|que tal|pensar|vale|valeria|daria|ideal)\b/);
const EMERGENCY = /^(?:ligue|disque|chame|samu|bombeiros|policia|cvv|o|no|para|pelo|ao)$/;
/** Number words that are no count: "um" before a span of time says "some". */
const MOST_FEW = 3;
const MOST_NAMED = 10;

function isHarmless(figure: Figure, { sentence: { dated, skeleton } }: Said): boolean {
	const { value, unit, label } = figure;
	const before = dated.slice(0, figure.start);
	const after = dated.slice(figure.end);
	if (value <= 24 && (OF_DAY.test(after) || (unit.name === 'h' && /^(?:as|das|pelas|desde|apos)$/.test(label)))) return true;
	switch (unit.kind) {
		case 'money':
			return true;
		case 'percent':
			return value === 100;
		case 'times':
			return isListed(value, after) || !/^\s*(?:mais|menos|maior|menor|melhor|superior)\b/.test(after);
		case 'time':
			if (isContact(skeleton) || (value <= 60 && /^(?:s|min)$/.test(unit.name) && (OF_TALK.test(skeleton) || isWait(before, after))))
				return true;
			if (value === 1 && /^(?:h|day)$/.test(unit.name) && !LASTS.test(skeleton)) return true;
			break;
		case 'thing':
			if (NAMES.test(label) || OF_MESSAGE.test(unit.name) || isListed(value, after)) return true;
			if (value <= MOST_NAMED && NAMED.test(label)) return true;
			if (value <= MOST_FEW && SUGGESTS.test(before)) return true;
			break;
		case 'none':
			if (
				DATED.test(label) ||
				NAMES.test(label) ||
				(value <= MOST_NAMED && NAMED.test(label)) ||
				label === 'nota' ||
				isListed(value, after)
			)
				return true;
			if (value >= 100 && value <= 199 && EMERGENCY.test(label) && /\b(?:ligue|disque|samu|bombeiros|policia|cvv|emergencia)\b/.test(dated))
				return true;
			if (value >= 1900 && value <= 2099 && Number.isInteger(value) && !/\b(?:desde|fundad|inaugurad|criad|nasc|aberta)\w*\b/.test(before))
				return true;
			break;
	}
	return false;
}

/** "8 da manhã", "de 8 às 18". */
const OF_DAY = /^\s*(?:da (?:manha|tarde|noite|madrugada)|as (?:\d|meio|\{H))/;
const LASTS = gated(
	/\b(?:dura\w*|leva\w*|demora\w*|garantia|prazo|validade|carencia|fidelidade|tempo|intervalo|seca\w*|cura|ciclo|pront[oa]s?|inteir\w+)\b/,
);
/** "10 minutos antes": when to come. */
const isWait = (before: string, after: string): boolean =>
	/^\s*(?:antes|de antecedencia|,? por favor)\b/.test(after) ||
	(/^[.!\s]*$/.test(after) && /^(?:so |mais |apenas )?(?:um|uns)?\s*$/.test(before));

/** "3 planos: básico, médio e completo": whoever counts shows what. */
function isListed(value: number, after: string): boolean {
	const listed = /^[^.]{0,40}?: (.+)$/s.exec(after)?.[1];
	return listed !== undefined && value <= MOST_NAMED && listed.split(/,| e | ou |;/).filter((item) => /[a-z{]/.test(item)).length === value;
}
