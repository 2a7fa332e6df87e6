import { figures, intentFigures, replyFigures, SETS, type MessageRow, type ReplyRow, type RowSet } from './measure';

/** Not every set has messages of customers, or replies. */
const HEARD = SETS.filter(({ messages }) => messages.length > 0);
const REPLIED = SETS.filter(({ replies }) => replies.length > 0);
/** Sets of the wishes that a law or a customer's word stands behind, and of what only sounds like them. */
const OF_WISHES = ['fourteenth set', 'fifteenth set'];
const LABELS = ['commercial', 'delivery', 'technical', 'support', 'human', 'optOut', 'lgpd', 'injection'];
const everyMessage = SETS.flatMap(({ messages }) => messages);
const everyReply = SETS.flatMap(({ replies }) => replies);
const wanted = new Map(everyMessage.map(({ text, want = [] }) => [text, want]));
const knows = (text: string): string[] => wanted.get(text) ?? [];
const held = (row: ReplyRow) => row.want === 'hold';

describe('the rows', () => {
	it.each(REPLIED)('are enough replies to hold and to leave alone: $name', ({ replies }: RowSet) => {
		expect(Math.min(replies.filter(held).length, replies.filter(({ want }) => want === 'send').length)).toBeGreaterThanOrEqual(80);
	});

	it.each(HEARD)('are enough messages of each kind, both to find and to leave alone: $name', ({ messages }: RowSet) => {
		const wanting = (label: string) => messages.filter(({ want }) => want?.includes(label)).length;
		expect(['optOut', 'lgpd', 'human'].map((label) => wanting(label) >= 25)).toEqual([true, true, true]);
		const refusing = messages.filter(({ wantNot }) => wantNot?.some((label) => ['optOut', 'lgpd', 'human', 'support'].includes(label)));
		expect(refusing.length).toBeGreaterThanOrEqual(50);
	});

	it('ask for labels that exist, never for and against the same, and say nothing twice', () => {
		const odd = everyMessage.filter(
			({ want = [], wantNot = [] }) =>
				want.length + wantNot.length === 0 ||
				[...want, ...wantNot].some((label) => !LABELS.includes(label)) ||
				want.some((label) => wantNot.includes(label)),
		);
		expect(odd).toEqual([]);
		expect(everyReply.filter(({ want, kind }) => !['send', 'hold'].includes(want) || (want === 'hold') !== Boolean(kind))).toEqual([]);
		const texts = [...everyMessage.map(({ text }) => text), ...everyReply.map(({ reply }) => reply)].map((text) => text.toLowerCase());
		expect(new Set(texts).size).toBe(texts.length);
	});
});

describe('intents', () => {
	const rows: MessageRow[] = [
		{ text: 'a', want: ['human'] },
		{ text: 'b', want: ['human', 'lgpd'] },
		{ text: 'c', wantNot: ['human'] },
		{ text: 'd', want: ['lgpd'] },
	];

	it.each([
		['found, wrong and not asked for', () => ['human'], { found: 2, wrong: 1, unasked: 1 }],
		['nothing', () => [], { found: 0, wrong: 0, unasked: 0 }],
		['one of two', (text: string) => (text === 'a' ? ['human'] : []), { found: 1, wrong: 0, unasked: 0 }],
	])('%s', (_, labelsOf, expected) => {
		const [human, lgpd] = intentFigures(labelsOf, rows);
		expect(human).toEqual({ label: 'human', wanted: 2, refused: 1, ...expected });
		expect(lgpd).toEqual({ label: 'lgpd', wanted: 2, refused: 0, found: 0, wrong: 0, unasked: 0 });
	});

	it.each(HEARD)('who knows the answers is right in all: $name', ({ name, messages }: RowSet) => {
		const all = intentFigures(knows, messages);
		expect(all.map(({ label }) => label).sort()).toEqual(OF_WISHES.includes(name) ? ['human', 'lgpd', 'optOut'] : [...LABELS].sort());
		expect(all.filter(({ wanted: of, found, wrong }) => found !== of || wrong > 0)).toEqual([]);
	});
});

describe.each(REPLIED)('replies of the $name', ({ replies }: RowSet) => {
	it.each([
		['who holds all leaks nothing', () => true, { leaks: 0, wronglyHeld: 'send' }],
		['who holds nothing leaks all', () => false, { leaks: 'hold', wronglyHeld: 0 }],
		['who knows does neither', held, { leaks: 0, wronglyHeld: 0 }],
	] as const)('%s', (_, holds, expected) => {
		const { leaks, wronglyHeld, ...all } = replyFigures(holds, replies);
		const count = (value: number | 'send' | 'hold') => (typeof value === 'number' ? value : all[value]);
		expect({ leaks, wronglyHeld }).toEqual({ leaks: count(expected.leaks), wronglyHeld: count(expected.wronglyHeld) });
	});
});

it.each(SETS)('prints counts and kinds, and no row: $name', (set: RowSet) => {
	const printed = figures(knows, held, set).toLowerCase();
	expect(printed.includes('optout')).toBe(set.messages.length > 0);
	expect(printed).toContain('voice');
	const words = [...set.messages.map(({ text }) => text), ...set.replies.map(({ reply }) => reply)].flatMap(
		(text) => text.toLowerCase().match(/\p{L}{6,}/gu) ?? [],
	);
	const kinds = ['payment', 'discount', 'delivery', 'messages', 'prompt', 'commercial', 'injection', 'technical', 'support'];
	const said = new Set(printed.match(/\p{L}+/gu));
	expect(words.filter((word) => said.has(word) && !kinds.includes(word))).toEqual([]);
});
