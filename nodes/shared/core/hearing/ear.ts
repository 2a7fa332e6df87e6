import { compile, type Compiled } from './compiled';
import { LABELS, type Label, type Listened } from './intent';
import { Lexicon } from './lexicon';
import { saidOf, type Said } from './match';
import { isNegated } from './negation';
import { spansOf, type Sentence } from './spans';
import { BadPattern, patternLines, readPattern } from './pattern';
import { COMMERCIAL, MEASURED } from './patterns/commercial';
import { HUMAN } from './patterns/human';
import { INJECTION } from './patterns/injection';
import { LGPD } from './patterns/lgpd';
import { NAMED } from './patterns/named';
import { OPT_OUT, OPT_OUT_ALONE } from './patterns/optOut';
import { DELIVERY, SUPPORT, TECHNICAL } from './patterns/product';
import { tokensOf } from './tokens';

/** What a person may ask of their data. */
export type LgpdKind = keyof typeof LGPD;
export const LGPD_KINDS = Object.keys(LGPD) as LgpdKind[];

export interface Heard {
	label: Label;
	/** The words of the message that said it, folded. */
	phrase: string;
	/** Of a data request, what is asked. */
	kind?: LgpdKind;
}

/** What a message says, of all that is listened for: each label once, in the order of LABELS. Pure; linear in the length of the text. */
export type Ear = (text: string) => Heard[];

const LISTS = { ...NAMED, ...MEASURED };
const DEFAULTS: Array<{ label: Label; kind?: LgpdKind; listened: Listened }> = [
	{ label: 'commercial', listened: COMMERCIAL },
	{ label: 'delivery', listened: DELIVERY },
	{ label: 'technical', listened: TECHNICAL },
	{ label: 'human', listened: HUMAN },
	{ label: 'optOut', listened: OPT_OUT },
	...LGPD_KINDS.map((kind) => ({ label: 'lgpd' as const, kind, listened: LGPD[kind] })),
	{ label: 'injection', listened: INJECTION },
	{ label: 'support', listened: SUPPORT },
];
/** What is meant by none of its words when they stand in a wish to get no more messages: "chega de promoção", "parem de me ligar". */
const REFUSED: Label[] = ['commercial', 'delivery', 'human'];
/** A negation before an operator's words takes them back where it takes back our own. */
const NEGATABLE: Label[] = ['human', 'support', 'optOut'];

interface Pattern {
	/** All that has to be said, near each other in any order; most patterns are one. */
	all: Compiled[];
	/** What must not be said beside it. */
	none: Compiled[];
	needs: number[][];
	intent: number;
	unless: boolean;
}
interface Intent {
	label: Label;
	kind?: LgpdKind;
	negatable: boolean;
}

/** Articles within an operator's phrase come and go: "falar com o gerente" is said without its "o" too. */
const articlesFree = (line: string): string => line.replace(/(?<=[^\s(|[]\s)(o|a|os|as|um|uma)(?=\s[^\s|)\]])/gi, '[$1]');

/** An operator's lists, a label each: patterns apart by a line or `|`. */
export type OwnLists = Partial<Record<Label, string>>;

/**
 * Makes an ear.
 * @param own an operator's lists; a pattern that cannot be used is left out (`problemsIn` tells of it)
 * @param mode whether a list is added to what is listened for anyway, or takes its place
 */
export function earOf(own: OwnLists = {}, mode: 'add' | 'replace' = 'add'): Ear {
	const key = JSON.stringify([mode, LABELS.map((label) => own[label]?.trim() ?? '')]);
	const known = EARS.get(key);
	if (known) return known;
	if (EARS.size >= MOST_EARS) EARS.clear();
	const ear = made(own, mode);
	EARS.set(key, ear);
	return ear;
}

/** To read the patterns takes longer than a message does: ears are kept, one for each set of lists. */
const EARS = new Map<string, Ear>();
const MOST_EARS = 20;

function made(own: OwnLists, mode: 'add' | 'replace'): Ear {
	const lexicon = new Lexicon();
	const intents: Intent[] = [];
	const patterns: Pattern[] = [];
	const listen = (intent: Intent, { say, unless = '' }: Listened): void => {
		intents.push(intent);
		for (const [text, isUnless] of [
			[say, false],
			[unless, true],
		] as const)
			for (const line of patternLines(text)) {
				const read = usable(line, lexicon);
				if (read) patterns.push({ ...read, intent: intents.length - 1, unless: isUnless });
			}
	};
	for (const { label, kind, listened } of DEFAULTS)
		if (mode === 'add' || !own[label]?.trim()) listen({ label, kind, negatable: listened.negatable === true }, listened);
	if (mode === 'replace' && own.optOut?.trim()) listen({ label: 'optOut', negatable: false }, { say: OPT_OUT_ALONE });
	for (const label of LABELS)
		if (own[label]?.trim())
			listen(
				{ label, ...(label === 'lgpd' && { kind: 'access' as const }), negatable: NEGATABLE.includes(label) },
				{ say: patternLines(own[label]).map(articlesFree).join('\n') },
			);
	const index = indexed(patterns);
	return (text) => heard(saidOf(tokensOf(withoutMarks(text)), lexicon), intents, index);
}

/** What stands in square brackets is a mark and no word of a customer's: our own ("[áudio transcrito]"), or the prefix that the team takes over with. */
const withoutMarks = (text: string): string => text.replace(/\[[^\]\n]{1,40}\]/g, (mark) => ' '.repeat(mark.length));

/** Sentences on the patterns of a list that cannot be used; empty when all can. */
export function problemsIn(list: string): string[] {
	return patternLines(list).flatMap((line) => {
		try {
			readPattern(line, LISTS);
			return [];
		} catch (error) {
			return [(error as BadPattern).message];
		}
	});
}

function usable(line: string, lexicon: Lexicon): Pick<Pattern, 'all' | 'none' | 'needs'> | null {
	try {
		const { all, none } = readPattern(line, LISTS);
		const compiled = all.map((parts) => compile(parts, lexicon));
		return { all: compiled, none: none.map((parts) => compile(parts, lexicon)), needs: compiled.flatMap(({ needs }) => needs) };
	} catch (error) {
		if (error instanceof BadPattern) return null;
		throw error;
	}
}

/** Patterns by the set of words that tells most about them: of those that each needs, the one that the fewest patterns share. */
type Index = Map<number, Pattern[]>;

function indexed(patterns: Pattern[]): Index {
	const uses = new Map<number, number>();
	for (const { needs } of patterns) for (const id of needs.flat()) uses.set(id, (uses.get(id) ?? 0) + 1);
	const shared = (ids: number[]): number => ids.reduce((sum, id) => sum + uses.get(id)!, 0);
	const index: Index = new Map();
	for (const pattern of patterns) {
		const key = pattern.needs.reduce((best, ids) => (shared(ids) < shared(best) ? ids : best));
		for (const id of new Set(key)) index.set(id, [...(index.get(id) ?? []), pattern]);
	}
	return index;
}

/** The sentences of a message: where each begins and ends, and the places of the words of each set. */
function sentencesOf({ tokens, ids }: Said): Sentence[] {
	const sentences: Sentence[] = [];
	for (let from = 0; from < tokens.length;) {
		const places = new Map<number, number[]>();
		let to = from;
		for (; to < tokens.length && tokens[to].sentence === tokens[from].sentence; to++)
			for (const id of ids[to]) {
				const known = places.get(id);
				if (known) known.push(to);
				else places.set(id, [to]);
			}
		sentences.push({ from, to, places });
		from = to;
	}
	return sentences;
}

type Match = { intent: number; from: number; end: number };

function matchesIn(said: Said, sentence: Sentence, intents: Intent[], index: Index): Match[] {
	const { places } = sentence;
	const possible = new Set<Pattern>();
	for (const id of places.keys())
		for (const pattern of index.get(id) ?? []) if (pattern.needs.every((ids) => ids.some((one) => places.has(one)))) possible.add(pattern);
	const found: Match[] = [];
	const voided = new Set<number>();
	for (const pattern of possible) {
		const { intent, unless } = pattern;
		for (const { from, end } of spansOf(said, pattern, sentence)) {
			if (unless) voided.add(intent);
			else if (!intents[intent].negatable || !isNegated(said, from, end)) found.push({ intent, from, end });
		}
	}
	return found.filter(({ intent }) => !voided.has(intent));
}

function heard(said: Said, intents: Intent[], index: Index): Heard[] {
	const all = sentencesOf(said)
		.flatMap((sentence) => matchesIn(said, sentence, intents, index))
		.sort((a, b) => a.intent - b.intent);
	const refusals = all.filter(({ intent }) => intents[intent].label === 'optOut');
	const isRefused = ({ intent, from, end }: Match): boolean =>
		REFUSED.includes(intents[intent].label) && refusals.some((one) => one.from <= from && one.end >= end);
	const kept = all.filter((match) => !isRefused(match));
	return LABELS.flatMap((label) => {
		const first = kept.find(({ intent }) => intents[intent].label === label);
		if (!first) return [];
		const { kind } = intents[first.intent];
		const phrase = said.tokens
			.slice(first.from, Math.max(first.end, first.from + 1))
			.map(({ word }) => word)
			.join(' ');
		return [{ label, phrase, ...(kind && { kind }) }];
	});
}
