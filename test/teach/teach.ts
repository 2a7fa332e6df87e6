import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { LABELS, type Label } from '../../nodes/shared/core/hearing/intent';
import { writeWeights } from '../../nodes/shared/core/learned/weights';
import { seeded, type Random } from '../eval/mutations';
import { earExamples } from './examples';
import { correct, learn, thresholdOf, type Example } from './logistic';
import { fingerprint, type School } from './rows';

const CORE = path.resolve(__dirname, '../../nodes/shared/core');

/** Of rows that do not say it, so many may be heard falsely where they were not taught. */
const HEARD_FALSELY: Record<Label, number> = {
	commercial: 0.002,
	delivery: 0.002,
	technical: 0.0015,
	human: 0.002,
	optOut: 0.0025,
	lgpd: 0.0015,
	injection: 0.0015,
	support: 0.002,
};

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
			const never = examples.filter(({ about = label, isFixed, says }) => isFixed && about === label && !says.has(label));
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
	earExamples(random),
	Object.fromEntries(LABELS.map((label) => [label, HEARD_FALSELY[label]])) as typeof HEARD_FALSELY,
	random,
);
