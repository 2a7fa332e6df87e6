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
		const bytes = atob(places);
		const at = Float32Array.from({ length: bytes.length }, (_, n) => ((bytes.charCodeAt(n) << 24) >> 24) * step);
		return { label, bias, threshold, at };
	});

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
