/** A number from 0 (included) to 1 (excluded), as Math.random gives. */
export type Random = () => number;

/** A sentence as somebody else would have written it: other letters, the same meaning. */
export interface Mutation {
	name: string;
	/** @param isWord whether a typo would give another word that exists; such a typo is not made */
	of: (text: string, random: Random, isWord?: (word: string) => boolean) => string;
}

/** The same numbers for the same seed (mulberry32, public domain). */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const oneOf = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)];

/** Neighbours on the Brazilian keyboard (ABNT2); letters with accents are left alone. */
const NEIGHBOURS: Record<string, string> = Object.fromEntries(
	'a:sqz b:vn c:xv d:sf e:wr f:dg g:fh h:gj i:uo j:hk k:jl l:ko m:n n:bm o:ip p:o q:wa r:et s:ad t:ry u:yi v:cb w:qe x:zc y:tu z:xs'
		.split(' ')
		.map((pair) => pair.split(':') as [string, string]),
);
/** One wrong letter makes another number of some of these, or none at all, and nothing is said between one and what it counts. */
const NUMBER_WORD =
	/^(?:.*(?:enta|entos|entas|entinha|entinho)|um|uma|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez.*|onze|doze|treze|catorze|quatorze|quinze|vinte|trinta|cento|mil|milh.+|meio|meia)$/iu;
const TYPO_FROM = 5;

/** One word of five letters or more, and of the others every eighth, with one letter wrong, dropped or doubled. Ends of words stay: they conjugate. */
function typos(text: string, random: Random, isWord: (word: string) => boolean = () => false): string {
	const places = [...text.matchAll(/(?<![\p{L}\d@./:_-])\p{L}+(?![\p{L}\d@/_-]|[.:]\p{L})/gu)].filter(
		([word]) => word.length >= TYPO_FROM && !NUMBER_WORD.test(word),
	);
	const certain = Math.floor(random() * places.length);
	return places.reduceRight((left, { 0: word, index }, n) => {
		const typed = n === certain || random() < 1 / 8 ? mistyped(word, random) : word;
		return isWord(typed.toLowerCase()) ? left : left.slice(0, index) + typed + left.slice(index + word.length);
	}, text);
}

function mistyped(word: string, random: Random): string {
	const at = 1 + Math.floor(random() * (word.length - 2));
	const near = NEIGHBOURS[word[at].toLowerCase()];
	const letter = oneOf(['', word[at] + word[at], ...(near ? [oneOf([...near], random)] : [])], random);
	return word.slice(0, at) + letter + word.slice(at + 1);
}

const noAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

/** Without the marks that end or part a sentence. Those within numbers and addresses stay, and the comma after "não": it decides what is denied. */
const noPunctuation = (text: string): string =>
	text
		.replace(/(?<!(?<!\p{L})não)[,.!?;:…]+(?=\s|$)/giu, (marks, at: number) =>
			/\d$/.test(text.slice(0, at)) && /^\s+\d/.test(text.slice(at + marks.length)) ? marks : '',
		)
		.trim();

/** How Brazilians shorten on WhatsApp. Who misses one adds a line: whole words, the longer ones first. */
const SHORT: Array<[string, string[]]> = [
	['por favor', ['pfv', 'pf', 'pfvr']],
	['por que|porque', ['pq']],
	['vocês', ['vcs']],
	['você', ['vc']],
	['não', ['n', 'ñ', 'nao']],
	['quanto', ['qto', 'qnto']],
	['quantos', ['qtos']],
	['quantas', ['qtas']],
	['quando', ['qdo', 'qnd']],
	['mensagens', ['msgs', 'msg']],
	['mensagem', ['msg']],
	['que', ['q']],
	['com', ['c/']],
	// "Para" is a verb too: "para de mandar" stays.
	['para(?= (?:mim|você|vocês|vc|vcs|meu|minha|nossa|nosso|sua|seu|quantas|quando|qual|\\p{L}+[aei]r)(?!\\p{L}))', ['pra', 'p/']],
	['também', ['tb', 'tbm']],
	['muito', ['mto']],
	['hoje', ['hj']],
	['mesmo', ['msm']],
	['depois', ['dps']],
	['aqui', ['aki']],
	['está', ['tá', 'ta']],
	['estou', ['tô', 'to']],
	['telefone', ['tel', 'fone']],
	['whatsapp', ['zap', 'wpp']],
	['obrigad[oa]', ['obg', 'obgd']],
	['é', ['eh']],
];
const shortened = (text: string, random: Random): string =>
	SHORT.reduce(
		(left, [words, short]) =>
			left.replace(new RegExp(`(?<![\\p{L}\\d.@/])(?:${words})(?![\\p{L}\\d@/]|\\.\\p{L})`, 'giu'), () => oneOf(short, random)),
		text,
	);

const OPENINGS = ['é', 'então', 'é então', 'tipo assim', 'então é'];
const FILLERS = ['tipo', 'então', 'tipo assim'];
/** Nothing is pushed between these and what they rule. */
const RULES = /^(?:não|nunca|jamais|nenhum|para|pare|parem|parar|mais|sem)$/i;

/** As a voice note is written down: no marks, no capital at the start, something said while thinking. */
function spoken(text: string, random: Random): string {
	const words = noPunctuation(text).split(/\s+/);
	const gaps = words.flatMap((word, n) =>
		isPlainWord(word) && isPlainWord(words[n + 1] ?? '') && !isName(words[n + 1]) && !RULES.test(word) ? [n + 1] : [],
	);
	const filled = gaps.length > 0 ? words.toSpliced(oneOf(gaps, random), 0, oneOf(FILLERS, random)) : words;
	return [oneOf(OPENINGS, random), filled[0].toLowerCase(), ...filled.slice(1)].join(' ');
}
const isName = (word: string): boolean => /^\p{Lu}/u.test(word);
const isPlainWord = (word: string): boolean => /^\p{L}{4,}$/u.test(word) && !NUMBER_WORD.test(word);

export const MUTATIONS: readonly Mutation[] = [
	{ name: 'typos', of: typos },
	{ name: 'no accents', of: noAccents },
	{ name: 'no punctuation', of: noPunctuation },
	{ name: 'abbreviations', of: shortened },
	{ name: 'upper case', of: (text) => text.toUpperCase() },
	{ name: 'voice', of: spoken },
];
