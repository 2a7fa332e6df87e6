import { choice, count, group } from '../kit/field';

/** n8n's own sign for a wait without an end. */
const WITHOUT_END = new Date('3000-01-01T00:00:00.000Z');
const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

export interface Limit {
	amount: number;
	unit: keyof typeof UNIT_MS;
}

/** The option that ends a wait by itself. */
export const limitOption = () =>
	group(
		'Limit Wait Time',
		{
			amount: count('Amount', { min: 1, default: 24 }),
			unit: choice('Unit', { hours: 'Hours', minutes: 'Minutes', days: 'Days' }),
		},
		{
			description: 'When the workflow goes on without an answer; its items then come out as they went in, without "data"',
		},
	);

/**
 * The end of a wait that begins now.
 * @param usual how long a wait without a limit lasts; without an end when absent
 * @param now epoch milliseconds
 */
export function waitUntil(limit: Limit | undefined, now: number, usual?: Limit): Date {
	const { amount, unit } = limit ?? usual ?? {};
	return amount === undefined || unit === undefined ? WITHOUT_END : new Date(now + amount * UNIT_MS[unit]);
}
