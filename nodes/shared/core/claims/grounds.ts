import type { Link } from '../text/links';
import { remembered, rememberedOfAll } from '../text/remembered';
import { contentWords } from './contentWords';
import type { Figure } from './figures';
import { groundText, writings, type GroundText, type Known } from './groundText';
import { beginning, Lines } from './lines';
import { asConsultant } from './namedPeople';
import { agree, isOfAnything, unitOf, type Unit } from './units';

/** What a reply may lean on: texts that the operator wrote for customers, or what the customer wrote. What is asked of them is found when it is asked first. */
export class Grounds {
	private foundText?: string;
	private foundNotes?: readonly string[];
	private foundNumbers?: ReadonlyArray<readonly Known[]>;
	private foundFigures?: Map<number, Known[]>;
	private foundUnits?: Map<string, Known[]>;
	private foundVocabulary?: Set<string>;
	private foundLines?: Lines;
	private foundIds?: readonly string[];
	private foundHosts?: Set<string>;
	private foundEmails?: Set<string>;
	private foundUnnamed?: (sentence: string) => string;

	constructor(readonly texts: readonly GroundText[]) {}

	/** All of it, lower case without accents. */
	get text(): string {
		return (this.foundText ??= this.texts.map(({ text }) => text).join(''));
	}

	/** Their numbers, by value, and by their amount in the smallest unit of their kind. */
	get figures(): ReadonlyMap<number, readonly Known[]> {
		if (this.foundFigures === undefined) {
			this.foundFigures = new Map();
			for (const forms of this.numbers) for (const known of forms) put(this.foundFigures, known.value, known);
		}
		return this.foundFigures;
	}

	/** As written, by the smallest unit of their kind. */
	get byUnit(): ReadonlyMap<string, readonly Known[]> {
		if (this.foundUnits === undefined) {
			this.foundUnits = new Map();
			for (const forms of this.numbers) put(this.foundUnits, forms[forms.length - 1].unit.name, forms[0]);
		}
		return this.foundUnits;
	}

	/** All of them, each as written and, after that, in the smallest unit of its kind. */
	get numbers(): ReadonlyArray<readonly Known[]> {
		return (this.foundNumbers ??= this.texts.flatMap(({ figures }) => figures));
	}

	/** What these texts have for the team alone: no ground, and not to be told. */
	get notes(): readonly string[] {
		return (this.foundNotes ??= this.texts.flatMap(({ notes }) => notes));
	}

	/** Every word, lower case without accents. */
	get vocabulary(): ReadonlySet<string> {
		return (this.foundVocabulary ??= new Set(this.text.match(/[a-z]{3,}/g) ?? []));
	}

	/** The words of each line, articles and the like left out: what a sentence can be quoted from. */
	get lines(): Lines {
		if (this.foundLines === undefined) {
			this.foundLines = new Lines();
			for (const { lines } of this.texts) for (const line of lines) this.foundLines.add(new Set(contentWords(line)));
		}
		return this.foundLines;
	}

	/** Digits of phones, documents, postal codes and protocols. */
	get ids(): readonly string[] {
		return (this.foundIds ??= this.texts.flatMap(({ ids }) => ids));
	}

	get hosts(): ReadonlySet<string> {
		return (this.foundHosts ??= new Set(this.links.flatMap(({ kind, host }) => (kind !== 'email' && host ? [host] : []))));
	}

	get emails(): ReadonlySet<string> {
		return (this.foundEmails ??= new Set(this.links.flatMap(({ kind, text }) => (kind === 'email' ? [text.toLowerCase()] : []))));
	}

	/** A sentence with the consultant in the place of whom these texts name as somebody who tells. */
	unnamed(sentence: string): string {
		this.foundUnnamed ??= asConsultant([...new Set(this.texts.flatMap(({ people }) => people))]);
		return this.foundUnnamed(sentence);
	}

	private get links(): readonly Link[] {
		return this.texts.flatMap(({ links }) => links);
	}
}

/** What a number may stand on: what the operator wrote, what the customer wrote, and what only facts may lean on. */
export interface FactGrounds {
	own: Grounds;
	theirs: Grounds;
	told: Grounds;
}

/** Grounds of companies, which are the same turn after turn, and of conversations, which are not. */
const MOST_READ = 32;
/** @param texts any number of texts of one author, as they were written; the result is shared, nobody may change it */
export const groundsOf = rememberedOfAll((texts) => new Grounds(texts.map(groundText)), MOST_READ);

function put<Key>(lists: Map<Key, Known[]>, key: Key, known: Known): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [known]);
	else list.push(known);
}

/** What has a number for a name: the number counts nothing. Four letters and more that make no word, in no plural, are a name ("FSSC 22000"). */
export const NUMBERED =
	/^(?:[b-df-hj-np-tv-z]{3,}[b-df-hj-np-rtv-z]|pedido|protocolo|numero|nota|codigo|sala|apartamento|apto|casa|modelo|contrato|cliente|matricula|chamado|lote|serie|norma|nbr|nr|iso|lei|artigo|art|rdc|aro|ip|cro|crm|crea|n|os|cep|cnpj|cpf|km|mesa|loja|quarto|bloco|fi|rua|rodovia|br|sc)$/;

/**
 * The same number stands there with the same unit, or with none in conflict. A number that is a name ("sala 3", "Rua X, 845") is the ground of no count, and
 * neither is one that is said of something else where a number in that unit is said of what the words are about: with "lavagem: 30 minutos" and "corte: 40
 * minutos", "o corte leva 30 minutos" has none.
 * @param words what the sentence is about; a small number of another thing is the same where a ground speaks of it with one of these words
 * @param beside the sentence's numbers
 */
export function hasFigure(ground: Grounds, figure: Figure, words: readonly string[] = [], beside: readonly number[] = []): boolean {
	if (isNamed(figure, ground)) return true;
	const forms = writings(figure);
	if (!forms.some(({ value }) => ground.figures.has(value))) return false;
	const begun = words.map(beginning);
	let isFound = false;
	for (const { value, unit } of forms)
		for (const known of ground.figures.get(value) ?? []) {
			if (!isSame(known, figure, { value, unit }, begun)) continue;
			if (begun.length === 0 || figure.unit.kind === 'none' || begun.some((one) => known.around.has(one))) return true;
			isFound = true;
		}
	if (!isFound) return false;
	return !(ground.byUnit.get(forms[forms.length - 1].unit.name) ?? []).some(
		({ line, value }) => begun.some((one) => line.has(one)) && !beside.includes(value),
	);
}

/** @param form the figure as it stands, or in the smallest unit of its kind @param begun the beginnings of what the sentence is about */
const isSame = (known: Known, figure: Figure, { value, unit }: Pick<Figure, 'value' | 'unit'>, begun: readonly string[]): boolean =>
	(known.per === null || figure.per === null || known.per === figure.per) &&
	(known.isWritten
		? isTimes(known, figure) ||
			(agree(known.unit, unit, value) && (begun.length === 0 || !isOfAnything(known.unit, unit, value))) ||
			isSpokenOf(known, unit, begun)
		: known.unit.name === unit.name) &&
	!(known.unit.kind === 'none' && unit.kind !== 'none' && (NUMBERED.test(known.label) || (known.label === ',' && value >= 100)));

/** "Duas aulas por semana" for a text's "2x por semana". */
const isTimes = (known: Figure, figure: Figure): boolean =>
	known.per !== null &&
	known.per === figure.per &&
	(known.unit.kind === 'times' || figure.unit.kind === 'times') &&
	(known.unit.kind === 'thing' || figure.unit.kind === 'thing');

/** "NR 12" for a text's "NR-12". */
const isNamed = ({ label, value, unit }: Figure, ground: Grounds): boolean =>
	unit.kind === 'none' && NUMBERED.test(label) && [' ', '-', ''].some((between) => ground.text.includes(`${label}${between}${value}`));

const isSpokenOf = (known: Known, other: Unit, begun: readonly string[]): boolean =>
	known.unit.kind === 'thing' && other.kind === 'thing' && begun.some((one) => known.around.has(one));

/** A ground's number is said of one of these words. */
export const isAbout = ({ line }: Known, words: readonly string[]): boolean => words.some((word) => line.has(beginning(word)));

/** Questions that are open, and sentences that are looked at. */
const MOST_SUBJECTS = 64;
/** What a sentence and its question are about: their words without numbers, units, and what is said of any number. */
export const subjectOf = (...texts: string[]): string[] => texts.flatMap(subjectOfOne);
const subjectOfOne = remembered(
	(text): readonly string[] => contentWords(text).filter((word) => !/\d/.test(word) && unitOf(word) === undefined && !OF_ANY.test(word)),
	MOST_SUBJECTS,
);
const OF_ANY =
	/^(?:leva\w*|dura\w*|demora\w*|media|cerca|aproximadamente|apenas|somente|pode\w*|fica\w*|temos|tempo|quanto|quant[ao]s|qual|quais|cada|total|custa|preco|valor|queria|quero|gostaria|saber|voces|recomendad\w*|ideal|sempre|quase|mesmo|hoje|inclui\w*|inclus\w*)$/;

/** Phones are given with and without their country and area. */
export const hasId = ({ ids }: Grounds, digits: string): boolean =>
	ids.some((id) => id === digits || (Math.min(id.length, digits.length) >= 8 && (id.endsWith(digits) || digits.endsWith(id))));

/** How many of these words stand in one line of the ground, as a share. @param byBeginning in another number or gender too: "bolos" for "bolo" */
export const quotedShare = ({ lines }: Grounds, words: readonly string[], byBeginning = false): number => lines.share(words, byBeginning);
