import { BadParameter } from '../text/badParameter';
import { plain } from '../text/words';

/** One product as operators keep it, in Supabase or as JSON in the node. */
export type Product = {
	/** Model code or name: `FB300`. */
	name: string;
	category: string;
	/** Other words that customers use for it. */
	keywords: string[];
	/** Facts that may be told, without prices. */
	facts: string[];
	available: boolean;
	/** What is said about a product that is not available. */
	unavailable_message: string;
	/** Name of the product that is offered in its place. */
	alternative: string;
	/** For the team alone: never goes to the model. */
	internal_note: string;
	/** As the company writes it; goes to the model only where it may speak of prices. */
	price: string;
};

/**
 * Reads a JSON list, as text or as n8n already read it.
 * @throws {BadParameter} naming the field
 */
export function jsonList(field: string, given: unknown): Array<Record<string, unknown>> {
	const remedy = 'It is a JSON list of objects, like [{"name": "Bolo de cenoura", "facts": ["serve 20 pessoas"]}]; [] for none.';
	let value = given;
	if (typeof given === 'string') {
		try {
			value = given.trim() === '' ? [] : (JSON.parse(given) as unknown);
		} catch (error) {
			throw new BadParameter(field, `it is not valid JSON (${(error as Error).message})`, remedy);
		}
	}
	if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'object' || entry === null || Array.isArray(entry)))
		throw new BadParameter(field, 'it is not a list of objects', remedy);
	return value as Array<Record<string, unknown>>;
}

/**
 * Reads a catalogue; rows of the `products` table have the same keys.
 * @throws {BadParameter} naming the field and the entry
 */
export function readCatalogue(field: string, given: unknown): Product[] {
	return jsonList(field, given).map((entry, n) => {
		const name = words(entry.name);
		if (!name)
			throw new BadParameter(field, `entry ${n + 1} has no "name"`, 'Every product needs a "name"; the other keys may be left out.');
		return {
			name,
			category: words(entry.category),
			keywords: lines(entry.keywords),
			facts: lines(entry.facts),
			available: entry.available !== false && entry.is_available !== false,
			unavailable_message: words(entry.unavailable_message),
			alternative: words(entry.alternative),
			internal_note: words(entry.internal_note),
			price: typeof entry.price === 'number' ? String(entry.price) : words(entry.price),
		};
	});
}

/** Letters and digits alone: `FB-300`, `fb 300` and `FB_300` are one code. */
const code = (text: string): string => plain(text).replace(/[^\p{L}\d]/gu, '');
const COMMON = new Set(
	'para como voces voce qual quais tem temos uma quero queria preciso fazer maquina maquinas equipamento equipamentos produto produtos linha mais sobre saber automatica automatico eletrica manual'.split(
		' ',
	),
);
/** Words without their plural ending, the common ones left out. */
const stems = (text: string): Set<string> =>
	new Set((plain(text).match(/[\p{L}\d]{4,}/gu) ?? []).filter((word) => !COMMON.has(word)).map((word) => word.replace(/(?:es|s)$/, '')));

/**
 * The products that a text asks about: by model code, else by category and its words, else by the words of the facts (SDR spec 4.8).
 * @param most how many at most
 */
export function productsFor(products: Product[], text: string, most = 4): Product[] {
	const given = code(text);
	const named = products.filter(({ name }) => isNamed(given, code(name)));
	if (named.length > 0) return named.slice(0, most);
	const asked = stems(text);
	const overlap = (words: string): number => [...stems(words)].filter((stem) => asked.has(stem)).length;
	const ranked = (score: (product: Product) => number): Product[] =>
		products
			.map((product) => ({ product, points: score(product) }))
			.filter(({ points }) => points > 0)
			.sort((a, b) => b.points - a.points)
			.map(({ product }) => product);
	const byCategory = ranked(({ category, keywords, name }) => overlap([category.replaceAll('_', ' '), name, ...keywords].join(' ')));
	return (byCategory.length > 0 ? byCategory : ranked(({ facts }) => overlap(facts.join(' ')))).slice(0, most);
}

/**
 * The products that a text names: by model code, else by category, name and keywords; facts alone name none. Names of people and companies are to be taken out before.
 */
export function productsNamed(products: Product[], text: string): Product[] {
	const given = code(text);
	const byCode = products.filter(({ name }) => isNamed(given, code(name)));
	if (byCode.length > 0) return byCode;
	const asked = stems(text);
	return products.filter(({ category, keywords, name }) =>
		[...stems([category.replaceAll('_', ' '), name, ...keywords].join(' '))].some((stem) => asked.has(stem)),
	);
}

/** A code stands in the text, and the text does not go on with more digits (FB300 is not in FB3000). */
const isNamed = (text: string, name: string): boolean => name.length >= 4 && /\d/.test(name) && new RegExp(`${name}(?!\\d)`).test(text);

/** What the model is told of products, as plain lines: public facts of what can be had, the public message of what cannot (SDR spec 4.7). */
export function catalogueLines(products: Product[], all: Product[], mostCharacters = 1500): string[] {
	const shown = products.flatMap((product) => {
		if (product.available) return [line(product)];
		const alternative = all.find(({ name, available }) => available && name === product.alternative);
		const offer = alternative ? ` Ofereça como alternativa: ${alternative.name}.` : '';
		return [
			`- ${product.name}: INDISPONÍVEL no momento. ${product.unavailable_message}${offer}`,
			...(alternative ? [line(alternative)] : []),
		];
	});
	const kept: string[] = [];
	for (const one of new Set(shown)) if (kept.join('\n').length + one.length < mostCharacters) kept.push(one);
	return kept;
}

/** Names by category, for whoever asks what there is; what cannot be had is left out (SDR spec F062). */
export function catalogueOverview(products: Product[], mostCharacters = 800): string {
	const names = new Map<string, string[]>();
	for (const { name, category, available } of products) if (available) names.set(category, [...(names.get(category) ?? []), name]);
	const groups = [...names].map(([category, all]) => [category.replaceAll('_', ' '), all.join(', ')].filter(Boolean).join(': '));
	return groups.join('; ').slice(0, mostCharacters);
}

const line = ({ name, category, facts }: Product): string =>
	`- ${name}${category ? ` (${category.replaceAll('_', ' ')})` : ''}: ${facts.join('; ')}`;
const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const lines = (value: unknown): string[] =>
	Array.isArray(value)
		? value.map(String).filter(Boolean)
		: words(value)
				.split('\n')
				.map((one) => one.trim())
				.filter(Boolean);
