/** Ways in which people and models write the same sentence, each the same for the same text. */
export type Mutation =
	'as written' | 'no accents' | 'no punctuation' | 'upper case' | 'number words' | 'letter lost' | 'letters swapped' | 'letter doubled';
export const MUTATIONS: Mutation[] = [
	'as written',
	'no accents',
	'no punctuation',
	'upper case',
	'number words',
	'letter lost',
	'letters swapped',
	'letter doubled',
];

const ADDRESS = /https?:|www\.|@|\.\w{2,}\/|\w\.(?:com|br|me|ly|ai|tech|ae|site|be|link)\b/;

/** @returns the sentence changed, or null where there is nothing to change */
export function mutated(text: string, mutation: Mutation): string | null {
	const changed = change(text, mutation);
	return mutation === 'as written' || changed !== text ? changed : null;
}

function change(text: string, mutation: Mutation): string {
	switch (mutation) {
		case 'as written':
			return text;
		case 'no accents':
			return text.normalize('NFD').replace(/\p{M}(?!\u20E3)/gu, '');
		case 'no punctuation':
			return text.replace(/[.,!?;:]+(?=\s|$)/g, '');
		case 'upper case':
			return ADDRESS.test(text) ? text : text.toUpperCase();
		case 'number words':
			return text.replace(/(?<![\d.,\p{L}/:$-])(\d{1,2})(?= \p{Ll}{3,}|[.?!]?$)/gu, (digits) => inWords(Number(digits)));
		default:
			return ADDRESS.test(text) ? text : misspelt(text, mutation);
	}
}

/** One error in one long word, which word and where depends on the text alone. */
function misspelt(text: string, mutation: Mutation): string {
	const words = [...text.matchAll(/\p{L}{6,}/gu)];
	if (words.length === 0) return text;
	const seed = [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
	const { 0: word, index } = words[seed % words.length];
	const at = 1 + (seed % (word.length - 3));
	const wrong =
		mutation === 'letter lost'
			? word.slice(0, at) + word.slice(at + 1)
			: mutation === 'letter doubled'
				? word.slice(0, at) + word[at] + word.slice(at)
				: word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
	return text.slice(0, index) + wrong + text.slice(index + word.length);
}

const ONES =
	'zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove'.split(' ');
const TENS = 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
function inWords(value: number): string {
	if (value < 20) return ONES[value];
	const [ten, one] = [TENS[Math.floor(value / 10) - 2], value % 10];
	return one === 0 ? ten : `${ten} e ${ONES[one]}`;
}
