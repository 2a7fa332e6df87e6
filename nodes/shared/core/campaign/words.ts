import { filledValues, type Template } from '../message/template';
import { oneLine } from '../text/escape';
import { withoutLinks } from '../text/links';
import { BadTemplate } from '../text/template';
import { plain } from '../text/words';

/** What stands in the columns of one line of a list, by the names that gaps have. */
export type Values = Record<string, string>;

/** `{Oi|Olá|Bom dia}`: openings of which each person gets one, so that ten thousand messages are not one. */
const SPUN = /\{([^{}]*\|[^{}]*)\}/g;
/** `{nome}`: a column of the list. */
const GAP = /\{(\p{L}[\p{L}\p{N}_]*)\}/gu;
/** Somebody's words about themselves: names in a list of leads come from strangers. No link of theirs goes out under the company's name. */
const NAMES = ['nome', 'empresa'];
const LONGEST_VALUE = 200;

/** A column's name as a gap writes it: `Nome Fantasia` is `{nome_fantasia}`. */
export const gapName = (column: string): string =>
	plain(column)
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_+|_+$/g, '');

/**
 * The columns of one line as gaps can name them, and `primeiro_nome`, which is made of `nome`.
 * @param nameColumn which column holds the name, whatever it is called
 */
export function valuesOf(row: Record<string, unknown>, nameColumn: string): Values {
	const values: Values = {};
	for (const [column, value] of Object.entries(row)) {
		const name = gapName(column);
		if (name && (typeof value === 'string' || typeof value === 'number')) values[name] = tamed(name, String(value));
	}
	const name = values[gapName(nameColumn)];
	if (name !== undefined) values.nome = tamed('nome', name);
	if (values.nome !== undefined) values.primeiro_nome = firstName(values.nome);
	return values;
}

const tamed = (name: string, value: string): string =>
	NAMES.includes(name) ? withoutLinks(value, 80) : [...oneLine(value)].slice(0, LONGEST_VALUE).join('');

/** Lists are written in capitals as often as not: `MARIA DA SILVA` is greeted as Maria. */
function firstName(name: string): string {
	const [first = ''] = name.split(' ');
	return first.length > 1 && (first === first.toUpperCase() || first === first.toLowerCase())
		? first.charAt(0).toUpperCase() + first.slice(1).toLowerCase()
		: first;
}

/**
 * The gaps that a text names.
 * @throws {BadTemplate} for one that no column fills in
 */
export function gapsIn(field: string, text: string, columns: readonly string[]): string[] {
	const gaps = [...text.replace(SPUN, '').matchAll(GAP)].map(([, name]) => name);
	const known = [...new Set([...columns, ...(columns.includes('nome') ? ['primeiro_nome'] : [])])];
	for (const gap of gaps) if (!known.includes(gap)) throw new BadTemplate(field, gap, known);
	return gaps;
}

/** The gap that this line leaves empty; null where it fills all. */
export const missingIn = (gaps: readonly string[], values: Values): string | null => gaps.find((gap) => !values[gap]) ?? null;

/**
 * The exact words for one person. The same person gets the same opening each time that it is planned.
 * @param seed what tells persons apart, e.g. campaign and phone
 */
export const worded = (text: string, values: Values, seed: string): string =>
	text
		.replace(SPUN, (_, choices: string, at: number) => chosen(choices.split('|'), `${seed}:${at}`))
		.replace(GAP, (gap, name: string) => values[name] ?? gap)
		.trim();

/** A template with the gaps of its values filled in from the columns. */
export const templateFor = ({ name, language, values }: Template, columns: Values, seed: string): Template => ({
	name,
	language,
	values: filledValues({ values: values.map((value) => worded(value, columns, seed)) }, {}),
});

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv): spreads evenly, and is no secret. */
function chosen(choices: string[], seed: string): string {
	let hash = 0x811c9dc5;
	for (let n = 0; n < seed.length; n++) hash = Math.imul(hash ^ seed.charCodeAt(n), 0x01000193) >>> 0;
	// The low bits of neighbours are alike.
	return choices[((hash ^ (hash >>> 15)) >>> 0) % choices.length];
}
