import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { LABELS, type Label } from '../../nodes/shared/core/hearing/intent';
import { featuresOf, PLACES } from '../../nodes/shared/core/hearing/learned/features';
import { scoreOf } from '../../nodes/shared/core/hearing/learned/learned';
import { writeWeights } from '../../nodes/shared/core/hearing/learned/weights';
import { tokensOf } from '../../nodes/shared/core/hearing/tokens';
import { MUTATIONS, seeded, type Random } from '../eval/mutations';
import { fingerprint, rows, type Row } from './rows';

interface Example {
	row: number;
	features: ReadonlySet<number>;
	says: ReadonlySet<Label>;
}

const TAUGHT = path.resolve(__dirname, '../../nodes/shared/core/hearing/learned/taught.ts');
const ROUNDS = 12;
const FOLDS = 5;
const RATE = 0.25;
/** Keeps weights small that few rows speak for. */
const DECAY = 2e-4;
/** Of rows that do not say it, so many may be heard falsely where they were not taught. */
const FALSE_SHARE: Record<Label, number> = {
	commercial: 0.005,
	delivery: 0.004,
	technical: 0.003,
	human: 0.004,
	optOut: 0.003,
	lgpd: 0.003,
	injection: 0.003,
	support: 0.004,
};

/** Each row as it is written, and once as somebody in a hurry writes it. */
function examplesOf(all: Row[], random: Random): Example[] {
	const hurried = MUTATIONS.filter(({ name }) => name === 'typos' || name === 'abbreviations');
	return all.flatMap(({ text, labels }, row) =>
		[text, ...hurried.map(({ of }) => of(text, random))].map((one) => ({
			row,
			features: featuresOf(tokensOf(one)),
			says: new Set(labels),
		})),
	);
}

/** Logistic regression by gradient descent with a rate of its own for each weight (AdaGrad). */
function learn(examples: Example[], label: Label, random: Random): { bias: number; at: Float32Array } {
	const at = new Float32Array(PLACES);
	const squares = new Float32Array(PLACES).fill(1e-4);
	const yes = examples.filter(({ says }) => says.has(label)).length;
	const worth = Math.sqrt((examples.length - yes) / Math.max(1, yes));
	let bias = -1;
	for (let round = 0; round < ROUNDS; round++)
		for (const { features, says } of shuffled(examples, random)) {
			const wanted = says.has(label);
			const error = ((wanted ? 1 : 0) - 1 / (1 + Math.exp(-scoreOf(features, { bias, at })))) * (wanted ? worth : 1);
			bias += 0.02 * error;
			const share = error / Math.sqrt(features.size || 1);
			for (const place of features) {
				const slope = share - DECAY * at[place];
				squares[place] += slope * slope;
				at[place] += (RATE * slope) / Math.sqrt(squares[place]);
			}
		}
	return { bias, at };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
	const mixed = [...list];
	for (let n = mixed.length - 1; n > 0; n--) {
		const other = Math.floor(random() * (n + 1));
		[mixed[n], mixed[other]] = [mixed[other], mixed[n]];
	}
	return mixed;
}

/** The score above which at most so many of those are heard that do not say it, each scored by what the others taught. */
function thresholdOf(examples: Example[], label: Label, random: Random): { threshold: number; recall: number } {
	const scores = Array.from({ length: FOLDS }, (_, fold) => {
		const learned = learn(
			examples.filter(({ row }) => row % FOLDS !== fold),
			label,
			random,
		);
		return examples
			.filter(({ row }) => row % FOLDS === fold)
			.map(({ features, says }) => ({ score: scoreOf(features, learned), wanted: says.has(label) }));
	}).flat();
	const others = scores
		.filter(({ wanted }) => !wanted)
		.map(({ score }) => score)
		.sort((a, b) => b - a);
	const threshold = others[Math.floor(others.length * FALSE_SHARE[label])] ?? 0;
	const own = scores.filter(({ wanted }) => wanted);
	return { threshold, recall: own.filter(({ score }) => score > threshold).length / Math.max(1, own.length) };
}

/**
 * `npm run ear:teach`: teaches the ear by the rows beside it, and writes what it learned into `nodes/shared/core/hearing/learned/taught.ts`. The same rows give the
 * same weights. How well it hears what it was not taught by is measured by `npm run eval:held-out`.
 */
function teach(): void {
	const random = seeded(1);
	const all = rows();
	const examples = examplesOf(all, random);
	const stored = Object.fromEntries(
		LABELS.map((label) => {
			const { threshold, recall } = thresholdOf(examples, label, random);
			console.log(
				`${label.padEnd(10)} ${all.filter(({ labels }) => labels.includes(label)).length} rows, heard where not taught ${(recall * 100).toFixed(0)} %`,
			);
			return [label, writeWeights({ ...learn(examples, label, random), threshold })];
		}),
	);
	writeFileSync(
		TAUGHT,
		`import type { Label } from '../intent';
import type { StoredWeights } from './weights';

/** Which rows taught it. */
export const TAUGHT_BY = '${fingerprint()}';
/** Made by \`npm run ear:teach\` from ${all.length} rows in test/ear; not to be edited by hand. */
export const WEIGHTS: Record<Label, StoredWeights> = JSON.parse(
	${"'" + JSON.stringify(stored) + "'"},
) as Record<Label, StoredWeights>;
`,
	);
}

teach();
