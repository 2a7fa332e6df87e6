import { PLACES } from '../../nodes/shared/core/learned/features';
import { scoreOf } from '../../nodes/shared/core/learned/learned';
import type { Random } from '../eval/mutations';

/** A text that teaches, as often as it is written in another way. */
export interface Example<L extends string> {
	/** Writings of one row are never in different folds. */
	row: number;
	features: ReadonlySet<number>;
	says: ReadonlySet<L>;
	/** The only label that this row is known to carry or not; all of them otherwise. */
	about?: L;
	/** Whatever it does not say may not be heard in it. */
	isFixed: boolean;
}

const ROUNDS = 12;
const FOLDS = 5;
const RATE = 0.25;
/** Keeps weights small that few rows speak for. */
const DECAY = 2e-4;

/** Logistic regression by gradient descent with a rate of its own for each weight (AdaGrad). */
export function learn<L extends string>(
	examples: Array<Example<L>>,
	label: L,
	random: Random,
	places = PLACES,
): { bias: number; at: Float32Array } {
	const about = examples.filter((one) => one.about === undefined || one.about === label);
	const at = new Float32Array(places);
	const squares = new Float32Array(places).fill(1e-4);
	const yes = about.filter(({ says }) => says.has(label)).length;
	const worth = Math.sqrt((about.length - yes) / Math.max(1, yes));
	let bias = -1;
	for (let round = 0; round < ROUNDS; round++)
		for (const { features, says } of shuffled(about, random)) {
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

/** Each example scored by what the others taught. */
export const scoresOf = <L extends string, E extends Example<L>>(
	examples: E[],
	label: L,
	random: Random,
	places = PLACES,
): Array<{ example: E; score: number; wanted: boolean }> =>
	Array.from({ length: FOLDS }, (_, fold) => {
		const among = (isOfFold: boolean) =>
			examples.filter(({ row, about }) => (row % FOLDS === fold) === isOfFold && (about === undefined || about === label));
		const learned = learn(among(false), label, random, places);
		return among(true).map((example) => ({ example, score: scoreOf(example.features, learned), wanted: example.says.has(label) }));
	}).flat();

/**
 * The score above which at most `falsely` (a share) of those are heard that do not say it, each scored by what the others taught.
 * @returns the share of those that say it and are heard, too
 */
export function thresholdOf<L extends string>(
	examples: Array<Example<L>>,
	label: L,
	falsely: number,
	random: Random,
): { threshold: number; recall: number } {
	const scores = scoresOf(examples, label, random);
	const of = (isWanted: boolean) => scores.filter(({ wanted }) => wanted === isWanted).map(({ score }) => score);
	const others = of(false).sort((a, b) => b - a);
	const threshold = others[Math.floor(others.length * falsely)] ?? 0;
	return { threshold, recall: of(true).filter((score) => score > threshold).length / Math.max(1, of(true).length) };
}

/**
 * Moves the weights by as little as it takes until none of these is heard: what was met once and mended stays mended. (The step of a passive-aggressive classifier:
 * the same share from each of a text's features.)
 */
export function correct(
	{ bias, at }: { bias: number; at: Float32Array },
	never: Array<Pick<Example<string>, 'features'>>,
	threshold: number,
): void {
	for (let round = 0; round < 20; round++) {
		let wrong = 0;
		for (const { features } of never) {
			const over = scoreOf(features, { bias, at }) - (threshold - MARGIN);
			if (over <= 0) continue;
			wrong++;
			for (const place of features) at[place] -= over / Math.sqrt(features.size);
		}
		if (wrong === 0) return;
	}
}
/** Weights are stored in steps, and a step more must not make it heard. */
const MARGIN = 0.1;

function shuffled<T>(list: readonly T[], random: Random): T[] {
	const mixed = [...list];
	for (let n = mixed.length - 1; n > 0; n--) {
		const other = Math.floor(random() * (n + 1));
		[mixed[n], mixed[other]] = [mixed[other], mixed[n]];
	}
	return mixed;
}
