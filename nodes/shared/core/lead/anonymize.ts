import { plain } from '../text/words';
import { cnpj } from '../brazil/cnpj';
import { EMAILS } from '../text/email';
import { parseTypedPhone } from '../brazil/phone';

/** What stands in the place of what tells who somebody is. */
const MARKS = {
	email: '[EMAIL]',
	cnpj: '[CNPJ]',
	cpf: '[CPF]',
	phone: '[TELEFONE]',
	postcode: '[CEP]',
	address: '[ENDEREÇO]',
	name: '[NOME]',
};

const CNPJ_SHAPE = /(?<![\w])[\dA-Z]{2}\.[\dA-Z]{3}\.[\dA-Z]{3}\/[\dA-Z]{4}-\d{2}(?!\d)/gi;
const CNPJ_BARE = /(?<![\w])[\dA-Z]{12}\d{2}(?![\w])/gi;
const CPF_SHAPE = /(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g;
const CPF_BARE = /(?<!\d)\d{9}-?\d{2}(?!\d)/g;
/** With its area code, however it is written; nine or eight digits without one only with their hyphen: order numbers and amounts look the same else. */
const PHONE = /(?<!\d)(?:\+\s?)?(?:\(?55\)?[\s.-]?)?\(?0?\d{2}\)?[\s.-]?9?\d{4}[\s.-]?\d{4}(?!\d)|(?<![\d-])9?\d{4}-\d{4}(?![\d-])/g;
const POSTCODE = /(?<!\d)\d{5}-\d{3}(?!\d)|(?<=\bcep:?\s)\d{8}(?!\d)/gi;
/** What streets are called in addresses, the frequent kinds; one without its kind cannot be told from other words. Whoever meets another adds it. */
const STREET =
	/(?<!\p{L})(?:rua|r\.|avenida|av\.?|travessa|alameda|rodovia|estrada|praça)\s+(?:\p{L}[\p{L}.]*\s+){0,5}\p{L}[\p{L}.]*(?:,?\s*(?:n[º°o]?\.?\s*)?\d{1,5})?/giu;
/** Parts of a name that are no name. */
const PARTICLES = new Set(['da', 'das', 'de', 'do', 'dos', 'e']);

/**
 * A text without what tells who wrote it: addresses, numbers and the names that are known. Done again it changes nothing (SDR spec 6.7).
 * @param names of the person, as they are stored; each part of them counts
 * @param companies that tell who it is; their name as a whole, with or without accents
 */
export function anonymized(
	text: string,
	names: ReadonlyArray<string | null | undefined> = [],
	companies: ReadonlyArray<string | null | undefined> = [],
): string {
	const wholes = companies
		.map((company) =>
			plain(company ?? '')
				.split(/[^\p{L}\d]+/u)
				.filter(Boolean),
		)
		.filter((words) => words.join('').length > 2);
	const finders = [...wholes.map(wholeFinder), ...partsOf(names).map(nameFinder)];
	for (let left = text; ;) {
		const next = finders.reduce((words, finder) => words.replace(finder, MARKS.name), withoutNumbers(left));
		if (next === left) return left;
		left = next;
	}
}

const withoutNumbers = (text: string): string =>
	text
		.replace(EMAILS, MARKS.email)
		.replace(CNPJ_SHAPE, MARKS.cnpj)
		.replace(CNPJ_BARE, (given) => (cnpj(given) ? MARKS.cnpj : given))
		.replace(CPF_SHAPE, MARKS.cpf)
		.replace(CPF_BARE, (given, at: number, whole: string) => (isCpf(given, whole.slice(0, at)) ? MARKS.cpf : given))
		.replace(POSTCODE, MARKS.postcode)
		.replace(PHONE, (given) => (isPhone(given) ? MARKS.phone : given))
		.replace(STREET, (given) => (/\d/.test(given) ? MARKS.address : given));

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Eleven digits are a CPF where it is said so, or where they check and no phone has that form. */
function isCpf(given: string, before: string): boolean {
	if (/\bcpf\b\D{0,15}$/i.test(before)) return true;
	return checks(digitsOf(given)) && !isPhone(given);
}

function checks(digits: string): boolean {
	if (new Set(digits).size === 1) return false;
	const digit = (length: number): number => {
		const sum = [...digits.slice(0, length)].reduce((total, one, n) => total + Number(one) * (length + 1 - n), 0);
		return ((sum * 10) % 11) % 10;
	};
	return digit(9) === Number(digits[9]) && digit(10) === Number(digits[10]);
}

function isPhone(given: string): boolean {
	if (digitsOf(given).length < 10) return given.includes('-');
	try {
		return !parseTypedPhone(digitsOf(given)).foreign;
	} catch {
		return false;
	}
}

const partsOf = (names: ReadonlyArray<string | null | undefined>): string[] => [
	...new Set(names.flatMap((name) => plain(name ?? '').split(/[^\p{L}]+/u)).filter((part) => part.length > 2 && !PARTICLES.has(part))),
];

/** The words of a name one after the other, whatever stands between them. */
const wholeFinder = (words: string[]): RegExp =>
	new RegExp(`(?<![\\p{L}\\[])${words.map(accented).join('[^\\p{L}\\d\\n]{1,3}')}(?![\\p{L}\\]])`, 'giu');

const accented = (word: string): string => [...word].map((letter) => ACCENTED[letter] ?? letter).join('');

/** A part of a name as a whole word, with or without its accents. */
const nameFinder = (part: string): RegExp => new RegExp(`(?<![\\p{L}\\[])${accented(part)}(?![\\p{L}\\]])`, 'giu');
const ACCENTED: Record<string, string> = { a: '[aáàâãä]', c: '[cç]', e: '[eéèêë]', i: '[iíìîï]', o: '[oóòôõö]', u: '[uúùûü]', n: '[nñ]' };
