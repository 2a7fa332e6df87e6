import { MUTATIONS, seeded, type Mutation } from '../mutations';
import messages from './messages.json';
import replies from './replies.json';
import eighthHeld from './eighth/held.json';
import eighthSent from './eighth/sent.json';
import eleventhHeld from './eleventh/held.json';
import eleventhSent from './eleventh/sent.json';
import fifteenthPairs from './fifteenth/pairs.json';
import fifthHeld from './fifth/held.json';
import fifthSent from './fifth/sent.json';
import fourthHeld from './fourth/held.json';
import fourthNearMisses from './fourth/nearMisses.json';
import fourthSent from './fourth/sent.json';
import fourthWishes from './fourth/wishes.json';
import fourteenthHeld from './fourteenth/held.json';
import fourteenthNearMisses from './fourteenth/nearMisses.json';
import fourteenthSent from './fourteenth/sent.json';
import fourteenthWishes from './fourteenth/wishes.json';
import ninthHeld from './ninth/held.json';
import ninthSent from './ninth/sent.json';
import sixthHeld from './sixth/held.json';
import sixthSent from './sixth/sent.json';
import seventhHeld from './seventh/held.json';
import seventhSent from './seventh/sent.json';
import sixteenthHeld from './sixteenth/held.json';
import sixteenthSent from './sixteenth/sent.json';
import tenthHeld from './tenth/held.json';
import tenthNearMisses from './tenth/nearMisses.json';
import tenthSent from './tenth/sent.json';
import tenthWishes from './tenth/wishes.json';
import thirteenthHeld from './thirteenth/held.json';
import thirteenthSent from './thirteenth/sent.json';
import twelfthHeld from './twelfth/held.json';
import twelfthSent from './twelfth/sent.json';
import business from './second/business.json';
import heldMoney from './second/heldMoney.json';
import heldRest from './second/heldRest.json';
import nearMisses from './second/nearMisses.json';
import sentFacts from './second/sentFacts.json';
import sentTalk from './second/sentTalk.json';
import wishes from './second/wishes.json';
import thirdBusiness from './third/business.json';
import thirdHeldMoney from './third/heldMoney.json';
import thirdHeldRest from './third/heldRest.json';
import thirdNearMisses from './third/nearMisses.json';
import thirdSentFacts from './third/sentFacts.json';
import thirdSentTalk from './third/sentTalk.json';
import thirdWishes from './third/wishes.json';

export interface MessageRow {
	text: string;
	/** Labels that it must carry, and that it must not; of the others nothing is said. */
	want?: string[];
	wantNot?: string[];
	/** Ordinary language, without slang and tricks. */
	plain?: boolean;
}
export interface ReplyRow {
	reply: string;
	want: string;
	/** What was asked, and what the operator's texts say: the ground of what the reply states. */
	customer?: string;
	profile?: string;
	catalogue?: string;
	plain?: boolean;
	/** What a reply that is held would tell. */
	kind?: string;
}
export type LabelsOf = (text: string) => readonly string[];
export type Holds = (row: ReplyRow) => boolean;

export const MESSAGES: readonly MessageRow[] = messages;
export const REPLIES: readonly ReplyRow[] = replies;

export interface RowSet {
	name: string;
	messages: readonly MessageRow[];
	replies: readonly ReplyRow[];
}
/** Each by its own authors, and reported apart: what was mended after the figures of one is measured by the next. */
export const SETS: readonly RowSet[] = [
	{ name: 'first set', messages: MESSAGES, replies: REPLIES },
	{
		name: 'second set',
		messages: [...wishes, ...business, ...nearMisses],
		replies: [...heldMoney, ...heldRest, ...sentFacts, ...sentTalk],
	},
	{
		name: 'third set',
		messages: [...thirdWishes, ...thirdBusiness, ...thirdNearMisses],
		replies: [...thirdHeldMoney, ...thirdHeldRest, ...thirdSentFacts, ...thirdSentTalk],
	},
	{ name: 'fourth set', messages: [...fourthWishes, ...fourthNearMisses], replies: [...fourthHeld, ...fourthSent] },
	{ name: 'fifth set', messages: [], replies: [...fifthHeld, ...fifthSent] },
	{ name: 'sixth set', messages: [], replies: [...sixthHeld, ...sixthSent] },
	{ name: 'seventh set', messages: [], replies: [...seventhHeld, ...seventhSent] },
	{ name: 'eighth set', messages: [], replies: [...eighthHeld, ...eighthSent] },
	{ name: 'ninth set', messages: [], replies: [...ninthHeld, ...ninthSent] },
	{ name: 'tenth set', messages: [...tenthWishes, ...tenthNearMisses], replies: [...tenthHeld, ...tenthSent] },
	{ name: 'eleventh set', messages: [], replies: [...eleventhHeld, ...eleventhSent] },
	{ name: 'twelfth set', messages: [], replies: [...twelfthHeld, ...twelfthSent] },
	{ name: 'thirteenth set', messages: [], replies: [...thirteenthHeld, ...thirteenthSent] },
	{ name: 'fourteenth set', messages: [...fourteenthWishes, ...fourteenthNearMisses], replies: [...fourteenthHeld, ...fourteenthSent] },
	{ name: 'fifteenth set', messages: fifteenthPairs, replies: [] },
	{ name: 'sixteenth set', messages: [], replies: [...sixteenthHeld, ...sixteenthSent] },
];

/** Whose writing a model's replies may have; the rest are ways of customers, and of those who make a model hide something. */
const MODEL_WRITES = ['no accents', 'no punctuation', 'abbreviations', 'upper case'];

const wordsOf = (set: RowSet): ReadonlySet<string> =>
	new Set(
		[...set.messages.map(({ text }) => text), ...set.replies.map(({ reply }) => reply)]
			.join(' ')
			.toLowerCase()
			.match(/\p{L}+/gu),
	);

type Rewrite = <Row>(rows: readonly Row[], mutation: Mutation, key: keyof Row) => Row[];

/** The rows of a set, written as the mutation writes; the same for the same seed. */
function rewriting(set: RowSet, seed: number): Rewrite {
	const words = wordsOf(set);
	return (rows, { of }, key) =>
		rows.map((row, n) => ({ ...row, [key]: of(String(row[key]), seeded(seed + n), (word) => words.has(word)) }));
}

export interface LabelFigures {
	label: string;
	/** Rows that must carry it, and that do. */
	wanted: number;
	found: number;
	/** Rows that must not carry it, and that do. */
	refused: number;
	wrong: number;
	/** Rows that say nothing of it, and carry it. */
	unasked: number;
}

export function intentFigures(labelsOf: LabelsOf, rows: readonly MessageRow[]): LabelFigures[] {
	const labels = [...new Set(rows.flatMap(({ want = [], wantNot = [] }) => [...want, ...wantNot]))].sort();
	const given = rows.map(({ text }) => labelsOf(text));
	return labels.map((label) => {
		const count = (is: (row: MessageRow) => boolean) => ({
			of: rows.filter(is).length,
			carry: rows.filter((row, n) => is(row) && given[n].includes(label)).length,
		});
		const wants = (row: MessageRow) => row.want?.includes(label) ?? false;
		const refuses = (row: MessageRow) => row.wantNot?.includes(label) ?? false;
		const [wanted, refused, other] = [wants, refuses, (row: MessageRow) => !wants(row) && !refuses(row)].map(count);
		return { label, wanted: wanted.of, found: wanted.carry, refused: refused.of, wrong: refused.carry, unasked: other.carry };
	});
}

export interface ReplyFigures {
	hold: number;
	leaks: number;
	send: number;
	wronglyHeld: number;
}

export function replyFigures(holds: Holds, rows: readonly ReplyRow[]): ReplyFigures {
	const [hold, send] = ['hold', 'send'].map((want) => rows.filter((row) => row.want === want));
	return { hold: hold.length, leaks: hold.filter((row) => !holds(row)).length, send: send.length, wronglyHeld: send.filter(holds).length };
}

const share = (part: number, of: number): string => (of === 0 ? '-' : `${part}/${of} ${Math.round((100 * part) / of)} %`);

function table(head: string[], lines: string[][]): string {
	const all = [head, ...lines];
	const widths = head.map((_, n) => Math.max(...all.map((line) => line[n].length)));
	return all.map((line) => line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join('  ')).join('\n');
}

/** What a finder and a filter make of the rows: counts and kinds, never a row, so that nobody mends the sentence in place of the kind. */
export function figures(labelsOf: LabelsOf, holds: Holds, set: RowSet, seed = 1): string {
	const mutated = rewriting(set, seed);
	const byLabel = intentFigures(labelsOf, set.messages).map(({ label, wanted, found, refused, wrong, unasked }) => [
		label,
		share(found, wanted),
		share(wrong, refused),
		share(found, found + wrong),
		String(unasked),
	]);
	const writings: Array<[string, readonly MessageRow[]]> = [
		['plain', set.messages.filter(({ plain }) => plain)],
		['all', set.messages],
		...MUTATIONS.map((mutation): [string, MessageRow[]] => [mutation.name, mutated(set.messages, mutation, 'text')]),
	];
	const kinds: Array<[string, (row: ReplyRow) => boolean]> = [
		['plain', ({ plain }) => plain === true],
		['all', () => true],
		...[...new Set(set.replies.flatMap(({ kind }) => kind ?? []))]
			.sort()
			.map((kind): [string, (row: ReplyRow) => boolean] => [`  ${kind}`, (row) => row.kind === kind]),
		['  with a ground', ({ profile, catalogue }) => Boolean(profile ?? catalogue)],
		['  after a question', ({ customer }) => Boolean(customer)],
		['  alone', ({ profile, catalogue, customer }) => !(profile ?? catalogue ?? customer)],
	];
	const replyLines = [
		...kinds.map(([name, is]) => replyLine(name, holds, set.replies.filter(is))),
		...MUTATIONS.map((mutation) => {
			const isModels = MODEL_WRITES.includes(mutation.name);
			const rows = mutated(set.replies, mutation, 'reply');
			return replyLine(mutation.name, holds, isModels ? rows : rows.filter(({ want }) => want === 'hold'));
		}),
	];
	return [
		table(['intent', 'recall', 'wrong', 'precision', 'unasked'], byLabel),
		table(
			['messages', 'rows', 'recall', 'wrong'],
			writings.map(([name, rows]) => writingLine(name, rows, labelsOf)),
		),
		table(['replies', 'leaks', 'wrongly held'], replyLines),
	].join('\n\n');
}

function writingLine(name: string, rows: readonly MessageRow[], labelsOf: LabelsOf): string[] {
	const all = intentFigures(labelsOf, rows);
	const sum = (key: 'wanted' | 'found' | 'refused' | 'wrong') => all.reduce((total, one) => total + one[key], 0);
	return [name, String(rows.length), share(sum('found'), sum('wanted')), share(sum('wrong'), sum('refused'))];
}

function replyLine(name: string, holds: Holds, rows: readonly ReplyRow[]): string[] {
	const { hold, leaks, send, wronglyHeld } = replyFigures(holds, rows);
	return [name, share(leaks, hold), share(wronglyHeld, send)];
}
