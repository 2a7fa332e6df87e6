import type { INodeProperties } from 'n8n-workflow';

/** A share, 0 to 1. */
export const score = (displayName: string, name: string, initial: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
	default: initial,
	description,
});
/** A whole number from a least one on. */
export const count = (displayName: string, name: string, minValue: number, initial: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue },
	default: initial,
	description,
});
