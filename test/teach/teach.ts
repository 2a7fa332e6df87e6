import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { LABELS, type Label } from '../../nodes/shared/core/hearing/intent';
import { writeWeights } from '../../nodes/shared/core/learned/weights';
import { seeded, type Random } from '../eval/mutations';
import { examplesOf, fingerprint } from './examples';
import { correct, learn, thresholdOf } from './logistic';

const TAUGHT = path.resolve(__dirname, '../../nodes/shared/core/hearing/taught.ts');

/** Of rows that do not say it, so many may be heard falsely where they were not taught. */
const HEARD_FALSELY: Record<Label, number> = {
	commercial: 0.002,
	delivery: 0.002,
	technical: 0.0015,
	human: 0.003,
	optOut: 0.0035,
	lgpd: 0.0025,
	injection: 0.0015,
	support: 0.002,
};

/**
 * `npm run teach`: teaches the ear by the rows beside it, and writes what it learned into its room. The same rows give the same weights. How well it hears what it
 * was not taught by is measured by `npm run eval:held-out`.
 */
function teach(random: Random): void {
	const examples = examplesOf(random);
	const stored = Object.fromEntries(
		LABELS.map((label) => {
			const { threshold, recall } = thresholdOf(examples, label, HEARD_FALSELY[label], random);
			const rows = new Set(examples.filter(({ says }) => says.has(label)).map(({ row }) => row)).size;
			console.log(`${label.padEnd(10)} ${rows} rows, of those not taught it knows ${(recall * 100).toFixed(0)} %`);
			const learned = learn(examples, label, random);
			const never = examples.filter(({ about = label, isFixed, says }) => isFixed && about === label && !says.has(label));
			correct(learned, never, threshold);
			return [label, writeWeights({ ...learned, threshold })];
		}),
	);
	writeFileSync(
		TAUGHT,
		`import type { StoredWeights } from '../learned/weights';
import type { Label } from './intent';

/** Which lessons taught it. */
export const TAUGHT_BY = '${fingerprint()}';
/** Made by \`npm run teach\` from what is in test/teach; not to be edited by hand. */
export const WEIGHTS = JSON.parse(
	'${JSON.stringify(stored)}',
) as Record<Label, StoredWeights>;
`,
	);
}

teach(seeded(1));
