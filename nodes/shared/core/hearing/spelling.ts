/**
 * How a word sounds in Portuguese, so that "presso", "kero" and "xamar" are the words that they sound like. A single s between vowels is a z: "preso" is not "preço".
 * @param word lower case, accents gone but for the cedilla
 */
export const sound = (word: string): string =>
	word
		.replace(/ç|ss|sc(?=[ei])|c(?=[ei])/g, 'S')
		.replace(/ch|sh/g, 'X')
		.replace(/lh/g, 'L')
		.replace(/nh/g, 'N')
		.replace(/ph/g, 'f')
		.replace(/qu(?=[ei])/g, 'k')
		.replace(/gu(?=[ei])/g, 'G')
		.replace(/g(?=[ei])/g, 'j')
		.replace(/[cq]/g, 'k')
		.replace(/y/g, 'i')
		.replace(/w/g, 'v')
		.replace(/h/g, '')
		.replace(/(?<=[aeiou])s(?=[aeiou])/g, 'z')
		.replace(/s|z$/g, 'S')
		.replace(/x/g, 'X')
		.replace(/([^r])\1+/g, '$1')
		.replace(/r{2,}/g, single);

/** Of r's in a row as many as sound: two between vowels, where "carro" is not "caro", and one elsewhere. */
export const single = (rs: string, at: number, word: string): string =>
	isVowel(word[at - 1]) && isVowel(word[at + rs.length]) ? 'rr' : 'r';
const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiou'.includes(letter);

/** Shorter words have too many neighbours. */
export const SHORTEST = 5;
/** From so many letters on any letter may be the wrong one; in a shorter word it is one beside it on the keyboard, and the first letter stands. */
const LONG = 6;

/** Letters beside each other on the Brazilian keyboard (ABNT2). */
const BESIDE = new Map(
	'aqwsz bvghn cxdfv dsefcx ewsdr frdgvc gftyhb hgyujn iujko jhuikm kjiolm lkopç mnjk nbhjm oiklp polç qwas redft swedxza tfgyr uyhji vcfgb wqsae xzsdc ythgu zasx'
		.split(' ')
		.map((keys): [string, string] => [keys[0], keys.slice(1)]),
);
const isBeside = (one: string, other: string): boolean => BESIDE.get(one)?.includes(other) ?? false;

/** Whether one letter wrong, missing, too many, or two changed places, make one word the other. */
function isOneSlip(word: string, term: string): boolean {
	if (Math.abs(word.length - term.length) > 1) return false;
	let from = 0;
	while (from < word.length && word[from] === term[from]) from += 1;
	const isShort = term.length < LONG;
	if (isShort && (from === 0 || word[word.length - 1] !== term[term.length - 1])) return false;
	const [rest, meant] = [word.slice(from), term.slice(from)];
	if (rest.slice(1) === meant || rest === meant.slice(1)) return true;
	if (rest.slice(1) === meant.slice(1)) return !isShort || isBeside(rest[0], meant[0]);
	return rest.length > 1 && rest[0] === meant[1] && rest[1] === meant[0] && rest.slice(2) === meant.slice(2);
}

/** Done is not wished: "recebeu" is no slip of "receber", "falado" none of "falando". */
const PAST = /(?:ei|ou|eu|iu|aram|eram|iram|ava|avam|ad[oa]s?|id[oa]s?|i)$/;
/** Whether a word may be read as another one with a slip in it. */
export const maySlip = (word: string, term: string): boolean => (!PAST.test(word) || PAST.test(term)) && isOneSlip(word, term);
