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
	10: 'dezena dezenas',
	12: 'duzia duzias',
	100: 'centos centena centenas',
	1000: 'mil milheiro milheiros milhar milhares',
	1000000: 'milhao milhoes',
	1000000000: 'bilhao bilhoes',
};
/** English and Spanish words that Portuguese has not: a price in them is a price. A language's own reader adds here. */
const FOREIGN: Record<number, string> = {
	1: 'one uno',
	2: 'two',
	3: 'three',
	4: 'four cuatro',
	5: 'five',
	6: 'six',
	7: 'seven siete',
	8: 'eight ocho',
	9: 'nine nueve',
	10: 'ten diez',
	11: 'eleven once',
	12: 'twelve',
	13: 'thirteen trece',
	14: 'fourteen catorce',
	15: 'fifteen quince',
	16: 'sixteen',
	17: 'seventeen',
	18: 'eighteen',
	19: 'nineteen',
	20: 'twenty veinte',
	30: 'thirty treinta',
	40: 'forty cuarenta',
	50: 'fifty cincuenta',
	60: 'sixty sesenta',
	70: 'seventy',
	80: 'eighty ochenta',
	90: 'ninety',
	100: 'hundred cien ciento',
	200: 'doscientos',
	300: 'trescientos',
	400: 'cuatrocientos',
	500: 'quinientos',
};
const FOREIGN_SCALES: Record<number, string> = { 1000: 'thousand grand', 1000000: 'million millon' };

type Entry = [string, NumberWord];
const entries = (table: Record<number, string>, scale: boolean): Entry[] =>
	Object.entries(table).flatMap(([value, words]) => words.split(' ').map((word): Entry => [word, { value: Number(value), scale }]));

/** Numbers said small or big, as people say sums: "duzentinhos", "cinquentão", "dezinha", "milzinho". The shorter ones make other words ("seizinho" is nobody's). */
const sized = ([word, number]: Entry): Entry[] => {
	if (number.value < 10 || (number.scale && word !== 'mil')) return [];
	const stem = word === 'cem' ? 'cent' : word.replace(/[ao]?s$|[aeo]$/, '');
	const small = ['inho', 'inha', 'inhos', 'inhas'].flatMap((end) => [
		`${stem}${end}`,
		`${word.replace(/m$/, 'n')}z${end}`,
		`${word}z${end}`,
	]);
	return [...small, `${stem}ao`].map((form): Entry => [form, number]);
};

const PORTUGUESE: Entry[] = [...entries(FIGURES, false), ...entries(SCALES, true)];
const TENS = PORTUGUESE.filter(([, { value }]) => value >= 20 && value < 100)
	.flatMap(sized)
	.filter(([word]) => /(?:[^z]inha|ao)$/.test(word));
const WORDS = new Map([...PORTUGUESE.flatMap(sized), ...PORTUGUESE]);
const ALL = new Map([...entries(FOREIGN, false), ...entries(FOREIGN_SCALES, true), ...WORDS]);

/** The number that a folded word names, or null. */
export const numberWord = (word: string): NumberWord | null => WORDS.get(word) ?? null;
/** The same, with the words of English and Spanish: for whoever must not miss one. */
export const anyNumberWord = (word: string): NumberWord | null => ALL.get(word) ?? null;

/** The words for the whole numbers from one to below a hundred, as they are usually said. @param limit not included */
export const wordsBelow = (limit: number): Array<[string, number]> =>
	entries(FIGURES, false).flatMap(([word, { value }]): Array<[string, number]> => (value >= 1 && value < limit ? [[word, value]] : []));

/** All of these. */
export const ANY_NUMBER_WORDS: string[] = [...ALL.keys()];

/** The words themselves, for whoever mends typing errors; of those that are said small the tens alone, which people say. */
export const NUMBER_WORDS: string[] = [...entries(FOREIGN, false), ...entries(FOREIGN_SCALES, true), ...PORTUGUESE, ...TENS].map(
	([word]) => word,
);

/** Scales that say nothing without a number before them: "milhares de clientes", "centenas". */
export const VAGUE_ALONE = new Set(
	'dezena dezenas duzias centos centena centenas milheiros milhar milhares milhoes bilhoes milhao bilhao'.split(' '),
);
