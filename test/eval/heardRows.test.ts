import { earOf } from '../../nodes/shared/core/hearing/ear';
import { MUTATIONS, seeded } from './mutations';
import { HEARD_ROWS, type HeardRow } from './rows/heard';

const ear = earOf();
const heard = (text: string, label: string) => ear(text).find((one) => one.label === label);
const WORDS = new Set(
	HEARD_ROWS.map(({ text }) => text.toLowerCase())
		.join(' ')
		.match(/\p{L}+/gu),
);
const LABELS = ['support', 'injection', 'lgpd'];

const of = (label: string, isWanted: boolean): HeardRow[] => HEARD_ROWS.filter((row) => row.label === label && row.isWanted === isWanted);
const wrong = (rows: HeardRow[], written = (text: string, _: number): string => text): string[] =>
	rows
		.map(({ text, label, isWanted }, n) => ({ said: written(text, n), label, isWanted }))
		.filter(({ said, label, isWanted }) => (heard(said, label) !== undefined) !== isWanted)
		.map(({ said }) => said);

describe.each(LABELS)('%s', (label) => {
	it('has rows of both sides', () => {
		expect(of(label, true).length).toBeGreaterThanOrEqual(150);
		expect(of(label, false).length).toBeGreaterThanOrEqual(150);
	});

	it('as written is heard in 97 of 100 rows, and in none that only looks like it', () => {
		const gone = wrong(of(label, true));
		expect(gone.length / of(label, true).length > 0.03 ? gone : []).toEqual([]);
		expect(wrong(of(label, false))).toEqual([]);
	});

	it.each(MUTATIONS.map(({ name }) => name))('with %s is heard in nine of ten, and falsely in 3 of 100 at the most', (name) => {
		const mutation = MUTATIONS.find((one) => one.name === name)!;
		const written = (text: string, n: number): string => mutation.of(text, seeded(n), (word) => WORDS.has(word));
		const [gone, falsely] = [wrong(of(label, true), written), wrong(of(label, false), written)];
		expect({ gone: gone.length / of(label, true).length > 0.1 ? gone : [] }).toEqual({ gone: [] });
		expect({ falsely: falsely.length / of(label, false).length > 0.03 ? falsely : [] }).toEqual({ falsely: [] });
	});
});

it('of data requests tells what is asked', () => {
	const kinds = HEARD_ROWS.filter(({ kind, label, text }) => kind && heard(text, label));
	expect(kinds.filter(({ text, label, kind }) => heard(text, label)?.kind !== kind).map(({ text }) => text)).toEqual([]);
});
