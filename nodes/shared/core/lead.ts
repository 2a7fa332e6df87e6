import { plain, stateCode } from './brazil';

/** What is learned of a lead in conversation; the columns of `leads` that the agent may fill. */
export const LEAD_FIELDS = [
	'name',
	'company',
	'email',
	'city',
	'uf',
	'product',
	'volume',
	'urgency',
	'segment',
	'need',
	'knows_company',
] as const;
export type LeadField = (typeof LEAD_FIELDS)[number];
export type LeadUpdates = Partial<Record<LeadField, string>>;

export const TEMPERATURES = ['cold', 'warm', 'hot'] as const;
export type Temperature = (typeof TEMPERATURES)[number];

/** Words that models write where they mean "nothing" (SDR spec 2.2). */
const NOTHING = new Set(['', 'null', 'none', 'n/a', 'na', '-', 'nao informado', 'nao informada', 'desconhecido', 'desconhecida']);
const EMAIL = /^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/;

/**
 * Makes what a model or an operator gave for a lead storable: unknown keys go, numbers and booleans become text, words for "nothing" are
 * dropped, so that nothing overwrites a stored value with null (SDR spec 2.2, 2.4, 2.5).
 */
export function cleanLeadUpdates(given: Record<string, unknown>): LeadUpdates {
	const updates: LeadUpdates = {};
	for (const field of LEAD_FIELDS) {
		const value = clean(field, given[field]);
		if (value !== null) updates[field] = value;
	}
	return updates;
}

function clean(field: LeadField, value: unknown): string | null {
	const text = typeof value === 'boolean' ? (value ? 'sim' : 'não') : typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || NOTHING.has(plain(text))) return null;
	const trimmed = text.trim();
	if (field === 'uf') return stateCode(trimmed);
	if (field === 'email') return EMAIL.test(trimmed.toLowerCase()) ? trimmed.toLowerCase() : null;
	return trimmed;
}
