import { LABELS, type Label } from '../intent';
import { PLACES } from './features';

/** What was learned of one label. */
export interface Weights {
	label: Label;
	bias: number;
	/** Whoever scores above it is heard. */
	threshold: number;
	/** The weight of each place of `features.ts`. */
	at: Float32Array;
}

/** As stored: weights in steps of `step`, two letters' worth of bytes each: how far from the one before, and how many steps. */
export interface StoredWeights {
	bias: number;
	threshold: number;
	step: number;
	/** Base64. */
	places: string;
}

/** The longest way from one place to the next that one byte tells. */
const FAR = 255;

/** Weights that are less than half a step are nothing. */
export function writeWeights({ bias, threshold, at }: Omit<Weights, 'label'>): StoredWeights {
	const step = Math.max(...at.map(Math.abs)) / 127 || 1;
	const bytes: number[] = [];
	let last = 0;
	at.forEach((weight, place) => {
		const steps = Math.round(weight / step);
		if (steps === 0) return;
		for (; place - last > FAR; last += FAR) bytes.push(FAR, 0);
		bytes.push(place - last, steps & 0xff);
		last = place;
	});
	return { bias: rounded(bias), threshold: rounded(threshold), step, places: btoa(String.fromCharCode(...bytes)) };
}

export function readWeights(stored: Record<Label, StoredWeights>): Weights[] {
	return LABELS.map((label) => {
		const { bias, threshold, step, places } = stored[label];
		const bytes = atob(places);
		const at = new Float32Array(PLACES);
		let place = 0;
		for (let n = 0; n < bytes.length; n += 2) {
			place += bytes.charCodeAt(n);
			const steps = (bytes.charCodeAt(n + 1) << 24) >> 24;
			if (steps !== 0) at[place] = steps * step;
		}
		return { label, bias, threshold, at };
	});
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
