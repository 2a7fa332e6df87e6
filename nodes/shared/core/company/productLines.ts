import { flagOf } from '../json/readers';
import type { Product } from '../sdr/catalogue';
import { plain } from '../text/words';
import type { TypedProblem } from './typed';

/** One line of a pasted list or of a CSV file, with the number of the line that it begins on. */
export interface PastedRow {
	line: number;
	cells: string[];
}

/** A product as pasted: what has no column says nothing of what is stored. */
export type PastedProduct = Pick<Product, 'name'> & Partial<Omit<Product, 'name' | 'available'>> & { is_available?: boolean };

type Column = 'name' | 'price' | 'description' | 'category' | 'keywords' | 'available' | 'alternative' | 'unavailable' | 'note';

/** What people head a column with, in bare letters; one who meets another name adds it here. */
const HEADINGS: Record<string, Column> = {
	nome: 'name',
	produto: 'name',
	item: 'name',
	servico: 'name',
	name: 'name',
	product: 'name',
	preco: 'price',
	valor: 'price',
	price: 'price',
	descricao: 'description',
	detalhes: 'description',
	fatos: 'description',
	description: 'description',
	facts: 'description',
	categoria: 'category',
	grupo: 'category',
	category: 'category',
	'palavras-chave': 'keywords',
	palavras: 'keywords',
	keywords: 'keywords',
	disponivel: 'available',
	available: 'available',
	alternativa: 'alternative',
	alternative: 'alternative',
	'mensagem de indisponivel': 'unavailable',
	unavailable_message: 'unavailable',
	'nota interna': 'note',
	internal_note: 'note',
};
/** A list without headings. */
const PLAIN: Column[] = ['name', 'price', 'description'];
const LONGEST: Partial<Record<Column, number>> = { name: 120, price: 60, description: 2000 };
/** More than these are no list that somebody pastes. */
const MOST = 5000;

/**
 * Reads products, all or none.
 * @returns the products, or what is wrong with which line and what to do
 */
export function readProducts(rows: PastedRow[]): { products: PastedProduct[]; problems: TypedProblem[] } {
	const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
	const [first] = filled;
	const heading = first?.cells.map((cell) => HEADINGS[plain(cell).trim()] ?? null);
	const headed = heading?.includes('name') === true;
	const columns = headed ? heading : PLAIN;
	const problems: TypedProblem[] = [];
	const known = new Map<string, number>();
	const products: PastedProduct[] = [];
	if (headed)
		first.cells.forEach((cell, n) => {
			if (heading[n] === null && cell.trim() !== '') problems.push(unknownHeading(first.line, cell.trim()));
		});
	if (filled.length > MOST)
		problems.push({
			message: `There are ${filled.length} products, and ${MOST} is the most`,
			sentence: `São ${filled.length} produtos, e o máximo é ${MOST}.`,
		});
	for (const { line, cells } of headed ? filled.slice(1) : filled) {
		const found = problemOf(line, cells, columns);
		const product = found ? null : productOf(cells, columns);
		const before = product && known.get(plain(product.name));
		if (found) problems.push(found);
		else if (before) problems.push(twice(line, before, product.name));
		else if (product) {
			known.set(plain(product.name), line);
			products.push(product);
		}
	}
	return { products, problems };
}

const FORM = 'nome; preço; descrição';

function problemOf(line: number, cells: string[], columns: Array<Column | null>): TypedProblem | null {
	const extra = cells.slice(columns.length).some((cell) => cell.trim() !== '');
	if (extra)
		return {
			message: `Line ${line} has ${cells.length} parts and ${columns.length} are expected: put a text with a separator in it between quotes`,
			sentence: `Linha ${line}: tem ${cells.length} partes, e são ${columns.length} (${FORM}). Ponha entre aspas o texto que tem ponto e vírgula.`,
		};
	const name = (cells[columns.indexOf('name')] ?? '').trim();
	if (name === '')
		return {
			message: `Line ${line} has no name: write it like "Bolo de cenoura; 45,00; serve 20 pessoas"`,
			sentence: `Linha ${line}: falta o nome do produto. Escreva como Bolo de cenoura; 45,00; serve 20 pessoas.`,
		};
	const long = columns.find((column, n) => column !== null && (cells[n] ?? '').trim().length > (LONGEST[column] ?? 1000));
	if (!long) return null;
	return {
		message: `Line ${line} has a ${long} that is too long: is a separator missing?`,
		sentence: `Linha ${line}: o campo ${long === 'name' ? 'nome' : long === 'price' ? 'preço' : 'descrição'} é longo demais. Falta um ponto e vírgula?`,
	};
}

const unknownHeading = (line: number, cell: string): TypedProblem => ({
	message: `Line ${line}: nobody knows the column "${cell}"; there are nome, preço, descrição, categoria, palavras-chave, disponível, alternativa, nota interna`,
	sentence: `Linha ${line}: a coluna "${cell}" não existe. Use nome, preço, descrição, categoria, palavras-chave, disponível, alternativa ou nota interna, ou apague a coluna.`,
});
const twice = (line: number, before: number, name: string): TypedProblem => ({
	message: `Line ${line} names "${name}" again, as line ${before} does: take one of them out`,
	sentence: `Linha ${line}: "${name}" já está na linha ${before}. Apague uma das duas.`,
});

function productOf(cells: string[], columns: Array<Column | null>): PastedProduct {
	const cell = (column: Column): string | undefined => {
		const n = columns.indexOf(column);
		return n < 0 ? undefined : (cells[n] ?? '').trim();
	};
	const pieces = (given: string, apart: RegExp): string[] =>
		given
			.split(apart)
			.map((one) => one.trim())
			.filter(Boolean);
	const [price, description, category, keywords] = (['price', 'description', 'category', 'keywords'] as const).map(cell);
	const [available, alternative, unavailable, note] = (['available', 'alternative', 'unavailable', 'note'] as const).map(cell);
	return {
		name: cell('name') ?? '',
		...(price !== undefined && { price }),
		...(description !== undefined && { facts: pieces(description, /\s*\|\s*|\n/) }),
		...(category !== undefined && { category }),
		...(keywords !== undefined && { keywords: pieces(keywords, /[,|/\n]/) }),
		...(available !== undefined && { is_available: flagOf(available) ?? true }),
		...(alternative !== undefined && { alternative }),
		...(unavailable !== undefined && { unavailable_message: unavailable }),
		...(note !== undefined && { internal_note: note }),
	};
}

/** Stored products as lines that `readProducts` reads again: name, price, facts. */
export const asLines = (products: ReadonlyArray<{ name?: unknown; price?: unknown; facts?: unknown }>): string =>
	products
		.map(({ name, price, facts }) => [name, price, (Array.isArray(facts) ? facts : []).join(' | ')].map(quoted).join('; '))
		.join('\n');

const quoted = (cell: unknown): string => {
	const text = typeof cell === 'string' ? cell : '';
	return /[;"\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
