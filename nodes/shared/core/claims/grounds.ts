import { linksIn } from '../text/links';
import { plain } from '../text/words';
import { figuresIn, type Figure } from './figures';
import { unmasked } from './disguise';
import { agree } from './units';

/** What a reply may lean on: texts that the operator wrote for customers, or what the customer wrote. */
export interface Grounds {
	/** Their numbers, by value. */
	figures: Map<number, Figure[]>;
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

/** The last grounds that were read: an operator's texts are the same turn after turn. Most that are kept, since each holds its texts. */
const READ = new Map<string, Grounds>();
const MOST_READ = 16;

/** @param texts any number of texts of one author, as they were written; the result is shared, nobody may change it */
export function groundsOf(texts: readonly string[]): Grounds {
	const key = texts.join('\0');
	const known = READ.get(key);
	if (known) return known;
	if (READ.size >= MOST_READ) READ.delete(READ.keys().next().value!);
	const grounds = freshGrounds(texts);
	READ.set(key, grounds);
	return grounds;
}

function freshGrounds(texts: readonly string[]): Grounds {
	const grounds: Grounds = { figures: new Map(), vocabulary: new Set(), lines: [], ids: [], hosts: new Set(), emails: new Set(), text: '' };
	for (const given of texts) {
		const text = unmasked(given);
		for (const { host, kind, text: link } of linksIn(text)) {
			if (kind === 'email') grounds.emails.add(link.toLowerCase());
			else if (host) grounds.hosts.add(host);
		}
		for (const line of text.split(/\n+|(?<=[.!?;])\s+/)) read(plain(line), grounds);
	}
	return grounds;
}

function read(line: string, grounds: Grounds): void {
	if (line === '') return;
	grounds.text += `${line}\n`;
	for (const word of line.match(/[a-z]{3,}/g) ?? []) grounds.vocabulary.add(word);
	grounds.lines.push(new Set(contentWords(line)));
	for (const id of line.match(IDS) ?? []) grounds.ids.push(id.replace(/\D/g, ''));
	for (const figure of figuresIn(line)) grounds.figures.set(figure.value, [...(grounds.figures.get(figure.value) ?? []), figure]);
}

/** The same number stands there with the same unit, or with none in conflict. */
export const hasFigure = ({ figures }: Grounds, figure: Figure): boolean =>
	(figures.get(figure.value) ?? []).some(
		(known) => agree(known.unit, figure.unit) && (known.per === null || figure.per === null || known.per === figure.per),
	);

/** Phones are given with and without their country and area. */
export const hasId = ({ ids }: Grounds, digits: string): boolean =>
	ids.some((id) => id === digits || (Math.min(id.length, digits.length) >= 8 && (id.endsWith(digits) || digits.endsWith(id))));

/** How many of these words stand in one line of the ground, as a share. */
export const quotedShare = ({ lines }: Grounds, words: readonly string[]): number =>
	words.length === 0 ? 0 : Math.max(0, ...lines.map((line) => words.filter((word) => line.has(word)).length)) / words.length;
