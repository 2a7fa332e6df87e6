import { plain } from '../text/words';
import { customValuesOf } from '../lead/customFields';
import { LEAD_FIELDS, type LeadField, type LeadUpdates } from '../lead/lead';

/** A field whose value a turn changed; one of the operator's own by its key. */
export type Change = { field: LeadField | `custom_fields.${string}`; from: string | null; to: string };

const OWN = 'custom_fields.';
const isOwn = (field: Change['field']): field is `custom_fields.${string}` => field.startsWith(OWN);

/**
 * What a turn changes of a lead. A new value wins over a stored one and the old one is told; nothing is overwritten by nothing, and a value
 * that differs in spelling alone is no change (SDR spec 2.4).
 * @param known the stored lead, or null for a new one
 */
export function changesOf(known: Record<string, unknown> | null, updates: LeadUpdates): Change[] {
	const stored = customValuesOf(known?.custom_fields);
	return [
		...LEAD_FIELDS.flatMap((field) => change(field, known?.[field], updates[field])),
		...Object.entries(updates.custom_fields ?? {}).flatMap(([key, to]) => change(`custom_fields.${key}`, stored[key], to)),
	];
}

function change(field: Change['field'], stored: unknown, to: string | undefined): Change[] {
	const from = stored === null || stored === undefined || stored === '' ? null : String(stored);
	return to === undefined || (from !== null && plain(from) === plain(to)) ? [] : [{ field, from, to }];
}

/** Changes of values that were known before: the lead corrected them. */
export const correctionsIn = (changes: Change[]): Change[] => changes.filter(({ from }) => from !== null);

/** The lead as it is after the changes: known fields alone. */
export function merged(known: Record<string, unknown> | null, changes: Change[]): LeadUpdates {
	const lead: LeadUpdates = {};
	for (const field of LEAD_FIELDS) if (known?.[field]) lead[field] = String(known[field]);
	const custom = customValuesOf(known?.custom_fields);
	for (const { field, to } of changes) {
		if (isOwn(field)) custom[field.slice(OWN.length)] = to;
		else lead[field] = to;
	}
	return Object.keys(custom).length > 0 ? { ...lead, custom_fields: custom } : lead;
}
