/** The value below which that share of all is; the middle of them for 0.5. */
export function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (sorted.length - 1) * share;
	const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
	return below + (above - below) * (at - Math.floor(at));
}

/** The middle of several runs, with the lowest and the highest. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

export const spreadOf = (values: number[]): Spread => ({
	median: quantile(values, 0.5),
	least: Math.min(...values),
	most: Math.max(...values),
});
