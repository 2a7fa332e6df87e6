import type { WeightTable } from './weights';

/** Places that were counted, each once: how many, and what they weigh for each label, in steps. */
export class Sums {
	size = 0;
	readonly steps: Int32Array;

	constructor(readonly table: WeightTable<string>) {
		this.steps = new Int32Array(table.labels.length);
	}

	clear(): void {
		this.size = 0;
		this.steps.fill(0);
	}

	/** @param times 1 to count a place, -1 to take it back */
	add(place: number, times = 1): void {
		const { steps } = this;
		const { steps: weights } = this.table;
		const at = place * steps.length;
		this.size += times;
		for (let n = 0; n < steps.length; n++) steps[n] += times * weights[at + n];
	}

	addAll(other: Sums): void {
		const { steps } = this;
		this.size += other.size;
		for (let n = 0; n < steps.length; n++) steps[n] += other.steps[n];
	}
}
