import { textOf } from '../../shared/core/json/readers';
import type { Change } from './envelope';

/** That the rating of a number may have changed. The field tells of limits and throughput, too, and names no rating (contract, phone_quality_throughput). */
export type CleanQuality = {
	/** The number that it is about, digits alone; empty where it is not told: an account has more than one. */
	number: string;
	/** What the event itself says of it; null where Meta has to be asked. */
	rating: Rating | null;
};
export type Rating = 'GREEN' | 'YELLOW' | 'RED';

/** What Meta calls a number whose rating fell to the worst, and one that came back from there. */
const SAID: Partial<Record<string, Rating>> = { FLAGGED: 'RED', UNFLAGGED: 'GREEN' };

export const digitsOf = (number: unknown): string => textOf(number).replace(/\D/g, '');

/** @returns null for what is not about a number's quality */
export function qualityOf({ field, value }: Change): CleanQuality | null {
	if (field !== 'phone_number_quality_update' || 'new_quality_score' in value) return null;
	const event = textOf(value.event);
	return { number: digitsOf(value.display_phone_number), rating: Object.hasOwn(SAID, event) ? (SAID[event] ?? null) : null };
}
