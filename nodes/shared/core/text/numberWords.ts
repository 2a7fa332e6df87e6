/** What a word adds to a number: a figure below a thousand, or a scale that multiplies what stands before it. */
export type NumberWord = { value: number; scale: boolean };

const FIGURES: Record<number, string> = {
	0: 'zero',
	1: 'um uma hum',
	2: 'dois duas doiz',
	3: 'tres treis',
	4: 'quatro',
	5: 'cinco',
	6: 'seis',
	7: 'sete',
	8: 'oito',
	9: 'nove',
	10: 'dez deis',
	11: 'onze',
	12: 'doze',
	13: 'treze',
	14: 'catorze quatorze',
	15: 'quinze',
	16: 'dezesseis dezasseis',
	17: 'dezessete dezassete',
	18: 'dezoito',
	19: 'dezenove dezanove',
	20: 'vinte',
	30: 'trinta',
	40: 'quarenta',
	50: 'cinquenta cincoenta',
	60: 'sessenta',
	70: 'setenta',
	80: 'oitenta',
	90: 'noventa',
	100: 'cem cento',
	200: 'duzentos duzentas',
	300: 'trezentos trezentas',
	400: 'quatrocentos quatrocentas',
	500: 'quinhentos quinhentas',
	600: 'seiscentos seiscentas',
	700: 'setecentos setecentas',
	800: 'oitocentos oitocentas',
	900: 'novecentos novecentas',
};
/** What is counted in: bricks by the thousand, snacks by the hundred, buns by the dozen. */
const SCALES: Record<number, string> = {
	12: 'duzia duzias',
	100: 'centos centena centenas',
	1000: 'mil milheiro milheiros milhar milhares',
	1000000: 'milhao milhoes',
	1000000000: 'bilhao bilhoes',
};
/** Numbers said small. */
const SMALL: Record<number, string> = {
	10: 'dezinho dezao',
	20: 'vintinho vintao',
	30: 'trintinha trintao',
	40: 'quarentinha quarentao',
	50: 'cinquentinha cinquentao',
	60: 'sessentinha',
	70: 'setentinha',
	80: 'oitentinha',
	90: 'noventinha',
	100: 'cenzinho cemzinho centinho',
	200: 'duzentinhos duzentinha duzentao',
	300: 'trezentinhos trezentinha trezentao',
	400: 'quatrocentinhos',
	500: 'quinhentinhos quinhentinha quinhentao',
};

const entries = (table: Record<number, string>, scale: boolean): Array<[string, NumberWord]> =>
	Object.entries(table).flatMap(([value, words]) =>
		words.split(' ').map((word): [string, NumberWord] => [word, { value: Number(value), scale }]),
	);
const WORDS = new Map([
	...entries(FIGURES, false),
	...entries(SMALL, false),
	...entries(SCALES, true),
	...entries({ 1000: 'milzinho milao' }, true),
]);

/** The number that a folded word names, or null. */
export const numberWord = (word: string): NumberWord | null => WORDS.get(word) ?? null;

/** Scales that say nothing without a number before them: "milhares de clientes", "centenas". */
export const VAGUE_ALONE = new Set('duzias centos centena centenas milheiros milhar milhares milhoes bilhoes milhao bilhao'.split(' '));
