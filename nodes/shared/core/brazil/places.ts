import { plain } from '../text/words';

/** Area codes (DDD) in use, Anatel's list of 67. 68 (Acre) and 69 (Rondônia) are among them. */
const AREA_CODES = new Set(
	(
		'11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 63 64 65 66 67 68 69 ' +
		'71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99'
	).split(' '),
);

/** Federative units by name, without accents. */
const STATES: Record<string, string> = {
	acre: 'AC',
	alagoas: 'AL',
	amapa: 'AP',
	amazonas: 'AM',
	bahia: 'BA',
	ceara: 'CE',
	'distrito federal': 'DF',
	'espirito santo': 'ES',
	goias: 'GO',
	maranhao: 'MA',
	'mato grosso': 'MT',
	'mato grosso do sul': 'MS',
	'minas gerais': 'MG',
	para: 'PA',
	paraiba: 'PB',
	parana: 'PR',
	pernambuco: 'PE',
	piaui: 'PI',
	'rio de janeiro': 'RJ',
	'rio grande do norte': 'RN',
	'rio grande do sul': 'RS',
	rondonia: 'RO',
	roraima: 'RR',
	'santa catarina': 'SC',
	'sao paulo': 'SP',
	sergipe: 'SE',
	tocantins: 'TO',
};
/** Codes of the 27 federative units. */
export const STATE_CODES: readonly string[] = Object.values(STATES);
const UNITS = new Set(STATE_CODES);

const unitOf = (words: string): string | null => {
	const name = words.replace(/^(?:o )?estado d[eoa] (?:o )?|^uf:? /, '').replace(/\.$/, '');
	return UNITS.has(name.toUpperCase()) ? name.toUpperCase() : (STATES[name] ?? null);
};

const NAMES = new Map(Object.entries(STATES).map(([name, unit]) => [unit, name]));
/** The name of a federative unit, lower case without accents. @param unit one of the 27 codes */
export const nameOfState = (unit: string): string => NAMES.get(unit)!;

export const isAreaCode = (digits: string): boolean => AREA_CODES.has(digits);

/**
 * The two-letter state (UF) of what a lead wrote: a code or a full name, with or without accents.
 * @returns null when it is neither (SDR spec 2.3: never the first two letters of something else).
 */
export function stateCode(text: string): string | null {
	const words = plain(text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, ''));
	const one = unitOf(words);
	if (one) return one;
	// "SC - Santa Catarina", "Santa Catarina (SC)", "Estado de São Paulo": every part says the same state, or one says it and the other is the country.
	const parts = words.split(/\s*[-–—/,()|]\s*/).filter((part) => part !== '' && !/^bra[sz]il$/.test(part));
	const units = new Set(parts.map(unitOf));
	return units.size === 1 ? [...units][0] : null;
}
