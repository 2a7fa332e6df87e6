import { LABELS, type Label, type Listened } from './intent';
import { Lexicon } from './lexicon';
import { listener, phraseOf, REFUSED, type Heard, type Intent, type Listening } from './heard';
import { BadPattern, patternLines, readPattern } from './pattern';
import { COMMERCIAL, MEASURED } from './patterns/commercial';
import { HUMAN } from './patterns/human';
import { INJECTION } from './patterns/injection';
import { LGPD, type LgpdKind } from './patterns/lgpd';
import { NAMED } from './patterns/named';
import { OPT_OUT, OPT_OUT_ALONE } from './patterns/optOut';
import { DELIVERY, TECHNICAL } from './patterns/product';
import { SUPPORT } from './patterns/support';
import { saidOf } from './said';
import { sayingsOf, type Saying } from './sayings';
import { taughtScores } from './taughtEar';
import { tokensOf, type Token } from './tokens';

export type { LgpdKind };
export const LGPD_KINDS = Object.keys(LGPD) as LgpdKind[];

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
	const lists = LABELS.map((label) => own[label]?.trim() ?? '');
	// Where there is no list, nothing is added and nothing takes a place.
	const key = JSON.stringify(lists.some((list) => list !== '') ? [mode, lists] : []);
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
	const read = (list = ''): Saying[] => sayingsOf(list, LISTS, lexicon);
	const intents = DEFAULTS.filter(({ label }) => mode === 'add' || !own[label]?.trim()).map(
		({ label, kind, listened: { say, unless, negatable = false } }): Intent => ({
			label,
			kind,
			negatable,
			say: read(say),
			unless: read(unless),
		}),
	);
	if (mode === 'replace' && own.optOut?.trim()) intents.push({ label: 'optOut', negatable: false, say: read(OPT_OUT_ALONE), unless: [] });
	for (const label of LABELS)
		if (own[label]?.trim())
			intents.push({
				label,
				...(label === 'lgpd' && { kind: 'access' as const }),
				negatable: NEGATABLE.includes(label),
				say: read(patternLines(own[label]).map(articlesFree).join('\n')),
				unless: [],
			});
	const listen = listener(intents, lexicon);
	const ours = LABELS.filter((label) => !own[label]?.trim());
	const taught = mode === 'add' ? LABELS : ours;
	return (text) => {
		const tokens = tokensOf(withoutMarks(text));
		return withLearned(listen(saidOf(tokens, lexicon)), tokens, taught, ours);
	};
}

/**
 * What no pattern told or took back, and an ear taught by examples hears; of a wish to get no more messages the patterns alone tell what else it asks. A data
 * request that no pattern knows is one to know them. The other way round, words that a pattern found and no example is like are not heard.
 */
function withLearned({ heard, takenBack }: Listening, tokens: readonly Token[], taught: readonly Label[], ours: readonly Label[]): Heard[] {
	const scores = taughtScores(tokens);
	// Who asks for several things says each of them less.
	const isMixed = heard.filter(({ label }) => UNHEARD_OF[label] !== undefined).length > 1;
	const isDoubted = ({ label }: Heard): boolean =>
		ours.includes(label) && scores.some((one) => one.label === label && one.over < (UNHEARD_OF[label] ?? -Infinity));
	const sure = isMixed ? heard : heard.filter((one) => !isDoubted(one));
	const known = new Set(heard.map(({ label }) => label));
	const learned = scores.filter(({ label, over }) => over > 0 && !known.has(label) && !takenBack.has(label) && taught.includes(label));
	if (learned.length === 0) return sure;
	const isOptOut = known.has('optOut') || learned.some(({ label }) => label === 'optOut');
	const more = learned
		.filter(({ label }) => !isOptOut || !REFUSED.includes(label))
		.map((one): Heard => ({ label: one.label, phrase: phraseOf(tokens, one), ...(one.label === 'lgpd' && { kind: 'access' }) }));
	return [...sure, ...more].sort((a, b) => LABELS.indexOf(a.label) - LABELS.indexOf(b.label));
}

/**
 * So far below what says a label (log-odds) hardly an example says it, and a pattern's words mean something else there: "o programa tira da lista quem pede". How far is
 * measured by sentences that nobody was taught by: of a hundred wishes one is lost so at most. The model reads the message too.
 */
const UNHEARD_OF: Partial<Record<Label, number>> = {
	commercial: -4,
	delivery: -4,
	technical: -4,
	support: -4,
	human: -4,
	lgpd: -4,
	optOut: -3,
};

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
