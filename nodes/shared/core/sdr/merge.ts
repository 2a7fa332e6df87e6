import { plain } from '../words';
import { LEAD_FIELDS, type LeadField, type LeadUpdates } from '../lead';

/** A field whose value a turn changed. */
export type Change = { field: LeadField; from: string | null; to: string };

/**
 * What a turn changes of a lead. A new value wins over a stored one and the old one is told; nothing is overwritten by nothing, and a value
 * that differs in spelling alone is no change (SDR spec 2.4).
 * @param known the stored lead, or null for a new one
 */
export function changesOf(known: Record<string, unknown> | null, updates: LeadUpdates): Change[] {
	return LEAD_FIELDS.flatMap((field) => {
		const to = updates[field];
		const stored = known?.[field];
		const from = stored === null || stored === undefined || stored === '' ? null : String(stored);
		return to === undefined || (from !== null && plain(from) === plain(to)) ? [] : [{ field, from, to }];
	});
}

/** Changes of values that were known before: the lead corrected them. */
export const correctionsIn = (changes: Change[]): Change[] => changes.filter(({ from }) => from !== null);

/** The lead as it is after the changes: known fields alone. */
export function merged(known: Record<string, unknown> | null, changes: Change[]): LeadUpdates {
	const before = LEAD_FIELDS.flatMap((field) => (known?.[field] ? [[field, String(known[field])]] : []));
	return Object.fromEntries([...before, ...changes.map(({ field, to }) => [field, to])]) as LeadUpdates;
}
