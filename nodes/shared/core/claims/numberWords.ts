/** Words for numbers in Portuguese, with those of English and Spanish that differ, so that a price in them is a price. A language's own reader adds here. */
const list = (from: number, step: number, words: string): Array<[string, number]> =>
	words.split(' ').flatMap((both, n) => both.split('/').map((word): [string, number] => [word, from + n * step]));

const ONES = new Map<string, number>([
	...list(
		0,
		1,
		'zero um/uma/one/uno dois/duas/two tres/three quatro/four/cuatro cinco/five seis/six sete/seven/siete oito/eight/ocho nove/nine/nueve',
	),
]);
const TEENS = new Map<string, number>([
	...list(
		10,
		1,
		'dez/ten/diez onze/eleven/once doze/twelve treze/thirteen/trece quatorze/catorze/fourteen/catorce quinze/fifteen/quince ' +
			'dezesseis/dezasseis/sixteen dezessete/seventeen dezoito/eighteen dezenove/nineteen',
	),
]);
const TENS = new Map<string, number>([
	...list(
		20,
		10,
		'vinte/vintinha/vintao/twenty/veinte trinta/trintinha/thirty/treinta quarenta/quarentinha/forty/cuarenta cinquenta/cinquentinha/cinquentao/fifty/cincuenta ' +
			'sessenta/sessentinha/sixty/sesenta setenta/seventy oitenta/oitentinha/eighty/ochenta noventa/ninety',
	),
]);
const HUNDREDS = new Map<string, number>([
	['cem', 100],
	['cento', 100],
	['hundred', 100],
	['cien', 100],
	['ciento', 100],
	...list(
		200,
		100,
		'duzentos/duzentas/doscientos trezentos/trezentas/trescientos quatrocentos/quatrocentas/cuatrocientos quinhentos/quinhentas/quinientos ' +
			'seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas',
	),
]);
const THOUSANDS = new Map<string, number>([
	['mil', 1e3],
	['thousand', 1e3],
	['k', 1e3],
	['grand', 1e3],
	['milhao', 1e6],
	['milhoes', 1e6],
	['million', 1e6],
	['millon', 1e6],
	['bilhao', 1e9],
	['bilhoes', 1e9],
]);
const DOZENS = new Map<string, number>([
	['duzia', 12],
	['duzias', 12],
	['dezena', 10],
	['dezenas', 10],
	['centena', 100],
	['centenas', 100],
]);

export const isThousand = (word: string): boolean => THOUSANDS.has(word);
export const thousandOf = (word: string): number | undefined => THOUSANDS.get(word) ?? DOZENS.get(word);

/** Every word that stands for a number, for whoever mends typing errors. */
export const NUMBER_WORDS: string[] = [ONES, TEENS, TENS, HUNDREDS, THOUSANDS, DOZENS].flatMap((words) => [...words.keys()]);

/** A number below a thousand and how many words it takes, from a position in a list of words; null when there is none. */
export function hundredsAt(words: readonly string[], at: number): { value: number; count: number } | null {
	let value = 0;
	let n = at;
	const take = (kind: Map<string, number>): boolean => {
		const joined = n > at && (words[n] === 'e' || words[n] === 'y' || words[n] === 'and' || words[n] === '-') ? n + 1 : n;
		const found = kind.get(words[joined]);
		if (found === undefined) return false;
		value += found;
		n = joined + 1;
		return true;
	};
	const hundred = take(HUNDREDS);
	if (!take(TEENS)) {
		const ten = take(TENS);
		if (!hundred && !ten && !ONES.has(words[n])) return null;
		take(ONES);
	}
	return { value, count: n - at };
}
