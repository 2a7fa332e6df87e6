import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { LABELS, type Label } from '../../nodes/shared/core/hearing/intent';
import { tokensOf } from '../../nodes/shared/core/hearing/tokens';
import { featuresOf } from '../../nodes/shared/core/learned/features';
import { writeWeights } from '../../nodes/shared/core/learned/weights';
import { HEARD_ROWS } from '../eval/rows/heard';
import messages from '../eval/rows/messages.json';
import { NOT_SAID, SAID } from '../shared/core/hearing/sayings';
import wordings from '../shared/core/hearing/wordings.json';
import { MUTATIONS, seeded, type Random } from '../eval/mutations';
import { correct, learn, thresholdOf, type Example } from './logistic';
import { fingerprint, rowsOf, type School } from './rows';

const CORE = path.resolve(__dirname, '../../nodes/shared/core');

/** A message of a customer, and all that it says. */
interface EarRow {
	text: string;
	labels: Label[];
}

/** Of rows that do not say it, so many may be heard falsely where they were not taught. */
const HEARD_FALSELY: Record<Label, number> = {
	commercial: 0.005,
	delivery: 0.004,
	technical: 0.003,
	human: 0.004,
	optOut: 0.003,
	lgpd: 0.003,
	injection: 0.003,
	support: 0.004,
};

type Known = { text: string; says: Set<Label>; about: Label };
/** Rows of the evaluation that are worked on: they tell of one label each. */
function workedOn(): Known[] {
	const row = (text: string, label: string, isWanted: boolean): Known => ({
		text,
		says: new Set(isWanted ? [label as Label] : []),
		about: label as Label,
	});
	const listed = (texts: Record<string, string[]>, isWanted: boolean) =>
		Object.entries(texts).flatMap(([label, some]) => some.map((text) => row(text, label, isWanted)));
	const written = [...messages, ...wordings] as Array<{ text: string; want?: string[]; wantNot?: string[] }>;
	return [
		...HEARD_ROWS.map(({ text, label, isWanted }) => row(text, label, isWanted)),
		...listed(SAID, true),
		...listed(NOT_SAID, false),
		...written.flatMap(({ text, want = [], wantNot = [] }) => [
			...want.map((label) => row(text, label, true)),
			...wantNot.map((label) => row(text, label, false)),
		]),
	];
}

/** Each row as it is written, and as somebody in a hurry writes it. */
const examplesOf = (random: Random): Array<Example<Label>> =>
	[...rowsOf<EarRow>('ear').map(({ text, labels }) => ({ text, says: new Set(labels), about: undefined })), ...workedOn()].flatMap(
		({ text, ...known }, row) =>
			[text, ...HURRIED.map(({ of }) => of(text, random))].map((one) => ({ row, features: featuresOf(tokensOf(one)), ...known })),
	);
const HURRIED = MUTATIONS.filter(({ name }) => name === 'typos' || name === 'abbreviations');

function teach<L extends string>(
	school: School,
	room: string,
	examples: Array<Example<L>>,
	falsely: Record<L, number>,
	random: Random,
): void {
	const stored = Object.fromEntries(
		(Object.keys(falsely) as L[]).map((label) => {
			const { threshold, recall } = thresholdOf(examples, label, falsely[label], random);
			const rows = new Set(examples.filter(({ says }) => says.has(label)).map(({ row }) => row)).size;
			console.log(`${label.padEnd(10)} ${rows} rows, of those not taught it knows ${(recall * 100).toFixed(0)} %`);
			const learned = learn(examples, label, random);
			const never = examples.filter(({ about, says }) => about === label && !says.has(label));
			correct(learned, never, threshold);
			return [label, writeWeights({ ...learned, threshold })];
		}),
	);
	const type = Object.keys(falsely)
		.map((label) => `'${label}'`)
		.join(' | ');
	writeFileSync(
		path.join(CORE, room, 'taught.ts'),
		`import type { StoredWeights } from '../learned/weights';

/** Which rows taught it. */
export const TAUGHT_BY = '${fingerprint(school)}';
/** Made by \`npm run teach\` from the rows in test/teach/${school}; not to be edited by hand. */
export const WEIGHTS = JSON.parse(
	'${JSON.stringify(stored)}',
) as Record<${type}, StoredWeights>;
`,
	);
}

/**
 * `npm run teach`: teaches the ear by the rows beside it, and writes what it learned into the room that uses it. The same rows give the same weights. How well it
 * hears what it was not taught by is measured by `npm run eval:held-out`.
 */
const random = seeded(1);
teach(
	'ear',
	'hearing',
	examplesOf(random),
	Object.fromEntries(LABELS.map((label) => [label, HEARD_FALSELY[label]])) as typeof HEARD_FALSELY,
	random,
);
