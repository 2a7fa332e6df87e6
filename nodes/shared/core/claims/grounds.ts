import { linksIn } from '../text/links';
import { remembered } from '../text/remembered';
import { plain } from '../text/words';
import { withoutClock } from './clock';
import { derivedIn } from './derived';
import { figuresIn, type Figure } from './figures';
import { unmasked } from './disguise';
import { agree, amountOf, isOfAnything, unitOf, type Unit } from './units';

/** A number of a ground, with the words that stand in its line, by their beginnings. */
export interface Known extends Figure {
	line: ReadonlySet<string>;
	/** The words of its paragraph, by their beginnings: all that it may be said of. */
	around: ReadonlySet<string>;
	/** As it stands in its text, or worked out in the smallest unit. */
	isWritten: boolean;
}

/** What a reply may lean on: texts that the operator wrote for customers, or what the customer wrote. */
export interface Grounds {
	/** Their numbers, by value, and by their amount in the smallest unit of their kind. */
	figures: Map<number, Known[]>;
	/** The same by the unit, as written. */
	byUnit: Map<string, Known[]>;
	/** Every word, lower case without accents. */
	vocabulary: Set<string>;
	/** The words of each line, articles and the like left out: what a sentence can be quoted from. */
	lines: Array<Set<string>>;
	/** Digits of phones, documents, postal codes and protocols. */
	ids: string[];
	hosts: Set<string>;
	emails: Set<string>;
	/** All of it, lower case without accents. */
	text: string;
}

/** Digits with what people write between them, that are no amount: phones, documents, postal codes, numbers of protocols. */
export const IDS = /(?<!\d|\b[a-z]|\d[a-z])\+?\(?\d[\d().\/ -]{5,22}\d(?![a-z]?\d)/gi;

/** The words of a sentence that say something, by which it is known again. */
export const contentWords = (sentence: string): string[] => (sentence.match(/[a-z]{4,}|\d+/g) ?? []).filter((word) => !EMPTY.has(word));
const EMPTY = new Set(
	'para pela pelo como mais muito voce voces esta isso essa esse entre sobre quando temos nossa nosso ela eles elas dele dela'.split(' '),
);

const MOST_READ = 16;
const BETWEEN = '\0';
const readTexts = remembered((joined) => freshGrounds(joined.split(BETWEEN)), MOST_READ);

/** @param texts any number of texts of one author, as they were written; the result is shared, nobody may change it */
export const groundsOf = (texts: readonly string[]): Grounds => readTexts(texts.join(BETWEEN));

function freshGrounds(texts: readonly string[]): Grounds {
	const grounds: Grounds = {
		figures: new Map(),
		byUnit: new Map(),
		vocabulary: new Set(),
		lines: [],
		ids: [],
		hosts: new Set(),
		emails: new Set(),
		text: '',
	};
	for (const given of texts) {
		const text = unmasked(given);
		for (const { host, kind, text: link } of linksIn(text)) {
			if (kind === 'email') grounds.emails.add(link.toLowerCase());
			else if (host) grounds.hosts.add(host);
		}
		for (const paragraph of text.split(/\n+/)) {
			const all = plain(paragraph);
			const around = new Set(contentWords(all).map(beginning));
			const subject = contentWords(SUBJECT.exec(all)?.[0] ?? '');
			for (const line of all.split(/(?<=[.!?;])\s+/)) read(line, { subject, around }, grounds);
		}
	}
	return grounds;
}

/** What a paragraph is about: the name before its colon. */
const SUBJECT = /^[^:.!?;]{2,80}(?=:)/;

function read(line: string, { subject, around }: { subject: readonly string[]; around: ReadonlySet<string> }, grounds: Grounds): void {
	if (line === '') return;
	grounds.text += `${line}\n`;
	for (const word of line.match(/[a-z]{3,}/g) ?? []) grounds.vocabulary.add(word);
	const words = new Set(contentWords(line));
	grounds.lines.push(words);
	for (const id of line.match(IDS) ?? []) grounds.ids.push(id.replace(/\D/g, ''));
	const spoken = new Set([...words, ...subject].map(beginning));
	const said = figuresIn(withoutClock(line));
	const derived = derivedIn(line, said).map((one): Figure => ({ ...one, start: 0, end: 0, per: null, isBig: false, label: '' }));
	for (const figure of [...said, ...derived]) {
		const forms = writings(figure).map((form, n): Known => ({ ...figure, ...form, line: spoken, around, isWritten: n === 0 }));
		for (const known of forms) add(grounds.figures, known.value, known);
		add(grounds.byUnit, forms.at(-1)!.unit.name, forms[0]);
	}
}

const add = <Key>(lists: Map<Key, Known[]>, key: Key, known: Known): void => void (lists.get(key)?.push(known) ?? lists.set(key, [known]));

/** A number as it stands, and in the smallest unit of its kind. */
function writings(figure: Figure): Array<Pick<Figure, 'value' | 'unit'>> {
	const { value, unit } = figure;
	const base = amountOf(value, unit);
	return base.unit === unit ? [{ value, unit }] : [{ value, unit }, base];
}

/** What has a number for a name: the number counts nothing. */
export const NUMBERED =
	/^(?:pedido|protocolo|numero|nota|codigo|sala|apartamento|apto|casa|modelo|contrato|cliente|matricula|chamado|lote|serie|norma|nbr|nr|iso|lei|artigo|art|rdc|aro|ip|cro|crm|crea|n|os|cep|cnpj|cpf|km|mesa|loja|quarto|bloco|fi|rua|rodovia|br|sc)$/;

/**
 * The same number stands there with the same unit, or with none in conflict. A number that is a name ("sala 3", "Rua X, 845") is the ground of no count, and
 * neither is one that is said of something else where a number in that unit is said of what the words are about: with "lavagem: 30 minutos" and "corte: 40
 * minutos", "o corte leva 30 minutos" has none.
 * @param words what the sentence is about; a small number of another thing is the same where a ground speaks of it with one of these words
 * @param beside the sentence's numbers
 */
export function hasFigure(
	{ figures, byUnit, text }: Grounds,
	figure: Figure,
	words: readonly string[] = [],
	beside: readonly number[] = [],
): boolean {
	const forms = writings(figure);
	if (isNamed(figure, text)) return true;
	const found = forms.flatMap(({ value, unit }) =>
		(figures.get(value) ?? []).filter(
			(known) =>
				(known.isWritten
					? isSpokenOf(known, unit, words) ||
						isTimes(known, figure) ||
						(agree(known.unit, unit, value) && (words.length === 0 || !isOfAnything(known.unit, unit, value)))
					: known.unit.name === unit.name) &&
				!(known.unit.kind === 'none' && unit.kind !== 'none' && (NUMBERED.test(known.label) || (known.label === ',' && value >= 100))) &&
				(known.per === null || figure.per === null || known.per === figure.per),
		),
	);
	if (found.length === 0) return false;
	if (words.length === 0 || figure.unit.kind === 'none' || found.some(({ around }) => words.some((word) => around.has(beginning(word)))))
		return true;
	return !(byUnit.get(forms.at(-1)!.unit.name) ?? []).some((known) => isAbout(known, words) && !beside.includes(known.value));
}

/** "Duas aulas por semana" for a text's "2x por semana". */
const isTimes = (known: Figure, figure: Figure): boolean =>
	known.per !== null &&
	known.per === figure.per &&
	[known, figure].some(({ unit }) => unit.kind === 'times') &&
	[known, figure].some(({ unit }) => unit.kind === 'thing');

/** "NR 12" for a text's "NR-12". */
const isNamed = ({ label, value, unit }: Figure, text: string): boolean =>
	NUMBERED.test(label) && unit.kind === 'none' && [' ', '-', ''].some((between) => text.includes(`${label}${between}${value}`));

const isSpokenOf = (known: Known, other: Unit, words: readonly string[]): boolean =>
	known.unit.kind === 'thing' && other.kind === 'thing' && words.some((word) => known.around.has(beginning(word)));

/** A ground's number is said of one of these words. */
export const isAbout = ({ line }: Known, words: readonly string[]): boolean => words.some((word) => line.has(beginning(word)));
/** By which forms of a word, and a misspelt one, are known again. */
const beginning = (word: string): string => word.slice(0, 4);

/** What a sentence and its question are about: their words without numbers, units, and what is said of any number. */
export const subjectOf = (...texts: string[]): string[] =>
	texts.flatMap((text) => contentWords(text).filter((word) => !/\d/.test(word) && unitOf(word) === undefined && !OF_ANY.test(word)));
const OF_ANY =
	/^(?:leva\w*|dura\w*|demora\w*|media|cerca|aproximadamente|apenas|somente|pode\w*|fica\w*|temos|tempo|quanto|quant[ao]s|qual|quais|cada|total|custa|preco|valor|queria|quero|gostaria|saber|voces|recomendad\w*|ideal|sempre|quase|mesmo|hoje|inclui\w*|inclus\w*)$/;

/** Phones are given with and without their country and area. */
export const hasId = ({ ids }: Grounds, digits: string): boolean =>
	ids.some((id) => id === digits || (Math.min(id.length, digits.length) >= 8 && (id.endsWith(digits) || digits.endsWith(id))));

/** How many of these words stand in one line of the ground, as a share. @param byBeginning in another number or gender too: "bolos" for "bolo" */
export const quotedShare = ({ lines }: Grounds, words: readonly string[], byBeginning = false): number => {
	if (words.length === 0) return 0;
	const isIn = (line: ReadonlySet<string>, word: string): boolean =>
		line.has(word) || (byBeginning && [...line].some((known) => known.startsWith(beginning(word))));
	return Math.max(0, ...lines.map((line) => words.filter((word) => isIn(line, word)).length)) / words.length;
};
