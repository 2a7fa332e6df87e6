import { compile, type Compiled } from './compiled';
import { LABELS, type Label, type Listened } from './intent';
import { Lexicon } from './lexicon';
import { matchAt, saidOf, type Said } from './match';
import { isNegated } from './negation';
import { BadPattern, patternLines, readPattern, type Part } from './pattern';
import { COMMERCIAL, MEASURED } from './patterns/commercial';
import { HUMAN } from './patterns/human';
import { INJECTION } from './patterns/injection';
import { LGPD } from './patterns/lgpd';
import { NAMED } from './patterns/named';
import { OPT_OUT } from './patterns/optOut';
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
/** A negation before an operator's words takes them back where it takes back our own. */
const NEGATABLE: Label[] = ['human', 'support', 'optOut'];

interface Pattern extends Compiled {
	intent: number;
	unless: boolean;
}
interface Intent {
	label: Label;
	kind?: LgpdKind;
	negatable: boolean;
}

/** An operator's lists, a label each: patterns apart by a line or `|`. */
export type OwnLists = Partial<Record<Label, string>>;

/**
 * Makes an ear.
 * @param own an operator's lists; a pattern that cannot be used is left out (`problemsIn` tells of it)
 * @param mode whether a list is added to what is listened for anyway, or takes its place
 */
export function earOf(own: OwnLists = {}, mode: 'add' | 'replace' = 'add'): Ear {
	const lexicon = new Lexicon();
	const intents: Intent[] = [];
	const patterns: Pattern[] = [];
	const listen = (intent: Intent, { say, unless = '' }: Listened): void => {
		intents.push(intent);
		for (const [text, isUnless] of [[say, false], [unless, true]] as const)
			for (const line of patternLines(text)) {
				const parts = usable(line, lexicon);
				if (parts) patterns.push({ ...compile(parts), intent: intents.length - 1, unless: isUnless });
			}
	};
	for (const { label, kind, listened } of DEFAULTS)
		if (mode === 'add' || !own[label]?.trim()) listen({ label, kind, negatable: listened.negatable === true }, listened);
	for (const label of LABELS)
		if (own[label]?.trim())
			listen({ label, ...(label === 'lgpd' && { kind: 'access' as const }), negatable: NEGATABLE.includes(label) }, { say: own[label] });
	const index = indexed(patterns);
	return (text) => heard(saidOf(tokensOf(text), lexicon), intents, index);
}

/** Sentences on the patterns of a list that cannot be used; empty when all can. */
export function problemsIn(list: string): string[] {
	const lexicon = new Lexicon();
	return patternLines(list).flatMap((line) => {
		try {
			readPattern(line, lexicon, LISTS);
			return [];
		} catch (error) {
			return [(error as BadPattern).message];
		}
	});
}

function usable(line: string, lexicon: Lexicon): Part[] | null {
	try {
		return readPattern(line, lexicon, LISTS);
	} catch (error) {
		if (error instanceof BadPattern) return null;
		throw error;
	}
}

interface Index {
	byFirst: Map<number, Pattern[]>;
	any: Pattern[];
}

function indexed(patterns: Pattern[]): Index {
	const index: Index = { byFirst: new Map(), any: [] };
	for (const pattern of patterns) {
		if (pattern.first === null) index.any.push(pattern);
		else for (const id of pattern.first) index.byFirst.set(id, [...(index.byFirst.get(id) ?? []), pattern]);
	}
	return index;
}

/** The sets of words that each sentence has a word of. */
function presentIn({ tokens, ids }: Said): Array<Set<number>> {
	const present: Array<Set<number>> = [];
	tokens.forEach(({ sentence }, n) => {
		present[sentence] ??= new Set();
		for (const id of ids[n]) present[sentence].add(id);
	});
	return present;
}

function heard(said: Said, intents: Intent[], index: Index): Heard[] {
	const found: Array<{ intent: number; from: number; end: number }> = [];
	const voided = new Set<string>();
	const present = presentIn(said);
	said.tokens.forEach((token, from) => {
		const candidates = new Set(index.any);
		for (const id of said.ids[from]) for (const pattern of index.byFirst.get(id) ?? []) candidates.add(pattern);
		const isThere = (ids: number[]): boolean => ids.some((id) => present[token.sentence].has(id));
		for (const { start, needs, intent, unless } of candidates) {
			const end = needs.every(isThere) ? matchAt(said, start, from) : null;
			if (end === null) continue;
			if (unless) voided.add(`${intent} ${token.sentence}`);
			else if (!intents[intent].negatable || !isNegated(said, from, end)) found.push({ intent, from, end });
		}
	});
	const all = found.filter(({ intent, from }) => !voided.has(`${intent} ${said.tokens[from].sentence}`)).sort((a, b) => a.intent - b.intent);
	return LABELS.flatMap((label) => {
		const first = all.find(({ intent }) => intents[intent].label === label);
		if (!first) return [];
		const { kind } = intents[first.intent];
		const phrase = said.tokens.slice(first.from, Math.max(first.end, first.from + 1)).map(({ word }) => word).join(' ');
		return [{ label, phrase, ...(kind && { kind }) }];
	});
}
