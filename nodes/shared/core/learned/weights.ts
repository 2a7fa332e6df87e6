/** What was learned of one label. */
export interface Weights<L extends string> {
	label: L;
	bias: number;
	/** What scores above it says the label. */
	threshold: number;
	/** The weight of each place of what is counted: words of a message in `features.ts`, sentences of a reply in `claims/wording.ts`. */
	at: Float32Array;
}

/** As stored: a byte for each weight, in steps. */
export interface StoredWeights {
	bias: number;
	threshold: number;
	step: number;
	/** Base64. */
	places: string;
}

const MOST_STEPS = 127;

export function writeWeights({ bias, threshold, at }: Omit<Weights<string>, 'label'>): StoredWeights {
	const step = Math.max(...at.map(Math.abs)) / MOST_STEPS || 1;
	const bytes = Array.from(at, (weight) => String.fromCharCode(Math.round(weight / step) & 0xff));
	return { bias: rounded(bias), threshold: rounded(threshold), step, places: btoa(bytes.join('')) };
}

export const readWeights = <L extends string>(stored: Record<L, StoredWeights>): Array<Weights<L>> =>
	(Object.keys(stored) as L[]).map((label) => {
		const { bias, threshold, step, places } = stored[label];
		return { label, bias, threshold, at: Float32Array.from(stepsIn(places), (steps) => steps * step) };
	});

/** What was learned of several labels, as it is stored: in whole steps the weights of all stay at hand, and they add up without rounding. */
export interface WeightTable<L extends string> {
	labels: Array<{ label: L; bias: number; threshold: number; step: number }>;
	/** The weights of all labels beside each other, place by place: a place is looked up once for all. */
	steps: Int8Array;
}

export function readTable<L extends string>(stored: Record<L, StoredWeights>): WeightTable<L> {
	const labels = Object.keys(stored) as L[];
	const steps = new Int8Array(labels.length * atob(stored[labels[0]].places).length);
	labels.forEach((label, n) => stepsIn(stored[label].places).forEach((some, place) => (steps[place * labels.length + n] = some)));
	const of = (label: L) => ({ label, bias: stored[label].bias, threshold: stored[label].threshold, step: stored[label].step });
	return { labels: labels.map(of), steps };
}

function stepsIn(places: string): Int8Array {
	const bytes = atob(places);
	return Int8Array.from({ length: bytes.length }, (_, n) => bytes.charCodeAt(n));
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
